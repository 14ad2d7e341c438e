"""What is not sure of a list of people is settled one by one: schools, roles, contacts, and who is one person."""

import pytest

from messages.meanings_of_imports import LoadImport, OpenImport, PickRole
from storage import imports
from tests.handlers.conftest import OTHER_SCHOOL, SCHOOL, Village, press
from tests.handlers.importing import newest, state_of
from tests.handlers.listing import drafted, load, people_named, roles_of, somebody
from tests.handlers.tables import found

NEW = "Сорокина Инга Львовна"


async def test_an_unknown_school_is_settled_by_one_answer_and_remembered(village: Village) -> None:
    rows = (somebody(NEW, school="Школа у озера"), somebody("Лосев Пётр Ильич", school="Школа у озера"))
    boss = await drafted(village, *rows)
    await boss.taps("Уточнить · 1")
    await boss.taps("1")
    boss.sees("«Школа у озера» – какая это организация", NEW, "Лосев Пётр Ильич")
    await boss.taps("Другая организация")
    await boss.taps("Найти по названию")
    await boss.says("бильчирская")
    boss.sees("Всё понятно", "Это список людей: 2 человека")
    await load(boss)
    assert roles_of(village, NEW) == [("teacher", SCHOOL)]
    again = await drafted(village, somebody("Седова Яна Олеговна", school="Школа у озера"))
    again.sees("Учтены ответы к прежним файлам: 1", "Всё понятно")


async def test_a_school_in_another_spelling_is_known_and_said_so(village: Village) -> None:
    boss = await drafted(village, somebody(NEW, school='МБОУ "Бильчирская  СОШ"'),
                         somebody("Лосев Пётр Ильич", school="Бильчирская средняя школа"))
    boss.sees("Всё понятно")
    await load(boss)
    assert roles_of(village, NEW) == [("teacher", SCHOOL)]


async def test_a_row_with_an_unknown_school_may_be_skipped(village: Village) -> None:
    boss = await drafted(village, somebody(NEW), somebody("Лосев Пётр Ильич", school="Школа у озера"))
    await boss.taps("Уточнить · 1")
    await boss.taps("1")
    await boss.taps("Пропустить строку")
    boss.sees("Это список людей: 1 человек", "Не загружаются по вашему решению: 1 строка")
    await load(boss)
    assert people_named(village, "Лосев%") == 0


async def test_a_position_that_is_not_clear_is_settled_by_a_role(village: Village) -> None:
    boss = await drafted(village, somebody(NEW, "методист по всему"), somebody("Лосев Пётр Ильич", "Методист по всему"))
    await boss.taps("Уточнить · 1")
    await boss.taps("1")
    boss.sees("методист по всему", "какая это роль")
    await boss.taps("Наставник")
    await boss.taps("Мои уточнения")
    boss.sees("Какая это роль: «методист по всему»", "наставник")
    await boss.taps("К файлу")
    await load(boss)
    assert roles_of(village, NEW) == roles_of(village, "Лосев Пётр Ильич") == [("mentor", SCHOOL)]


async def test_a_phone_that_is_none_is_left_out_and_the_row_stays(village: Village) -> None:
    boss = await drafted(village, somebody(NEW, phone="спросить в школе"))
    await boss.taps("Уточнить · 1")
    await boss.taps("1")
    boss.sees("Контакт непонятен", "спросить в школе")
    await boss.taps("Загрузить без него")
    await load(boss)
    assert found(village.file, f"select phone from participants where name = '{NEW}'") == [("",)]


async def test_two_spellings_in_the_file_are_one_person_if_somebody_says_so(village: Village) -> None:
    rows = (somebody("Сорокина И. Л."), somebody(NEW, "директор", email="inga@example.org"))
    boss = await drafted(village, *rows)
    await boss.taps("Уточнить · 1")
    await boss.taps("1")
    boss.sees("Одно лицо или двое", "Сорокина И. Л.", NEW)
    await boss.taps("Одно лицо")
    boss.sees("Это список людей: 1 человек")
    await load(boss)
    assert sorted(roles_of(village, NEW)) == [("director", SCHOOL), ("teacher", SCHOOL)]
    again = await drafted(village, *rows)
    again.sees("Всё понятно; с тем, что загружено, разницы нет")


async def test_two_spellings_are_two_people_if_somebody_says_so(village: Village) -> None:
    boss = await drafted(village, somebody("Сорокина И. Л."), somebody(NEW))
    await boss.taps("Уточнить · 1")
    await boss.taps("1")
    await boss.taps("Разные люди")
    await load(boss)
    assert people_named(village, "Сорокина%") == 2
    again = await drafted(village, somebody("Сорокина И. Л."), somebody(NEW))
    again.sees("разницы нет")


async def test_a_row_that_says_the_same_counts_once(village: Village) -> None:
    boss = await drafted(village, somebody(NEW), somebody(NEW, phone="89025550109"))
    boss.sees("Это список людей: 1 человек", "Повторов одной и той же строки: 1", "Всё понятно")
    await load(boss)
    assert found(village.file, f"select phone from participants where name = '{NEW}'") == [("+79025550109",)]


async def test_somebody_who_joined_by_the_schools_invite_is_known_again(village: Village) -> None:
    id = await village.employs(NEW)
    boss = await drafted(village, somebody(NEW, "директор", phone="89025550109"))
    boss.sees("Новых: 0, с изменениями: 1", "Всё понятно")
    await load(boss)
    assert found(village.file, f"select id, phone from participants where name = '{NEW}'") == [(id, "+79025550109")]
    assert sorted(roles_of(village, NEW)) == [("director", SCHOOL), ("teacher", SCHOOL)], "roles are kept"


@pytest.mark.parametrize(("answer", "people"), [("Одно лицо", 1), ("Разные люди", 2), ("Пропустить строку", 1)])
async def test_somebody_like_one_of_the_programme_is_asked_about(village: Village, answer: str, people: int) -> None:
    await village.employs(NEW)
    boss = await drafted(village, somebody("Сорокина И. Л.", "директор"))
    await boss.taps("Уточнить · 1")
    await boss.taps("1")
    boss.sees("В программе уже есть", NEW, SCHOOL, "Это то же лицо?")
    await boss.taps(answer)
    await load(boss)
    assert people_named(village, "Сорокина%") == people
    assert (("director", SCHOOL) in roles_of(village, NEW)) is (answer == "Одно лицо")


async def test_a_person_of_another_school_is_asked_about_by_their_whole_name(village: Village) -> None:
    await village.employs(NEW)
    boss = await drafted(village, somebody(NEW, school=OTHER_SCHOOL))
    await boss.taps("Уточнить · 1")
    await boss.taps("1")
    await boss.taps("Одно лицо")
    await load(boss)
    assert people_named(village, NEW) == 1
    assert roles_of(village, NEW) == [("teacher", SCHOOL), ("teacher", OTHER_SCHOOL)]


async def test_all_that_is_open_is_accepted_at_once(village: Village) -> None:
    await village.employs(NEW)
    boss = await drafted(village, somebody("Сорокина И. Л."), somebody("Лосев Пётр", school="Школа у озера"),
                         somebody("Седова Яна Олеговна", phone="нет такого"), somebody("Ветров Лев", "никто"))
    boss.sees("Нужно уточнить: 4")
    await boss.taps("Уточнить · 4")
    await boss.taps("Принять всё как прочитано")
    boss.sees("пропущу. Вопросов об этом: 3", "Непонятные телефоны и адреса не загружу: 1")
    await boss.taps("Да, принять")
    boss.sees("Всё понятно", "Это список людей: 1 человек")


async def test_with_open_questions_nothing_is_loaded(village: Village) -> None:
    boss = await drafted(village, somebody(NEW, school="Школа у озера"))
    await press(boss, LoadImport(newest(village), 1))
    boss.sees("Остались вопросы")
    assert people_named(village, NEW) == 0


async def test_a_role_that_no_word_may_mean_is_refused(village: Village) -> None:
    boss = await drafted(village, somebody(NEW, "методист по всему"))
    async with village.database.reading() as tx:
        imported = await imports.by_id(tx, newest(village))
    assert imported
    await boss.taps("Уточнить · 1")
    await boss.taps("1")
    number = next(int(payload.split(":")[3]) for row in boss.last.buttons for label, payload in row
                  if label == "Наставник")
    await press(boss, PickRole(imported.id, number, "operator"))
    assert state_of(village, imported.id) == "draft"
    await press(boss, OpenImport(imported.id))
    boss.sees("Нужно уточнить: 1")
