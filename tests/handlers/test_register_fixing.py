"""A paper in its register is put right, shown to everybody and hidden again, and taken out."""

from messages.meanings_of_library import DropMaterial, OpenMaterial
from messages.meanings_of_registers import DropRecord, FixRecord, OpenRecord, ShelveRecord
from storage.participants import Role
from tests.handlers.conftest import CHANNEL, Village, press, user_of
from tests.handlers.papers import TITLE, agrees, newest, orders
from tests.handlers.tables import rows
from tests.phone import Phone


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
    operator = village.phone("operator")
    await press(operator, FixRecord(id, "day"))
    await operator.says("1 марта 2018")
    operator.sees("Дата: 1 марта 2018 года")
    village.phone("director").sees("исправлена запись, которую вы внесли в реестр", TITLE)
    await operator.says("журнал")
    operator.sees("Исправлена запись реестра", "5 апреля 2018 года", "1 марта 2018 года")


async def test_who_comes_after_the_director_puts_right_what_the_school_has(village: Village) -> None:
    await agrees(village)
    id, name = newest(village), "Сменова Ольга Ивановна"
    next_one = Phone(village.stage, CHANNEL, user_of(await village.employs(name, Role.DIRECTOR)), name)
    await press(next_one, FixRecord(id, "number"))
    await next_one.says("12")
    next_one.sees("Номер: 12")
    village.phone("director").sees("Сменова О. И.: исправлена запись")


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
