"""Requests: made in a minute, answered by schools and people, gathered by themselves."""

import io
import zipfile

import openpyxl
import pytest

from messages.meanings import FillTask, MarkDone, MoveDate, OpenTask
from messages.meanings_of_broadcasts import ComposeBroadcast, ProbeBroadcast
from messages.meanings_of_requests import CloseRequest, ExportRequest, OpenRequest, RemindUnanswered, ShowAnswersTo
from storage.tasks import TaskState
from tests.handlers.conftest import SCHOOL, Village, instant, press
from tests.handlers.tables import found
from tests.phone import Phone

TEXT = "Сколько у вас девятиклассников? Пришлите до пятницы."
PDF = b"%PDF-1.4 "


async def asked(village: Village, who: str = "curator", back: str = "Число", *, text: str = TEXT, fields: str = "",
                role: str = "") -> Phone:
    """A request that has gone out, to directors unless another role is named."""
    phone = village.phone(who)
    await phone.says("запросы")
    await phone.taps("Новый запрос")
    await phone.says(text)
    await phone.taps(back)
    if fields:
        await phone.says(fields)
    phone.sees("До какого дня?")
    await phone.taps(phone.labels()[0])
    if role:
        await phone.taps("По роли")
        await phone.taps("✓ Директора и команды школ")
        await phone.taps(role)
        await phone.taps("Готово")
    await phone.taps("Дальше")
    await phone.taps("Сейчас")
    await phone.taps("Да, отправить")
    return phone


def number_of(village: Village, table: str) -> int:
    return int(found(village.file, f"select max(id) from {table}")[0][0])


async def test_a_number_is_asked_of_all_schools_and_comes_back_as_a_sum(village: Village) -> None:
    boss = await asked(village)
    boss.sees("Запрос отправлен", "Запрос З-1")
    director = village.phone("director")
    director.sees("Запрос З-1", TEXT, "пятница, 18 мая", "одно число", "Осокина")
    await director.taps("Ответить")
    director.sees("Сколько у вас девятиклассников?")
    await director.says("тридцать")
    await director.says("31")
    director.sees("сделано")
    other = village.phone("other_director")
    await other.taps("Ответить")
    await other.says("12,5")
    await boss.taps("К запросу")
    boss.sees("Ответили: 2 из", "всего 43,5, в среднем 21,75")
    await boss.taps("Ответы")
    boss.sees(SCHOOL, "31", "12,5")


async def test_an_answer_can_be_corrected_and_the_correction_is_told(village: Village) -> None:
    boss = await asked(village)
    director = village.phone("director")
    await director.taps("Ответить")
    await director.says("31")
    await director.taps("Исправить ответ")
    director.sees("31")
    await director.taps("1")
    await director.says("32")
    director.sees("Исправил")
    await press(boss, ShowAnswersTo(number_of(village, "activities")))
    boss.sees("32", "исправлено")


async def test_several_fields_come_back_as_columns(village: Village) -> None:
    boss = await asked(village, back="Несколько полей",
                       fields="Сколько девятиклассников (число)\nКто отвечает за ОГЭ\nПриказ (файл, необязательно)")
    director = village.phone("director")
    director.sees("3 поля", "Кто отвечает за ОГЭ")
    await director.taps("Ответить")
    await director.says("31")
    await director.says("=Завуч")
    await director.sends("document", "приказ 7.pdf", PDF)
    director.sees("сделано")
    book = await workbook(village, boss)
    head = [cell.value for cell in book["Ответы"][1]]
    row = next(each for each in book["Ответы"].iter_rows(min_row=2, values_only=True) if SCHOOL in each)
    told = dict(zip(head, row, strict=True))
    assert told["Сколько девятиклассников"] == 31
    assert told["Кто отвечает за ОГЭ"] == "=Завуч"
    assert told["Приказ"] == "МОУО Осинский район/МБОУ Бильчирская СОШ - приказ 7.pdf"
    assert told["Состояние"] == "ответили"


async def workbook(village: Village, boss: Phone) -> openpyxl.Workbook:
    await press(boss, ExportRequest(number_of(village, "activities")))
    await village.stage.settle()
    boss.catch_up()
    file = boss.last.file
    assert file
    assert file[0].endswith(".xlsx")
    return openpyxl.load_workbook(io.BytesIO(file[1]))


async def test_files_are_gathered_as_an_archive_with_the_names_of_the_schools(village: Village) -> None:
    boss = await asked(village, back="Файл или фото", text="Пришлите приказ о кураторе до 25 мая")
    for who, content in (("director", b"one"), ("other_director", b"two")):
        phone = village.phone(who)
        await phone.taps("Ответить")
        assert "Готово" not in " ".join(phone.labels()), "without a file it is not done"
        await phone.sends("document", "приказ.pdf", PDF + content)
        await phone.taps("✅ Готово")
        phone.sees("сделано")
    await boss.taps("К запросу")
    await boss.taps("Файлы архивом")
    await village.stage.settle()
    boss.catch_up()
    assert boss.last.file
    archive = zipfile.ZipFile(io.BytesIO(boss.last.file[1]))
    assert sorted(archive.namelist()) == [
        "МОУО Осинский район/МБОУ Бильчирская СОШ - приказ.pdf",
        "МОУО Усть-Кутское муниципальное образование (УКМО)/МОУ СОШ № 8 УКМО - приказ.pdf"]


async def test_a_tap_is_enough_where_nothing_else_is_asked(village: Village) -> None:
    await asked(village, back="Отметка «сделано»", text="Проверьте списки на ОГЭ")
    director = village.phone("director")
    await director.taps("Ответить")
    director.sees("Проверьте списки на ОГЭ", "Просит: Осокина")
    await director.taps("✅ Сделано")
    director.sees("Отметил")


async def test_teachers_answer_each_for_themselves(village: Village) -> None:
    await asked(village, role="Учителя")
    teacher, colleague = village.phone("teacher"), village.phone("colleague")
    await teacher.taps("Ответить")
    await teacher.says("5")
    await colleague.taps("Ответить")
    await colleague.says("7")
    states = found(village.file, "select state from tasks where participant is not null and state = 'done'")
    assert len(states) == 2
    mine = village.people["teacher"].participant
    task = found(village.file, "select id from tasks where participant = ?", mine)[0][0]
    await press(colleague, OpenTask(task))
    colleague.sees("вас не касается")


async def test_what_is_returned_is_answered_again(village: Village) -> None:
    boss = await asked(village)
    director = village.phone("director")
    await director.taps("Ответить")
    await director.says("310")
    await press(boss, ShowAnswersTo(number_of(village, "activities")))
    await boss.taps("1")
    await boss.taps("Вернуть с замечанием")
    await boss.says("Проверьте: 310 учеников в девятых классах?")
    director.catch_up()
    director.sees("нужно доработать", "310 учеников")
    await director.taps("К задаче")
    await director.taps("✍️ Ответить")
    await director.taps("1")
    await director.says("31")
    director.sees("сделано")
    await press(boss, ShowAnswersTo(number_of(village, "activities")))
    boss.sees("31")


async def test_whoever_is_missing_is_reminded_by_one_tap_once_a_day(village: Village) -> None:
    boss = await asked(village)
    director, other = village.phone("director"), village.phone("other_director")
    await director.taps("Ответить")
    await director.says("31")
    await boss.taps("К запросу")
    await boss.taps(next(label for label in boss.labels() if label.startswith("Кто не ответил")))
    boss.sees("Не ответили", village.people["other_director"].name)
    await boss.taps("Напомнить всем")
    boss.sees("Напоминание отправлено: 1 человек")
    other.catch_up()
    other.sees("ждёт ответа на запрос З-1")
    assert not director.has_seen("ждёт ответа")
    await press(boss, RemindUnanswered(number_of(village, "activities")))
    boss.sees("Сегодня им уже напоминали")


async def test_a_task_of_a_request_comes_with_the_morning(village: Village) -> None:
    await asked(village)
    director = village.phone("director")
    await village.stage.rehearsal.live_until(instant("2018-05-17", "09:00"))
    director.catch_up()
    director.sees("З-1", "Сколько у вас девятиклассников?", "завтра")


async def test_a_late_answer_is_taken_and_shown_as_late(village: Village) -> None:
    boss = await asked(village)
    await village.stage.clock.advance(instant("2018-05-22") - village.now)
    director = village.phone("director")
    await director.taps("Ответить")
    await director.says("31")
    await boss.taps("К запросу")
    boss.sees("позже срока 1")
    book = await workbook(village, boss)
    head = [cell.value for cell in book["Ответы"][1]]
    row = next(each for each in book["Ответы"].iter_rows(min_row=2, values_only=True) if SCHOOL in each)
    assert dict(zip(head, row, strict=True))["Позже срока, дней"] == 4


async def test_a_coordinator_asks_and_sees_their_municipality_alone(village: Village) -> None:
    await asked(village, "coordinator")
    request = number_of(village, "activities")
    assert village.phone("director").has_seen("Запрос З-1")
    assert not village.phone("other_director").has_seen("Запрос З-1")
    for who in ("other_coordinator", "far_curator", "other_director", "teacher"):
        phone = village.phone(who)
        await press(phone, OpenRequest(request))
        phone.sees("не виден")
    for who in ("curator", "operator"):
        phone = village.phone(who)
        await press(phone, OpenRequest(request))
        phone.sees("Ответили: 0 из")


async def test_of_a_wide_request_a_coordinator_sees_their_part(village: Village) -> None:
    await asked(village)
    request = number_of(village, "activities")
    other = village.phone("other_director")
    await other.taps("Ответить")
    await other.says("777")
    phone = village.phone("coordinator")
    await press(phone, OpenRequest(request))
    phone.sees("Ответили: 0 из 2")
    await press(phone, ShowAnswersTo(request))
    assert not phone.has_seen("777")
    for meaning in (CloseRequest(request, 1), MoveDate(request)):
        await press(phone, meaning)
        assert "не виден" in phone.last.text or "не можете" in phone.last.text, phone.last.text


async def test_the_author_hears_once_that_all_have_answered(village: Village) -> None:
    boss = await asked(village, "coordinator")
    change = found(village.file, "select id from tasks where activity = ?", number_of(village, "activities"))
    operator = village.phone("operator")
    for (task,) in change:
        await press(operator, FillTask(task))
        await operator.says("10")
    boss.catch_up()
    assert sum("ответили все" in shown.text for shown in boss.screen) == 1


async def test_a_closed_request_is_left_in_peace(village: Village) -> None:
    boss = await asked(village)
    await boss.taps("К запросу")
    await boss.taps("Закрыть запрос")
    await boss.taps("Да, закрыть")
    boss.sees("Запрос закрыт")
    director = village.phone("director")
    await director.taps("Ответить")
    director.sees("не виден")
    assert not found(village.file, "select 1 from reminders r join tasks t on t.id = r.task join activities a on "
                                  "a.id = t.activity where a.source = 'chat' and r.closed_at is null")


async def test_a_date_is_moved_for_everybody_by_its_author(village: Village) -> None:
    boss = await asked(village)
    await boss.taps("К запросу")
    await boss.taps("Перенести срок")
    await boss.says("28 мая")
    await boss.taps("Да, перенести")
    village.phone("director").sees("28 мая")


async def test_a_draft_that_is_thrown_away_asks_nobody(village: Village) -> None:
    phone = village.phone("curator")
    await phone.says("новый запрос")
    await phone.says(TEXT)
    await phone.taps("Число")
    await phone.taps(phone.labels()[0])
    await phone.taps("Удалить черновик")
    assert found(village.file, "select count(*) from tasks t join activities a on a.id = t.activity "
                              "where a.source = 'chat'")[0][0] == 0
    await phone.says("запросы")
    phone.sees("Здесь будут ваши запросы")


async def test_a_draft_is_written_anew_with_another_question(village: Village) -> None:
    phone = village.phone("curator")
    await phone.says("новый запрос")
    await phone.says(TEXT)
    await phone.taps("Число")
    await phone.taps(phone.labels()[0])
    await phone.taps("Дальше")
    await phone.taps("Изменить текст")
    await phone.says("Пришлите приказ до 25 мая")
    await phone.taps("Файл или фото")
    await phone.taps("пятница, 25 мая")
    await phone.taps("Дальше")
    await phone.taps("Сейчас")
    await phone.taps("Да, отправить")
    director = village.phone("director")
    director.sees("Запрос З-1", "Пришлите приказ", "файл или фото")
    await director.taps("Ответить")
    director.sees("Пришлите файл или фото")


@pytest.mark.parametrize(("fields", "word"), [("- да", "раньше первого вопроса"), ("А (1-1)", "строка 1 («А»): шкала"),
                                              ("\n".join(f"поле {n}" for n in range(13)), "Полей больше 12")])
async def test_fields_that_are_no_fields_are_told(village: Village, fields: str, word: str) -> None:
    phone = village.phone("curator")
    await phone.says("новый запрос")
    await phone.says(TEXT)
    await phone.taps("Несколько полей")
    await phone.says(fields)
    assert any(word in shown.text for shown in phone.screen[-2:]), phone.last.text


@pytest.mark.parametrize("who", ["director", "teacher", "observer", "mentor"])
async def test_who_asks_nobody_is_told_so(village: Village, who: str) -> None:
    phone = village.phone(who)
    await phone.says("новый запрос")
    phone.sees("Запросы делают координаторы")


async def test_a_forged_report_of_a_sheet_that_is_not_filled_in_asks_for_it(village: Village) -> None:
    await asked(village)
    director = village.phone("director")
    task = found(village.file, "select t.id from tasks t join organisations o on o.id = t.organisation "
                              "where t.activity = ? and o.title = ?", number_of(village, "activities"), SCHOOL)[0][0]
    await press(director, MarkDone(task))
    director.sees("Сколько у вас девятиклассников?")
    assert found(village.file, "select state from tasks where id = ?", task)[0][0] == TaskState.OPEN


async def drafted(village: Village) -> Phone:
    """A request that is about to go, due on Friday."""
    phone = village.phone("curator")
    await phone.says("новый запрос")
    await phone.says(TEXT)
    await phone.taps("Число")
    await phone.taps("пятница, 18 мая")
    await phone.taps("Дальше")
    return phone


async def test_a_request_that_was_left_lying_past_its_day_gets_another(village: Village) -> None:
    phone = await drafted(village)
    await phone.taps("Сейчас")
    await village.stage.clock.advance(instant("2018-05-21") - village.now)
    await phone.taps("Да, отправить")
    phone.sees("срок запроса З-1 уже пройдёт")
    assert found(village.file, "select count(*) from tasks t join activities a on a.id = t.activity "
                               "where a.source = 'chat'") == [(0,)]
    await phone.taps("Изменить запрос")
    phone.sees("Что нужно прислать?")


async def test_a_request_is_not_put_off_until_its_day_is_over(village: Village) -> None:
    phone = await drafted(village)
    await phone.taps("Назначить день и время")
    await phone.says("21.05 10:00")
    phone.sees("срок запроса З-1 уже пройдёт")
    await phone.says("рассылки")
    phone.sees("черновик")


async def test_a_request_that_was_put_off_asks_when_it_goes(village: Village) -> None:
    phone = await drafted(village)
    await phone.taps("Назначить день и время")
    await phone.says("17.05 10:00")
    tasks = "select count(*) from tasks t join activities a on a.id = t.activity where a.source = 'chat'"
    assert found(village.file, tasks) == [(0,)]
    await village.stage.clock.advance(instant("2018-05-17", "10:00") - village.now)
    await village.stage.settle()
    assert found(village.file, tasks)[0][0] > 1
    assert village.phone("director").has_seen("Запрос З-1")


async def test_no_trial_is_made_of_a_request(village: Village) -> None:
    phone = await drafted(village)
    assert not any(label.startswith("Проба") for label in phone.labels())
    await press(phone, ProbeBroadcast(number_of(village, "broadcasts")))
    assert found(village.file, "select state from broadcasts") == [("draft",)]


async def test_a_request_is_not_composed_as_a_broadcast(village: Village) -> None:
    phone = village.phone("director")
    await press(phone, ComposeBroadcast("request"))
    assert "Что нужно прислать?" not in phone.last.text
