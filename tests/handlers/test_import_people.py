"""A list of people comes as a file, is shown as it was understood, settled by thumbs and loaded."""


from handlers import forgetting
from messages.meanings_of_imports import OnlyThese
from storage import participants
from tests.handlers.conftest import SCHOOL, Village, press
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
