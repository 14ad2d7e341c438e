"""The card: for each role and state the buttons that this person may press, and never more than fit a screen."""

import itertools

import pytest

from messages.buttons import encode
from messages.meanings import OpenTask
from storage import extensions, tasks
from storage.participants import Role
from tests.handlers.conftest import APOLOGY, Village, press
from tests.handlers.tables import change

DOING = ["✅ Сделано", "Нужно больше времени", "Передать коллеге", "Это не к нам", "Спросить куратора"]
OPERATING = ["✅ Сделано", "Нужно больше времени", "Это не к нам"]
MOVE, EVIDENCE, UNDO = "Перенести срок для всех", "Показать подтверждения", "Отменить «сделано»"
PASS, ACCEPT, RETURN = "✅ Передать куратору", "✅ Принять", "Вернуть с замечанием"
WAYS = ["К списку", "В меню"]


@pytest.mark.parametrize(("who", "state", "labels"), [
    ("director", "open", DOING), ("director", "returned", DOING), ("director", "done", [UNDO]),
    ("director", "accepted", []), ("director", "cancelled", []),
    ("coordinator", "open", []), ("coordinator", "done", [PASS, RETURN]),
    ("coordinator", "accepted", [RETURN]),
    ("curator", "open", [MOVE]), ("curator", "done", []), ("curator", "cancelled", []),
    ("operator", "open", [*OPERATING, MOVE]), ("operator", "done", [UNDO, PASS, ACCEPT, RETURN]),
    ("observer", "open", []), ("observer", "done", [])])
async def test_a_role_has_the_buttons_of_the_state(village: Village, who: str, state: str, labels: list[str]) -> None:
    task = await village.task("1.4.1")
    change(village.file, "update tasks set state = ? where id = ?", state, task.id)
    phone = village.phone(who)
    await press(phone, OpenTask(task.id))
    assert phone.labels() == [*labels, *WAYS]


@pytest.mark.parametrize("roles", [roles for size in (1, 2, 3) for roles in itertools.combinations(
    (Role.DIRECTOR, Role.COORDINATOR, Role.CURATOR, Role.OPERATOR), size)], ids=lambda roles: "+".join(roles))
async def test_with_a_request_and_evidence_even_several_roles_fit_a_screen(
    village: Village, roles: tuple[Role, ...]
) -> None:
    task = await village.task("1.4.1")
    person = village.people["teacher"].participant
    places = {Role.DIRECTOR: task.organisation, Role.COORDINATOR: village.people["coordinator"].organisation}
    for role in roles:
        change(village.file, "insert into roles (participant, programme, organisation, role, source, granted_at) "
                             "values (?, 1, ?, ?, 'people', 1)", person, places.get(role, 2), role.value)
    async with village.database.transaction() as tx:
        await tasks.add_evidence(tx, task.id, person, "Приказ", None, now=village.now)
        await extensions.ask(tx, task.id, person, "2018-09-28", "Болеем", now=village.now)
    for state in ("open", "returned", "done", "accepted", "cancelled"):
        change(village.file, "update tasks set state = ? where id = ?", state, task.id)
        phone = village.phone("teacher")
        await press(phone, OpenTask(task.id))
        phone.sees("1.4.1. Обосновать")
        assert EVIDENCE in phone.labels()


async def test_a_task_without_a_date_has_nothing_to_put_off(village: Village) -> None:
    task = await village.task("1.4.1")
    change(village.file, "update tasks set due_on = null where id = ?", task.id)
    phone = village.phone("director")
    await press(phone, OpenTask(task.id))
    phone.sees("не назначен", "в работе, без срока")
    assert phone.labels() == [label for label in DOING if label != "Нужно больше времени"] + WAYS


async def test_every_button_of_every_card_is_one_that_is_not_refused(village: Village) -> None:
    task = await village.task("1.4.1")
    for who in ("director", "coordinator", "curator", "operator", "observer"):
        for state in ("open", "done"):
            phone = village.phone(who)
            change(village.file, "update tasks set state = ?, handed_to = null where id = ?", state, task.id)
            await press(phone, OpenTask(task.id))
            for label, payload in [button for row in phone.last.buttons for button in row]:
                change(village.file, "update tasks set state = ? where id = ?", state, task.id)
                change(village.file, "delete from reviews")
                await phone.presses(payload)
                assert "не можете" not in phone.last.text, (who, state, label)
                assert "не касается" not in phone.last.text, (who, state, label)
                assert "Сейчас эту задачу проверяет" not in phone.last.text, (who, state, label)
                await phone.says("/cancel")
            assert not phone.has_seen(APOLOGY)


async def test_the_card_takes_the_place_of_the_list(village: Village) -> None:
    phone = village.phone("director")
    await phone.says("задачи")
    await phone.taps("1")
    assert len(phone.screen) == 1
    assert phone.last.edited
    task = await village.task("1.4.1")
    await phone.presses(encode(OpenTask(task.id)), "a message that is gone")
    assert len(phone.screen) == 2
