"""Attempts in a dialogue, by category: endless, seeded, the most different ones first."""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from urllib.parse import quote

from handlers import invitations
from messages import buttons, meanings
from tests.handlers import rights_of_consultations
from tests.handlers.conftest import ours
from tests.hostile.campaign import Attempt, Deed, Step
from tests.hostile.targets import TARGETS, attackers
from tests.hostile.world import EVERYBODY, World

Category = Callable[[World, random.Random], Iterator[Attempt]]
HUGE = 999_999_999_999_999_999
NOTHINGS = (0, 424_242, HUGE)
GARBAGE = ("", " ", "nonsense", "tasks", "tasks:", ":::", "tasks:done:-5", "tasks:done:1.0", "tasks:done:1e3",
           "tasks:done:01", "tasks:done:1:2:3:4", "TASKS:DONE:1", "tasks:done:١", "tasks:done:1\n", "tasks:done:%31",
           "tasks:done:' or 1=1 --", '{"p":"tasks:done:1"}', "form:pick:1:%00", "form:pick:1:%ff", "form:pick:1:",
           "join:agree:", "join:agree:..%2F..", "join:agree:%D0%90", "consent:agree:", "addresses:drop_now:",
           "privacy:sure:1:2", "privacy:sure:0:1", "__class__:__init__", "menu:show:1", "fallback:break", "\u0000",
           "🙂")
_strangers = count(500_001)


def stranger() -> str:
    """An account that nobody has seen before."""
    return str(next(_strangers))


def by(who: str, *steps: Step, may_hear: str = "") -> Attempt:
    """An attempt of somebody; a stranger comes from an account of their own each time."""
    return Attempt(who, steps, stranger() if who == "stranger" else "", may_hear=may_hear)


def endlessly(chance: random.Random, whats: Sequence[str], whos: Sequence[str], deed: Deed) -> Iterator[Attempt]:
    """Each of these by anybody of those, again and again."""
    while True:
        for what in chance.sample(whats, len(whats)):
            yield by(chance.choice(whos), (deed, what))


def others_buttons(world: World, chance: random.Random) -> Iterator[Attempt]:
    """Every button there is, with ids that belong to others; each kind once before any comes again."""
    while True:
        for kind in chance.sample(sorted(ours(), key=lambda kind: kind.__name__), len(ours())):
            build, allowed = chance.choice(TARGETS[kind])
            if whos := attackers(allowed):
                yield by(chance.choice(whos), (Deed.PRESS, buttons.encode(build(world))))


def buttons_of_nothing(world: World, chance: random.Random) -> Iterator[Attempt]:
    """Ids that nobody has, or not yet: nobody gets anywhere with these."""
    of_ids = [meanings.OpenTask, meanings.ShowEvidence, meanings.MarkDone, meanings.WithdrawDone, meanings.AskMoreTime,
              meanings.NotOurs, meanings.HandOver, meanings.AcceptTask, meanings.ReturnTask, meanings.DropTask,
              meanings.KeepTask, meanings.MoveDate, meanings.AllowLink, meanings.ForbidLink,
              meanings.FormBack, meanings.FormCancel, meanings.FormSkip, *rights_of_consultations.OF_IDS]
    payloads = [buttons.encode(kind(id)) for kind in of_ids for id in NOTHINGS]
    payloads += [buttons.encode(meanings.DecideExtension(id, 1)) for id in NOTHINGS]
    payloads += [buttons.encode(meanings.HandTo(world.ids.foreign, id)) for id in (424_242, HUGE)]
    return endlessly(chance, payloads, [who for who in EVERYBODY if who != "other_director"], Deed.PRESS)


def forged_payloads(world: World, chance: random.Random) -> Iterator[Attempt]:
    """What our own hand would never have written."""
    return endlessly(chance, [each for each in GARBAGE if each.strip()], EVERYBODY, Deed.PRESS)


def bent_payloads(world: World, chance: random.Random) -> Iterator[Attempt]:
    """Real payloads cut off, drawn out, doubled, or with another's number in them."""
    while True:
        build, allowed = chance.choice([each for kind in TARGETS.values() for each in kind])
        payload, whos = buttons.encode(build(world)), attackers(allowed)
        bent = [payload[:chance.randrange(1, len(payload))], payload + "0" * chance.choice((1, 17, 60, 4000)),
                payload * 2, payload.replace(":", "::", 1), payload.upper(), quote(payload), f"{payload}:{HUGE}"]
        if whos and buttons.decode(chosen := chance.choice(bent)) is None:
            yield by(chance.choice(whos), (Deed.PRESS, chosen))


def screens_of_others(world: World, chance: random.Random) -> Iterator[Attempt]:
    """The very buttons that stand on the director's screen, pressed by others, and once more."""
    shown = [payload for phone in world.screens.values() for message in phone.screen for row in message.buttons
             for _, payload in row]
    free = {buttons.encode(build(world)) for targets in TARGETS.values() for build, allowed in targets if not allowed}
    payloads = sorted({payload for payload in shown if buttons.decode(payload)} - free)
    while True:
        for payload in chance.sample(payloads, len(payloads)):
            yield by(chance.choice(attackers(frozenset({"director"}))), (Deed.PRESS, payload), (Deed.REPEAT, ""))


def invites_of_others(world: World, chance: random.Random) -> Iterator[Attempt]:
    """Used, expired, revoked, or meant for somebody else."""
    codes, members = world.codes, [who for who in EVERYBODY if who != "stranger"]
    while True:
        for code in chance.sample([codes.used, codes.expired, codes.revoked], 3):
            opening = chance.choice([(Deed.START, code), (Deed.SAY, code.lower()), (Deed.PRESS, f"join:join:{code}"),
                                     (Deed.PRESS, f"join:agree:{code}")])
            yield by("stranger", opening, (Deed.PRESS, f"join:join:{code}"))
        code = chance.choice([codes.listed, codes.foreign, codes.used, codes.expired, codes.revoked])
        yield by(chance.choice([who for who in members if who not in ("director", "other_director")]),
                 (chance.choice([Deed.START, Deed.SAY]), code), (Deed.PRESS, f"join:join:{code}"),
                 may_hear=world.village.people["other_director"].name if code == codes.foreign else "")


def guesses(world: World, chance: random.Random) -> Iterator[Attempt]:
    """Codes out of the air, typed, by a link, on forged buttons: from a few accounts that do not give up."""
    users = [stranger() for _ in range(3)]
    while True:
        code = invitations.draw()
        for deed, words in ((Deed.SAY, f"{code[:5]} {code[5:]}"), (Deed.START, code),
                            (Deed.PRESS, buttons.encode(meanings.Agree(code))),
                            (Deed.PRESS, buttons.encode(meanings.Join(code))),
                            (Deed.PRESS, buttons.encode(meanings.AskToLink(code)))):
            yield Attempt("stranger", ((deed, words),), chance.choice(users), "telegram")


def linking_of_others(world: World, chance: random.Random) -> Iterator[Attempt]:
    """The director's linking code nearly right; the yes and no to a question that was put to the director."""
    code, users = world.codes.linking, [stranger() for _ in range(4)]
    while True:
        place = chance.randrange(len(code))
        other = chance.choice([each for each in "23456789ABCDEFGH" if each != code[place]])
        near = code[:place] + other + code[place + 1:]
        yield Attempt("stranger", ((chance.choice((Deed.SAY, Deed.START)), near),), chance.choice(users), "vk")
        request = world.ids.request + chance.choice((0, 0, 1, -1 if world.ids.request > 1 else 2))
        kind = chance.choice((meanings.AllowLink, meanings.ForbidLink))
        yield by(chance.choice(attackers(frozenset({"director"}))), (Deed.PRESS, buttons.encode(kind(request))))
        # A participant who types somebody's code is told that they are somebody already; the code stays good.
        yield by(chance.choice(attackers(frozenset({"director", "stranger"}))), (Deed.SAY, code))


def forms_of_others(world: World, chance: random.Random) -> Iterator[Attempt]:
    """The serial number of the question that the director is at, from nowhere and out of a form of one's own."""
    whos = attackers(frozenset({"director", "stranger"}))
    while True:
        serial = world.ids.serial + chance.choice((0, 0, 1, -1))
        press = chance.choice((meanings.FormPick(serial, chance.choice(("enough", "0", "2018-06-01", "yes"))),
                               meanings.FormBack(serial), meanings.FormSkip(serial), meanings.FormCancel(serial)))
        own: list[Step] = [(Deed.SAY, "/ask")] if chance.random() < 0.5 else []
        yield by(chance.choice(whos), *own, (Deed.PRESS, buttons.encode(press)), (Deed.SAY, "/cancel"))


def files_of_others(world: World, chance: random.Random) -> Iterator[Attempt]:
    """The school's evidence with its file, asked for in every way; and one's own file sent where nobody asked."""
    ids = world.ids
    payloads = [buttons.encode(each) for each in (
        meanings.ShowEvidence(ids.done), meanings.OpenTask(ids.done), meanings.ReturnTask(ids.done),
        meanings.ShowEvidence(ids.file), meanings.AcceptTask(ids.done))]
    steps: list[Step] = [(Deed.PRESS, payload) for payload in payloads]
    steps += [(Deed.SAY, words) for words in (f"/file {ids.file}", f"/start file{ids.file}", f"/evidence {ids.done}")]
    steps += [(Deed.START, f"file{ids.file}"), (Deed.FILE, "../../vekha.db"), (Deed.FILE, f"{ids.file}.pdf")]
    whos = [who for who in attackers(frozenset({"director", "coordinator", "curator", "operator", "observer"}))
            if who != "director"]
    while True:
        for step in chance.sample(steps, len(steps)):
            yield by(chance.choice(whos), step)


def pages_of_others(world: World, chance: random.Random) -> Iterator[Attempt]:
    """Lists, pages and the journal by numbers of other places."""
    ids = world.ids
    kinds = ("open", "late", "done", "check", "watch_open", "watch_late", "watch_done", "watch_check", "nonsense")
    payloads = [buttons.encode(meanings.TaskList(kind, page, ids.school)) for kind in kinds for page in (0, 1, HUGE)]
    payloads += [buttons.encode(meanings.ShowJournal(page)) for page in (0, 1, 7, HUGE)]
    payloads += [buttons.encode(meanings.ShowSchools(page)) for page in (0, 1, HUGE)]
    whos = attackers(frozenset({"director", "coordinator", "curator", "operator", "observer"}))
    while True:
        for payload in chance.sample(payloads, len(payloads)):
            yield by(chance.choice(whos), (Deed.PRESS, payload))
        yield by(chance.choice(whos), (Deed.SAY, "/journal"))


def data_of_others(world: World, chance: random.Random) -> Iterator[Attempt]:
    """Somebody's data, consent, messengers and existence, by their numbers and tokens."""
    ids = world.ids
    payloads = [buttons.encode(each) for each in (
        meanings.ForgetSure(ids.token, 0), meanings.ForgetSure(ids.token, 1), meanings.ForgetSure(ids.token + 1, 1),
        meanings.ExportData(), meanings.MyData(), meanings.AgreeAnew("0123456789ab"), meanings.DeclineAnew(),
        *(kind(world.key(who)) for who in ("director", "operator", "other_director")
          for kind in (meanings.UnlinkAddress, meanings.DropAddress, meanings.PreferAddress)))]
    payloads += [f"privacy:export:{ids.director}", f"privacy:my_data:{ids.director}", f"privacy:forget:{ids.director}"]
    steps: list[Step] = [(Deed.PRESS, payload) for payload in payloads]
    steps += [(Deed.SAY, f"/mydata {ids.director}"), (Deed.SAY, f"/forget {ids.director}"), (Deed.SAY, "/mydata")]
    whos = attackers(frozenset({"director", "operator", "other_director"}))
    while True:
        for step in chance.sample(steps, len(steps)):
            yield by(chance.choice(whos), step)


def from_elsewhere(world: World, chance: random.Random) -> Iterator[Attempt]:
    """The director's own account in a group, a channel, an edited or forwarded message: nothing is told there."""
    user = int(world.user("director"))
    person = {"id": user, "is_bot": False, "first_name": "Анна"}
    payload = buttons.encode(meanings.OpenTask(world.ids.open))
    group = {"id": -100_500, "type": "supergroup", "title": "Чат"}
    said = {"message_id": 5, "date": 1, "from": person, "chat": group, "text": "/menu"}
    private = said | {"chat": {"id": user, "type": "private"}}
    telegram: list[dict[str, object]] = [
        {"message": said}, {"message": said | {"text": "/mydata"}}, {"edited_message": private},
        {"channel_post": said}, {"business_message": private},
        {"message": private | {"from": person | {"is_bot": True}}},
        {"callback_query": {"id": "1", "from": person, "data": payload, "message": said}},
        {"callback_query": {"id": "2", "from": {"id": "x"}, "data": payload, "message": private}},
        {"inline_query": {"id": "3", "from": person, "query": "/mydata", "offset": ""}},
        {"my_chat_member": {"chat": group, "from": person, "date": 1, "new_chat_member": {"status": "kicked"}}},
    ]
    chat = {"from_id": user, "peer_id": 2_000_000_001, "text": "/menu"}
    event = {"user_id": user, "peer_id": 2_000_000_001, "event_id": "e", "payload": {"p": payload}}
    vk: list[dict[str, object]] = [
        {"type": "message_new", "object": {"message": chat}},
        {"type": "message_new", "object": {"message": chat | {"payload": '{"p":"privacy:my_data"}'}}},
        {"type": "message_new", "object": {"message": chat | {"from_id": -user}}},
        {"type": "message_new", "object": {"message": chat | {"peer_id": user, "out": 1}}},
        {"type": "message_event", "object": event}, {"type": "message_event", "object": event | {"peer_id": user + 1}},
        {"type": "message_reply", "object": chat}, {"type": "message_edit", "object": chat | {"peer_id": user}},
        {"type": "message_deny", "object": {"user_id": -user}}, {"type": "group_leave", "object": {"user_id": user}},
    ]
    numbers = count(1)
    while True:
        for update in chance.sample(telegram, len(telegram)):
            yield Attempt("elsewhere", ((Deed.RAW, json.dumps(update)),), "1", "telegram")
        for update in chance.sample(vk, len(vk)):
            numbered = update | {"group_id": 1, "event_id": f"elsewhere{next(numbers)}", "v": "5.199"}
            yield Attempt("elsewhere", ((Deed.RAW, json.dumps(numbered)),), "1", "vk")


CATEGORIES: dict[str, tuple[Category, int]] = {
    "buttons with ids of others": (others_buttons, 110),
    "buttons with ids of nothing": (buttons_of_nothing, 24),
    "payloads that we never wrote": (forged_payloads, 30),
    "payloads cut off, drawn out, doubled": (bent_payloads, 30),
    "buttons of somebody else's screen, replayed": (screens_of_others, 30),
    "invites used, expired, revoked, meant for others": (invites_of_others, 30),
    "codes guessed": (guesses, 40),
    "linking codes and questions of others": (linking_of_others, 30),
    "forms of others": (forms_of_others, 24),
    "files of others": (files_of_others, 24),
    "lists and journal of others": (pages_of_others, 24),
    "data, consent and messengers of others": (data_of_others, 24),
    "groups, channels, edited messages": (from_elsewhere, 20),
}
"""The attempts of a long proof."""
