"""Whoever is silent is told in the morning, may answer from there, and is left alone after that."""

from messages.meanings_of_broadcasts import OpenLetter
from messages.meanings_of_events_desk import CallOff, ChangeEvent
from messages.replies import Button, Reply, Tone
from messages.stored import write
from scheduler import broadcasting
from storage import addressees, broadcasts
from storage.broadcasts import Kind, State
from storage.outbox import Lane
from tests.handlers.conftest import Village, instant, press
from tests.handlers.gathering import gather, invite, said
from tests.handlers.tables import rows
from tests.handlers.test_privacy import forgotten
from tests.scheduler.network import reminders_of


async def lettered(village: Village, *who: str) -> int:
    """A letter of the curator to these."""
    async with village.database.transaction() as tx:
        id = await broadcasts.draft(tx, programme=village.programme, author=village.people["curator"].participant,
                                    kind=Kind.LETTER, lane=Lane.BROADCAST, content="", now=village.now)
        button = Button("Ознакомлен", f"casts:click:{id}:0", tone=Tone.MAIN)
        await broadcasts.write(tx, id, content=write(Reply("<b>График мониторинга</b>\nУтверждён.", ((button,),))),
                               file=None)
        sent = await broadcasts.by_id(tx, id)
        assert sent
        await broadcasting.begin_for(tx, sent, [village.people[each].participant for each in who], now=village.now)
    await village.stage.settle()
    return id


async def test_an_invitation_without_an_answer_is_brought_up_again(village: Village) -> None:
    event = await gather(village)
    await invite(village, event, "teacher", "colleague")
    teacher, colleague = village.phone("teacher"), village.phone("colleague")
    await colleague.taps("Приду")
    await village.stage.rehearsal.live_until(instant("2018-05-20", "09:00"))
    assert not teacher.has_seen("Ждём вашего ответа")
    await village.stage.rehearsal.live_until(instant("2018-05-21", "09:00"))
    teacher.sees("Ждём вашего ответа", "• Читаем с опорой на схемы — среда, 30 мая, через 9 дней")
    assert not colleague.has_seen("Ждём вашего ответа")
    await teacher.taps("Читаем с опорой на схемы")
    teacher.sees("Ответьте, пожалуйста: ждём вас?")
    await teacher.taps("Приду онлайн")
    assert (await said(village, event, "teacher")).comes
    seen = len([shown for shown in teacher.screen if "Ждём вашего ответа" in shown.text])
    await village.stage.rehearsal.live_until(instant("2018-05-30", "12:00"))
    assert len([shown for shown in teacher.screen if "Ждём вашего ответа" in shown.text]) == seen == 1


async def test_a_letter_is_brought_up_until_it_is_confirmed(village: Village) -> None:
    await lettered(village, "teacher")
    teacher = village.phone("teacher")
    await village.stage.rehearsal.live_until(instant("2018-05-17", "09:00"))
    teacher.sees("Ознакомьтесь, пожалуйста", "• График мониторинга")
    digest = teacher.last
    await teacher.taps("График мониторинга")
    assert teacher.screen[-2] == digest
    teacher.sees("Утверждён.", "Ознакомлен")
    await teacher.taps("Ознакомлен")
    assert teacher.has_seen("вы ознакомились")
    seen = len(teacher.screen)
    await village.stage.rehearsal.live_until(instant("2018-05-28", "12:00"))
    assert not any("Ознакомьтесь, пожалуйста" in shown.text for shown in teacher.screen[seen:])


async def test_a_letter_opens_to_those_alone_whom_it_went_to(village: Village) -> None:
    letter = await lettered(village, "teacher")
    async with village.database.transaction() as tx:
        draft = await broadcasts.draft(tx, programme=village.programme, author=None, kind=Kind.MESSAGE,
                                       lane=Lane.BROADCAST, content=write(Reply("Просто новость")), now=village.now)
        await addressees.put_people(tx, draft, [village.people["teacher"].participant])
    colleague, teacher = village.phone("colleague"), village.phone("teacher")
    await press(colleague, OpenLetter(letter))
    assert not colleague.has_seen("Утверждён")
    await press(teacher, OpenLetter(draft))
    assert not teacher.has_seen("Просто новость")
    async with village.database.transaction() as tx:
        await broadcasts.turn(tx, letter, State.CANCELLED, State.RUNNING, State.DONE)
    await press(teacher, OpenLetter(letter))
    teacher.sees("Этого уже нет")
    assert rows(village.file)["clicks"] == []


async def test_a_letter_of_somebody_who_is_forgotten_is_not_brought_up_and_opens_no_more(village: Village) -> None:
    letter = await lettered(village, "teacher")
    teacher = village.phone("teacher")
    await forgotten(village.phone("curator"))
    await press(teacher, OpenLetter(letter))
    teacher.sees("Этого уже нет в программе")
    await village.stage.rehearsal.live_until(instant("2018-05-28", "12:00"))
    assert not teacher.has_seen("Ознакомьтесь, пожалуйста")


async def test_what_is_moved_or_called_off_in_the_chat_is_chased_by_its_new_day(village: Village) -> None:
    event = await gather(village)
    await invite(village, event, "teacher")
    curator = village.phone("curator")
    await press(curator, ChangeEvent(event))
    await curator.taps("Время")
    await curator.says("14.06 14:00")
    await curator.taps("Да, перенести")
    assert await standing(village) == {"asked": instant("2018-05-21"), "near:3": instant("2018-06-08"),
                                       "near:1": instant("2018-06-13")}
    await press(curator, CallOff(event))
    await curator.says("Карантин")
    await curator.taps("Да, отменить")
    assert await standing(village) == {}


async def standing(village: Village) -> dict[str, int]:
    """The open reminders of invitations, and when they fire."""
    return {row["rung"]: row["fire_at"] for row in await reminders_of(village.database)
            if row["event"] and not row["closed_at"]}
