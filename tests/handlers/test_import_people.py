"""A list of people comes as a file, is shown as it was understood, settled by thumbs and loaded."""

import pytest

from handlers import forgetting
from messages.meanings_of_imports import LoadImport, OnlyThese, OpenImport, PickRole
from storage import imports, participants
from tests.handlers.conftest import OTHER_SCHOOL, SCHOOL, Village, press
from tests.handlers.importing import newest, state_of
from tests.handlers.listing import (
    NAME,
    book,
    drafted,
    load,
    loading,
    people_named,
    roles_of,
    somebody,
)
from tests.handlers.tables import change, found
from tests.wording import CATALOGUE

NEW = "Сорокина Инга Львовна"


async def test_a_list_sent_just_so_is_read_shown_and_loaded(village: Village) -> None:
    boss = village.phone("operator")
    await boss.sends("document", NAME, book(somebody(NEW, phone="8 902 555-01-09")))
    boss.sees(NAME, "Это список людей: 1 человек", "учитель: 1", "Новых: 1", "которых нет в файле: они остаются",
              "Всё понятно")
    assert people_named(village, NEW) == 0, "nothing is loaded yet"
    before = found(village.file, "select count(*) from roles where ended_at is null")[0][0]
    await load(boss)
    boss.sees("Новых: 1", "Файл удалён", "vekha invites")
    assert roles_of(village, NEW) == [("teacher", SCHOOL)]
    assert found(village.file, "select count(*) from roles where ended_at is null") == [(before + 1,)]
    told = found(village.file, "select verb, actor from history order by id desc limit 1")
    assert told == [("people_loaded", village.people["operator"].participant)]


async def test_columns_may_stand_in_any_order_and_contacts_may_be_left_out(village: Village) -> None:
    heads = ("Роль", "Школа", "Фамилия", "Имя", "Отчество")
    boss = await drafted(village, ("учитель", SCHOOL, "Сорокина", "Инга", "Львовна"), heads=heads)
    await load(boss)
    assert roles_of(village, NEW) == [("teacher", SCHOOL)]


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


async def test_what_a_list_leaves_out_is_kept(village: Village) -> None:
    await load(await drafted(village, somebody(NEW, phone="89025550109", email="inga@example.org")))
    boss = await drafted(village, somebody(NEW, email="sorokina@example.org"))
    boss.sees("с изменениями: 1")
    await boss.taps("Что изменится")
    boss.sees(NEW, "эл. почта")
    await boss.taps("✅ Загрузить")
    assert found(village.file, f"select phone, email from participants where name = '{NEW}'") == [
        ("+79025550109", "sorokina@example.org")]


async def test_a_curators_territory_is_not_widened_by_a_list_that_names_none(village: Village) -> None:
    curator = village.people["curator"]
    before = found(village.file, "select count(*) from territories")
    boss = await drafted(village, somebody(curator.name, "куратор", curator.place))
    boss.sees("разницы нет")
    await load(boss)
    assert found(village.file, "select count(*) from territories") == before


async def test_others_are_taken_out_only_after_a_second_question_and_operators_never(village: Village) -> None:
    await village.employs(NEW)
    boss = await drafted(village, somebody("Лосев Пётр Ильич"))
    await boss.taps("Что изменится")
    only = next(label for label in boss.labels() if label.startswith("Остальных снять"))
    await boss.taps(only)
    boss.sees("полным списком? Роли, которых в нём нет, будут сняты")
    await boss.taps("‹ Назад")
    boss.sees("остаются со своими ролями")
    await boss.taps(only)
    await boss.taps("Да, снять")
    boss.sees("Снимаются роли, которых нет в файле")
    await boss.taps("Остальных оставить")
    boss.sees("остаются со своими ролями")
    await boss.taps(only)
    await boss.taps("Да, снять")
    await boss.taps("К файлу")
    await load(boss)
    left = found(village.file, "select distinct role from roles where ended_at is null and source = 'people' "
                               "order by role")
    assert left == [("operator",), ("teacher",)]


async def test_who_was_forgotten_is_not_loaded_again(village: Village) -> None:
    await load(await drafted(village, somebody(NEW)))
    await forget(village, NEW)
    boss = await drafted(village, somebody("Лосев Пётр Ильич"))
    await load(boss)
    boss = await drafted(village, somebody(NEW))
    boss.sees("Просили удалить свои данные и не загружаются: 1")
    await load(boss)
    assert people_named(village, NEW) == 0, "also after a list that does not name them"


async def test_the_file_goes_when_it_is_loaded_and_when_it_is_dropped(village: Village) -> None:
    await load(await drafted(village, somebody(NEW)))
    boss = await drafted(village, somebody("Лосев Пётр Ильич"))
    await boss.taps("Бросить")
    await boss.taps("Да, бросить")
    assert found(village.file, "select file, document from imports") == [(None, ""), (None, "")]
    assert found(village.file, f"select count(*) from files where name = '{NAME}'") == [(0,)]


async def test_of_a_ground_that_has_changed_the_difference_is_shown_anew(village: Village) -> None:
    boss = await drafted(village, somebody(NEW))
    await boss.taps("Что изменится")
    button = loading(boss)
    await load(await drafted(village, somebody("Лосев Пётр Ильич")))
    await press(boss, button)
    boss.sees("Что изменится", "Новых: 1")
    assert state_of(village, button.imported) == "draft"
    await boss.taps("✅ Загрузить")
    assert people_named(village, NEW) == 1
    await press(boss, button)
    boss.sees("Список людей загружен")
    assert people_named(village, NEW) == 1, "a second tap loads nothing"


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


async def test_who_is_no_operator_any_more_takes_nobody_out(village: Village) -> None:
    boss = await drafted(village, somebody(NEW))
    change(village.file, f"update roles set ended_at = {village.now} where role = 'operator'")
    change(village.file, "insert into roles (participant, programme, organisation, role, source, granted_at) "
                         f"select {village.people['operator'].participant}, programme, id, 'teacher', 'people', 1 "
                         "from organisations where level = 'school' limit 1")
    await press(boss, OnlyThese(newest(village), 1, 1))
    boss.sees("загружает её оператор")
    assert found(village.file, "select answers from imports") == [("{}",)]


async def test_a_text_in_a_cell_is_data(village: Village) -> None:
    name = "<b>Сорокина</b> {{ 7 * 7 }} Инга"
    boss = await drafted(village, somebody(name))
    await boss.taps("Все люди")
    boss.sees(name)


async def test_a_list_without_a_needed_column_is_refused_by_name(village: Village) -> None:
    boss = village.phone("operator")
    await boss.sends("document", NAME, book(("Сорокина Инга", "89025550109"), heads=("ФИО", "Телефон")))
    boss.sees("Прочитать не получилось", "Роль")


async def test_people_who_are_many_are_paged(village: Village) -> None:
    names = ("Авдеев", "Белов", "Ветров", "Громов", "Дроздов", "Ежов", "Жаров", "Зимин", "Ильин", "Лосев")
    boss = await drafted(village, *(somebody(f"{name} Пётр Ильич") for name in names))
    await boss.taps("Все люди")
    boss.sees("Люди: 10", "Авдеев", "Зимин")
    await boss.taps("Дальше ›")
    boss.sees("Лосев")
    await boss.taps("‹ Раньше")
    await boss.taps("К файлу")
    await boss.taps("Что изменится")
    await boss.taps("Дальше ›")
    boss.sees("Новые (дальше)", "Лосев")


async def test_a_list_that_may_name_somebody_forgotten_is_dropped(village: Village) -> None:
    await village.employs(NEW)
    heads = ("Роль", "Школа", "Фамилия", "Имя", "Отчество")
    await drafted(village, ("учитель", SCHOOL, "Сорокина", "Инга", "Львовна"), heads=heads)
    await drafted(village, somebody("Лосев Пётр Ильич"))
    await forget(village, NEW)
    assert found(village.file, "select state, document = '' from imports order by id") == [("dropped", 1), ("draft", 0)]


async def test_a_list_that_nobody_decides_about_is_not_kept_for_ever(village: Village) -> None:
    await drafted(village, somebody(NEW))
    await village.stage.app.sweep()
    assert state_of(village, newest(village)) == "draft"
    await village.stage.clock.advance(61 * 86400)
    await village.stage.app.sweep()
    assert found(village.file, "select state, document, file from imports") == [("dropped", "", None)]


async def forget(village: Village, name: str) -> None:
    """By the operator's command."""
    async with village.database.transaction() as tx:
        id = int(found(village.file, f"select max(id) from participants where name = '{name}'")[0][0])
        person = await participants.by_id(tx, id)
        assert person
        await forgetting.forget(tx, CATALOGUE, person, now=village.now, real_now=village.now, key="k", console=True)
