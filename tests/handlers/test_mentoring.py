"""Mentors and the individual plans of teachers: who has none, who names whom, and whose business a plan is."""

import pytest

from messages.meanings import AcceptTask, MarkDone, OpenTask, ShowEvidence
from messages.meanings_of_cards import (
    AddStep,
    DropFromCard,
    NameMentor,
    NoteProgress,
    OpenPlan,
    OpenTeacher,
    ShowAccompanied,
    ShowMentoring,
    WriteGoals,
)
from tests.handlers.conftest import Village, instant, press
from tests.handlers.tables import change, found
from tests.phone import Phone

GOALS = "Разбирать ошибки ВПР на уроке"
STEP = "Открытый урок с разбором до 8 июня"


def school(village: Village) -> int:
    return village.people["director"].organisation


def newest(village: Village, kind: str) -> tuple[int, int]:
    """The activity and the task that were made last."""
    return found(village.file, "select a.id, t.id from activities a join tasks t on t.activity = a.id "
                               "where a.kind = ? order by a.id desc", kind)[0]


async def named(village: Village, who: str = "director", mentor: str = "Чужакова M. П.") -> Phone:
    """The teacher of Russian has a mentor, and a plan with goals."""
    phone = village.phone(who)
    await press(phone, OpenTeacher(village.people["teacher"].participant, school(village)))
    await phone.taps("Назначить наставника")
    await phone.taps(mentor)
    await phone.says(GOALS)
    return phone


async def step(village: Village, who: str = "mentor", words: str = STEP) -> Phone:
    phone = village.phone(who)
    await press(phone, AddStep(newest(village, "plan")[0]))
    await phone.says(words)
    await phone.taps(phone.labels()[0])
    return phone


async def test_teachers_without_a_mentor_are_seen_at_once_and_get_one(village: Village) -> None:
    director = village.phone("director")
    await director.says("наставничество")
    director.sees("Без наставника: 1", "Голоустов А. М.", "русский язык", "без наставника")
    assert "Озерин" not in director.last.text, "nobody promised a mentor to a teacher of physics"
    await director.taps("1")
    await director.taps("Назначить наставника")
    director.sees("Кто будет наставником?")
    await director.taps("Чужакова M. П.")
    await director.says(GOALS)
    director.sees("Наставник: Чужакова", "Что в плане, видят учитель, наставник")
    teacher, mentor = village.phone("teacher"), village.phone("mentor")
    teacher.sees("У вас теперь есть наставник", "Чужакова", GOALS)
    mentor.sees("Вы теперь наставник", "Голоустов")
    await director.taps("К учителям")
    director.sees("наставник Чужакова M. П.", "шагов пока нет")


async def test_a_plan_goes_from_its_steps_to_its_end(village: Village) -> None:
    await named(village)
    teacher, mentor = village.phone("teacher"), await step(village)
    mentor.sees("План: Голоустов", GOALS, "Открытый урок", "8 июня")
    teacher.sees("В вашем плане новый шаг", "Открытый урок")
    await teacher.taps("К шагу")
    await teacher.taps("Отметить ход")
    await teacher.sends("photo", "урок.jpg", b"\xff\xd8\xff\xe0", "Провёл в 7 классе")
    await teacher.taps("Сохранить")
    mentor.catch_up()
    mentor.sees("Провёл в 7 классе")
    await press(teacher, MarkDone(newest(village, "stage")[1]))
    await teacher.taps("Сделано, без подтверждения")
    mentor.catch_up()
    await mentor.taps("✅ Принять")
    await teacher.says("мой план")
    teacher.sees("Мой план", "Выполнено шагов: 1 из 1")
    await teacher.taps("✅ План выполнен")
    await teacher.taps("Сделано, без подтверждения")
    mentor.catch_up()
    await mentor.taps("✅ Принять")
    await teacher.says("мой план")
    teacher.sees("Плана у вас пока нет")
    await press(mentor, AddStep(newest(village, "plan")[0]))
    mentor.sees("Этот план уже завершён")


async def test_a_teacher_with_a_plan_finds_it_behind_the_menu(village: Village) -> None:
    await named(village)
    teacher = village.phone("teacher")
    await teacher.says("меню")
    await teacher.taps("Ещё")
    await teacher.taps("Мой план")
    teacher.sees("Мой план", "Чужакова", GOALS)


async def test_a_teacher_adds_steps_and_goals_of_their_own(village: Village) -> None:
    await named(village)
    teacher = await step(village, "teacher", "Посетить урок коллеги")
    teacher.sees("Мой план", "Посетить урок коллеги")
    mentor = village.phone("mentor")
    mentor.sees("Голоустов А. М. добавляет шаг")
    await teacher.taps("Цели")
    await teacher.says("Научиться критериальному оцениванию")
    teacher.sees("Цели: Научиться критериальному")
    mentor.catch_up()
    mentor.sees("записывает цели")
    await mentor.says("я сопровождаю")
    mentor.sees("План: Голоустов А. М.", "выполнено шагов 0 из 1")
    await mentor.taps("1")
    mentor.sees("Посетить урок коллеги")


async def test_what_a_plan_says_is_between_the_two(village: Village) -> None:
    await named(village, "curator")
    await step(village)
    (plan, task), (_, of_step) = newest(village, "plan"), newest(village, "stage")
    for who in ("director", "coordinator", "curator", "observer", "colleague", "other_director", "far_curator",
                "expert", "guest"):
        phone = village.phone(who)
        for meaning in (OpenPlan(plan), AddStep(plan), WriteGoals(plan)):
            await press(phone, meaning)
            phone.sees("Этот план и этого учителя вы не видите")
        for other in (OpenTask(task), OpenTask(of_step), ShowEvidence(of_step), NoteProgress(of_step),
                      DropFromCard(task, 1), AcceptTask(of_step)):
            await press(phone, other)
            phone.sees("вас не касается")
        assert not phone.has_seen("Открытый урок")
    curator = village.phone("curator")
    await press(curator, OpenTeacher(village.people["teacher"].participant, school(village)))
    curator.sees("выполнено шагов 0 из 1")
    assert "Открыть план" not in curator.labels()
    operator = village.phone("operator")
    await press(operator, OpenPlan(plan))
    operator.sees(GOALS)


async def test_nobody_sees_teachers_of_others_or_names_their_mentors(village: Village) -> None:
    teacher = village.people["teacher"].participant
    for who in ("other_director", "other_coordinator", "far_curator"):
        phone = village.phone(who)
        for meaning in (OpenTeacher(teacher, school(village)), NameMentor(teacher, school(village)),
                        ShowMentoring(school(village))):
            await press(phone, meaning)
            phone.sees("вам не видна")
        await press(phone, NameMentor(teacher, village.people[who].organisation))
        assert "не вид" in phone.last.text
    for who in ("teacher", "colleague", "observer", "expert"):
        phone = village.phone(who)
        await press(phone, NameMentor(teacher, school(village)))
        assert "не вид" in phone.last.text
    assert not found(village.file, "select 1 from activities where source = 'chat'")


async def test_a_mentor_takes_a_teacher_who_has_none_and_only_for_themselves(village: Village) -> None:
    mentor = village.phone("mentor")
    await mentor.says("наставничество")
    await mentor.taps("1")
    await mentor.taps("Стать наставником")
    assert "Осокина Н. М." not in mentor.labels()
    await mentor.says("Осокина")
    assert mentor.has_seen("Такого человека не нашлось")
    await mentor.taps("Чужакова M. П.")
    await mentor.taps("Пропустить")
    mentor.sees("Наставник: Чужакова")
    await mentor.taps("Открыть план")
    mentor.sees("Цели пока не записаны", "Шагов пока нет")
    await press(mentor, NameMentor(village.people["teacher"].participant, school(village)))
    mentor.sees("уже есть наставник")


async def test_another_mentor_takes_over_with_all_steps(village: Village) -> None:
    await named(village)
    await step(village)
    director = village.phone("director")
    await press(director, OpenTeacher(village.people["teacher"].participant, school(village)))
    await director.taps("Сменить наставника")
    await director.taps("Осокина Н. М.")
    director.sees("Наставник: Осокина")
    village.phone("teacher").sees("Теперь ваш наставник", "Осокина")
    mentor, curator = village.phone("mentor"), village.phone("curator")
    mentor.sees("назначен другой человек")
    await press(mentor, OpenPlan(newest(village, "plan")[0]))
    mentor.sees("вы не видите")
    await press(curator, OpenTask(newest(village, "stage")[1]))
    curator.sees("Открытый урок")


async def test_another_teacher_is_found_by_name(village: Village) -> None:
    director = village.phone("director")
    await director.says("наставничество")
    await director.taps("Найти учителя")
    await director.says("Неведомая")
    assert director.has_seen("Такого человека не нашлось")
    await director.says("Озерин")
    director.sees("Озерин Павел Юрьевич", "физика", "Наставника пока нет")


async def test_a_late_step_reminds_the_teacher_and_the_mentor_alone(village: Village) -> None:
    await named(village)
    await step(village, words="Прочитать статью до 18 мая")
    await village.stage.rehearsal.live_until(instant("2018-05-25", "12:00"))
    for who in ("teacher", "mentor"):
        phone = village.phone(who)
        phone.catch_up()
        assert phone.has_seen("срок прош") or phone.has_seen("Прочитать статью"), who
    late = found(village.file, "select distinct r.participant from reminders r join tasks t on t.id = r.task "
                               "join activities a on a.id = t.activity where a.kind = 'stage'")
    assert {each for each, in late} == {village.people[who].participant for who in ("teacher", "mentor")}
    await press(village.phone("mentor"), ShowAccompanied())
    village.phone("mentor").sees("просрочено 1")
    director = village.phone("director")
    await director.says("наставничество")
    director.sees("просрочено 1")


async def test_a_mentor_who_is_gone_leaves_the_plan_to_another(village: Village) -> None:
    await named(village)
    change(village.file, "update roles set ended_at = 1 where role = 'mentor' and participant = ?",
           village.people["mentor"].participant)
    director = village.phone("director")
    await director.says("наставничество")
    director.sees("Без наставника: 1")
    await director.taps("1")
    director.sees("Наставника сейчас нет, а план остался")
    await director.taps("Назначить наставника")
    await director.taps("Осокина Н. М.")
    director.sees("Наставник: Осокина")
    assert len(found(village.file, "select 1 from activities where kind = 'plan'")) == 1


@pytest.mark.parametrize("who", ["teacher", "expert", "observer"])
async def test_who_looks_after_nobody_is_told_so(village: Village, who: str) -> None:
    phone = village.phone(who)
    await phone.says("наставничество")
    phone.sees("вы не видите")
    await phone.says("мой план")
    phone.sees("Плана у вас пока нет")
