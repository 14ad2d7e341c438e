"""A plan comes as a file, is shown as it was understood, and is loaded when its operator says so."""

import pytest

from messages.meanings_of_imports import DropImport, LoadImport, OpenImport, ShowImports
from scheduler.documents import opening
from storage import participants
from storage.participants import Role
from tests.handlers.conftest import START, Village, press
from tests.handlers.importing import ROWS, drafted, loading, newest, numbers, paper, sent, state_of
from tests.handlers.tables import change, found
from tests.phone import Phone
from tests.scheduler.documents import plans
from tests.scheduler.documents.plans import document, numbered, row, unread, until

NEW = numbered(("1", "Совещание директоров школ", until("2018-05-30")),
               ("2", "Обучение школьных команд", until("2018-09-28")))


async def load(phone: Phone) -> None:
    """Everything is settled: look at the difference and load."""
    await phone.taps("Что изменится")
    await phone.taps("✅ Загрузить")
    if "Да, заменить план" in phone.labels():
        await phone.taps("Да, заменить план")
    phone.sees("План загружен")


async def test_a_file_sent_just_so_is_read_shown_and_loaded(village: Village) -> None:
    boss = await sent(village)
    boss.sees("план.docx", "Мероприятий: 3", "1. Совещание директоров школ",
              "до 30 мая 2018 года", "Нужно уточнить: 2")
    before = numbers(village)
    await boss.taps("Уточнить · 2")
    await boss.taps("1")
    boss.sees("Срок непонятен", "абракадабра", "Изучение опыта школ")
    await boss.taps("Без срока")
    boss.sees("Кому поручить", "Совет ветеранов")
    await boss.taps("Никому")
    boss.sees("Всё понятно", "Без срока: 1")
    assert numbers(village) == before, "nothing is loaded yet"
    await boss.taps("Что изменится")
    boss.sees("Новых: 3", f"исчезнет: {len(before)}")
    while "✅ Загрузить" not in boss.labels():
        await boss.taps("Дальше ›")
    await boss.taps("✅ Загрузить")
    boss.sees("исчезнет больше, чем останется", f"{len(before)} мероприятий")
    assert numbers(village) == before
    await boss.taps("Да, заменить план")
    boss.sees("План загружен", "Новых мероприятий: 3")
    assert numbers(village) == ["1", "2", "3"]
    told = found(village.file, "select verb, actor from history order by id desc limit 1")
    assert told == [("plan_loaded", village.people["operator"].participant)]


async def test_the_directors_see_the_tasks_and_are_reminded_of_them(village: Village) -> None:
    boss = await drafted(village, NEW)
    await load(boss)
    director = village.phone("director")
    await director.says("задачи")
    director.sees("Совещание директоров школ")
    reminded = found(village.file, "select count(*) from reminders r join tasks t on t.id = r.task "
                                   "join activities a on a.id = t.activity where a.number = '1' "
                                   "and r.closed_at is null and a.gone_at is null")
    assert reminded[0][0] > 0


async def test_a_second_tap_loads_nothing_again(village: Village) -> None:
    boss = await drafted(village, NEW)
    await boss.taps("Что изменится")
    await boss.taps("✅ Загрузить")
    button = loading(boss, "Да, заменить план")
    await boss.taps("Да, заменить план")
    again = found(village.file, "select count(*) from history")
    await press(boss, button)
    boss.sees("План загружен")
    assert found(village.file, "select count(*) from history") == again


async def test_of_two_drafts_the_second_sees_that_the_ground_has_changed(village: Village) -> None:
    boss = await drafted(village, NEW)
    await boss.taps("Что изменится")
    button = loading(boss)
    await drafted(village, numbered(("1", "Вебинар для директоров", until("2018-10-30"))))
    await load(boss)
    await press(boss, button)
    boss.sees("Что изменится", "Новых: 2", "исчезнет: 1")
    assert state_of(village, button.imported) == "draft"
    await boss.taps("✅ Загрузить")
    await boss.taps("Да, заменить план")
    assert numbers(village) == ["1", "2"]


async def test_a_draft_is_dropped_after_a_second_question_and_is_gone_from_the_list(village: Village) -> None:
    boss = await drafted(village, NEW)
    await boss.taps("Бросить")
    await boss.taps("‹ Назад")
    assert state_of(village, newest(village)) == "draft"
    await boss.taps("Бросить")
    await boss.taps("Да, бросить")
    boss.sees("ничего не загружено")
    assert found(village.file, "select state, file, document from imports") == [("dropped", None, "")]
    await boss.taps("К файлам")
    boss.sees("Пришлите дорожную карту")


async def test_a_draft_can_be_resumed_days_later_on_the_list(village: Village) -> None:
    boss = await drafted(village, NEW)
    await boss.says("меню")
    await village.stage.clock.pause(5 * 86400)
    await boss.says("планы из файлов")
    boss.sees("план.docx", "ждёт вашего решения")
    await boss.taps("1")
    boss.sees("Всё понятно")


async def test_with_open_questions_nothing_is_loaded(village: Village) -> None:
    boss = await drafted(village, document(row("Отчёт", unread("абракадабра"))))
    before = numbers(village)
    await press(boss, LoadImport(newest(village), 1))
    boss.sees("Остались вопросы")
    assert numbers(village) == before


async def test_a_draft_belongs_to_one_operator(village: Village) -> None:
    await drafted(village, NEW)
    id = newest(village)
    async with village.database.transaction() as tx:
        place = village.people["operator"].organisation
        await participants.grant(tx, village.people["curator"].participant, programme=village.programme,
                                 organisation=place, role=Role.OPERATOR, source="people", now=village.now)
    other = village.phone("curator")
    for button in (OpenImport(id), DropImport(id, 1), LoadImport(id, 1)):
        await press(other, button)
        other.sees("прислали не вы")
    assert state_of(village, id) == "draft"


async def test_who_is_no_operator_any_more_loads_nothing(village: Village) -> None:
    boss = await drafted(village, NEW)
    change(village.file, f"update roles set ended_at = {START} where role = 'operator'")
    change(village.file, "insert into roles (participant, programme, organisation, role, source, granted_at) "
                         f"select {village.people['operator'].participant}, programme, id, 'teacher', 'people', 1 "
                         "from organisations where level = 'school' limit 1")
    await press(boss, DropImport(newest(village), 1))
    boss.sees("загружает её оператор")
    assert state_of(village, newest(village)) == "draft"


@pytest.mark.parametrize("who", ["observer", "curator", "teacher"])
async def test_a_table_of_somebody_else_is_no_plan_and_is_not_taken_in(village: Village, who: str) -> None:
    phone = village.phone(who)
    await phone.sends("document", "план.docx", paper(*ROWS))
    phone.sees("Этот файл пока ни к чему не приложен")
    assert found(village.file, "select count(*) from imports") == [(0,)]
    assert found(village.file, "select count(*) from files where name = 'план.docx'") == [(0,)]


@pytest.mark.parametrize("name", ["план.doc", "план.pdf", "план.xlsm"])
async def test_a_file_of_another_kind_is_refused_with_what_to_do(village: Village, name: str) -> None:
    boss = village.phone("operator")
    await boss.sends("document", name, b"%PDF-1.4")
    boss.sees("Word (.docx)", "сохраните его в таком виде")
    assert found(village.file, "select count(*) from files where name like 'план.%'") == [(0,)]


async def test_a_file_without_a_plan_is_refused_with_the_reason(village: Village) -> None:
    boss = village.phone("operator")
    await boss.sends("document", "письмо.docx", b"PK\x03\x04 broken")
    boss.sees("Прочитать не получилось", "письмо.docx")
    assert found(village.file, "select state, file from imports") == [("refused", None)]
    await boss.says("планы из файлов")
    boss.sees("не прочитан")


async def test_a_file_that_takes_too_long_is_refused(village: Village, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "PATIENCE", 0.001)
    boss = await sent(village)
    boss.sees("Прочитать не получилось", "слишком велик или сложен")


async def test_behind_the_door_the_file_is_asked_for(village: Village) -> None:
    boss = village.phone("operator")
    await press(boss, ShowImports())
    await boss.taps("Загрузить план")
    boss.sees("Пришлите план файлом")
    await boss.says("вот он")
    assert boss.has_seen("Нужен сам файл")
    await boss.sends("document", "план.pdf", b"%PDF-1.4 ")
    assert boss.has_seen("Такой файл план не прочитать")
    await boss.sends("document", "план.docx", paper(*ROWS))
    boss.sees("Нужно уточнить: 2")


async def test_who_operates_two_programmes_says_which_one_it_is_for(village: Village) -> None:
    async with village.database.transaction() as tx:
        other = await plans.stored(tx, "other", now=village.now)
        place = int(await tx.value("organisations.of_programme", programme=other.id))
        await participants.grant(tx, village.people["operator"].participant, programme=other.id, organisation=place,
                                 role=Role.OPERATOR, source="people", now=village.now)
    boss = village.phone("operator")
    await boss.sends("document", "план.docx", paper(*ROWS))
    boss.sees("Для какой программы")
    await boss.taps("Поддержка школ")
    assert boss.has_seen("Читаю «план.docx» (Поддержка школ)")
    assert found(village.file, "select programme from imports") == [(other.id,)]


async def test_remarks_rows_and_pages_are_there_to_be_looked_at(village: Village) -> None:
    rows = [(str(number), f"Дело номер {number}", until("2018-05-30")) for number in range(1, 12)]
    boss = await drafted(village, numbered(*rows))
    await boss.taps("Все мероприятия")
    boss.sees("Мероприятия: 11", "8. Дело номер 8", "все школы")
    await boss.taps("Дальше ›")
    boss.sees("11. Дело номер 11")
    await boss.taps("К файлу")
    boss.sees("Всё понятно")


async def test_figures_stand_on_the_card_of_the_task(village: Village) -> None:
    boss = await drafted(village, document(
        row("Обучение команд", until("2018-05-30"), number="1", indicators=(plans.FIGURE,))))
    boss.sees("Показателей с числом: 1")
    await boss.taps("Все мероприятия")
    boss.sees("не менее 60 человек")
    await boss.taps("К файлу")
    await load(boss)
    director = village.phone("director")
    await director.says("задачи")
    await director.taps("1")
    director.sees("не менее 60 человек")
