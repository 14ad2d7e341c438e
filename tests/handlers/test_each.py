"""One to each in the chat: archives, tables and files find their schools, and everybody gets their own alone."""

from random import randbytes

import pytest

from messages.meanings_of_broadcasts import OpenBroadcast, PreviewBroadcast, SendBroadcast, ShowParts
from storage import addressees, participants
from storage.addressees import Fate
from storage.participants import Role
from tests.handlers.conftest import APOLOGY, OTHER_SCHOOL, SCHOOL, Village, instant, press
from tests.handlers.tables import change, rows
from tests.parcels import packed, packed_by_windows, workbook
from tests.phone import Phone

FIRST, SECOND = b"%PDF-1.4 for Bilchir", b"%PDF-1.4 for Ust-Kut"
FILES = {"МБОУ Бильчирская СОШ.pdf": FIRST, "Школа № 8.pdf": SECOND}


async def asks(village: Village, who: str = "curator", text: str = "") -> Phone:
    """The form is open, and files are waited for."""
    phone = village.phone(who)
    await phone.says("каждому своё")
    phone.sees("Каждому своё", "общие слова")
    if text:
        await phone.says(text)
    else:
        await phone.taps("Пропустить")
    phone.sees("архив .zip", "«Школа» и «Текст»")
    return phone


async def gathered(village: Village, *sent: tuple[str, bytes], who: str = "curator", text: str = "") -> Phone:
    """All of this is there, and what was found is shown."""
    phone = await asks(village, who, text)
    for name, content in sent:
        await phone.sends("document", name, content)
    await phone.taps("Готово")
    return phone


async def goes(phone: Phone) -> None:
    await phone.taps("Кому в школе")
    await phone.taps("Дальше")
    await phone.taps("Сейчас")
    await phone.taps("Да, отправить")


def letters(phone: Phone) -> list[tuple[str, bytes] | None]:
    """The files that somebody has got, in their order."""
    return [each.file for each in phone.screen if each.file]


async def fates(village: Village, broadcast: int = 1) -> dict[Fate, int]:
    async with village.database.reading() as tx:
        return {fate: number for fate, number in (await addressees.fates(tx, broadcast)).items() if number}


@pytest.mark.parametrize("archive", [packed(FILES), packed_by_windows(FILES)], ids=["utf-8", "cp866"])
async def test_an_archive_brings_each_director_their_own_file_and_nobody_else_any(village: Village,
                                                                                archive: bytes) -> None:
    phone = await gathered(village, ("школы.zip", archive), text="Результаты вашей школы.")
    phone.sees("Что кому досталось: 2", f"МБОУ Бильчирская СОШ.pdf → {SCHOOL} (по названию)",
               f"Школа № 8.pdf → {OTHER_SCHOOL} (по номеру)", "каждая школа получит только своё")
    await goes(phone)
    phone.sees("Рассылка «каждому своё» ушла", "Результаты вашей школы.", "Доставлено: 2 из 2")
    assert letters(village.phone("director")) == [("МБОУ Бильчирская СОШ.pdf", FIRST)]
    assert letters(village.phone("other_director")) == [("Школа № 8.pdf", SECOND)]
    village.phone("director").sees("Результаты вашей школы.", village.people["curator"].name)
    for who in ("teacher", "colleague", "coordinator", "far_curator", "observer"):
        assert letters(village.phone(who)) == []


async def test_a_table_brings_each_school_its_own_words(village: Village) -> None:
    table = workbook([("№", "СООБЩЕНИЕ", "организация"), (1, "Средний балл <4,1>\n& растёт", "bilchir"),
                      (2, "Средний балл 3,9", "мбоу «неведомая сош»"), (3, "Средний балл 4,4", OTHER_SCHOOL)])
    phone = await gathered(village, ("итоги.xlsx", table), text="Итоги диагностики.")
    phone.sees("Что кому досталось: 2", "bilchir", "по коду", "Ещё 1 файл или строка никого не нашёл")
    await phone.taps("Не нашли · 1")
    phone.sees("Никого не нашли: 1", "мбоу «неведомая сош»")
    await phone.taps("Что кому · 2")
    await goes(phone)
    phone.sees("Никого не нашли для 1 файла или строки")
    director, other = village.phone("director"), village.phone("other_director")
    director.sees("Итоги диагностики.\n\nСредний балл <4,1>\n& растёт")
    other.sees("Итоги диагностики.\n\nСредний балл 4,4")
    assert not any("4,4" in each.text or "3,9" in each.text for each in director.screen)


async def test_files_come_one_after_the_other_and_a_caption_names_one(village: Village) -> None:
    phone = await asks(village)
    await phone.sends("document", "Бильчирская СОШ список.docx", FIRST)
    phone.sees("Принял: 1 файл", "Бильчирская СОШ список.docx")
    await phone.sends("photo", "IMG_20180516.jpg", b"\xff\xd8\xff\xe0 a picture", caption="СОШ № 8")
    await phone.taps("Готово")
    phone.sees("по словам названия", f"СОШ № 8 → {OTHER_SCHOOL} (по номеру)")
    await goes(phone)
    assert letters(village.phone("director")) == [("Бильчирская СОШ список.docx", FIRST)]
    assert letters(village.phone("other_director")) == [("IMG_20180516.jpg", b"\xff\xd8\xff\xe0 a picture")]


async def test_a_folder_that_is_named_like_a_school_means_all_its_files(village: Village) -> None:
    files = {"Итоги/Бильчирская СОШ/4 класс.pdf": FIRST, "Итоги/Бильчирская СОШ/9 класс.pdf": SECOND,
             "Итоги/Бильчирская СОШ/СОШ № 8.pdf": b"whose?", "Итоги/читай.pdf": b"nobody's"}
    phone = await gathered(village, ("итоги.zip", packed(files)))
    phone.sees("Что кому досталось: 2", "Одной школе может достаться несколько файлов")
    await phone.taps("Не нашли · 2")
    phone.sees("подходит и", SCHOOL, OTHER_SCHOOL, "Итоги/читай.pdf")
    await phone.taps("Что кому · 2")
    await goes(phone)
    phone.sees("Доставлено: 2 из 2")
    assert letters(village.phone("director")) == [("4 класс.pdf", FIRST), ("9 класс.pdf", SECOND)]


async def test_the_director_of_two_schools_gets_both(village: Village) -> None:
    async with village.database.transaction() as tx:
        await participants.grant(tx, village.people["director"].participant, programme=village.programme,
                                 organisation=village.people["other_director"].organisation, role=Role.DIRECTOR,
                                 source="people", now=village.now)
    phone = await gathered(village, ("школы.zip", packed(FILES)))
    await goes(phone)
    assert {file for file in letters(village.phone("director")) if file} == set(FILES.items())
    assert letters(village.phone("other_director")) == [("Школа № 8.pdf", SECOND)]
    assert await fates(village) == {Fate.SENT: 3}


async def test_the_audience_decides_who_in_a_school_and_no_other_school_is_touched(village: Village) -> None:
    phone = await gathered(village, ("a.zip", packed({"bilchir.pdf": FIRST})))
    await phone.taps("Кому в школе")
    phone.sees("Роль: Директора и команды школ", "1 человек")
    await phone.taps("По роли")
    await phone.taps("✓ Директора и команды школ")
    await phone.taps("Учителя")
    await phone.taps("Готово")
    await phone.taps("Дальше")
    await phone.taps("Сейчас")
    await phone.taps("Да, отправить")
    for who in ("teacher", "colleague"):
        assert letters(village.phone(who)) == [("bilchir.pdf", FIRST)]
    assert letters(village.phone("director")) == letters(village.phone("other_director")) == []


async def test_before_it_goes_the_first_part_is_shown_and_schools_without_a_file(village: Village) -> None:
    phone = await gathered(village, ("школы.zip", packed(FILES)), who="operator", text="Ваш отчёт")
    without = next(label for label in phone.labels() if label.startswith("Без файла"))
    await phone.taps(without)
    phone.sees("Школы, для которых ничего нет", "Страница 1 из")
    await phone.taps("Дальше ›")
    phone.sees("Страница 2 из")
    await phone.taps("Что кому · 2")
    await phone.taps("Кому в школе")
    await phone.taps("Дальше")
    assert phone.screen[-2].file == ("МБОУ Бильчирская СОШ.pdf", FIRST)
    assert phone.screen[-2].text.startswith("Ваш отчёт")
    phone.sees("Получателей: 2")
    await phone.taps("Удалить")
    assert rows(village.file)["broadcasts"] == rows(village.file)["broadcast_parts"] == []
    assert letters(village.phone("director")) == []


async def test_gathered_anew_nothing_of_the_old_remains(village: Village) -> None:
    phone = await gathered(village, ("школы.zip", packed(FILES)))
    await phone.taps("Собрать заново")
    await phone.taps("Пропустить")
    await phone.sends("document", "ukmo-8.pdf", b"%PDF new")
    await phone.taps("Готово")
    phone.sees("Что кому досталось: 1", "по коду")
    await goes(phone)
    assert letters(village.phone("director")) == []
    assert letters(village.phone("other_director")) == [("ukmo-8.pdf", b"%PDF new")]


async def test_it_waits_for_its_time_and_goes_to_who_is_there_then(village: Village) -> None:
    phone = await gathered(village, ("школы.zip", packed(FILES)))
    await phone.taps("Кому в школе")
    await phone.taps("Дальше")
    await phone.taps("Назначить день и время")
    await phone.says("17.05 10:00")
    phone.sees("Назначил", "2 получателя")
    change(village.file, "update roles set ended_at = 1 where participant = ?",
           village.people["other_director"].participant)
    await village.stage.rehearsal.live_until(instant("2018-05-17", "12:00"))
    assert letters(village.phone("director")) == [("МБОУ Бильчирская СОШ.pdf", FIRST)]
    assert letters(village.phone("other_director")) == []
    await press(phone, OpenBroadcast(1))
    phone.sees("Доставлено: 1 из 1", f"Некому получать: {OTHER_SCHOOL}")
    await phone.taps("Что кому")
    await phone.taps("Некому · 1")
    phone.sees("Для школы есть, а получать некому: 1", OTHER_SCHOOL)


async def test_whom_it_missed_gets_theirs_once_more_and_it_is_in_the_journal(village: Village) -> None:
    director = village.phone("director")
    village.pocket.messenger.blocked.add(director.user)
    phone = await gathered(village, ("школы.zip", packed(FILES)))
    await goes(phone)
    phone.sees("Доставлено: 1 из 2", "Закрыли бота: 1")
    village.pocket.unblocks(director.user)
    await director.says("привет")
    await phone.taps("Кто не получил · 1")
    phone.sees(village.people["director"].name)
    await phone.taps("К отчёту")
    await phone.taps("Отправить им ещё раз")
    phone.sees("Доставлено: 2 из 2")
    assert letters(director) == [("МБОУ Бильчирская СОШ.pdf", FIRST)]
    assert letters(village.phone("other_director")) == [("Школа № 8.pdf", SECOND)]
    operator = village.phone("operator")
    await operator.says("журнал")
    operator.sees("Отправлено каждому своё")


async def test_schools_outside_the_circle_are_never_found(village: Village) -> None:
    director = await gathered(village, ("школы.zip", packed(FILES)), who="director")
    director.sees("Что кому досталось: 1", SCHOOL, "Ещё 1 файл или строка никого не нашёл")
    assert OTHER_SCHOOL not in director.last.text
    change(village.file, "update broadcast_parts set organisation = ?", village.people["other_director"].organisation)
    await press(director, PreviewBroadcast(1))
    director.sees("Получателей: 0")
    await press(director, SendBroadcast(1, 0))
    assert letters(village.phone("other_director")) == []
    assert await fates(village) == {}


async def test_parts_are_the_authors_and_once_they_have_gone_the_operators(village: Village) -> None:
    phone = await gathered(village, ("школы.zip", packed(FILES)))
    for who in ("director", "far_curator", "operator"):
        await press(village.phone(who), ShowParts(1))
        village.phone(who).sees("не ваша")
    await goes(phone)
    await press(village.phone("operator"), ShowParts(1))
    village.phone("operator").sees("Что кому досталось: 2")
    assert "Собрать заново" not in village.phone("operator").labels()
    await press(village.phone("director"), ShowParts(1))
    village.phone("director").sees("не ваша")


@pytest.mark.parametrize(("name", "content", "answer"), [
    ("школы.rar", b"Rar!\x1a\x07 packed", "Сжатая ZIP-папка"),
    ("школы.7z", b"7z\xbc\xaf\x27\x1c packed", "Сжатая ZIP-папка"),
    ("школы.zip", b"PK\x03\x04 broken", "Архив повреждён"),
    ("школы.zip", packed({}), "нет ни одного файла"),
    ("школы.zip", packed({"a.txt": bytes(19 * 1024 * 1024)}), "слишком большим"),
    ("итоги.xlsx", workbook([("Школа", "Текст"), ("bilchir", None), (None, "Слова")]), "итоги.xlsx!Лист1!B2"),
    ("итоги.xlsx", workbook([("Школа", "Текст"), ("bilchir", "Слово " * 700)]), "итоги.xlsx!Лист1!B2"),
    ("итоги.xlsx", workbook([("Школа", "Балл"), ("bilchir", "5")]), "итоги.xlsx!Лист1"),
    ("итоги.xlsx", b"PK\x03\x04 no book", "это не книга Excel"),
])
async def test_what_cannot_be_taken_says_why_and_what_to_do(village: Village, name: str, content: bytes,
                                                            answer: str) -> None:
    phone = await asks(village)
    await phone.sends("document", name, content)
    assert phone.has_seen(answer)
    phone.sees("Теперь пришлите одно из трёх")
    assert "Готово" not in phone.labels()
    assert not phone.has_seen(APOLOGY)


async def test_a_workbook_that_is_named_like_a_school_is_its_file(village: Village) -> None:
    book = workbook([("Класс", "Балл"), ("4а", "5")])
    phone = await gathered(village, ("Бильчирская СОШ.xlsx", book))
    await goes(phone)
    assert letters(village.phone("director")) == [("Бильчирская СОШ.xlsx", book)]


async def test_hidden_rows_are_passed_over_and_that_is_told(village: Village) -> None:
    table = workbook([("Школа", "Текст"), ("bilchir", "Раз"), ("ukmo-8", "Два")], hidden=[3])
    phone = await asks(village)
    await phone.sends("document", "итоги.xlsx", table)
    phone.sees("Скрытые строки таблицы я пропустил: 1")
    await phone.taps("Готово")
    phone.sees("Что кому досталось: 1", "bilchir")


async def test_nested_archives_and_empty_files_are_told_and_go_to_nobody(village: Village) -> None:
    files = {"bilchir.pdf": FIRST, "ukmo-8.zip": packed(FILES), "ukmo-8.pdf": b"", "__MACOSX/._bilchir.pdf": b"x"}
    phone = await gathered(village, ("школы.zip", packed(files)))
    phone.sees("Что кому досталось: 1")
    await phone.taps("Не нашли · 2")
    phone.sees("файл пустой", "архив внутри архива")


async def test_beside_a_file_the_words_must_be_few(village: Village) -> None:
    phone = await asks(village, text="Слово " * 200)
    await phone.sends("document", "школы.zip", packed(FILES))
    assert phone.has_seen("Рядом с файлом мессенджеры принимают не больше 800 знаков")


async def test_where_nothing_finds_anybody_nothing_can_be_sent(village: Village) -> None:
    phone = await gathered(village, ("a.zip", packed({"Манзурка.pdf": FIRST})))
    phone.sees("Что кому досталось: 0")
    assert "Кому в школе" not in phone.labels()
    await phone.taps("Не нашли · 1")
    phone.sees("похоже на МКОУ Манзурская СОШ, но я не уверен")
    await press(phone, PreviewBroadcast(1))
    phone.sees("Отправлять пока нечего")


@pytest.mark.parametrize("who", ["teacher", "observer", "guest"])
async def test_others_bring_nobody_anything(village: Village, who: str) -> None:
    phone = village.phone(who)
    await phone.says("/each")
    phone.sees("Рассылки отправляют операторы")


async def test_a_trial_of_parts_goes_to_three_and_the_rest_waits_for_a_tap(village: Village) -> None:
    for number in range(4):
        await village.employs(f"Тестова Анна {number}", Role.DIRECTOR)
    phone = await gathered(village, ("школы.zip", packed(FILES)))
    await phone.taps("Кому в школе")
    await phone.taps("Дальше")
    await phone.taps("Проба: сначала 3 людям")
    phone.sees("на паузе")
    assert (await fates(village))[Fate.SENT] == 3
    await phone.taps("Продолжить")
    phone.sees("Доставлено: 6 из 6")
    assert letters(village.phone("other_director")) == [("Школа № 8.pdf", SECOND)]


async def test_an_archive_and_a_table_and_a_file_can_be_mixed_and_too_many_are_refused(village: Village) -> None:
    many = workbook([("Школа", "Текст"), *((f"Школа {number}", "Слова") for number in range(1000))])
    phone = await asks(village, text="Всем")
    await phone.sends("document", "а.zip", packed({"bilchir.pdf": FIRST}))
    await phone.sends("document", "много.xlsx", many)
    assert phone.has_seen("Получилось 1001 файл или строка")
    await phone.sends("document", "итоги.xlsx", workbook([("Школа", "Текст"), ("ukmo-8", "Ваш балл 4,1")]))
    phone.sees("Принял: 2 файла или строки", "а.zip", "итоги.xlsx")
    await phone.taps("Готово")
    await goes(phone)
    assert letters(village.phone("director")) == [("bilchir.pdf", FIRST)]
    village.phone("other_director").sees("Всем\n\nВаш балл 4,1")


async def test_a_form_without_any_file_ends_in_nothing(village: Village) -> None:
    phone = await asks(village)
    await phone.says("готово")
    assert phone.has_seen("Нужен файл")
    serial = next(payload for row in phone.last.buttons for _, payload in row if payload.startswith("form:cancel"))
    await phone.presses(serial.replace("cancel", "pick") + ":enough")
    phone.sees("Отправлять пока нечего")
    assert rows(village.file)["broadcasts"] == []


async def goes_back(phone: Phone, text: str) -> None:
    """From the files to the words, which are others from now on."""
    await phone.taps("‹ Назад")
    phone.sees("общие слова")
    await phone.says(text)


@pytest.mark.parametrize(("name", "content", "text"), [
    ("школы.zip", packed(FILES), "Слово " * 200),
    ("bilchir.pdf", FIRST, "Слово " * 200),
    ("итоги.xlsx", workbook([("Школа", "Текст"), ("bilchir", "Слово " * 300)]), "Слово " * 400),
])
async def test_words_that_grow_after_the_files_came_are_refused_and_nothing_is_lost(
        village: Village, name: str, content: bytes, text: str) -> None:
    phone = await asks(village, text="Коротко")
    await phone.sends("document", name, content)
    await goes_back(phone, text)
    assert phone.has_seen(f"С этим текстом не поместится то, что вы уже прислали: {name}")
    phone.sees("общие слова")
    await phone.says("Тоже коротко")
    phone.sees("Принял: ", name)
    await phone.taps("Готово")
    await goes(phone)
    assert "Тоже коротко" in "".join(each.text for each in village.phone("director").screen)
    assert not phone.has_seen(APOLOGY)


async def test_a_long_name_beside_a_long_text_is_told_before_anything_goes(village: Village) -> None:
    change(village.file, "update organisations set title = ? where id = (select organisation from roles"
                         " where participant = ?)", "\"" * 100, village.people["curator"].participant)
    phone = await gathered(village, ("bilchir.pdf", FIRST), text="х" * 790)
    phone.sees("Рядом с файлом мессенджеры принимают не больше 800 знаков")
    assert rows(village.file)["broadcast_parts"] == []
    assert not phone.has_seen(APOLOGY)


async def test_all_that_is_unpacked_must_not_be_too_heavy_together(village: Village) -> None:
    phone = await asks(village)
    for number in range(4):
        await phone.sends("document", f"{number}.zip", packed({f"bilchir {number}.pdf": randbytes(15 * 1024**2 + 1)}))
    assert phone.has_seen("Вместе файлы тяжелее 60 МБ")
    phone.sees("0.zip", "2.zip")
    assert "3.zip" not in phone.last.text


async def test_a_file_that_was_dropped_while_the_form_lay_open_ends_it(village: Village) -> None:
    phone = await asks(village)
    await phone.sends("document", "bilchir.pdf", FIRST)
    change(village.file, "delete from files")
    await phone.taps("Готово")
    assert rows(village.file)["broadcasts"] == []
    assert not phone.has_seen(APOLOGY)
    phone.sees(village.stage.app.catalogues.ours.words("fallback/gone")[:20])
