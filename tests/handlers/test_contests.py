"""Contests: called in a minute, entered of one's own will, judged by whom it does not concern, told to each."""

import io

import docx
import pytest

from messages.meanings import AcceptTask, FillTask
from messages.meanings_of_contests import (
    AddReview,
    CloseEntries,
    ExportProtocol,
    GiveAward,
    JoinContest,
    OpenApplication,
    OpenContest,
    PublishPractice,
    RelieveExpert,
    ShowRanking,
    TellResults,
)
from tests.handlers import contesting
from tests.handlers.conftest import SCHOOL, Village, instant, press
from tests.handlers.contesting import (
    TRIO,
    accepted,
    applications,
    applied,
    called,
    contest_of,
    judged,
    reviews,
    shared,
)
from tests.handlers.tables import found


async def test_a_call_goes_to_directors_and_asks_nobody(village: Village) -> None:
    boss = await called(village)
    boss.sees("Объявление конкурса")
    director = village.phone("director")
    director.sees("Конкурс К-1", "Лучшие практики", "до 30 мая", "Результаты подтверждены (вес 2)", "Осокина")
    assert not found(village.file, "select 1 from tasks t join activities a on a.id = t.activity "
                                   "where a.kind = 'contest'")
    await village.stage.rehearsal.live_until(instant("2018-06-01"))
    assert not director.has_seen("просрочено")


async def test_a_school_takes_part_and_its_application_is_checked(village: Village) -> None:
    boss = await called(village)
    director = await applied(village, "director", "Час чтения")
    boss.catch_up()
    boss.sees("Новая заявка, К-1", SCHOOL)
    await boss.taps("Посмотреть")
    boss.sees("Заявка № 1", "Час чтения", "Час индивидуальной работы", "ждёт проверки", "Час чтения.pdf")
    await boss.taps("Файлы заявки")
    assert any(shown.file and shown.file[1] == contesting.PDF + "Час чтения".encode() for shown in boss.screen)
    await boss.taps("Вернуть с замечанием")
    await boss.says("Приложите, пожалуйста, результаты")
    director.catch_up()
    director.sees("вернули на доработку", "Приложите, пожалуйста")
    await director.taps("К задаче")
    await director.taps("✍️ Ответить")
    await director.taps("✅ Отправить")
    director.sees("Заявка отправлена")
    boss.catch_up()
    await boss.taps("✅ Принять")
    director.catch_up()
    director.sees("Заявка принята", "Теперь её оценят эксперты")


async def test_whoever_thinks_better_of_it_is_left_in_peace_and_may_come_back(village: Village) -> None:
    await called(village)
    director = village.phone("director")
    await director.taps("Подробнее и участвовать")
    await director.taps("Участвуем")
    await director.says("Час чтения")
    await press(director, OpenContest(contest_of(village)))
    await director.taps("Наша заявка")
    await director.taps("Не участвуем")
    director.sees("не участвуете")
    assert found(village.file, "select state from tasks where id = ?", applications(village)[0]) == [("cancelled",)]
    assert not found(village.file, "select 1 from reminders where task = ? and closed_at is null",
                     applications(village)[0])
    await director.taps("К конкурсу")
    await director.taps("Участвуем")
    director.sees("Коротко: в чём суть")
    assert len(applications(village)) == 1


async def test_a_second_tap_on_taking_part_changes_nothing(village: Village) -> None:
    await called(village)
    director = village.phone("director")
    for _ in range(2):
        await press(director, JoinContest(contest_of(village), 1))
    assert len(applications(village)) == 1


async def test_after_its_day_nobody_begins_an_application(village: Village) -> None:
    await called(village)
    await village.stage.clock.advance(instant("2018-05-31") - village.now)
    director = village.phone("director")
    await press(director, OpenContest(contest_of(village)))
    director.sees("приём закончен")
    assert "Участвуем" not in director.labels()
    await press(director, JoinContest(contest_of(village), 1))
    director.sees("больше не принимаются")


async def test_entries_that_are_closed_leave_begun_ones_in_peace(village: Village) -> None:
    boss = await called(village)
    await applied(village, "director", "Час чтения")
    await press(village.phone("other_director"), JoinContest(contest_of(village), 1))
    await press(boss, OpenContest(contest_of(village)))
    await boss.taps("Закрыть приём")
    boss.sees("1 начатая заявка останется неотправленной")
    await boss.taps("Да, закрыть приём")
    boss.sees("приём закончен", "ждут проверки 1")
    await press(village.phone("other_director"), JoinContest(contest_of(village), 1))
    village.phone("other_director").sees("больше не принимаются")


async def test_the_ranking_shows_places_totals_and_where_experts_differ(village: Village) -> None:
    boss, _ = await judged(village)
    boss.catch_up()
    assert boss.has_seen("Все оценки пришли: 4")
    await press(boss, ShowRanking(contest_of(village)))
    boss.sees("1 · № 1", "27 (27; 27)", "2 · № 2", "12 (12; 12)", "из 30")
    assert "разошлись" not in boss.last.text


async def test_each_applicant_hears_of_their_own_without_the_names_of_experts(village: Village) -> None:
    boss, experts = await judged(village)
    first, _ = applications(village)
    await press(boss, OpenApplication(first))
    boss.sees("Сильная работа", "Волкова А. П.")
    await boss.taps("Победитель")
    boss.sees("победитель")
    director, other = village.phone("director"), village.phone("other_director")
    coordinator = village.phone("coordinator")
    await press(coordinator, OpenApplication(first))
    coordinator.sees("принята")
    assert "27" not in coordinator.last.text
    await press(boss, OpenContest(contest_of(village)))
    await boss.taps("Сообщить итоги")
    await boss.taps("Да, сообщить")
    boss.sees("Итоги конкурса К-1 отправлены: 2 участника")
    director.catch_up()
    director.sees("вы победили", "Место: 1 из 2", "27 из 30", "Сильная работа")
    assert not any(name.split()[0] in director.last.text for name, _ in TRIO)
    other.catch_up()
    other.sees("Место: 2 из 2")
    assert not other.has_seen("Сильная работа")
    await press(coordinator, OpenApplication(first))
    coordinator.sees("Место: 1", "победитель")
    await press(boss, TellResults(contest_of(village), 1))
    assert sum("вы победили" in shown.text for shown in director.screen) == 1
    task = reviews(village)[0][0]
    late = next(each for each in experts if each.user.endswith(str(reviews(village)[0][2])))
    await press(late, FillTask(task))
    late.sees("Этого уже нет")


async def test_a_practice_comes_into_the_library_with_the_schools_consent_alone(village: Village) -> None:
    boss = await called(village)
    await applied(village, "director", "Час чтения")
    await applied(village, "other_director", "Утренний счёт", agrees=False)
    await accepted(village, boss)
    first, second = applications(village)
    await press(boss, PublishPractice(first))
    boss.sees("В банк практик попадают")
    for task in (first, second):
        await press(boss, GiveAward(task, "recommended"))
    assert "В банк практик" not in boss.labels()
    await press(boss, PublishPractice(second))
    boss.sees("согласились на публикацию")
    await press(boss, OpenApplication(first))
    await boss.taps("В банк практик")
    boss.sees("теперь в библиотеке")
    await press(boss, PublishPractice(first))
    assert found(village.file, "select count(*) from materials where task = ?", first) == [(1,)]
    teacher = village.phone("teacher")
    await teacher.says("банк практик")
    teacher.sees("Час чтения, МБОУ «Бильчирская СОШ»", "рекомендовано")
    await teacher.taps("1")
    teacher.sees("Час индивидуальной работы")
    assert any(shown.file and shown.file[0] == "Час чтения.pdf" for shown in teacher.screen)
    director = village.phone("director")
    director.catch_up()
    director.sees("Ваша практика опубликована")


async def test_the_protocol_tells_places_and_names_nobody_beside_a_score(village: Village) -> None:
    boss, _ = await judged(village, far=True)
    await press(boss, GiveAward(applications(village)[0], "winner"))
    await press(boss, ExportProtocol(contest_of(village)))
    await village.stage.settle()
    boss.catch_up()
    assert boss.last.file
    assert boss.last.file[0] == "Протокол конкурса К-1.docx"
    paper = docx.Document(io.BytesIO(boss.last.file[1]))
    text = "\n".join(each.text for each in paper.paragraphs)
    rows = [[cell.text for cell in row.cells] for table in paper.tables for row in table.rows]
    assert "Волкова Анна Петровна" in text
    assert "число жеребьёвки" in text
    assert ["Результаты подтверждены", "0–5", "2"] in rows
    assert any(row[2].startswith(SCHOOL) and row[6] == "победитель" for row in rows if len(row) == 7)
    assert not any("Волкова" in cell for row in rows if len(row) == 7 for cell in row)
    assert "Больше чем на 40 %" not in text


@pytest.mark.parametrize(("criteria", "word"), [
    ("Актуальность (5-0)", "Не понял шкалу"), ("Польза (0-5) ×0", "Вес должен быть"),
    ("Польза\nПольза", "повторяется"), ("\n".join(f"Критерий {n}" for n in range(11)), "Критериев больше 10"),
    ("я" * 201, "Слишком длинно"), ("Польза (дата)", "Не понял шкалу")])
async def test_criteria_that_are_none_are_told(village: Village, criteria: str, word: str) -> None:
    phone = village.phone("curator")
    await phone.says("новый конкурс")
    await phone.says(contesting.ABOUT)
    await phone.taps("Взять эти поля")
    await phone.taps("среда, 30 мая")
    await phone.says(criteria)
    assert any(word in shown.text for shown in phone.screen[-2:]), phone.last.text


@pytest.mark.parametrize("who", ["director", "teacher", "observer", "mentor", "expert"])
async def test_who_calls_no_contests_is_told_so(village: Village, who: str) -> None:
    phone = village.phone(who)
    await phone.says("новый конкурс")
    phone.sees("Конкурсы объявляют координаторы")


async def test_only_who_was_called_sees_a_call(village: Village) -> None:
    await called(village, "coordinator")
    for who in ("other_director", "teacher", "expert", "far_curator", "other_coordinator"):
        phone = village.phone(who)
        await press(phone, OpenContest(contest_of(village)))
        phone.sees("не видны")
        await press(phone, JoinContest(contest_of(village), 1))
        phone.sees("не видны")
    director = village.phone("director")
    await director.says("конкурсы")
    director.sees("К-1", "заявки до 30 мая")


async def test_teachers_apply_each_for_themselves(village: Village) -> None:
    await called(village, whom="Учителя")
    teacher = village.phone("teacher")
    await teacher.taps("Подробнее и участвовать")
    await teacher.taps("Участвуем")
    teacher.sees("Название практики")
    mine = village.people["teacher"].participant
    assert found(village.file, "select participant from tasks where id = ?", applications(village)[0]) == [(mine,)]
    colleague = village.phone("colleague")
    await press(colleague, OpenApplication(applications(village)[0]))
    colleague.sees("не видны")


async def test_a_draft_that_was_never_sent_is_no_contest(village: Village) -> None:
    phone = village.phone("curator")
    await phone.says("новый конкурс")
    await phone.says(contesting.ABOUT)
    await phone.taps("Взять эти поля")
    await phone.taps("среда, 30 мая")
    await phone.taps("Взять эти критерии")
    await phone.taps("среда, 13 июня")
    await phone.says("десять")
    assert any("Нужно число от 1 до 9" in shown.text for shown in phone.screen[-2:])
    await phone.says("4")
    await press(phone, OpenContest(contest_of(village)))
    phone.sees("не видны")
    await phone.says("конкурсы")
    phone.sees("Здесь будут ваши конкурсы")


async def test_forged_buttons_of_the_organiser_move_nobody(village: Village) -> None:
    await shared(village)
    task, application, _, _ = reviews(village)[0]
    for meaning in (GiveAward(application, "winner"), CloseEntries(contest_of(village), 1), AcceptTask(application),
                    TellResults(contest_of(village), 1), RelieveExpert(task, 1), AddReview(application, 3)):
        phone = village.phone("director")
        before = found(village.file, "select id, state, award from tasks")
        await press(phone, meaning)
        assert found(village.file, "select id, state, award from tasks") == before, meaning


async def test_an_award_that_does_not_exist_is_given_to_nobody(village: Village) -> None:
    boss, _ = await shared(village)
    await press(boss, GiveAward(applications(village)[0], "gold"))
    assert found(village.file, "select distinct award from tasks") == [("",)]
