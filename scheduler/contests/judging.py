"""Applications are given to experts, and given to others where somebody must not or cannot judge one."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from messages.catalogue import Catalogue
from scheduler import assigning, planner
from scheduler.contests import distribution
from scheduler.contests.distribution import Distribution, Wanted
from scheduler.contests.rules import Apart, Rules
from scheduler.contests.standing import Standing
from scheduler.surveys import written
from scheduler.surveys.wave import Unit
from storage import assignments, expertise, surveys
from storage.assignments import Asked, Kind
from storage.contests import Application
from storage.database import Transaction
from storage.expertise import Expert, Tie


@dataclass(frozen=True, slots=True)
class Bank:
    """Who can judge in a contest, and where they belong."""

    experts: tuple[Expert, ...]
    ties: tuple[Tie, ...]

    def chosen(self, rules: Rules) -> list[Expert]:
        """Those who were chosen and can be asked: they have joined."""
        return [each for each in self.experts if each.joined and (rules.experts is None or each.id in rules.experts)]

    def may(self, application: Application, rules: Rules, barred: frozenset[int] = frozenset()) -> frozenset[int]:
        """Whom of the chosen ones it does not concern: none of its municipality, or of its school."""
        near = {each.participant for each in self.ties if _is_near(each, application, rules.apart)}
        return frozenset(each.id for each in self.chosen(rules)) - near - barred


def _is_near(tie: Tie, application: Application, apart: Apart) -> bool:
    if tie.organisation == application.organisation or tie.participant == application.participant:
        return True
    return apart is Apart.MUNICIPALITY and tie.municipality != 0 and tie.municipality == application.municipality


async def bank(tx: Transaction, programme: int) -> Bank:
    experts = await expertise.experts(tx, programme)
    return Bank(tuple(experts), tuple(await expertise.ties(tx, [each.id for each in experts])))


def proposed(told: Standing, bank: Bank, seed: int, only: Iterable[int] = ()) -> Distribution:
    """Who would judge what is still without its experts; of these applications `only`, if any are named.

    Whoever has one already, or has given it up, does not get it again.
    """
    named = frozenset(only)
    wanted = [_wanted(told, bank, each) for each in told.accepted if not named or each.task in named]
    return distribution.distribute(wanted, load(told, bank), seed=seed)


def load(told: Standing, bank: Bank) -> Mapping[int, int]:
    """How many applications of this contest each of the chosen experts has now."""
    has = Counter(each.expert for each in told.standing)
    return {each.id: has[each.id] for each in bank.chosen(told.rules)}


def _wanted(told: Standing, bank: Bank, application: Application) -> Wanted:
    own = [each for each in told.asked if each.application == application.task]
    number = told.rules.wanted(application.task) - sum(each.stands for each in own)
    return Wanted(application.task, max(0, number),
                  bank.may(application, told.rules, frozenset(each.expert for each in own)))


async def give(tx: Transaction, catalogue: Catalogue, told: Standing, bank: Bank, pairs: Sequence[tuple[int, int]], *,
               by: int, today: str, now: int) -> list[int]:
    """Each pair becomes a task of its expert's own; the ids of the new ones."""
    home = {each.id: each.organisation for each in bank.experts}
    new: list[int] = []
    for application in dict.fromkeys(each for each, _ in pairs):
        activity = await _expertise(tx, catalogue, told, application, by=by, today=today, now=now)
        before = {each.task for each in told.asked if each.application == application}
        asked = [Asked(home[expert], expert) for each, expert in pairs if each == application]
        new += set(await assignments.assign(tx, activity, asked, now=now)) - before
    await planner.plan_tasks(tx, sorted(new), now)
    return sorted(new)


async def _expertise(tx: Transaction, catalogue: Catalogue, told: Standing, task: int, *, by: int, today: str,
                     now: int) -> int:
    """The activity that judges an application; its title names no school, for those who watch over experts read it."""
    if (known := await expertise.expertise_of(tx, task)) is not None:
        return known
    contest, place = told.contest, told.application(task).place
    title = catalogue.words("contests/judged_title", contest=contest, place=place)
    activity = await assigning.begin(
        tx, catalogue, Kind.EXPERTISE, programme=contest.programme, title=title, about="", due_on=told.rules.judged_by,
        author=contest.author or by, now=now)
    await expertise.about(tx, activity, task)
    code = f"{told.rules.survey}-{task}"  # one for each: its title says which application is judged
    await surveys.put(tx, programme=contest.programme, code=code, title=title, version="1",
                      questions=written.write(told.questions), now=now, source=surveys.CHAT)
    await surveys.put_wave(
        tx, programme=contest.programme, survey=code, code=code, title=title,
        opens_on=today, closes_on=told.rules.judged_by, late=True, unit=Unit.TASK, anonymous=False, whom=[],
        source=surveys.CHAT, activity=activity)
    return activity
