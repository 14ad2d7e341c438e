"""The journal: every button that changes what is others' leaves a row in it, and who may read which rows."""

import re
from pathlib import Path

import pytest

from handlers import audit
from messages import buttons, meanings
from messages.buttons import Meaning
from messages.meanings_of_consultations import CloseThread, PassTo, ReopenThread, TakeThread
from messages.meanings_of_contests import MakeContest
from messages.meanings_of_events import AnswerInvitation
from messages.meanings_of_requests import MakeRequest
from messages.meanings_of_review import PassTask
from storage import history, tasks
from storage.history import Told
from storage.tasks import TaskState
from tests.handlers.busy import Ids, busy
from tests.handlers.conftest import ZONE, Village, press
from tests.handlers.rights import RIGHTS, Press
from tests.handlers.tables import change, rows
from tests.phone import Phone
from tests.wording import CATALOGUE

ROOT = Path(__file__).parents[2]
TRACED = ("tasks", "evidence", "extensions", "reviews", "activities", "results", "roles", "territories", "invites",
          "participants", "rsvps", "certificates")
"""Who changes these changes what is others'."""
LEAVE_ROWS = {
    meanings.MarkDone: "done", meanings.WithdrawDone: "done_withdrawn", meanings.AskMoreTime: "more_time_asked",
    meanings.NotOurs: "not_ours", meanings.HandTo: "handed_over", meanings.AcceptTask: "accepted",
    PassTask: "passed_on",
    meanings.ReturnTask: "returned", meanings.DropTask: "dropped", meanings.MoveDate: "date_moved",
    TakeThread: "consultation_taken", PassTo: "consultation_passed", CloseThread: "consultation_closed",
    ReopenThread: "consultation_reopened",
}
OWN_WORD = (AnswerInvitation, MakeRequest, MakeContest)
"""An answer to an invitation is the person's own, it stands with the event; and a draft is its author's alone."""
IDS = Ids(1, 2, 3, 4, 5, 6, "p7", 8)
ALLOWED = [(number, deed, sorted(allowed)[0]) for number, (deed, allowed) in enumerate(RIGHTS) if allowed]


async def completes(phone: Phone) -> None:
    """Go through whatever form has opened: the first offered answer, else words that are a day as well."""
    for _ in range(6):
        offered = [payload for row in phone.last.buttons for _, payload in row if payload.startswith("form:pick:")]
        if offered:
            await phone.presses(offered[0], phone.last.ref)
        elif any(payload.startswith("form:cancel:") for row in phone.last.buttons for _, payload in row):
            await phone.says("01.12.2018")


async def acts(village: Village) -> list[Told]:
    async with village.database.reading() as tx:
        return await history.told(tx, size=10_000)


@pytest.mark.parametrize(("number", "deed", "who"), ALLOWED, ids=lambda value: str(value)[:20])
async def test_what_changes_others_things_leaves_a_row(village: Village, number: int, deed: Press, who: str) -> None:
    ids = await busy(village)
    if isinstance(deed(ids), meanings.HandTo) and not deed(ids).participant:  # type: ignore[attr-defined]
        async with village.database.transaction() as tx:
            await tasks.hand_over(tx, ids.open, ids.colleague)
    before, known = rows(village.file), await acts(village)
    phone = village.phone(who)
    await press(phone, deed(ids))
    await completes(phone)
    after = rows(village.file)
    new = (await acts(village))[: len(after["history"]) - len(before["history"])]
    changed = [name for name in TRACED if before[name] != after[name]]
    if (changed and not isinstance(deed(ids), OWN_WORD)) or type(deed(ids)) in LEAVE_ROWS:
        assert [(each.actor, bool(each.role), bool(each.programme)) for each in new] == [
            (village.people[who].name or each.actor, True, True) for each in new]
        assert len(new) == 1
        assert new[0].verb == LEAVE_ROWS.get(type(deed(ids)), new[0].verb)
    assert (await acts(village))[len(new):] == known


def test_the_table_of_rows_knows_buttons_that_exist() -> None:
    assert LEAVE_ROWS.keys() <= {type(deed(IDS)) for _, deed, _ in ALLOWED}


async def test_an_act_tells_who_what_where_before_and_after(village: Village) -> None:
    change(village.file, "update programmes set review = 'coordinator'")
    ids = await busy(village)
    await press(village.phone("coordinator"), meanings.AcceptTask(ids.done))
    await press(village.phone("coordinator"), meanings.DecideExtension(ids.extension, 1))
    extended, accepted = (audit.in_words(CATALOGUE, each) for each in (await acts(village))[:2])
    person = village.people["coordinator"]
    assert (accepted.who, accepted.role, accepted.what) == (person.name, "муниципальный координатор", "Задача принята")
    assert (accepted.was, accepted.became, accepted.time_zone) == ("сделано", "принято", str(ZONE))
    assert accepted.where.startswith(f"{village.people['director'].place}; 1.4.1 ")
    assert (extended.subject, extended.became) == (village.people["director"].name, "28 сентября 2018 года")
    assert extended.was.endswith("2018 года")


async def test_the_operator_turns_the_pages(village: Village) -> None:
    operator = village.phone("operator")
    await operator.says("журнал")
    operator.sees("Журнал: что изменили", "Программа загружена", "командная строка")
    task = await village.task("1.4.1")
    async with village.database.transaction() as tx:
        for number in range(12):
            await history.note(tx, "accepted", actor=village.people["curator"].participant, task=task.id,
                               now=village.now + number, was=TaskState.DONE, became=TaskState.ACCEPTED)
    await operator.says("/journal")
    operator.sees("Задача принята: сделано → принято", "1.4.1")
    assert operator.labels() == ["Раньше ›", "В меню"]
    await operator.taps("Раньше ›")
    await operator.taps("Раньше ›")
    assert operator.labels() == ["‹ Новее", "В меню"]
    operator.sees("Программа загружена")
    await operator.taps("В меню")
    await operator.taps("Журнал")
    operator.sees("Задача принята")


async def test_a_curator_sees_only_their_territory_and_what_concerns_all(village: Village) -> None:
    change(village.file, "update programmes set review = 'coordinator'")
    ids = await busy(village)
    await press(village.phone("coordinator"), meanings.AcceptTask(ids.done))
    await press(village.phone("operator"), meanings.MoveDate(ids.activity))
    await completes(village.phone("operator"))
    await village.phone("curator").says("журнал")
    village.phone("curator").sees("Задача принята", "Срок перенесён для всех", "1 декабря 2018 года")
    await village.phone("far_curator").says("журнал")
    village.phone("far_curator").sees("Срок перенесён для всех")
    assert not village.phone("far_curator").has_seen("Задача принята")


async def test_what_schools_do_for_themselves_is_no_part_of_it(village: Village) -> None:
    task = await village.task("1.3.1")
    await press(village.phone("director"), meanings.MarkDone(task.id))
    await completes(village.phone("director"))
    assert (await acts(village))[0].verb == "done"
    await village.phone("operator").says("журнал")
    assert not village.phone("operator").has_seen("отмечена сделанной")


async def test_a_curator_who_is_not_of_the_institute_has_no_journal(village: Village) -> None:
    curator = village.people["curator"]
    change(village.file, "update organisations set level = 'municipality' where id = ?", curator.organisation)
    await village.phone("curator").says("журнал")
    village.phone("curator").sees("Журнал видят операторы")
    await village.phone("curator").says("меню")
    assert "Журнал" not in village.phone("curator").labels()


async def test_an_operator_of_another_programme_sees_nothing(village: Village) -> None:
    change(village.file, "insert into programmes (id, code, title, starts_on, ends_on, time_zone, digest_at, "
                         "quiet_hours, ladder, consent_version, consent_text, loaded_at) select 99, 'other', title, "
                         "starts_on, ends_on, time_zone, digest_at, quiet_hours, ladder, consent_version, "
                         "consent_text, loaded_at from programmes")
    operator = village.people["operator"].participant
    change(village.file, "update roles set programme = 99 where participant = ?", operator)
    await village.phone("operator").says("журнал")
    village.phone("operator").sees("пока пусто")


def test_every_verb_of_the_trace_has_words() -> None:
    sources = [file for room in ("bot", "handlers", "scheduler") for file in (ROOT / room).rglob("*.py")]
    text = "\n".join(file.read_text(encoding="utf-8") for file in sources)
    verbs = set(re.findall(r'history\.note\(\s*[\w.]+,\s*"(\w+)"', text)) | {
        "more_time_agreed", "more_time_refused", "role_granted", "role_confined", "role_ended", "dropped", "reopened"}
    assert len(verbs) > 15
    assert [verb for verb in sorted(verbs) if CATALOGUE.words("audit/verb", verb=verb) == verb] == []


def test_only_forgetting_a_person_touches_what_was_written() -> None:
    found = {(file.stem, word) for file in (ROOT / "storage" / "sql").glob("*.sql")
             for word in re.findall(r"\b(update|delete from|insert into) history\b", file.read_text(encoding="utf-8"))}
    assert found == {("history", "insert into"), ("erasure", "update")}


def test_the_button_stays_short() -> None:
    meaning: Meaning = meanings.ShowJournal(10**17)
    assert buttons.decode(buttons.encode(meaning)) == meaning
