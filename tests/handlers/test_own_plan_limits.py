"""An own plan does nothing but what its readers accept, once, for its own place; and nobody undoes it by loading."""

from dataclasses import replace

from messages.meanings_of_own_plans import AcceptOwnPlan, ReadOwnPlan, ReadOwnRows, ShowOwnPlans, SubmitOwnPlan
from scheduler.documents.document import Concern, Document, Warned
from scheduler.programme import apply
from storage import fulfilment, participants
from storage.participants import Role
from tests.handlers.conftest import Village, press
from tests.handlers.importing import drafted as drafted_for_all
from tests.handlers.importing import numbers, paper, state_of
from tests.handlers.owning import PLAN, READ, accepted, drafted, own_tasks, submitted
from tests.handlers.tables import change, found
from tests.journeys.conftest import irkutsk
from tests.phone import Phone
from tests.scheduler.documents.plans import document, numbered, recurring, row, until

OTHER = numbered(*((str(place), title, until("2018-11-20")) for place, title in enumerate(
    ("Курсы", "Ярмарка", "Олимпиада", "Конференция"), 1)))


async def sent(village: Village, paper: Document) -> int:
    director, id = await drafted(village, paper)
    await press(director, SubmitOwnPlan(id))
    return id


async def test_a_plan_without_activities_is_not_sent(village: Village) -> None:
    director, id = await drafted(village, document())
    assert "✅ Отправить на проверку" not in director.labels()
    await press(director, SubmitOwnPlan(id))
    director.sees("Проверять нечего")
    assert state_of(village, id) == "draft"


async def test_nor_is_one_that_says_what_is_accepted_already(village: Village) -> None:
    await accepted(village)
    director, id = await drafted(village, READ)
    director.sees("разницы нет")
    await director.taps("Что изменится")
    assert "✅ Отправить на проверку" not in director.labels()
    await press(director, SubmitOwnPlan(id))
    assert state_of(village, id) == "draft"


async def test_what_is_accepted_is_what_was_shown(village: Village) -> None:
    id = await submitted(village)
    operator = village.phone("operator")
    await press(operator, AcceptOwnPlan(id, 1, 1))
    operator.sees("Мероприятий: 3")
    assert (own_tasks(village), state_of(village, id)) == ([], "sent")


async def test_a_second_tap_accepts_nothing_again(village: Village) -> None:
    id = await submitted(village)
    operator = village.phone("operator")
    await press(operator, ReadOwnPlan(id))
    button = next(payload for row in operator.last.buttons for label, payload in row if label == "✅ Принять")
    await operator.taps("✅ Принять")
    tasks, trace = own_tasks(village), found(village.file, "select count(*) from history")
    await operator.presses(button)
    operator.sees("уже не ждёт проверки")
    assert own_tasks(village) == tasks
    assert found(village.file, "select count(*) from history") == trace


async def test_where_more_would_go_than_stay_the_reader_is_asked_again(village: Village) -> None:
    await accepted(village)
    id = await sent(village, OTHER)
    operator = village.phone("operator")
    await press(operator, ReadOwnPlan(id))
    await operator.taps("✅ Принять")
    operator.sees("исчезнет больше, чем останется: 3 мероприятия")
    assert state_of(village, id) == "sent"
    await operator.taps("Да, принять")
    assert [state for _, state in own_tasks(village)] == ["cancelled"] * 3 + ["open"] * 4
    reminded = found(village.file, "select distinct t.state from reminders r join tasks t on t.id = r.task "
                                   "join activities a on a.id = t.activity "
                                   "where a.source = 'own' and r.closed_at is null")
    assert reminded == [("open",)]


async def test_whoever_reads_it_sees_what_to_look_at(village: Village) -> None:
    warned = replace(row("Педсовет", until("2018-06-10"), ["завуч"], number="1"),
                     warnings=(Warned(Concern.NO_OWNER),))
    id = await sent(village, document(warned))
    coordinator = village.phone("coordinator")
    await press(coordinator, ReadOwnPlan(id))
    await coordinator.taps("Замечания · 1")
    coordinator.sees("Педсовет")
    await coordinator.taps("К файлу")
    coordinator.sees("Мероприятий: 1")


async def test_together_it_is_loaded_when_both_have_found_it_good(village: Village) -> None:
    change(village.file, "update programmes set review = 'together'")
    id = await submitted(village)
    coordinator, curator = village.phone("coordinator"), village.phone("curator")
    assert coordinator.has_seen("План на проверку")
    assert curator.has_seen("План на проверку")
    for phone, tasks in ((curator, 0), (coordinator, 3)):
        await press(phone, ReadOwnPlan(id))
        await phone.taps("✅ Принять")
        assert len(own_tasks(village)) == tasks


async def test_a_curator_has_no_turn_before_the_coordinator(village: Village) -> None:
    id = await submitted(village)
    curator = village.phone("curator")
    await press(curator, ReadOwnPlan(id))
    curator.sees("Сейчас план проверяет другой человек")
    assert "✅ Принять" not in curator.labels()
    await press(curator, ShowOwnPlans())
    curator.sees("ничего не ждёт вашей проверки")


async def test_many_plans_and_long_ones_are_paged(village: Village) -> None:
    long = numbered(*((str(place), f"Дело {place}", until("2018-11-20")) for place in range(1, 20)))
    ids = [await sent(village, long) for _ in range(6)]
    coordinator = village.phone("coordinator")
    await coordinator.says("планы на проверку")
    coordinator.sees("Планы на проверку: 6")
    await coordinator.taps("Дальше ›")
    await coordinator.taps("6")
    await press(coordinator, ReadOwnRows(ids[0]))
    await coordinator.taps("Дальше ›")
    await coordinator.taps("Дальше ›")
    coordinator.sees("Дело 19")
    assert "Дело 1\n" not in coordinator.last.text


async def test_whoever_leads_two_places_says_whose_plan_it_is(village: Village) -> None:
    director = village.people["director"]
    async with village.database.transaction() as tx:
        await participants.grant(tx, director.participant, programme=village.programme,
                                 organisation=village.people["other_director"].organisation, role=Role.DIRECTOR,
                                 source="people", now=village.now)
    phone = village.phone("director")
    await phone.says("свой план")
    await phone.sends("document", "план школы.docx", paper(*PLAN))
    phone.sees("Чей это план?")
    await phone.says("такой нет")
    assert phone.has_seen("Нажмите, пожалуйста, кнопку")
    await phone.taps("МОУ СОШ № 8 УКМО")
    phone.sees("Свой план: МОУ СОШ № 8 УКМО")


async def test_a_folder_and_a_plan_of_the_programme_leave_it_alone(village: Village) -> None:
    await accepted(village)
    tasks = own_tasks(village)
    async with village.database.transaction() as tx:
        await apply.apply(tx, irkutsk(), now=village.now)
    assert own_tasks(village) == tasks
    boss = await loaded_for_all(village, OTHER)
    boss.sees("План загружен")
    assert own_tasks(village) == tasks
    assert numbers(village) == ["1", "2", "3", "4"]
    async with village.database.reading() as tx:
        shown = await fulfilment.points(tx, village.programme)
    assert [each.number for each in shown] == ["1", "2", "3", "4"]


async def loaded_for_all(village: Village, plan: Document) -> Phone:
    """The programme's plan is replaced by the operator."""
    boss = await drafted_for_all(village, plan)
    await boss.taps("Что изменится")
    while "✅ Загрузить" not in boss.labels():
        await boss.taps("Дальше ›")
    await boss.taps("✅ Загрузить")
    await boss.taps("Да, заменить план")
    return boss


async def test_a_school_year_that_outlasts_the_programme_is_planned_as_a_whole(village: Village) -> None:
    year = document(row("Совещание при директоре", recurring("FREQ=MONTHLY"), ["директор"], number="1"),
                    row("Ремонт", until("2019-08-20"), ["завхоз"], number="2"))
    director, id = await drafted(village, year, years=(2018, 2019))
    director.sees("Мероприятий: 10", "Всё понятно")
    await press(director, SubmitOwnPlan(id))
    operator = village.phone("operator")
    await press(operator, ReadOwnPlan(id))
    await operator.taps("✅ Принять")
    days = found(village.file, "select min(due_on), max(due_on) from activities where source = 'own'")
    assert days == [("2018-09-30", "2019-08-20")]
    reminded = found(village.file, "select count(distinct t.id) from reminders r join tasks t on t.id = r.task "
                                   "join activities a on a.id = t.activity where a.source = 'own'")
    assert reminded == [(10,)]
