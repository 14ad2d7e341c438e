"""Whose task it is: handed over, taken back, given back, not the school's at all."""

from messages.meanings import DropTask, HandOver, HandTo, KeepTask, NotOurs, OpenTask
from storage.participants import Role
from storage.tasks import Task, TaskState
from tests.handlers.conftest import Village, press
from tests.handlers.tables import rows
from tests.phone import Phone


async def handed(village: Village) -> tuple[Phone, Phone, Task]:
    """The director has handed a task to the teacher."""
    task = await village.task("1.4.1")
    phone, teacher = village.phone("director"), village.phone("teacher")
    await press(phone, HandOver(task.id))
    await phone.taps("Голоустов А. М.")
    return phone, teacher, task


async def test_a_colleague_gets_the_task_and_may_report_it(village: Village) -> None:
    phone, teacher, task = await handed(village)
    phone.sees("Голоустов А. М.")
    teacher.sees("Вам передали задачу", "срок 15 июня")
    await teacher.taps("К задаче")
    await teacher.taps("✅ Сделано")
    await teacher.taps("Сделано, без подтверждения")
    assert await village.state(task) is TaskState.DONE
    phone.sees("сделано", "Голоустов А. М.")


async def test_taken_back_it_is_no_longer_the_colleagues(village: Village) -> None:
    phone, teacher, task = await handed(village)
    await press(phone, HandOver(task.id))
    await phone.taps("Забрать обратно")
    teacher.sees("у вас забрали")
    await teacher.taps("К задаче")
    teacher.sees("Эта задача вас не касается")
    assert (await village.again(task)).handed_to is None


async def test_given_back_the_team_hears(village: Village) -> None:
    phone, teacher, task = await handed(village)
    await teacher.taps("К задаче")
    await teacher.taps("Передать коллеге")
    await teacher.taps("Вернуть задачу")
    teacher.sees("больше не у вас")
    phone.sees("вам вернули", "Голоустов А. М.")
    assert (await village.again(task)).handed_to is None


async def test_handed_on_everybody_hears(village: Village) -> None:
    phone, teacher, task = await handed(village)
    colleague = village.phone("colleague")
    await press(phone, HandOver(task.id))
    await phone.taps("Озерин П. Ю.")
    teacher.sees("у вас забрали")
    colleague.sees("Вам передали задачу")


async def test_a_double_tap_hands_over_once(village: Village) -> None:
    task = await village.task("1.4.1")
    phone, teacher = village.phone("director"), village.phone("teacher")
    await press(phone, HandOver(task.id))
    shown, payload = phone._button("Голоустов А. М.")
    for _ in range(2):
        village.pocket.presses(phone.user, payload, shown.ref)
    await village.stage.settle()
    assert len(teacher.screen) == 1


async def test_a_large_team_is_paged(village: Village) -> None:
    for number in range(6):
        await village.employs(f"Яковлева Анна{number} Петровна")
    task = await village.task("1.4.1")
    phone = village.phone("director")
    await press(phone, HandOver(task.id))
    first = phone.labels()
    assert first[5:] == ["Ещё ›", "К задаче"]
    await phone.taps("Ещё ›")
    second = phone.labels()
    assert second[5:] == ["‹ Раньше", "Ещё ›", "К задаче"]
    assert not set(first[:5]) & set(second[:5]) or "Яковлева А. П." in first
    await phone.taps("Ещё ›")
    assert "Ещё ›" not in phone.labels()
    await phone.taps(phone.labels()[0])
    phone.sees("Передал задачу")


async def test_alone_in_a_school_one_is_told_how_colleagues_come(village: Village) -> None:
    task = await village.task("1.4.1", "МОУ СОШ № 8 УКМО")
    phone = village.phone("other_director")
    await press(phone, HandOver(task.id))
    phone.sees("Передайте коллегам приглашение школы")


async def test_a_task_that_is_done_is_not_handed_over(village: Village) -> None:
    task = await village.task("1.8.1")
    phone = village.phone("director")
    await press(phone, OpenTask(task.id))
    await phone.taps("✅ Сделано")
    await phone.taps("Сделано, без подтверждения")
    before = rows(village.file)
    await press(phone, HandTo(task.id, village.people["teacher"].participant))
    assert rows(village.file) == before


async def not_ours(village: Village) -> tuple[Phone, Phone, Task]:
    task = await village.task("1.4.1")
    phone, boss = village.phone("director"), village.phone("coordinator")
    await press(phone, NotOurs(task.id))
    await phone.says("Мы не в фокус-группе")
    phone.sees("пока задача остаётся у вас")
    boss.sees("не к нам", "Мы не в фокус-группе")
    return phone, boss, task


async def test_not_ours_and_dropped_it_leaves_the_list(village: Village) -> None:
    phone, boss, task = await not_ours(village)
    await boss.taps("Снять задачу")
    boss.sees("Задача снята")
    phone.sees("с вас снята")
    assert await village.state(task) is TaskState.CANCELLED
    before = rows(village.file)
    await press(boss, DropTask(task.id))
    await press(boss, KeepTask(task.id))
    assert rows(village.file) == before


async def test_not_ours_but_kept_is_told_once(village: Village) -> None:
    phone, boss, task = await not_ours(village)
    shown, payload = boss._button("Оставить")
    seen = len(phone.screen)
    for _ in range(2):
        village.pocket.presses(boss.user, payload, shown.ref)
    await village.stage.settle()
    assert len(phone.screen) == seen + 1
    phone.sees("остаётся за вами", "срок 15 июня")
    assert await village.state(task) is TaskState.OPEN


async def test_nobody_keeps_what_nobody_has_questioned(village: Village) -> None:
    task = await village.task("1.4.1")
    await press(village.phone("coordinator"), KeepTask(task.id))
    assert village.phone("director").screen == []


async def test_a_name_of_two_words_is_shown_whole(village: Village) -> None:
    await village.employs("Аюна Доржиева", Role.TEACHER)
    task = await village.task("1.4.1")
    phone = village.phone("director")
    await press(phone, HandOver(task.id))
    assert phone.labels()[0] == "Аюна Доржиева"


async def test_whom_a_task_was_handed_to_cannot_send_it_past_the_team(village: Village) -> None:
    task = await village.task("1.4.1")
    await press(village.phone("director"), HandTo(task.id, village.people["teacher"].participant))
    teacher = village.phone("teacher")
    await press(teacher, OpenTask(task.id))
    assert "Это не к нам" not in teacher.labels()
    await press(teacher, NotOurs(task.id))
    teacher.sees("Этого вы сделать не можете")
    assert village.phone("coordinator").screen == []
