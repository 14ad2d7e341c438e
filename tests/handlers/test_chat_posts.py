"""Announcements in chats that wait for the morning, are taken back, or never come there."""


from messages.meanings_of_broadcasts import DropBroadcast
from storage import chats, outbox
from storage.outbox import State
from tests.handlers.conftest import SCHOOL, Village, instant, press
from tests.handlers.tables import change, rows
from tests.handlers.test_broadcasts import TEXT
from tests.handlers.test_chats import OTHER, brought, chosen, seen, texts
from tests.handlers.test_each import gathered
from tests.parcels import packed
from tests.phone import Phone


async def by_night(village: Village) -> Phone:
    """A draft that waits for the morning of its chat."""
    await brought(village)
    await village.stage.clock.advance(instant("2018-05-16", "22:00") - village.now)
    phone = await chosen(village)
    await phone.taps("Опубликовать · 1")
    phone.sees("Опубликую 17 мая, 08:00")
    return phone


async def morning(village: Village) -> None:
    await village.stage.clock.advance(12 * 3600)
    await village.stage.settle()


async def test_a_dropped_draft_takes_back_what_waits_for_the_morning(village: Village) -> None:
    phone = await by_night(village)
    await press(phone, DropBroadcast(1))
    phone.sees("никому ничего не ушло")
    assert "останется" not in phone.last.text
    await morning(village)
    assert len(seen(village)) == 1


async def test_a_dropped_draft_tells_in_how_many_chats_it_stays(village: Village) -> None:
    await brought(village)
    phone = await chosen(village)
    await phone.taps("Опубликовать · 1")
    await press(phone, DropBroadcast(1))
    phone.sees("Объявление в 1 общем чате останется")


async def test_what_did_not_come_into_a_chat_can_be_published_again(village: Village) -> None:
    phone = await by_night(village)
    async with village.database.transaction() as tx:
        assert await outbox.cancel(tx, "chat:", real_now=village.now)
    await phone.taps("Другие чаты")
    await phone.taps("Опубликовать · 1")
    phone.sees("Опубликую 17 мая, 08:00")
    await morning(village)
    assert texts(village).count(TEXT) == 1


async def test_the_sweep_forgets_that_it_was_posted_before_it_forgets_why_not(village: Village) -> None:
    await by_night(village)
    async with village.database.transaction() as tx:
        assert await outbox.cancel(tx, "chat:", real_now=0)
    await village.stage.app.sweep()
    async with village.database.reading() as tx:
        assert await chats.ticks(tx, 1) == {1: None}
        assert (await outbox.counts(tx))[State.CANCELLED] == 0


async def test_where_one_chat_sleeps_both_numbers_are_told(village: Village) -> None:
    await brought(village)
    await brought(village, chat=OTHER, title="Чат школы", who="director")
    change(village.file, "update organisations set time_zone = 'Europe/Moscow' where title = ?", SCHOOL)
    change(village.file, "update organisations set time_zone = 'Asia/Vladivostok' where title <> ?", SCHOOL)
    await village.stage.clock.advance(instant("2018-05-16", "22:00") - village.now)
    phone = await chosen(village)
    await phone.taps("Чат школы")
    await phone.taps("Опубликовать · 2")
    phone.sees("Готово: публикую в 1 чате.", "Ещё в 1 чате сейчас тихие часы, там опубликую 17 мая")
    assert TEXT in texts(village, OTHER)
    assert TEXT not in texts(village)


async def test_one_to_each_is_not_for_chats(village: Village) -> None:
    await brought(village)
    phone = await gathered(village, ("школы.zip", packed({"bilchir.pdf": b"%PDF-1.4"})), who="coordinator")
    await phone.taps("Кому в школе")
    await phone.taps("Дальше")
    phone.sees("Получателей: 1")
    assert "В общие чаты" not in phone.labels()


async def test_a_broadcast_whose_photo_was_dropped_while_its_form_lay_open_ends_it(village: Village) -> None:
    phone = village.phone("coordinator")
    await phone.says("новая рассылка")
    await phone.says("Афиша")
    await phone.sends("photo", "афиша.jpg", b"\xff\xd8\xff\xe0 a picture")
    change(village.file, "delete from files")
    await phone.taps("Пропустить")
    phone.sees("Этого уже нет в программе")
    assert rows(village.file)["broadcasts"] == []
