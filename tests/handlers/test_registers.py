"""The registers in the dialogue: what is written down question by question, who sees it, what is put right."""

import pytest

from messages.meanings_of_library import DropMaterial, OpenMaterial
from messages.meanings_of_registers import (
    AddRecord,
    DropRecord,
    ExportRegisters,
    FixRecord,
    OpenRecord,
    SendPaper,
    ShelveRecord,
    ShowFoundRecords,
    ShowRegister,
)
from storage.participants import Role
from tests.handlers.conftest import OTHER_SCHOOL, Village, press
from tests.handlers.tables import change, rows
from tests.phone import Phone

TITLE = "О сотрудничестве и методической поддержке"
PDF = b"%PDF-1.4\n"


async def agrees(village: Village, who: str = "director", title: str = TITLE, day: str = "5 апреля",
                 number: str = "", partner: str = "педагогический колледж") -> Phone:
    """Somebody writes down an agreement without a file."""
    phone = village.phone(who)
    await phone.says("новое соглашение")
    for said in (title, partner):
        await phone.says(said)
    await (phone.says(number) if number else phone.taps("Без номера"))
    await phone.says(day)
    await phone.taps("Пока без файла")
    return phone


async def orders(village: Village, number: str = "124-р", day: str = "12.03.2018", shelf: str = "Только в реестр",
                 title: str = "Об утверждении списка школ") -> Phone:
    """The operator writes down an order."""
    phone = village.phone("operator")
    await phone.says("новый приказ")
    for said in (title, number, day):
        await phone.says(said)
    await phone.taps("Пока без файла")
    await phone.taps(shelf)
    return phone


def newest(village: Village) -> int:
    """The id of what was written down last."""
    return max(int(str(row[0])) for row in rows(village.file)["materials"])


async def test_a_director_writes_down_an_agreement_and_its_file(village: Village) -> None:
    phone = village.phone("director")
    await phone.says("реестры")
    phone.sees("Пока здесь пусто", "Соглашение с районной библиотекой")
    await phone.taps("Внести")
    assert "Приказ" not in phone.labels()
    await phone.taps("Соглашение")
    await phone.says(TITLE)
    await phone.says("педагогический колледж")
    await phone.says("№ 7/2")
    await phone.says("05.04.18")
    await phone.sends("document", "соглашение.pdf", PDF, "Подписано обеими сторонами")
    phone.sees(f"Внесено: {TITLE}", "№ 7/2 от 5 апреля 2018 года", "В реестре «Соглашения» теперь 1 запись")
    await phone.taps("Открыть запись")
    phone.sees("Номер: 7/2", "Дата: 5 апреля 2018 года", "С кем: педагогический колледж", "Подписано обеими сторонами")
    await phone.taps("Открыть файл")
    assert phone.screen[-2].file == ("соглашение.pdf", PDF)
    await phone.taps("К реестру")
    phone.sees("Соглашения · 1", f"1. {TITLE}", "№ 7/2 от 5 апреля 2018 года · с кем: педагогический колледж · файл")


@pytest.mark.parametrize(("said", "day"), [
    ("12.03.2018", "12 марта 2018 года"), ("12 марта", "12 марта 2018 года"), ("25 декабря", "25 декабря 2017 года"),
    ("вчера", "15 мая 2018 года"), ("2017-09-01", "1 сентября 2017 года")])
async def test_days_of_papers_lie_in_the_past(village: Village, said: str, day: str) -> None:
    phone = await agrees(village, day=said)
    phone.sees(day)


@pytest.mark.parametrize(("said", "answer"), [
    ("12.03.2028", "12 марта 2028 года ещё не наступило"), ("давно", "Такого дня я не понял"),
    ("01.01.0218", "Такого дня я не понял"), ("31.02.2018", "Такого дня я не понял")])
async def test_a_day_that_cannot_be_is_asked_again(village: Village, said: str, answer: str) -> None:
    phone = village.phone("director")
    await phone.says("новая публикация")
    await phone.says("Опыт наставничества")
    await phone.says(said)
    assert phone.has_seen(answer)
    phone.sees("Какого числа вышла публикация")
    await phone.taps("Вчера")
    await phone.taps("Пока без файла")
    phone.sees("15 мая 2018 года")


async def test_what_does_not_fit_is_asked_again(village: Village) -> None:
    phone = village.phone("director")
    await phone.says("внести в реестр")
    await phone.says("протокол")
    assert phone.has_seen("Нажмите одну из кнопок: в какой реестр")
    await phone.says("соглашение")
    await phone.says("д" * 601)
    assert phone.has_seen("здесь помещается 600 знаков")
    await phone.says(TITLE)
    await phone.sends("photo", "к.jpg", b"\xff\xd8\xff")
    assert phone.has_seen("Напишите, пожалуйста, несколько слов")
    await phone.says("Колледж")
    await phone.says("№ 5")
    await phone.taps("Сегодня")
    await phone.says("потом пришлю")
    assert phone.has_seen("Нужен файл, фото или ссылка")
    await phone.says("https://example.org/" + "a" * 1200)
    assert phone.has_seen("здесь помещается 1200 знаков")
    await phone.says("Вот https://example.org/5?a=1 на сайте")
    await phone.taps("Открыть запись")
    phone.sees("https://example.org/5?a=1", "Вот на сайте")


async def test_an_order_is_for_those_who_run_the_programme(village: Village) -> None:
    phone = village.phone("coordinator")
    await phone.says("новый приказ")
    phone.sees("Приказы в реестр вносят кураторы и операторы")
    await press(phone, AddRecord("order"))
    phone.sees("Приказы в реестр вносят кураторы и операторы")
    phone = village.phone("director")
    await phone.says("внести в реестр")
    await phone.says("приказ")
    phone.sees("Приказы в реестр вносят кураторы и операторы")


@pytest.mark.parametrize("who", ["teacher", "mentor", "expert", "guest", "observer"])
async def test_others_write_nothing_down(village: Village, who: str) -> None:
    phone, before = village.phone(who), rows(village.file)
    for word in ("внести в реестр", "новый приказ", "новое соглашение", "новый методический материал",
                 "новая публикация"):
        await phone.says(word)
        phone.sees("В реестры вносят директора, координаторы, кураторы и операторы")
    assert rows(village.file) == before


@pytest.mark.parametrize("who", ["teacher", "mentor", "expert", "guest"])
async def test_others_see_no_registers(village: Village, who: str) -> None:
    phone = village.phone(who)
    for word in ("реестры", "приказы", "соглашения", "публикации", "методические материалы", "найти в реестре"):
        await phone.says(word)
        phone.sees("Реестры смотрят директора")


async def test_nobody_sees_what_another_municipality_has(village: Village) -> None:
    await agrees(village)
    id = newest(village)
    for who, sees in (("coordinator", True), ("curator", True), ("operator", True), ("observer", True),
                      ("other_director", False), ("other_coordinator", False), ("far_curator", False)):
        phone = village.phone(who)
        await phone.says("соглашения")
        assert (TITLE in phone.last.text) is sees, who
        await press(phone, OpenRecord(id))
        assert (TITLE in phone.last.text) is sees, who
        await phone.says("найти в реестре")
        await phone.says("сотрудничество")
        assert (TITLE in phone.last.text) is sees, who
        await press(phone, SendPaper(id))
        assert ("Такой записи" in phone.last.text) is not sees, who
    await village.phone("other_director").says("поиск")
    await village.phone("other_director").says("сотрудничество и методическая поддержка")
    assert TITLE not in village.phone("other_director").last.text


async def test_an_order_is_seen_by_all_keepers_and_by_everybody_once_it_is_on_the_shelf(village: Village) -> None:
    await orders(village)
    director, teacher = village.phone("other_director"), village.phone("teacher")
    await director.says("приказы")
    director.sees("1. Об утверждении списка школ", "№ 124-р от 12 марта 2018 года", "Институт развития образования")
    await teacher.says("поиск")
    await teacher.says("список школ 124-р")
    assert "Об утверждении списка школ" not in teacher.last.text
    curator = village.phone("curator")
    await press(curator, OpenRecord(newest(village)))
    await curator.taps("Показать в библиотеке всем")
    curator.sees("есть и в библиотеке", "Убрать из библиотеки")
    operator = village.phone("operator")
    operator.sees("документ, который вы внесли в реестр, теперь есть и в библиотеке")
    await teacher.says("поиск")
    await teacher.says("приказ 124-р")
    teacher.sees("1. Об утверждении списка школ", "приказ № 124-р от 12 марта 2018 года")
    await teacher.taps("1")
    teacher.sees("приказ № 124-р от 12 марта 2018 года")
    assert "Запись в реестре" not in teacher.labels()
    await press(director, OpenMaterial(newest(village)))
    await director.taps("Запись в реестре")
    director.sees("Номер: 124-р")
    assert "Исправить" not in director.labels()
    await curator.taps("Убрать из библиотеки")
    await press(teacher, OpenMaterial(newest(village)))
    teacher.sees("Такого материала в вашей библиотеке нет")


async def test_it_can_be_put_on_the_shelf_at_once(village: Village) -> None:
    phone = await orders(village, shelf="И в библиотеку, для всех")
    phone.sees("В библиотеке документ найдут все участники программы")
    await village.phone("guest").says("поиск")
    await village.phone("guest").says("список 124")
    village.phone("guest").sees("Об утверждении списка школ")


async def test_what_stands_in_a_register_is_not_dropped_by_way_of_the_library(village: Village) -> None:
    phone = await orders(village, shelf="И в библиотеку, для всех")
    id = newest(village)
    await press(phone, OpenMaterial(id))
    assert "Убрать из библиотеки" not in phone.labels()
    await press(phone, DropMaterial(id, 1))
    await press(phone, OpenRecord(id))
    phone.sees("Об утверждении списка школ")


async def test_a_school_shows_its_papers_to_its_own_only_until_a_curator_shelves_them(village: Village) -> None:
    phone = await agrees(village)
    id = newest(village)
    assert not phone.has_seen("для всех")
    before = rows(village.file)
    await press(phone, ShelveRecord(id, 1))
    phone.sees("Добавляют в библиотеку кураторы, наставники и операторы")
    assert rows(village.file) == before
    await press(village.phone("far_curator"), ShelveRecord(id, 1))
    village.phone("far_curator").sees("Такой записи в ваших реестрах нет")
    for _ in range(2):
        await press(village.phone("curator"), ShelveRecord(id, 1))
        village.phone("curator").sees("есть и в библиотеке")
    assert sum("теперь есть и в библиотеке" in shown.text for shown in phone.screen) == 1


async def test_every_part_is_put_right(village: Village) -> None:
    phone = await agrees(village)
    id = newest(village)
    for label, said, seen in (("Название", "О практике студентов", "О практике студентов"),
                              ("Номер", "№ 12", "Номер: 12"), ("Дату", "1 сентября 2017", "Дата: 1 сентября 2017 года"),
                              ("С кем", "Лицей № 1", "С кем: Лицей № 1"),
                              ("Файл или ссылку", "https://example.org/a", "https://example.org/a")):
        await press(phone, OpenRecord(id))
        await phone.taps("Исправить")
        await phone.taps(label)
        await phone.says(said)
        phone.sees(seen)
    await phone.taps("Исправить")
    await phone.taps("Номер")
    await phone.taps("Без номера")
    assert "Номер:" not in phone.last.text
    await phone.taps("Исправить")
    await phone.taps("Файл или ссылку")
    await phone.sends("photo", "лист.jpg", b"\xff\xd8\xff\xe0")
    assert "https://example.org" not in phone.last.text
    assert "Открыть файл" in phone.labels()
    await phone.taps("Исправить")
    await phone.taps("Реестр")
    await phone.taps("Публикация")
    phone.sees("Реестр: Публикации", "О практике студентов")
    assert "С кем" not in phone.last.text
    await phone.says("найти в реестре")
    await phone.says("практика")
    phone.sees("нашёлся 1 документ")


async def test_it_is_put_right_by_its_organisation_and_the_operators_alone(village: Village) -> None:
    await agrees(village)
    id = newest(village)
    before = rows(village.file)
    for who in ("coordinator", "curator", "observer"):
        for meaning in (FixRecord(id, "title"), FixRecord(id), DropRecord(id, 1)):
            await press(village.phone(who), meaning)
            village.phone(who).sees("Эту запись исправляет та организация")
    assert rows(village.file) == before
    await village.employs("Сменова Ольга Ивановна", Role.DIRECTOR)
    operator = village.phone("operator")
    await press(operator, FixRecord(id, "day"))
    await operator.says("1 марта 2018")
    operator.sees("Дата: 1 марта 2018 года")
    village.phone("director").sees("исправлена запись, которую вы внесли в реестр", TITLE)
    await operator.says("журнал")
    operator.sees("Исправлена запись реестра", "5 апреля 2018 года", "1 марта 2018 года")


async def test_what_did_not_change_is_not_told(village: Village) -> None:
    await agrees(village)
    operator = village.phone("operator")
    await press(operator, FixRecord(newest(village), "title"))
    await operator.says(TITLE)
    operator.sees(TITLE)
    assert not village.phone("director").has_seen("исправлена запись")


async def test_a_record_is_taken_out_after_a_second_question(village: Village) -> None:
    await agrees(village)
    id, operator = newest(village), village.phone("operator")
    await press(operator, OpenRecord(id))
    await operator.taps("Удалить из реестра")
    operator.sees(f"Удалить из реестра «{TITLE}»")
    await operator.taps("Нет, оставить")
    await operator.taps("Удалить из реестра")
    await operator.taps("Да, удалить")
    operator.sees("больше нет в реестре")
    village.phone("director").sees("удалена запись, которую вы внесли в реестр")
    await press(operator, OpenRecord(id))
    operator.sees("Такой записи в ваших реестрах нет")
    await press(operator, DropRecord(id, 1))
    operator.sees("Такой записи в ваших реестрах нет")


async def test_whoever_lost_the_role_meanwhile_writes_nothing_down(village: Village) -> None:
    phone = village.phone("director")
    await phone.says("новая публикация")
    await phone.says("Опыт наставничества")
    change(village.file, "update roles set role = 'teacher' where participant = ?",
           village.people["director"].participant)
    await phone.taps("Вчера")
    phone.sees("В реестры вносят директора")
    assert "Опыт наставничества" not in str(rows(village.file)["materials"])


async def test_a_twin_is_shown_before_it_is_written_down_again(village: Village) -> None:
    await orders(village)
    phone = village.phone("operator")
    await phone.says("новый приказ")
    for said in ("Про список школ", "124-Р", "12 марта 2018"):
        await phone.says(said)
    phone.sees("Такая запись уже есть: та же дата и тот же номер")
    await phone.taps("Открыть ту запись")
    phone.sees("Об утверждении списка школ", "Номер: 124-р")
    assert "Всё равно внести" in str(phone.screen[-2].buttons), "the question stays"
    await phone.says("да")
    assert phone.has_seen("Нажмите, пожалуйста, кнопку.")
    await phone.taps("Всё равно внести")
    await phone.taps("Пока без файла")
    await phone.taps("Только в реестр")
    phone.sees("В реестре «Приказы» теперь 2 записи")


async def test_a_going_back_and_another_number_is_no_twin(village: Village) -> None:
    await orders(village)
    phone = village.phone("operator")
    await phone.says("новый приказ")
    for said in ("Про список школ", "124-р", "12 марта 2018"):
        await phone.says(said)
    await phone.taps("‹ Назад")
    await phone.taps("‹ Назад")
    phone.sees("Какой номер у документа")
    await phone.says("125")
    await phone.says("12 марта 2018")
    phone.sees("Пришлите сам документ")


async def test_whoever_acts_for_several_organisations_says_for_which(village: Village) -> None:
    change(village.file, "insert into roles (participant, programme, organisation, role, source, granted_at) "
           "select ?, programme, id, 'director', 'people', 2 from organisations where title = ?",
           village.people["director"].participant, OTHER_SCHOOL)
    phone = village.phone("director")
    await phone.says("новое соглашение")
    phone.sees("Чей это документ?")
    await phone.says("школа в лесу")
    assert phone.has_seen("От имени такой организации")
    await phone.says(OTHER_SCHOOL)
    for said in (TITLE, "Колледж", "№ 1", "5 апреля"):
        await phone.says(said)
    await phone.taps("Пока без файла")
    phone.sees(OTHER_SCHOOL)
    await village.phone("other_director").says("соглашения")
    village.phone("other_director").sees(TITLE)


async def test_long_registers_are_paged_and_shown_by_year(village: Village) -> None:
    for number in range(1, 8):
        await orders(village, str(number), f"{number}.03.2018", title=f"О мере {number}")
    await orders(village, "99", "25.12.2017", title="О прошлом")
    phone = village.phone("director")
    await phone.says("приказы")
    phone.sees("Приказы · 8", "1. О мере 7", "5. О мере 3")
    await phone.taps("Старше ›")
    phone.sees("6. О мере 2", "8. О прошлом")
    assert "Старше ›" not in phone.labels()
    await phone.taps("По годам")
    assert phone.labels() == ["2018 · 7", "2017 · 1", "За все годы"]
    await phone.taps("2017 · 1")
    phone.sees("Приказы · 2017 год · 1", "1. О прошлом")
    await phone.taps("По годам")
    await phone.taps("За все годы")
    phone.sees("Приказы · 8")
    await press(phone, ShowRegister(village.programme, "order", 1999, 10**15))
    phone.sees("Приказы · 8", "8. О прошлом")
    await press(phone, ShowRegister(village.programme, "nonsense"))
    phone.sees("Эта кнопка больше не работает")


async def test_a_search_turns_its_pages(village: Village) -> None:
    for number in range(1, 8):
        await orders(village, str(number), f"{number}.03.2018", title=f"О мере {number}")
    phone = village.phone("director")
    await phone.says("реестры")
    await phone.taps("Найти")
    await phone.says("приказы о мерах")
    phone.sees("нашлось 7 документов", "1. О мере 7")
    await phone.taps("Старше ›")
    phone.sees("7. О мере 1")
    await phone.taps("Искать другое")
    await phone.says("квантовая хромодинамика")
    phone.sees("такого не нашлось")
    await press(phone, ShowFoundRecords("", 5))
    phone.sees("такого не нашлось")


async def test_a_programme_of_others_is_refused(village: Village) -> None:
    phone = village.phone("operator")
    await press(phone, ExportRegisters(99))
    phone.sees("Реестры смотрят директора")
    await press(phone, ShowRegister(99, "order"))
    phone.sees("Реестры смотрят директора")
