"""A photo or a document whose caption names a paper: what was understood, one tap, and what stays as it was."""

import pytest

from storage import files
from tests.handlers.conftest import Village
from tests.handlers.papers import PDF, orders
from tests.handlers.tables import change, rows
from tests.phone import Phone

ORDER = "Приказ № 124-р от 12.03.2018 Об утверждении списка школ"
AGREEMENT = "Соглашение с ИРО от 5 апреля"


async def sent(village: Village, who: str, caption: str, kind: str = "document") -> Phone:
    phone = village.phone(who)
    await phone.sends(kind, "лист.pdf" if kind == "document" else "лист.jpg",
                      PDF if kind == "document" else b"\xff\xd8\xff\xe0", caption)
    return phone


def materials(village: Village) -> int:
    return len(rows(village.file)["materials"])


async def test_an_order_is_written_down_by_one_tap(village: Village) -> None:
    before = materials(village)
    phone = await sent(village, "curator", ORDER)
    phone.sees("Понял так. Внести?", "Об утверждении списка школ", "Реестр: Приказы", "Номер: 124-р",
               "Дата: 12 марта 2018 года")
    assert materials(village) == before, "nothing is written down before it is confirmed"
    await phone.taps("Внести в реестр")
    phone.sees("Внесено: Об утверждении списка школ", "№ 124-р от 12 марта 2018 года")
    await phone.taps("Открыть запись")
    await phone.taps("Открыть файл")
    assert phone.screen[-2].file == ("лист.pdf", PDF)


async def test_a_photo_of_an_agreement_is_the_directors(village: Village) -> None:
    phone = await sent(village, "director", AGREEMENT, "photo")
    phone.sees("Соглашение с ИРО", "Реестр: Соглашения", "Дата: 5 апреля 2018 года", "С кем: ИРО")
    assert "В реестр и в библиотеку" not in phone.labels()
    await phone.taps("Внести в реестр")
    phone.sees("Внесено: Соглашение с ИРО", "МБОУ «Бильчирская СОШ»")


async def test_it_can_go_on_the_shelf_by_the_same_tap(village: Village) -> None:
    phone = await sent(village, "operator", ORDER)
    await phone.taps("В реестр и в библиотеку")
    phone.sees("В библиотеке документ найдут все участники программы")


@pytest.mark.parametrize(("label", "said", "seen"), [
    ("Название", "О списке школ", "Внесено: О списке школ"), ("Номер", "125", "№ 125 от 12 марта"),
    ("Дата", "13.03.2018", "№ 124-р от 13 марта")])
async def test_what_was_understood_wrongly_is_put_right_first(village: Village, label: str, said: str,
                                                              seen: str) -> None:
    phone = await sent(village, "curator", ORDER)
    await phone.taps(label)
    await phone.says(said)
    await phone.taps("Только в реестр")
    phone.sees(seen)


async def test_the_register_and_the_partner_are_put_right_as_well(village: Village) -> None:
    phone = await sent(village, "director", AGREEMENT)
    await phone.taps("С кем")
    await phone.says("Институт развития образования")
    await phone.taps("Открыть запись")
    phone.sees("С кем: Институт развития образования")
    phone = await sent(village, "director", "Статья с ИРО, 5 апреля")
    await phone.taps("Реестр")
    await phone.taps("Методический материал")
    await phone.taps("Открыть запись")
    phone.sees("Реестр: Методические материалы", "Статья с ИРО")


async def test_a_day_that_is_not_named_is_asked_for(village: Village) -> None:
    phone = await sent(village, "curator", "Приказ № 5 О режиме")
    phone.sees("О режиме", "Дату спрошу")
    await phone.taps("Внести в реестр")
    phone.sees("Какого числа подписан приказ?")
    await phone.taps("Вчера")
    phone.sees("Внесено: О режиме", "№ 5 от 15 мая 2018 года")


async def test_a_twin_is_shown_first(village: Village) -> None:
    await orders(village)
    phone = await sent(village, "operator", ORDER)
    await phone.taps("Внести в реестр")
    phone.sees("Такая запись уже есть")
    before = materials(village)
    await phone.taps("Отменить")
    assert materials(village) == before


async def test_words_are_no_answer_to_what_was_understood(village: Village) -> None:
    phone = await sent(village, "curator", ORDER)
    await phone.says("да")
    phone.sees("Понял так. Внести?")


async def test_whoever_acts_for_two_schools_says_for_which(village: Village) -> None:
    change(village.file, "insert into roles (participant, programme, organisation, role, source, granted_at) "
           "select ?, programme, organisation, 'director', 'people', 2 from roles where participant = ?",
           village.people["director"].participant, village.people["other_director"].participant)
    phone = await sent(village, "director", AGREEMENT)
    await phone.taps("Внести в реестр")
    phone.sees("Чей это документ?")
    await phone.taps("МОУ СОШ № 8 УКМО")
    phone.sees("Внесено: Соглашение с ИРО", "МОУ СОШ № 8 УКМО")


@pytest.mark.parametrize(("who", "caption"), [
    ("director", ORDER), ("coordinator", ORDER), ("teacher", AGREEMENT), ("mentor", AGREEMENT), ("observer", ORDER),
    ("curator", "Вот приказ, посмотрите"), ("curator", ""), ("curator", "Приказ подписан"),
    ("operator", "фото с семинара 16 мая 2018 года")])
async def test_any_other_file_is_answered_as_before_and_not_kept(village: Village, who: str, caption: str) -> None:
    before = rows(village.file)
    phone = await sent(village, who, caption)
    phone.sees("Этот файл пока ни к чему не приложен, и я его не сохранил")
    assert rows(village.file) == before


async def test_two_papers_at_once_are_no_record(village: Village) -> None:
    phone, before = village.phone("curator"), rows(village.file)
    village.pocket.sends_files(phone.user, [("document", "а.pdf", PDF), ("document", "б.pdf", PDF)], ORDER)
    await village.stage.settle()
    phone.sees("ни к чему не приложен")
    assert rows(village.file) == before


async def test_an_open_question_takes_the_file_whatever_stands_below_it(village: Village) -> None:
    phone = village.phone("curator")
    await phone.says("добавить материал")
    await phone.says("Образец приказа")
    await phone.taps("Шаблон")
    await phone.sends("document", "лист.pdf", PDF, ORDER)
    phone.sees("«Образец приказа» теперь в библиотеке")


async def test_nothing_is_kept_of_whoever_must_agree_first(village: Village) -> None:
    change(village.file, "update programmes set consent_version = '2019-01', consent_text = 'Новое'")
    before = rows(village.file)["files"]
    await sent(village, "curator", ORDER)
    assert rows(village.file)["files"] == before


async def test_whoever_lost_the_role_meanwhile_writes_nothing_down(village: Village) -> None:
    phone = await sent(village, "curator", ORDER)
    before = materials(village)
    change(village.file, "update roles set role = 'teacher' where participant = ?",
           village.people["curator"].participant)
    await phone.taps("Внести в реестр")
    phone.sees("В реестры вносят директора")
    assert materials(village) == before


async def test_a_paper_that_was_let_go_leaves_its_file_to_be_dropped(village: Village) -> None:
    phone = await sent(village, "curator", ORDER)
    await phone.taps("Отменить")
    async with village.database.transaction() as tx:
        await files.drop_unused(tx, before=village.now + 1)
    assert rows(village.file)["files"] == []
    phone = await sent(village, "curator", ORDER)
    await phone.taps("Внести в реестр")
    async with village.database.transaction() as tx:
        await files.drop_unused(tx, before=village.now + 1)
    await phone.taps("Открыть запись")
    await phone.taps("Открыть файл")
    assert phone.screen[-2].file == ("лист.pdf", PDF)
