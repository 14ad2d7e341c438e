"""Experts: they judge what does not concern them, and a review that is missing finds somebody else."""

from messages.meanings import FillTask, MarkDone, OpenTask
from messages.meanings_of_contests import (
    AddReview,
    DeclareConflict,
    OpenApplication,
    OpenContest,
    ShareApplications,
    ShowApplicationFiles,
    ShowExpertise,
    ShowRanking,
    ShowReviews,
)
from tests.handlers.conftest import OTHER_SCHOOL, SCHOOL, Village, press
from tests.handlers.contesting import (
    TRIO,
    accepted,
    applications,
    applied,
    called,
    contest_of,
    employed,
    judged,
    label,
    reviews,
    scored,
    shared,
)


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


async def test_an_expert_without_work_is_told_so(village: Village) -> None:
    phone = village.phone("expert")
    await press(phone, ShowExpertise())
    phone.sees("Заявок на экспертизу у вас нет")
