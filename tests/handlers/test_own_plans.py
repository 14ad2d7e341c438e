"""A school's own plan: sent by its director, read in the order of review, and then tasks of that school alone."""

import pytest

from messages.meanings_of_imports import DropImport, LoadImport, OpenImport
from messages.meanings_of_own_plans import (
    AcceptOwnPlan,
    ReadOwnChanges,
    ReadOwnPlan,
    ReadOwnRows,
    RecallOwnPlan,
    ReturnOwnPlan,
    SubmitOwnPlan,
)
from tests.handlers.conftest import Village, press
from tests.handlers.importing import newest, numbers, paper, state_of
from tests.handlers.owning import PLAN, accepted, drafted, own_tasks, submitted
from tests.handlers.tables import change, found
from tests.scheduler.documents.plans import document, numbered, row, unread, until


async def test_a_file_sent_just_so_is_asked_about_and_becomes_a_draft_of_the_school(village: Village) -> None:
    director = village.phone("director")
    await director.sends("document", "план школы.docx", paper(*PLAN))
    director.sees("это план вашей организации", "откройте задачу")
    await director.taps("Да, это наш план")
    director.sees("Свой план", "Мероприятий: 3", "завуч", "Отправляю на проверку?")
    assert "Кому поручить" not in director.last.text
    owner, = found(village.file, "select organisation from imports order by id desc limit 1")
    assert owner == (village.people["director"].organisation,)


async def test_an_own_plan_is_offered_behind_more_and_by_its_words(village: Village) -> None:
    director = village.phone("director")
    await director.says("свой план")
    director.sees("Пришлите план вашей организации")
    await director.sends("document", "план.xlsx.pdf", b"%PDF")
    director.sees("Word (.docx)")


async def test_whoever_leads_nothing_sends_no_own_plan(village: Village) -> None:
    teacher = village.phone("teacher")
    await teacher.says("свой план")
    teacher.sees("Свой план присылают директор школы")


async def test_a_coordinator_finds_it_good_and_the_curator_has_the_last_word(village: Village) -> None:
    before = numbers(village)
    id = await submitted(village)
    coordinator, curator = village.phone("coordinator"), village.phone("curator")
    assert coordinator.has_seen("План на проверку")
    assert not curator.has_seen("План на проверку")
    await press(coordinator, ReadOwnPlan(id))
    coordinator.sees("Мероприятий: 3", "Педсовет")
    await coordinator.taps("✅ Передать куратору")
    coordinator.sees("ждёт того, кто проверяет следующим")
    assert curator.has_seen("План на проверку")
    assert own_tasks(village) == []
    await press(curator, ReadOwnPlan(id))
    await curator.taps("✅ Принять")
    curator.sees("План принят", "Задач: 3")
    school = village.people["director"].organisation
    assert own_tasks(village) == [(school, "open")] * 3
    assert numbers(village) == before, "the programme's plan is as it was"
    assert state_of(village, id) == "applied"
    verbs = [verb for verb, in found(village.file, "select verb from history where verb like 'own_plan%' order by id")]
    assert verbs == ["own_plan_sent", "own_plan_passed", "own_plan_accepted"]


async def test_its_tasks_stand_beside_the_programmes_with_a_mark_and_reminders(village: Village) -> None:
    await accepted(village)
    director = village.phone("director")
    assert director.has_seen("План принят")
    await director.says("задачи")
    seen = []
    while True:
        seen.append(director.last.text)
        if "Дальше ›" not in director.labels():
            break
        await director.taps("Дальше ›")
    told = "\n".join(seen)
    assert "Педсовет" in told
    assert "свой план" in told
    reminded = found(village.file, "select count(*) from reminders r join tasks t on t.id = r.task join activities a "
                                   "on a.id = t.activity where a.source = 'own' and r.closed_at is null")
    assert reminded[0][0] > 0
    other = village.phone("other_director")
    await other.says("задачи")
    assert "Педсовет" not in other.last.text


async def test_a_returned_plan_comes_back_with_the_remark_and_is_read_again_from_the_beginning(
        village: Village) -> None:
    id = await submitted(village)
    coordinator, director = village.phone("coordinator"), village.phone("director")
    await press(coordinator, ReturnOwnPlan(id))
    await coordinator.says("Добавьте срок педсовета")
    coordinator.sees("возвращён с замечанием")
    assert director.has_seen("Добавьте срок педсовета")
    await press(director, OpenImport(id))
    director.sees("План вернули с замечанием", "Добавьте срок педсовета")
    await director.taps("✅ Отправить на проверку")
    director.sees("План на проверке")
    assert state_of(village, id) == "sent"
    assert own_tasks(village) == []


async def test_what_waits_is_not_changed_any_more_until_it_is_recalled(village: Village) -> None:
    paper = document(row("Педсовет", unread("когда-нибудь"), ["завуч"], number="1"))
    director, id = await drafted(village, paper)
    director.sees("Нужно уточнить: 1")
    assert "✅ Отправить на проверку" not in director.labels()
    await press(director, SubmitOwnPlan(id))
    assert state_of(village, id) == "draft", "it is not clear yet"
    await press(director, OpenImport(id))
    await director.taps("Уточнить · 1")
    await director.taps("Принять всё как прочитано")
    await director.taps("Да, принять")
    await director.taps("✅ Отправить на проверку")
    director.sees("План на проверке")
    await director.taps("Отозвать")
    assert state_of(village, id) == "draft"
    coordinator = village.phone("coordinator")
    await press(coordinator, AcceptOwnPlan(id, 1))
    coordinator.sees("уже не ждёт проверки")


async def test_a_corrected_plan_shows_the_difference_and_keeps_what_was_done(village: Village) -> None:
    await accepted(village)
    change(village.file, "update tasks set state = 'accepted' where activity = "
                         "(select id from activities where source = 'own' and title = 'Педсовет')")
    again = numbered(("1", "Открытые уроки", until("2018-10-01")), ("2", "Педсовет", until("2018-06-10")),
                     ("3", "Анализ итогов четверти", until("2018-11-20")))
    director, id = await drafted(village, again)
    await director.taps("Что изменится")
    director.sees("Новых: 1", "1 → 2. Педсовет", "2 → 3. Анализ итогов четверти", "Родительское собрание")
    await director.taps("✅ Отправить на проверку")
    operator = village.phone("operator")
    await press(operator, ReadOwnPlan(id))
    operator.sees("По сравнению с принятым планом – новых: 1")
    await operator.taps("✅ Принять")
    operator.sees("План принят")
    states = found(village.file, "select a.number, t.state from tasks t join activities a on a.id = t.activity "
                                 "where a.source = 'own' order by a.gone_at is not null, a.position")
    assert states == [("свой план 1, п. 1", "open"), ("свой план 1, п. 2", "accepted"), ("свой план 1, п. 3", "open"),
                      ("свой план 1, п. 3*", "cancelled")]


async def test_the_plan_of_another_year_adds(village: Village) -> None:
    await accepted(village)
    paper = document(row("Педсовет", until("2019-10-10"), ["завуч"], number="1"))
    director, id = await drafted(village, paper, years=(2019, 2019))
    await press(director, SubmitOwnPlan(id))
    operator = village.phone("operator")
    await press(operator, ReadOwnPlan(id))
    await operator.taps("✅ Принять")
    assert len(own_tasks(village)) == 4
    assert found(village.file, "select years, mark from own_plans order by id") == [
        ("2018-2018", "свой план 1, п. "), ("2019-2019", "свой план 2, п. ")]


async def test_the_plan_of_a_municipality_goes_to_the_curator(village: Village) -> None:
    coordinator, id = await drafted(village, numbered(("1", "Совещание", until("2018-06-10"))), who="coordinator")
    await press(coordinator, SubmitOwnPlan(id))
    curator = village.phone("curator")
    assert curator.has_seen("План на проверку")
    await press(coordinator, ReadOwnPlan(id))
    coordinator.sees("проверять не нужно")
    await press(curator, ReadOwnPlan(id))
    await curator.taps("✅ Принять")
    assert own_tasks(village) == [(village.people["coordinator"].organisation, "open")]


async def test_where_nobody_else_reads_it_the_operator_does(village: Village) -> None:
    change(village.file, "update roles set ended_at = 1 where role in ('coordinator', 'curator')")
    id = await submitted(village)
    operator = village.phone("operator")
    assert operator.has_seen("План на проверку")
    await press(operator, ReadOwnPlan(id))
    await operator.taps("✅ Принять")
    assert len(own_tasks(village)) == 3


async def test_where_nobody_at_all_reads_it_it_stays_a_draft(village: Village) -> None:
    change(village.file, "update roles set ended_at = 1 where role in ('coordinator', 'curator', 'operator')")
    director, id = await drafted(village, numbered(("1", "Педсовет", until("2018-06-10"))))
    await press(director, SubmitOwnPlan(id))
    director.sees("Проверить план сейчас некому")
    assert state_of(village, id) == "draft"


@pytest.mark.parametrize("build", [ReadOwnPlan, ReadOwnRows, ReadOwnChanges, ReturnOwnPlan,
                                   lambda id: AcceptOwnPlan(id, 1, 1)])
@pytest.mark.parametrize("who", ["director", "other_director", "other_coordinator", "teacher", "far_curator"])
async def test_nobody_else_reads_or_judges_it(village: Village, who: str, build: type[ReadOwnPlan]) -> None:
    id = await submitted(village)
    phone = village.phone(who)
    await press(phone, build(id))
    phone.sees("проверять не нужно")
    assert state_of(village, id) == "sent"


@pytest.mark.parametrize("build", [OpenImport, SubmitOwnPlan, RecallOwnPlan, lambda id: DropImport(id, 1)])
@pytest.mark.parametrize("who", ["other_director", "coordinator", "operator"])
async def test_nobody_else_works_on_a_draft(village: Village, who: str, build: type[OpenImport]) -> None:
    _, id = await drafted(village, numbered(("1", "Педсовет", until("2018-06-10"))))
    phone = village.phone(who)
    await press(phone, build(id))
    phone.sees("прислали не вы")
    assert state_of(village, id) == "draft"


async def test_a_director_loads_nothing_past_those_who_read_it(village: Village) -> None:
    director, id = await drafted(village, numbered(("1", "Педсовет", until("2018-06-10"))))
    await press(director, LoadImport(id, 1, 1))
    assert state_of(village, id) == "draft"
    assert own_tasks(village) == []


async def test_whoever_has_lost_the_role_sends_nothing_any_more(village: Village) -> None:
    director, id = await drafted(village, numbered(("1", "Педсовет", until("2018-06-10"))))
    change(village.file, f"update roles set ended_at = 1 where participant = {village.people['director'].participant}")
    await press(director, SubmitOwnPlan(id))
    assert state_of(village, id) == "draft"


async def test_what_was_settled_is_remembered_for_the_corrected_plan_and_not_for_the_programme(
        village: Village) -> None:
    vague = document(row("Педсовет", unread("когда-нибудь"), ["завуч"], number="1"))
    director, id = await drafted(village, vague)
    await director.taps("Уточнить · 1")
    await director.taps("1")
    await director.taps("Без срока")
    await director.taps("✅ Отправить на проверку")
    operator = village.phone("operator")
    await press(operator, ReadOwnPlan(id))
    await operator.taps("✅ Принять")
    assert found(village.file, "select count(*) from import_answers") == [(0,)]
    director, _ = await drafted(village, vague)
    director.sees("Учтены ответы к прежнему файлу: 1", "разницы нет")
    assert newest(village) > id
