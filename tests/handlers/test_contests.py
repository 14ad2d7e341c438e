"""Contests: called in a minute, entered of one's own will, judged by whom it does not concern, told to each."""

import io

import docx
import pytest

from messages.meanings import AcceptTask, FillTask, MarkDone, OpenTask
from messages.meanings_of_contests import (
    AddReview,
    CloseEntries,
    DeclareConflict,
    ExportProtocol,
    GiveAward,
    JoinContest,
    OpenApplication,
    OpenContest,
    PublishPractice,
    RelieveExpert,
    ShareApplications,
    ShowApplicationFiles,
    ShowExpertise,
    ShowRanking,
    ShowReviews,
    TellResults,
)
from tests.handlers import contesting
from tests.handlers.conftest import OTHER_SCHOOL, SCHOOL, Village, instant, press
from tests.handlers.contesting import (
    accepted,
    applications,
    applied,
    called,
    contest_of,
    employed,
    label,
    reviews,
    scored,
)
from tests.handlers.tables import found
from tests.phone import Phone

KACHUG, BRATSK, INSTITUTE = "МОУО: Качугский район", "МОУО: г. Братск", "Институт развития образования"
TRIO = (("Волкова Анна Петровна", KACHUG), ("Зайцева Вера Ильинична", BRATSK), ("Лисина Нина Павловна", INSTITUTE))


async def shared(village: Village, *experts: tuple[str, str], each: str = "2 эксперта") -> tuple[Phone, list[Phone]]:
    """Two schools have applied, and their applications lie with the experts."""
    boss = await called(village, each=each)
    for who, title in (("director", "Час чтения"), ("other_director", "Утренний счёт")):
        await applied(village, who, title)
    await accepted(village, boss)
    phones = await employed(village, *(experts or TRIO))
    await press(boss, OpenContest(contest_of(village)))
    await boss.taps("Распределить заявки")
    await boss.taps("Отправить экспертам")
    return boss, [*phones, village.phone("expert")]


async def judged(village: Village, *, far: bool = False) -> tuple[Phone, list[Phone]]:
    """And all of them have scored: the first application better than the second."""
    boss, experts = await shared(village)
    first, _ = applications(village)
    for task, application, expert, _ in reviews(village):
        phone = next(each for each in experts if each.user.endswith(str(expert)))
        await press(phone, OpenApplication(task))
        low = far and task == reviews(village)[0][0]
        scores = ("0",) * 4 if low else ("5", "4", "5", "4") if application == first else ("2", "2", "2", "2")
        await scored(phone, *scores, comment="Сильная работа" if application == first else "")
    return boss, experts


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


async def test_applications_go_to_experts_of_other_municipalities(village: Village) -> None:
    boss, experts = await shared(village, ("Белкина Ольга Петровна", OTHER_SCHOOL), *TRIO)
    first, second = applications(village)
    given = {(application, expert) for _, application, expert, _ in reviews(village)}
    own, other = (int(each.user) - 735_802_000 for each in (experts[-1], experts[0]))
    assert (first, own) not in given
    assert (second, other) not in given
    assert len(given) == 4
    boss.sees("оценок 0 из 4")
    told = [phone for phone in experts if phone.has_seen("Вам на экспертизу")]
    assert {int(each.user) - 735_802_000 for each in told} == {expert for _, expert in given}


async def test_too_few_experts_are_told_with_what_would_help(village: Village) -> None:
    boss = await called(village)
    await applied(village, "director", "Час чтения")
    await accepted(village, boss)
    await press(boss, ShareApplications(contest_of(village)))
    boss.sees("Экспертов не хватает", f"№ 1, {SCHOOL}: ещё 2", "Помогут ещё 2 эксперта не из этого муниципалитета")
    assert "Отправить экспертам" not in boss.labels()


async def test_an_expert_reads_and_scores_only_what_was_given_to_them(village: Village) -> None:
    _, experts = await shared(village)
    task, application, expert, _ = reviews(village)[0]
    mine = next(each for each in experts if each.user.endswith(str(expert)))
    await mine.taps("К заявкам")
    mine.sees("Ждут вашей оценки")
    await mine.taps(mine.labels()[0])
    mine.sees("Заявка №", "Коротко: в чём суть", "Оценить до")
    await scored(mine, "5", "4", "3", "2", comment="Хорошо")
    mine.sees("Оценка записана")
    stranger = next(each for each in experts if not any(
        each.user.endswith(str(other)) and which == application for _, which, other, _ in reviews(village)))
    for meaning in (OpenApplication(application), OpenApplication(task), FillTask(task), MarkDone(task), OpenTask(task),
                    ShowApplicationFiles(application), ShowRanking(contest_of(village)),
                    DeclareConflict(task, 1)):
        await press(stranger, meaning)
        assert "не видны" in stranger.last.text or "не касается" in stranger.last.text, meaning
    await press(village.phone("operator"), FillTask(task))
    village.phone("operator").sees("нужна другая роль")


async def test_a_conflict_of_interest_finds_somebody_else_at_once(village: Village) -> None:
    boss, experts = await shared(village)
    task, application, expert, _ = reviews(village)[0]
    phone = next(each for each in experts if each.user.endswith(str(expert)))
    await press(phone, OpenApplication(task))
    await phone.taps("Конфликт интересов")
    await phone.taps("Да, конфликт интересов")
    phone.sees("Спасибо за честность")
    boss.catch_up()
    boss.sees("конфликт интересов по заявке", "Заявку получил другой эксперт")
    standing = [who for _, which, who, state in reviews(village) if which == application and state != "cancelled"]
    assert len(standing) == 2
    assert expert not in standing
    await press(phone, OpenApplication(task))
    phone.sees("не видны")
    await press(boss, ShareApplications(contest_of(village)))
    boss.sees("Распределять нечего")


async def test_where_nobody_is_left_for_a_conflict_the_organiser_hears_it(village: Village) -> None:
    boss, experts = await shared(village, *TRIO[:2])
    task, _, expert, _ = reviews(village)[0]
    phone = next(each for each in experts if each.user.endswith(str(expert)))
    await press(phone, DeclareConflict(task, 1))
    boss.catch_up()
    boss.sees("Свободного эксперта нет")


async def test_a_review_that_does_not_come_is_given_to_somebody_else(village: Village) -> None:
    boss, experts = await shared(village)
    _, application, expert, _ = reviews(village)[0]
    await press(boss, ShowReviews(contest_of(village)))
    boss.sees("Оценки: 0 из 4")
    await press(boss, ShowReviews(contest_of(village), 0, expert))
    await boss.taps(boss.labels()[0])
    await boss.taps("Да, передать")
    boss.sees("теперь оценивает")
    phone = next(each for each in experts if each.user.endswith(str(expert)))
    phone.catch_up()
    assert phone.has_seen("передали другому эксперту")
    assert sum(state != "cancelled" for _, which, _, state in reviews(village) if which == application) == 2


async def test_experts_who_are_late_are_chased_once_a_day(village: Village) -> None:
    boss, experts = await shared(village)
    await press(boss, ShowReviews(contest_of(village)))
    await boss.taps("Напомнить экспертам")
    boss.sees("Напоминание отправлено")
    for phone in experts:
        phone.catch_up()
        assert phone.has_seen("ждёт ваших оценок")
    await boss.taps("К оценкам")
    await boss.taps("Напомнить экспертам")
    boss.sees("Сегодня им уже напоминали")


async def test_the_ranking_shows_places_totals_and_where_experts_differ(village: Village) -> None:
    boss, _ = await judged(village)
    boss.catch_up()
    assert boss.has_seen("Все оценки пришли: 4")
    await press(boss, ShowRanking(contest_of(village)))
    boss.sees("1 · № 1", "27 (27; 27)", "2 · № 2", "12 (12; 12)", "из 30")
    assert "разошлись" not in boss.last.text


async def test_where_experts_differ_one_more_is_asked_by_a_tap(village: Village) -> None:
    boss, _ = await judged(village, far=True)
    _, application, _, _ = reviews(village)[0]
    await press(boss, ShowRanking(contest_of(village)))
    boss.sees("разошлись")
    await press(boss, OpenApplication(application))
    boss.sees("эксперты разошлись")
    await boss.taps("Ещё один эксперт")
    boss.sees("оценит ещё")
    await press(boss, AddReview(application, 3))
    assert sum(which == application for _, which, _, _ in reviews(village)) == 3, "a second tap asks nobody"


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


async def test_the_bank_of_experts_shows_who_has_judged_and_how(village: Village) -> None:
    boss, _ = await judged(village, far=True)
    await boss.says("банк экспертов")
    boss.sees("4 оценки", "Волкова А. П.", "с коллегами расходится на")
    teacher = village.phone("teacher")
    await teacher.says("эксперты")
    teacher.sees("Конкурсы объявляют координаторы")


async def test_in_a_contest_of_one_municipality_its_own_experts_judge(village: Village) -> None:
    """Or there would be none; but nobody judges their own school."""
    boss = await called(village, "coordinator", each="1 эксперт")
    await applied(village, "director", "Час чтения")
    await accepted(village, boss)
    await press(boss, ShareApplications(contest_of(village)))
    boss.sees("Экспертов не хватает", "из других организаций")
    await employed(village, ("Орлова Ирина Львовна", "МБОУ «Ново-Ленинская СОШ»"))
    await press(boss, ShareApplications(contest_of(village)))
    boss.sees("1 оценка", "Орлова И. Л. – 1")


async def test_an_expert_who_was_not_chosen_judges_nothing(village: Village) -> None:
    boss = await called(village, each="1 эксперт")
    await applied(village, "director", "Час чтения")
    await accepted(village, boss)
    await employed(village, *TRIO[:2])
    await press(boss, OpenContest(contest_of(village)))
    await boss.taps("Эксперты")
    boss.sees("выбрано 3 из 3")
    await boss.taps(label(boss, "✓ 1"))
    boss.sees("выбрано 2 из 3")
    await press(boss, ShareApplications(contest_of(village)))
    assert "Волкова" not in boss.last.text


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


async def test_an_expert_without_work_is_told_so(village: Village) -> None:
    phone = village.phone("expert")
    await press(phone, ShowExpertise())
    phone.sees("Заявок на экспертизу у вас нет")
