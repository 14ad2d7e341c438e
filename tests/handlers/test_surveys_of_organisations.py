"""One sheet for a whole school, and sheets about schools and teachers that somebody else judges."""

from messages.meanings_of_surveys import HandSheet, HandSheetTo, PauseSheet, PickOption, TakeSheet
from tests.handlers.conftest import SCHOOL, Village, press
from tests.handlers.questionnaire import TWO, ask, finished
from tests.handlers.tables import change, rows
from tests.handlers.test_surveys import button


async def test_one_answers_for_the_school_and_the_others_see_who(village: Village) -> None:
    await ask(village, TWO, unit="organisation", whom=[("teacher", "")])
    phone, colleague = village.phone("teacher"), village.phone("colleague")
    await phone.says("опросы")
    phone.sees(f"Самоаудит · {SCHOOL} · 1 из 2")
    await phone.taps("Да")
    await colleague.says("меню")
    assert "Опросы · 1" not in colleague.labels(), "it is in somebody's hands"
    await colleague.says("опросы")
    colleague.sees("Сейчас этот опрос заполняет Голоустов А. М.", "Взять на себя")
    await press(colleague, PickOption(button(phone, PickOption).sheet, 1, 1, 0))
    colleague.sees("сейчас заполняет Голоустов А. М.")
    await phone.taps("Нет")
    phone.sees("Спасибо", SCHOOL)
    await colleague.says("опросы")
    colleague.sees("Ответы за организацию уже есть")
    await press(colleague, TakeSheet(rows(village.file)["sheets"][0][0]))  # type: ignore[arg-type]
    colleague.sees("уже заполнен")
    assert finished(village) == [True]


async def test_a_colleague_takes_it_over_with_what_was_answered(village: Village) -> None:
    await ask(village, TWO, unit="organisation")
    phone, colleague = village.phone("teacher"), village.phone("colleague")
    await phone.says("опросы")
    await phone.taps("Да")
    old = button(phone, PickOption)
    await colleague.says("опросы")
    await colleague.taps("Взять на себя")
    phone.sees("теперь заполняет за вашу организацию опрос «Самоаудит»")
    await press(phone, old)
    phone.sees("сейчас заполняет")
    await colleague.taps("Отвечать")
    colleague.sees("2 из 2")
    await colleague.taps("Да")
    colleague.sees("Спасибо")
    assert [row[1:4] for row in rows(village.file)["sheets"]] == [
        (row[1], f"o{village.people['teacher'].organisation}", village.people["colleague"].participant)
        for row in rows(village.file)["sheets"]]


async def test_it_can_be_handed_to_a_colleague_who_was_not_asked(village: Village) -> None:
    await ask(village, TWO, unit="organisation", whom=[("director", "")])
    phone, colleague = village.phone("director"), village.phone("colleague")
    await phone.says("опросы")
    await phone.taps("Да")
    await phone.taps("Позже")
    await phone.taps("Передать коллеге")
    phone.sees("Кому передать опрос «Самоаудит»?")
    name = village.people["colleague"].name.split()[0]
    label = next(label for label in phone.labels() if label.startswith(name))
    handing = button(phone, HandSheetTo)
    await phone.taps(label)
    phone.sees("теперь у коллеги", "Сообщение отправлено")
    colleague.sees("Рябинина М. П. просит вас ответить за организацию")
    reminders = [row for row in rows(village.file)["reminders"] if row[3] is not None and row[1] == village.people[
        "colleague"].participant and row[3] == 3]
    assert len(reminders) == 2
    await press(phone, handing)
    phone.sees("сейчас заполняет")
    await colleague.taps("Открыть опрос")
    await colleague.taps("Нет")
    colleague.sees("Спасибо")
    await press(colleague, HandSheetTo(handing.sheet, village.people["other_director"].participant))
    colleague.sees("больше не в вашей команде")
    change(village.file, "update roles set ended_at = 1 where participant = ?",
           village.people["colleague"].participant)
    change(village.file, "insert into roles (participant, programme, organisation, role, source, granted_at) "
           "select ?, programme, ?, 'teacher', 'x', 1 from roles limit 1", village.people["colleague"].participant,
           village.people["other_director"].organisation)
    await press(colleague, PauseSheet(handing.sheet))
    colleague.sees("Этот опрос сейчас не для вас")


async def test_a_sheet_of_ones_own_cannot_be_handed_over(village: Village) -> None:
    await ask(village, TWO)
    phone = village.phone("teacher")
    await phone.says("опросы")
    sheet = button(phone, PickOption).sheet
    for meaning in (HandSheet(sheet), TakeSheet(sheet), HandSheetTo(sheet, 1)):
        await press(phone, meaning)
        phone.sees("Этот опрос сейчас не для вас")


async def test_a_coordinator_judges_each_school_of_their_municipality(village: Village) -> None:
    await ask(village, TWO, unit="about_schools", whom=[("coordinator", "")])
    phone = village.phone("coordinator")
    await phone.says("опросы")
    phone.sees("О ком отвечаем: заполнено 0 из ", SCHOOL)
    await phone.taps("1")
    first = phone.last.text.splitlines()[0]
    await phone.taps("Да")
    await phone.taps("Да")
    phone.sees("Спасибо")
    await phone.says("опросы")
    phone.sees("заполнено 1 из ", "✓")
    await phone.taps("2")
    assert phone.last.text.splitlines()[0] != first
    assert sorted(finished(village)) == [False, True]


async def test_a_mentor_judges_each_teacher_of_the_school(village: Village) -> None:
    await ask(village, TWO, unit="about_teachers", whom=[("mentor", "")])
    phone, teacher = village.phone("mentor"), village.people["teacher"]
    await phone.says("опросы")
    phone.sees("О ком отвечаем", teacher.name)
    number = next(line.split(".")[0] for line in phone.last.text.splitlines() if teacher.name in line)
    await phone.taps(number)
    phone.sees(f"Самоаудит · {teacher.name} · 1 из 2")
    await phone.taps("Да")
    assert [row[5] for row in rows(village.file)["sheets"]] == [teacher.participant]
    judged = village.phone("teacher")
    await judged.says("мои данные")
    await judged.taps("Получить всё файлом")
    assert judged.last.file
    text = judged.last.file[1].decode()
    assert "ответы других о вас" in text
    assert "Первый?" in text
    await judged.says("опросы")
    judged.sees("Сейчас опросов нет")
