"""A task reported done: with evidence of every kind or without, withdrawn, accepted, returned."""

import pytest

from messages.meanings import AcceptTask, MarkDone, OpenTask, ReturnTask, ShowEvidence
from messages.messenger import Rejected
from storage import tasks
from storage.tasks import Evidence, Task, TaskState
from tests.handlers.conftest import Village, press
from tests.handlers.tables import rows
from tests.phone import Phone

PHOTO = bytes.fromhex("ffd8ffe0ffd9")


async def begun(village: Village, number: str = "1.4.1", who: str = "director") -> tuple[Phone, Task]:
    """The question for evidence stands on the phone."""
    task = await village.task(number)
    phone = village.phone(who)
    await press(phone, MarkDone(task.id))
    return phone, task


async def evidence(village: Village, task: Task) -> list[Evidence]:
    async with village.database.reading() as tx:
        return await tasks.evidence(tx, task.id)


async def test_several_pieces_of_evidence_are_gathered_in_their_order(village: Village) -> None:
    phone, task = await begun(village)
    await phone.says("Приказ № 12\nот 20 мая")
    phone.sees("Принято: 1")
    await phone.sends("photo", "приказ.jpg", PHOTO, "первая страница")
    await phone.sends("document", "приказ.pdf", b"%PDF")
    phone.sees("Принято: 3")
    await phone.taps("✅ Готово")
    phone.sees("сделано", "Подтверждений: 3")
    assert await village.state(task) is TaskState.DONE
    assert [(each.body, each.file_kind, each.file_name) for each in await evidence(village, task)] == [
        ("Приказ № 12\nот 20 мая", "", ""), ("первая страница", "photo", "приказ.jpg"),
        ("", "document", "приказ.pdf")]


async def test_an_album_is_several_pieces(village: Village) -> None:
    phone, task = await begun(village)
    village.pocket.sends_files(phone.user, [("photo", "1.jpg", PHOTO), ("photo", "2.jpg", PHOTO)], "обе")
    await village.stage.settle()
    phone.sees("Принято: 2")
    await phone.taps("✅ Готово")
    assert [each.body for each in await evidence(village, task)] == ["обе", ""]


async def test_done_without_evidence_is_one_tap_more(village: Village) -> None:
    phone, task = await begun(village)
    await phone.taps("Сделано, без подтверждения")
    assert await village.state(task) is TaskState.DONE
    village.phone("coordinator").sees("сделано", "Без подтверждения")


async def test_where_no_evidence_is_needed_it_can_still_be_given(village: Village) -> None:
    phone, task = await begun(village, "1.8.1")
    phone.sees("Можно и без подтверждения")
    await phone.says("Протокол № 4")
    await phone.taps("✅ Готово")
    assert await village.state(task) is TaskState.DONE
    phone.sees("Подтверждений: 1")


async def test_the_eleventh_piece_is_too_much(village: Village) -> None:
    phone, task = await begun(village)
    for number in range(10):
        await phone.says(f"часть {number}")
    await phone.says("ещё одна")
    assert phone.has_seen("Больше 10 подтверждений")
    phone.sees("Принято: 10")
    await phone.taps("✅ Готово")
    assert len(await evidence(village, task)) == 10


async def test_a_file_that_cannot_be_had_costs_nothing_that_was_given(village: Village) -> None:
    phone, task = await begun(village)
    await phone.says("Приказ")
    village.pocket.sends_files(phone.user, [("document", "кино.mp4", b"")])
    await village.stage.settle()
    phone.sees("больше 20 МБ")
    await phone.taps("✅ Готово")
    assert len(await evidence(village, task)) == 1


async def test_cancelling_changes_nothing(village: Village) -> None:
    before = rows(village.file)
    phone, task = await begun(village)
    await phone.says("Приказ")
    await phone.taps("Отменить")
    phone.sees("Ничего не изменилось")
    assert rows(village.file) == before
    assert await village.state(task) is TaskState.OPEN


async def test_a_restart_in_the_middle_loses_nothing(village: Village) -> None:
    phone, task = await begun(village)
    await phone.says("Приказ")
    village.stage.start()
    await phone.sends("photo", "приказ.jpg", PHOTO)
    phone.sees("Принято: 2")
    village.stage.start()
    await phone.taps("✅ Готово")
    assert len(await evidence(village, task)) == 2


async def test_a_second_tap_on_done_keeps_what_was_sent(village: Village) -> None:
    phone, task = await begun(village)
    await phone.says("Приказ")
    await press(phone, MarkDone(task.id))
    phone.sees("Принято: 1")


async def test_ten_thousand_characters_are_kept_whole_and_shown_in_parts(village: Village) -> None:
    phone, task = await begun(village)
    long = "Справка о работе. " * 600
    await phone.says(long)
    await phone.taps("✅ Готово")
    assert [each.body for each in await evidence(village, task)] == [long.strip()]
    boss = village.phone("coordinator")
    before = len(boss.screen)
    await press(boss, ShowEvidence(task.id))
    parts = [shown.text for shown in boss.screen[before:]]
    assert len(parts) == 3
    assert " ".join(" ".join(parts).split()).count("Справка о работе.") == 600


@pytest.mark.parametrize(("double", "told"), [("✅ Готово", 1), ("Сделано, без подтверждения", 1)])
async def test_a_double_tap_reports_once(village: Village, double: str, told: int) -> None:
    phone, task = await begun(village)
    if double == "✅ Готово":
        await phone.says("Приказ")
    shown, payload = phone._button(double)
    for _ in range(2):
        village.pocket.presses(phone.user, payload, shown.ref)
    await village.stage.settle()
    assert await village.state(task) is TaskState.DONE
    assert len(village.phone("coordinator").screen) == told


async def test_withdrawn_it_is_open_again_and_its_evidence_gone(village: Village) -> None:
    phone, task = await begun(village)
    await phone.says("Приказ")
    await phone.taps("✅ Готово")
    await phone.taps("Отменить «сделано»")
    phone.sees("в работе, через 30 дней", "✅ Сделано")
    assert await village.state(task) is TaskState.OPEN
    assert await evidence(village, task) == []
    village.phone("coordinator").sees("отметка «сделано» снята")


async def test_accepted_it_is_at_rest(village: Village) -> None:
    phone, task = await begun(village)
    await phone.taps("Сделано, без подтверждения")
    await village.phone("coordinator").taps("✅ Передать куратору")
    boss = village.phone("curator")
    await press(boss, OpenTask(task.id))
    await boss.taps("✅ Принять")
    boss.sees("принято")
    phone.sees("Принято: «Обосновать отбор школ", "Спасибо!")
    assert await village.state(task) is TaskState.ACCEPTED
    seen = len(phone.screen)
    await press(boss, AcceptTask(task.id))
    assert len(phone.screen) == seen
    assert village.pocket.notices[-1] == (boss.user, "Уже принято.")
    await phone.taps("Отменить «сделано»")
    assert await village.state(task) is TaskState.ACCEPTED


async def test_returned_with_a_remark_it_is_done_anew(village: Village) -> None:
    phone, task = await begun(village)
    await phone.says("Приказ")
    await phone.taps("✅ Готово")
    boss = village.phone("coordinator")
    await press(boss, ReturnTask(task.id))
    boss.sees("Что нужно доработать?")
    await boss.sends("photo", "x.jpg", PHOTO)
    assert boss.has_seen("несколько слов")
    await boss.says("Нет подписи <директора>")
    boss.sees("Вернул с вашим замечанием")
    phone.sees("нужно доработать", "Нет подписи <директора>")
    await phone.taps("К задаче")
    phone.sees("возвращено на доработку", "Подтверждений: 1")
    await phone.taps("✅ Сделано")
    await phone.says("С подписью")
    await phone.taps("✅ Готово")
    assert await village.state(task) is TaskState.DONE
    assert [each.body for each in await evidence(village, task)] == ["Приказ", "С подписью"]


async def test_a_remark_comes_too_late_for_a_task_that_was_withdrawn(village: Village) -> None:
    phone, task = await begun(village)
    await phone.taps("Сделано, без подтверждения")
    boss = village.phone("coordinator")
    await press(boss, ReturnTask(task.id))
    await phone.taps("Отменить «сделано»")
    await boss.says("Нет подписи")
    assert await village.state(task) is TaskState.OPEN
    assert not phone.has_seen("нужно доработать")


async def test_the_operator_reports_for_a_team_that_cannot(village: Village) -> None:
    phone, task = await begun(village, who="operator")
    await phone.says("Привезли на бумаге")
    await phone.taps("✅ Готово")
    assert await village.state(task) is TaskState.DONE
    village.phone("director").sees("сделано", "Черепанова В. П.")


async def test_evidence_is_shown_piece_by_piece_with_its_files(village: Village) -> None:
    phone, task = await begun(village)
    await phone.says("Приказ № 12")
    await phone.sends("photo", "приказ.jpg", PHOTO)
    await phone.taps("✅ Готово")
    boss = village.phone("coordinator")
    await press(boss, OpenTask(task.id))
    await boss.taps("Показать подтверждения")
    photo, words = boss.screen[-2:]
    assert "1. Рябинина М. П.: Приказ № 12" in words.text
    assert photo.file == ("приказ.jpg", PHOTO)
    assert not photo.buttons
    assert boss.labels() == ["✅ Передать куратору", "Вернуть с замечанием", "К задаче"]


async def test_evidence_that_the_messenger_refuses_is_named_and_the_buttons_come_all_the_same(village: Village) -> None:
    phone, task = await begun(village)
    await phone.sends("document", "песня.mp3", b"ID3")
    await phone.taps("✅ Готово")
    boss = village.phone("coordinator")
    village.pocket.messenger.fail(Rejected("22: ERR_UPLOAD_BAD_FILE_TYPE"))
    await press(boss, ShowEvidence(task.id))
    assert boss.has_seen("Файл «песня.mp3» ваш мессенджер не принял.")
    assert any("✅ Передать куратору" in str(shown.buttons) for shown in boss.screen[-2:])


async def test_of_two_who_report_at_once_the_second_adds_to_the_first(village: Village) -> None:
    second = village.phone("operator")
    phone, task = await begun(village)
    await press(second, MarkDone(task.id))
    await second.says("Мой протокол")
    await phone.says("Мой приказ")
    await phone.taps("✅ Готово")
    await second.taps("✅ Готово")
    second.sees("добавлены")
    async with village.database.reading() as tx:
        given = await tasks.evidence(tx, task.id)
    assert [each.body for each in given] == ["Мой приказ", "Мой протокол"]


async def test_what_was_accepted_too_quickly_can_be_returned(village: Village) -> None:
    phone, task = await begun(village)
    await phone.taps("Сделано, без подтверждения")
    operator = village.phone("operator")
    await press(operator, AcceptTask(task.id))
    assert await village.state(task) is TaskState.ACCEPTED
    await press(operator, ReturnTask(task.id))
    await operator.says("Пришлите протокол")
    assert await village.state(task) is TaskState.RETURNED
    phone.sees("Пришлите протокол")
