"""Cards of schools: problems, measures, who accompanies them, how they go; and who sees which card."""

import io

import docx
import openpyxl
import pytest

from messages.meanings import AcceptTask, HandTo, MarkDone, OpenTask, ReturnTask
from messages.meanings_of_cards import (
    AddMeasure,
    AddProblem,
    DropFromCard,
    ExportCard,
    ExportCards,
    NameTutor,
    NoteProgress,
    OpenCard,
    OpenProblem,
    ShowAccompanied,
)
from tests.handlers.conftest import OTHER_SCHOOL, SCHOOL, Village, instant, press
from tests.handlers.tables import change, found
from tests.phone import Phone

MEASURE = "Провести семинар по формирующему оцениванию до 20 июня"


def school(village: Village, who: str = "director") -> int:
    return village.people[who].organisation


def newest(village: Village, kind: str) -> tuple[int, int]:
    """The activity and the task that were made last."""
    return found(village.file, "select a.id, t.id from activities a join tasks t on t.activity = a.id "
                               "where a.kind = ? order by a.id desc", kind)[0]


async def problem(village: Village, who: str = "curator", *, words: str = "Нет учителя физики") -> Phone:
    """A usual problem with a few words of their own, on the card of the director's school."""
    phone = village.phone(who)
    await press(phone, AddProblem(school(village)))
    await phone.taps("Кадры")
    await phone.says(words)
    return phone


async def measure(village: Village, who: str = "curator", *, does: str = "Школа", tutor: str = "Чужакова M. П.",
                  words: str = MEASURE) -> Phone:
    """Against the newest problem."""
    phone = village.phone(who)
    await press(phone, AddMeasure(newest(village, "problem")[0]))
    await phone.says(words)
    await phone.taps(does)
    phone.sees("До какого дня?")
    await phone.taps(phone.labels()[0])
    await phone.taps(tutor)
    return phone


async def test_a_problem_its_measure_and_its_tutor_in_a_few_taps(village: Village) -> None:
    boss = await problem(village)
    boss.sees("П-1. Кадры: Нет учителя физики", "Мер пока нет")
    director, mentor = village.phone("director"), village.phone("mentor")
    director.sees("На карточку школы добавлена проблема", "Нет учителя физики", "Осокина")
    boss = await measure(village)
    boss.sees("Провести семинар", "20 июня", "школа · сопровождает Чужакова M. П.")
    director.sees("Новая мера, её делаете вы", "Сопровождает Чужакова M. П.", "20 июня")
    mentor.sees("Вы сопровождаете меру", SCHOOL, "Кадры")
    await boss.taps("К карточке школы")
    boss.sees("Меры: выполнено 0 из 1 (0 %)", "Кадры: Нет учителя физики")


async def test_a_measure_goes_on_is_done_and_accepted_by_whoever_accompanies_it(village: Village) -> None:
    await problem(village)
    await measure(village)
    director, mentor = village.phone("director"), village.phone("mentor")
    await director.taps("К мере")
    director.sees("М-1. Провести семинар", "Сопровождает: Чужакова")
    await director.taps("Отметить ход")
    await director.says("Договорились с институтом, семинар 15 июня")
    await director.taps("Сохранить")
    mentor.catch_up()
    mentor.sees("Договорились с институтом", SCHOOL)
    await press(director, MarkDone(newest(village, "measure")[1]))
    await director.taps("Сделано, без подтверждения")
    mentor.catch_up()
    mentor.sees("сделано")
    await mentor.taps("✅ Принять")
    director.catch_up()
    director.sees("Принято: «Провести семинар")
    await press(director, OpenCard(school(village)))
    director.sees("Меры: выполнено 1 из 1 (100 %)")


async def test_what_was_said_on_the_way_stays_when_a_report_is_taken_back(village: Village) -> None:
    await problem(village)
    await measure(village)
    director, task = village.phone("director"), newest(village, "measure")[1]
    await press(director, NoteProgress(task))
    await director.says("Договорились")
    await director.taps("Сохранить")
    await press(director, MarkDone(task))
    await director.says("Прошёл")
    await director.taps("✅ Готово")
    await director.taps("Отменить «сделано»")
    director.sees("Подтверждений: 2")


async def test_whoever_does_it_does_not_judge_it(village: Village) -> None:
    """A director has proposed the problem themselves: the curator says whether it is solved."""
    director = await problem(village, "director")
    boss = village.phone("curator")
    boss.sees("предлагает проблему", SCHOOL, "Нет учителя физики")
    await director.taps("✅ Проблема решена")
    await director.taps("Сделано, без подтверждения")
    task = newest(village, "problem")[1]
    for meaning in (AcceptTask(task), ReturnTask(task)):
        await press(director, meaning)
        director.sees("проверяет тот, кто о ней просил")
    assert found(village.file, "select state from tasks where id = ?", task) == [("done",)]
    await press(boss, OpenProblem(newest(village, "problem")[0]))
    await boss.taps("Проверить")
    await boss.taps("Вернуть с замечанием")
    await boss.says("Учителя пока нет")
    director.catch_up()
    director.sees("нужно доработать", "Учителя пока нет")
    await press(director, OpenCard(school(village)))
    director.sees("ещё не решена")
    await press(director, MarkDone(task))
    await director.taps("Сделано, без подтверждения")
    await press(boss, AcceptTask(task))
    await press(director, OpenCard(school(village)))
    director.sees("Проблем: 1, решено 1")


async def test_a_tutor_does_a_measure_themselves(village: Village) -> None:
    await problem(village)
    await measure(village, does="Сопровождающий")
    mentor, task = village.phone("mentor"), newest(village, "measure")[1]
    mentor.sees("её делаете вы")
    assert found(village.file, "select handed_to from tasks where id = ?", task) == [
        (village.people["mentor"].participant,)]
    await press(mentor, MarkDone(task))
    await mentor.taps("Сделано, без подтверждения")
    await press(mentor, AcceptTask(task))
    assert found(village.file, "select state from tasks where id = ?", task) == [("done",)]
    await press(village.phone("curator"), AcceptTask(task))
    assert found(village.file, "select state from tasks where id = ?", task) == [("accepted",)]


async def test_whoever_sets_themselves_a_task_is_believed(village: Village) -> None:
    await problem(village, "mentor")
    mentor = await measure(village, "mentor", does="Сопровождающий")
    await mentor.taps("1")
    await mentor.taps("✅ Сделано")
    await mentor.taps("Сделано, без подтверждения")
    await press(mentor, OpenCard(school(village)))
    mentor.sees("выполнено 1 из 1")


async def test_a_teacher_of_the_school_does_a_measure_and_sees_nothing_else(village: Village) -> None:
    await problem(village)
    teacher = village.people["teacher"]
    boss = village.phone("curator")
    await press(boss, AddMeasure(newest(village, "problem")[0]))
    await boss.says("Открытый урок")
    await boss.says("Неведомая")
    assert boss.has_seen("Такого человека не нашлось")
    await boss.says(teacher.name.split()[0])
    for day, fault in (("когда-нибудь", "Не понял дату"), ("15.05.2018", "уже прош"),
                       ("15.05.2019", "Программа заканчивается")):
        await boss.says(day)
        assert fault in boss.screen[-2].text, boss.screen[-2].text
        boss.sees("До какого дня?")
    await boss.says("20 июня")
    await boss.taps("Никто")
    phone = village.phone("teacher")
    phone.sees("её делаете вы", "Открытый урок")
    await phone.taps("К мере")
    assert "К списку" in phone.labels()
    for meaning in (OpenCard(school(village)), OpenProblem(newest(village, "problem")[0]), ExportCards()):
        await press(phone, meaning)
        phone.sees("Эта карточка вам не видна")


async def test_late_measures_come_first_and_whoever_accompanies_them_hears(village: Village) -> None:
    await problem(village)
    await measure(village, words="Позже")
    await measure(village, words="Раньше до 20 мая")
    mentor = village.phone("mentor")
    await village.stage.rehearsal.live_until(instant("2018-05-21", "09:00"))
    mentor.catch_up()
    mentor.sees("срок прошёл", SCHOOL)
    await press(mentor, ShowAccompanied())
    text = mentor.last.text
    assert text.index("Раньше") < text.index("Позже")
    await press(mentor, OpenCard(school(village)))
    mentor.sees("просрочено 1")
    boss = village.phone("curator")
    await boss.says("карточки школ")
    assert boss.last.text.index(SCHOOL) < boss.last.text.index("пока пустая")


async def test_a_curator_finds_a_school_by_a_word(village: Village) -> None:
    boss = village.phone("operator")
    await boss.says("карточки")
    await boss.taps("Найти школу")
    await boss.says("несуществующая")
    assert boss.has_seen("Среди ваших школ такой нет")
    await boss.says("бильчир")
    boss.sees("Карточка школы", SCHOOL)
    await boss.says("карточки")
    await boss.taps("Дальше ›")
    await boss.taps("‹ Раньше")
    await boss.taps("Найти школу")
    await boss.says("сош")
    boss.sees("Нашлось:")


async def test_nobody_sees_the_cards_of_others(village: Village) -> None:
    await problem(village)
    await measure(village)
    card, (one, _), (_, task) = school(village), newest(village, "problem"), newest(village, "measure")
    for who in ("other_director", "other_coordinator", "far_curator", "teacher", "colleague", "expert", "guest"):
        phone = village.phone(who)
        for meaning in (OpenCard(card), OpenProblem(one), AddProblem(card), AddMeasure(one), ExportCard(card)):
            await press(phone, meaning)
            phone.sees("Эта карточка вам не видна")
        for other in (OpenTask(task), NoteProgress(task), DropFromCard(task, 1), NameTutor(task)):
            await press(phone, other)
            phone.sees("вас не касается")
    observer = village.phone("observer")
    await press(observer, OpenProblem(one))
    observer.sees("Провести семинар")
    for meaning in (AddProblem(card), AddMeasure(one)):
        await press(observer, meaning)
        observer.sees("Карточку вы можете смотреть")
    assert len(found(village.file, "select 1 from activities where source = 'chat'")) == 2


async def test_a_mentor_whose_territory_is_elsewhere_loses_what_they_accompanied(village: Village) -> None:
    await problem(village)
    await measure(village)
    other = found(village.file, "select id from organisations where title = ?", OTHER_SCHOOL)[0][0]
    change(village.file, "insert into territories (role, organisation) select id, ? from roles where role = 'mentor' "
                         "and participant = ?", other, village.people["mentor"].participant)
    mentor = village.phone("mentor")
    for meaning, words in ((OpenCard(school(village)), "вам не видна"),
                           (OpenTask(newest(village, "measure")[1]), "вас не касается")):
        await press(mentor, meaning)
        mentor.sees(words)
    await press(mentor, ShowAccompanied())
    mentor.sees("Здесь будут")
    boss = village.phone("curator")
    await press(boss, NameTutor(newest(village, "measure")[1]))
    assert "Чужакова M. П." not in boss.labels()
    await boss.says("Осокина")
    boss.sees("Сопровождает: Осокина")


async def test_another_tutor_is_named_and_both_hear(village: Village) -> None:
    await problem(village)
    boss = await measure(village)
    await boss.taps("1")
    await boss.taps("Сменить сопровождающего")
    boss.sees("Сейчас сопровождает Чужакова M. П.")
    coordinator = village.people["coordinator"]
    await boss.says(coordinator.name.split()[0])
    village.phone("mentor").sees("теперь сопровождает другой человек")
    village.phone("coordinator").sees("Теперь вы сопровождаете меру")


async def test_a_problem_is_struck_out_with_its_measures_after_a_second_question(village: Village) -> None:
    await problem(village)
    boss = await measure(village)
    task = newest(village, "problem")[1]
    await press(boss, DropFromCard(task))
    boss.sees("Открытые меры по этой проблеме снимутся тоже")
    await boss.taps("Да, снять")
    boss.sees("Снято", "Вместе с ней: 1")
    assert found(village.file, "select count(*) from tasks t join activities a on a.id = t.activity "
                               "where a.source = 'chat' and t.state = 'cancelled'")[0][0] == 2
    assert not found(village.file, "select 1 from reminders r join tasks t on t.id = r.task join activities a on "
                                  "a.id = t.activity where a.kind = 'measure' and r.closed_at is null")
    director = village.phone("director")
    director.catch_up()
    director.sees("Снято")
    await press(director, OpenCard(school(village)))
    director.sees("Проблем на карточке пока нет")
    await press(director, DropFromCard(task, 1))
    director.sees("не можете")


async def test_a_school_takes_back_and_gives_to_a_colleague(village: Village) -> None:
    await problem(village)
    await measure(village, does="Сопровождающий")
    director, task = village.phone("director"), newest(village, "measure")[1]
    await press(director, HandTo(task, 0))
    village.phone("mentor").catch_up()
    assert found(village.file, "select handed_to from tasks where id = ?", task) == [(None,)]
    await press(director, HandTo(task, village.people["colleague"].participant))
    village.phone("colleague").sees("Вам передали задачу")


async def test_a_solved_problem_takes_no_more_measures(village: Village) -> None:
    boss = await problem(village)
    one, task = newest(village, "problem")
    director = village.phone("director")
    await press(director, MarkDone(task))
    await director.taps("Сделано, без подтверждения")
    await press(boss, AcceptTask(task))
    await press(boss, AddMeasure(one))
    boss.sees("уже решена")
    await press(boss, NoteProgress(task))
    assert found(village.file, "select count(*) from evidence where task = ?", task) == [(0,)]


async def test_a_problem_in_own_words_and_one_that_is_too_long(village: Village) -> None:
    boss = village.phone("curator")
    await press(boss, AddProblem(school(village)))
    await boss.says("я" * 1501)
    assert boss.has_seen("Слишком длинно")
    await boss.says("<b>=Школа</b> далеко от райцентра\nАвтобус два раза в день")
    boss.sees("П-1. <b>=Школа</b> далеко", "Автобус два раза в день")


async def test_the_card_as_word_and_all_cards_as_a_workbook(village: Village) -> None:
    await problem(village, words="=Нет учителя физики")
    boss = await measure(village)
    director = village.phone("director")
    await press(director, NoteProgress(newest(village, "measure")[1]))
    await director.says("=Договорились")
    await director.taps("Сохранить")
    await press(boss, ExportCard(school(village)))
    name, content = await file(village, boss)
    assert name == "Карточка МБОУ «Бильчирская СОШ».docx"
    made = docx.Document(io.BytesIO(content))
    assert any("Кадры: =Нет учителя физики" in each.text for each in made.paragraphs)
    cells = [cell.text for row in made.tables[0].rows for cell in row.cells]
    assert "20.06.2018" in cells
    assert "Чужакова M. П." in cells
    assert any("=Договорились" in cell for cell in cells)
    await press(boss, ExportCards())
    name, content = await file(village, boss)
    assert name == "Карточки школ 2018-05-16.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Школы", "Меры", "Наставники"]
    row = next(each for each in book["Меры"].iter_rows(min_row=2, values_only=True) if each[1] == SCHOOL)
    assert row[2] == "П-1. Кадры: =Нет учителя физики"
    assert row[4:8] == ("М-1", MEASURE, "20.06.2018", "в работе")
    assert row[11] == "=Договорились"
    assert all(cell.data_type != "f" for sheet in book for line in sheet.iter_rows() for cell in line)


async def file(village: Village, phone: Phone) -> tuple[str, bytes]:
    await village.stage.settle()
    phone.catch_up()
    assert phone.last.file
    return phone.last.file


async def test_a_file_that_was_ordered_is_not_made_for_whoever_may_not_see_it_any_more(village: Village) -> None:
    await problem(village)
    director = village.phone("director")
    change(village.file, "insert into errands (participant, channel, user_id, kind, facts, tries) select participant, "
                         "channel, user_id, 'school_card', ?, 0 from addresses where participant = ?",
           f'{{"school": {school(village, "other_director")}}}', village.people["director"].participant)
    await village.stage.settle()
    director.catch_up()
    director.sees("Эта карточка вам не видна")


@pytest.mark.parametrize("who", ["teacher", "expert", "guest"])
async def test_who_has_no_card_is_told_so(village: Village, who: str) -> None:
    phone = village.phone(who)
    await phone.says("карточка школы")
    phone.sees("Эта карточка вам не видна")
    await phone.says("я сопровождаю")
    phone.sees("Сопровождают школы и учителей")
