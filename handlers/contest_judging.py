"""Experts are chosen, and applications shared among them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handlers import contest_rights, contests
from handlers.router import Returned, Room
from handlers.turn import Refused, Turn
from messages.catalogue import Choice
from messages.meanings_of_contests import (
    ChooseExperts,
    GiveToExperts,
    OpenContest,
    PickExpert,
    ShareApplications,
    ShowExpertise,
)
from messages.paging import turning
from messages.replies import Reply, Tone
from scheduler.contests import judging, rules, standing
from scheduler.contests.distribution import Distribution
from scheduler.contests.judging import Bank
from scheduler.contests.standing import Standing
from storage import contests as stored
from storage import expertise, history
from storage.contests import Contest
from storage.tasks import TaskState

room = Room()
PAGE = 6
"""Experts on a screen."""
SHOWN = 6
"""Lines of what is lacking."""
HIGHEST = 10**6
"""Seeds are below it: they fit a button."""


@dataclass(frozen=True, slots=True)
class Load:
    """An expert and how many applications are theirs; `open` of them have not come back."""

    place: int
    name: str
    home: str
    number: int
    open: int = 0
    on: bool = True
    joined: bool = True


@dataclass(frozen=True, slots=True)
class Lacking:
    """An application without enough experts: how many are missing, and whom nobody of would do."""

    place: int
    title: str
    missing: int
    municipality: str


@room.pressed(ChooseExperts)
async def experts_shown(turn: Turn, wanted: ChooseExperts) -> Returned:
    return await _experts(turn, await contest_rights.organised(turn, wanted.contest), wanted.page)


@room.pressed(PickExpert)
async def expert_picked(turn: Turn, press: PickExpert) -> Returned:
    """The button says what shall be, so that a second tap changes nothing."""
    contest = await contest_rights.held(turn, press.contest)
    known = {each.id for each in await expertise.experts(turn.tx, contest.programme)}
    if press.expert not in known:
        raise Refused("contests/not_yours")
    going = rules.read(contest.rules)
    chosen = (known if going.experts is None else {*going.experts} & known) - {press.expert}
    chosen |= {press.expert} if press.on else set()
    await stored.put_rules(turn.tx, contest.id, rules.write(replace(going, experts=tuple(sorted(chosen)))))
    await history.note(turn.tx, "expert_chosen" if press.on else "expert_left_out", actor=turn.me.id, now=turn.now,
                       activity=contest.id, subject=press.expert)
    return await _experts(turn, await contest_rights.organised(turn, contest.id), press.page)


async def _experts(turn: Turn, contest: Contest, page: int) -> Reply:
    bank, going = await judging.bank(turn.tx, contest.programme), rules.read(contest.rules)
    told = await standing.standing(turn.tx, contest)
    load, chosen = judging.load(told, bank), {each.id for each in bank.chosen(going)}
    page = min(page, max(0, (len(bank.experts) - 1) // PAGE))
    part = bank.experts[page * PAGE:][:PAGE]
    lines = [Load(page * PAGE + place, each.name, each.municipality_title or each.place, load.get(each.id, 0),
                  on=each.id in chosen, joined=bool(each.joined)) for place, each in enumerate(part, 1)]
    picks = [Choice("off" if line.on else "on", PickExpert(contest.id, each.id, int(not line.on), page),
                    facts={"place": line.place}) for line, each in zip(lines, part, strict=True) if each.joined]
    turned = turning(ChooseExperts(contest.id, page - 1) if page else None,
                     ChooseExperts(contest.id, page + 1) if len(bank.experts) > (page + 1) * PAGE else None)
    return turn.say("contests/experts", [picks[:3], picks[3:], turned, [Choice("back", OpenContest(contest.id))]],
                    contest=contest, lines=lines, total=len(bank.experts), chosen=len(chosen), rules=going,
                    accepted=len(told.accepted))


@room.pressed(ShareApplications)
async def share_shown(turn: Turn, wanted: ShareApplications) -> Returned:
    """Nothing is given yet: another lot may be drawn, or experts chosen."""
    contest = await contest_rights.organised(turn, wanted.contest)
    told, bank = await standing.standing(turn.tx, contest), await judging.bank(turn.tx, contest.programme)
    seed = wanted.seed % HIGHEST or contest.id
    found = judging.proposed(told, bank, seed)
    number = len(found.pairs)
    give = [Choice("give", GiveToExperts(contest.id, seed, number), tone=Tone.GOOD)] if number else []
    rows = [give, [Choice("again", ShareApplications(contest.id, (seed * 31 + 7) % HIGHEST))] if number else [],
            [Choice("experts", ChooseExperts(contest.id)), Choice("back", OpenContest(contest.id))]]
    lines = _loads(told, bank, found)
    return turn.say("contests/share", rows, contest=contest, rules=told.rules, seed=seed, number=number,
                    lines=lines, least=min((each.number for each in lines), default=0),
                    most=max((each.number for each in lines), default=0), lacks=_lacking(told, found)[:SHOWN],
                    lacking=len(found.lacks), helped=max((each.missing for each in found.lacks), default=0),
                    waiting=sum(each.state is TaskState.DONE for each in told.applications))


def _loads(told: Standing, bank: Bank, found: Distribution) -> list[Load]:
    load = judging.load(told, bank)
    return [Load(place, each.name, each.municipality_title or each.place,
                 load[each.id] + sum(expert == each.id for _, expert in found.pairs))
            for place, each in enumerate(bank.chosen(told.rules), 1)]


def _lacking(told: Standing, found: Distribution) -> list[Lacking]:
    known = {each.task: each for each in told.applications}
    return [Lacking(known[each.application].place, known[each.application].title, each.missing,
                    known[each.application].municipality_title) for each in found.lacks]


@room.pressed(GiveToExperts)
async def given(turn: Turn, press: GiveToExperts) -> Returned:
    """As it was shown; if it would be another number by now, it is shown again."""
    contest = await contest_rights.held(turn, press.contest)
    told, bank = await standing.standing(turn.tx, contest), await judging.bank(turn.tx, contest.programme)
    found = judging.proposed(told, bank, press.seed % HIGHEST)
    if len(found.pairs) != press.number or not found.pairs:
        return await share_shown(turn, ShareApplications(contest.id, press.seed))
    if not told.is_judged:
        going = replace(told.rules, seed=press.seed % HIGHEST)
        await stored.put_rules(turn.tx, contest.id, rules.write(going))
    await give(turn, told, bank, found.pairs)
    await history.note(turn.tx, "contest_shared", actor=turn.me.id, now=turn.now, activity=contest.id,
                       reviews=len(found.pairs))
    return await contests.card(turn, contest.id)


async def give(turn: Turn, told: Standing, bank: Bank, pairs: Sequence[tuple[int, int]]) -> None:
    """Let them judge, and tell each of them once."""
    await judging.give(turn.tx, turn.catalogue, told, bank, pairs, by=turn.me.id,
                       today=await contest_rights.today(turn), now=turn.now)
    for expert in sorted({each for _, each in pairs}):
        said = turn.say("contests/told_expert", [[Choice("open", ShowExpertise(), tone=Tone.MAIN)]],
                        contest=told.contest, rules=told.rules, number=sum(each == expert for _, each in pairs))
        await turn.tell(expert, said, reason=f"contest:{told.contest.id}:expert:{turn.update.key}")
