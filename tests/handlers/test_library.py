"""The library in the dialogue: what is there, what is found, what somebody adds and takes out again."""

import pytest

from messages.meanings_of_broadcasts import ComposeBroadcast
from messages.meanings_of_library import AddMaterial, DropMaterial, OpenMaterial, ShowFound
from messages.messenger import Rejected
from scheduler import stems
from tests.handlers.conftest import Village, press
from tests.handlers.tables import change, mentions, rows
from tests.handlers.test_privacy import forgotten
from tests.handlers.test_two_programmes import second
from tests.phone import Phone

TITLE = "Образец приказа о назначении наставника"


async def adds(village: Village, who: str = "curator", title: str = TITLE, kind: str = "Шаблон",
               content: str = "Возьмите этот образец.") -> Phone:
    phone = village.phone(who)
    await phone.says("добавить материал")
    await phone.says(title)
    await phone.taps(kind)
    await phone.says(content)
    return phone


def topics(village: Village, *titles: str) -> None:
    for number, title in enumerate(titles):
        change(village.file, "insert into topics (programme, code, title, position) values (?, ?, ?, ?)",
               village.programme, f"t{number}", title, number)


@pytest.mark.parametrize("who", ["teacher", "director", "coordinator", "observer", "guest", "expert"])
async def test_everybody_of_the_programme_looks_searches_and_opens(village: Village, who: str) -> None:
    phone = village.phone(who)
    await phone.says("материалы")
    phone.sees("Здесь 6 материалов", "Кто заполняет входной мониторинг")
    assert "Добавить" not in phone.labels()
    await phone.taps("Шаблоны · 2")
    phone.sees("Шаблоны · 2", "Карта самообследования")
    await phone.taps("Найти")
    await phone.says("наставничеством")
    phone.sees("Нашёлся 1 материал", "Как договориться о наставничестве")
    await phone.taps("1")
    phone.sees("Приказ нужен один, от вашей школы.", "ответ на вопрос")


async def test_a_link_stands_in_the_text(village: Village) -> None:
    phone = village.phone("teacher")
    await phone.says("записи")
    await phone.taps("1")
    phone.sees("https://example.org/seminar-16-05")


@pytest.mark.parametrize(("said", "answer"), [
    ("как и где это найти?", "По таким словам не поискать"), ("?!", "По таким словам не поискать"),
    ("квантовая хромодинамика", "Ничего не нашлось")])
async def test_words_that_find_nothing_are_answered_kindly(village: Village, said: str, answer: str) -> None:
    phone = village.phone("teacher")
    await phone.says("поиск")
    await phone.says(said)
    assert phone.has_seen(answer)


async def test_long_findings_are_paged_and_the_words_come_along(village: Village) -> None:
    for number in range(6):
        await adds(village, title=f"Приказ о наставнике {number}")
    phone = village.phone("teacher")
    await phone.says("поиск")
    await phone.says("приказы о наставниках")
    phone.sees("Нашлось 7 материалов", "1. Приказ о наставнике 5")
    await phone.taps("Дальше ›")
    phone.sees("6. Приказ о наставнике 0", "7. Как договориться о наставничестве")
    assert "Дальше ›" not in phone.labels()
    await phone.taps("‹ Раньше")
    phone.sees("1. Приказ о наставнике 5")


async def test_a_file_comes_with_its_words_and_the_list_stays(village: Village) -> None:
    curator = village.phone("curator")
    await curator.says("материалы")
    await curator.taps("Добавить")
    await curator.says(TITLE)
    await curator.taps("Шаблон")
    await curator.sends("document", "приказ.docx", b"PK-no-archive", "О наставничестве, <b>на бланке</b>")
    assert curator.has_seen(f"«{TITLE}» теперь в библиотеке")
    phone = village.phone("teacher")
    await phone.says("поиск")
    await phone.says("бланк приказа")
    await phone.taps("1")
    phone.sees(TITLE, "шаблон · файл", "О наставничестве, <b>на бланке</b>")
    assert phone.screen[-2].file is not None
    assert phone.has_seen("Нашлись 2 материала")


async def test_a_file_that_the_messenger_refuses_leaves_its_card(village: Village) -> None:
    curator = village.phone("curator")
    await curator.says("добавить материал")
    await curator.says(TITLE)
    await curator.taps("Шаблон")
    await curator.sends("document", "гимн.mp3", b"ID3", "О наставничестве")
    phone = village.phone("teacher")
    await phone.says("шаблоны")
    village.pocket.messenger.fail(Rejected("22: ERR_UPLOAD_BAD_FILE_TYPE"))
    await phone.taps("1")
    assert phone.has_seen("Файл «гимн.mp3» ваш мессенджер не принял.")
    assert phone.has_seen("О наставничестве")
    assert any("Вся библиотека" in str(shown.buttons) for shown in phone.screen[-2:])


async def test_a_link_alone_is_the_link(village: Village) -> None:
    await adds(village, content="https://example.org/prikaz?a=1")
    assert "https://example.org/prikaz?a=1" in next(row for row in rows(village.file)["materials"] if TITLE in row)


async def test_a_topic_is_picked_written_or_passed(village: Village) -> None:
    topics(village, "Чтение", "Чтение и письмо", "Наставничество")
    phone = await adds(village)
    await phone.says("чте")
    assert phone.has_seen("Такой темы не нашлось")
    await phone.says("чтение и")
    await phone.taps("Открыть")
    phone.sees("шаблон · Чтение и письмо")
    await adds(village, title="Второй")
    await phone.taps("Наставничество")
    await adds(village, title="Третий")
    await phone.taps("Пропустить")
    await phone.says("поиск")
    await phone.says("темы наставничества и письма")
    assert phone.has_seen("Второй")
    assert not phone.has_seen("1. Третий")


async def test_whoever_adds_in_several_programmes_says_in_which(village: Village) -> None:
    await second(village, "Озерин Баир Олегович")
    other = next(int(str(row[0])) for row in rows(village.file)["programmes"] if "second" in row)
    change(village.file, "insert into roles (participant, programme, organisation, role, source, granted_at) "
                         "select ?, ?, max(id), 'mentor', 'people', 2 from organisations",
           village.people["mentor"].participant, other)
    phone = village.phone("mentor")
    await phone.says("меню")
    await phone.taps("Даю согласие")
    await phone.says("добавить материал")
    phone.sees("В библиотеку какой программы")
    await phone.says("вторая программа")
    await phone.says(TITLE)
    await phone.taps("Шаблон")
    await phone.says("Текст")
    assert other in next(row for row in rows(village.file)["materials"] if TITLE in row)
    await village.phone("teacher").says("материалы")
    village.phone("teacher").sees("Здесь 6 материалов")


@pytest.mark.parametrize("who", ["teacher", "director", "coordinator", "observer", "expert", "guest"])
async def test_others_do_not_add(village: Village, who: str) -> None:
    phone, before = village.phone(who), rows(village.file)
    await press(phone, AddMaterial())
    phone.sees("Добавляют в библиотеку кураторы, наставники и операторы")
    assert rows(village.file) == before


async def test_whoever_lost_the_role_meanwhile_adds_nothing(village: Village) -> None:
    phone = village.phone("curator")
    await phone.says("добавить материал")
    await phone.says(TITLE)
    await phone.taps("Шаблон")
    change(village.file, "update roles set role = 'teacher' where participant = ?",
           village.people["curator"].participant)
    await phone.says("Текст")
    assert mentions(village.file, "Текст") == []
    assert TITLE not in str(rows(village.file)["materials"])


async def test_what_was_added_is_taken_out_by_its_author_or_an_operator_alone(village: Village) -> None:
    await adds(village, "mentor")
    id = max(int(str(row[0])) for row in rows(village.file)["materials"])
    for who in ("curator", "far_curator", "teacher", "observer"):
        await press(village.phone(who), DropMaterial(id, 1))
        village.phone(who).sees("убирает тот, кто его добавил")
    mentor = village.phone("mentor")
    await press(mentor, OpenMaterial(id))
    await mentor.taps("Убрать из библиотеки")
    await mentor.taps("Да, убрать")
    mentor.sees("убран из библиотеки")
    await press(mentor, OpenMaterial(id))
    mentor.sees("Такого материала в вашей библиотеке нет")
    await adds(village, "mentor")
    await press(village.phone("operator"), DropMaterial(id + 1, 1))
    village.phone("operator").sees("убран из библиотеки")
    await village.phone("operator").says("журнал")
    village.phone("operator").sees("Материал убран из библиотеки")


async def test_what_came_with_the_files_is_not_taken_out_in_the_chat(village: Village) -> None:
    await press(village.phone("operator"), DropMaterial(1, 1))
    village.phone("operator").sees("меняется вместе с ними")


async def test_another_programme_sees_nothing_of_it(village: Village) -> None:
    await second(village, "Озерин Баир Олегович")
    other = next(int(str(row[0])) for row in rows(village.file)["programmes"] if "second" in row)
    for table in ("materials", "material_words"):
        change(village.file, f"update {table} set programme = ?", other)
    phone = village.phone("teacher")
    await phone.says("материалы")
    phone.sees("Здесь пока пусто")
    await press(phone, OpenMaterial(1))
    phone.sees("Такого материала в вашей библиотеке нет")
    await press(phone, ShowFound(stems.pack(stems.of("программа мониторинг приказ наставник"))))
    phone.sees("Ничего не нашлось")


async def test_whoever_is_forgotten_leaves_the_material_and_its_file(village: Village) -> None:
    mentor = village.phone("mentor")
    await mentor.says("добавить материал")
    await mentor.says(TITLE)
    await mentor.taps("Шаблон")
    await mentor.sends("document", "приказ.docx", b"PK-no-archive")
    await forgotten(mentor)
    phone = village.phone("teacher")
    await phone.says("шаблоны")
    await phone.taps("1")
    phone.sees(TITLE)
    assert phone.screen[-2].file is not None
    kept = next(row for row in rows(village.file)["materials"] if TITLE in row)
    assert village.people["mentor"].participant not in kept[-4:]


@pytest.mark.parametrize(("said", "asked"), [("добавить материал", "В библиотеку какой программы"),
                                             ("разослать", "в нескольких программах")])
async def test_whoever_is_in_a_dozen_programmes_chooses_by_a_button_or_by_its_title(village: Village, said: str,
                                                                                    asked: str) -> None:
    for number in range(2, 13):
        change(village.file, "insert into programmes (code, title, starts_on, ends_on, time_zone, digest_at, "
               "quiet_hours, ladder, consent_version, consent_text, loaded_at) select ?, ?, starts_on, ends_on, "
               "time_zone, digest_at, quiet_hours, ladder, consent_version, consent_text, 1 from programmes "
               "where id = 1", f"p{number}", f"Программа № {number}")
    change(village.file, "insert into organisations (programme, code, title, search_name, level, time_zone) "
           "select id, 'i', 'Институт', '', 'institute', time_zone from programmes where id > 1")
    change(village.file, "insert into roles (participant, programme, organisation, role, source, granted_at) "
           "select ?, programme, id, 'curator', 'people', 2 from organisations where programme > 1",
           village.people["curator"].participant)
    phone = village.phone("curator")
    await phone.says("меню")
    while "Даю согласие" in phone.labels():
        await phone.taps("Даю согласие")
    await phone.says(said)
    if said == "разослать":
        await press(phone, ComposeBroadcast("letter"))
    phone.sees(asked, "напишите её название")
    assert sum("рограмма" in label for label in phone.labels()) <= 8
    await phone.says("Программа № 12")
    assert asked not in phone.last.text
