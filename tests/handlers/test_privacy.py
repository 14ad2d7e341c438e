"""One's own data: seen, sent as a file, erased."""

import json
from dataclasses import replace

from bot.cli.load import store
from handlers import forgetting
from messages import memory
from messages.meanings import ForgetSure, MarkDone, NotOurs, ShowEvidence
from messages.meanings_of_consultations import OpenThread
from scheduler import unreachable
from storage import erasure, events, participants, rsvps, tasks
from tests.handlers.conftest import Village, press, user_of
from tests.handlers.tables import change, mentions, rows
from tests.handlers.test_consent import irkutsk
from tests.phone import Phone
from tests.wording import CATALOGUE

GONE = CATALOGUE.words("privacy/erased_name")


async def forgotten(phone: Phone) -> None:
    """Say it, and answer both questions."""
    await phone.says("Забудьте меня")
    await phone.taps("Забыть меня…")
    await phone.taps("Да, забудьте меня")


async def test_a_person_sees_what_is_stored_of_them(village: Village) -> None:
    director = village.phone("director")
    await director.says("мои данные")
    director.sees(village.people["director"].name, "Директор, команда школы: " + village.people["director"].place,
                  "Согласие: 2018-05, дано 16 мая 2018")
    await director.says("/help")
    assert "Мои данные" in director.labels()


async def test_all_of_it_comes_as_a_readable_file_that_is_not_kept(village: Village) -> None:
    director = village.phone("director")
    await director.says("/ask")
    await director.says("Когда семинар по смысловому чтению?")
    await director.taps("Отправить")
    await director.says("/mydata")
    await director.taps("Получить всё файлом")
    shown = director.last
    assert shown.file
    document = json.loads(shown.file[1].decode())
    assert document["Вы"][0]["Имя"] == village.people["director"].name
    assert document["Вопросы, которые вы задали"][0]["Состояние"] == "в работе"
    said = document["Что вы писали в вопросах и ответах"][0]
    assert (said["Что это"], said["Текст"]) == ("вопрос", "Когда семинар по смысловому чтению?")
    assert document["Будущие напоминания"]
    assert "директор" in shown.file[1].decode()
    await village.stage.app.tick()
    stored = rows(village.file, without=frozenset())
    assert stored["files"] == []
    assert stored["fleeting"] == []


async def test_forgetting_asks_twice_and_can_be_left(village: Village) -> None:
    director = village.phone("director")
    await director.says("/forget")
    director.sees("Исчезнет навсегда", "Останется без имени")
    await director.taps("Забыть меня…")
    director.sees("Точно забыть?")
    await director.taps("Нет, оставить")
    director.sees("чем помочь")
    assert mentions(village.file, village.people["director"].name)


async def test_a_token_is_good_once_and_not_for_long(village: Village) -> None:
    director, id = village.phone("director"), village.people["director"].participant
    async with village.database.transaction() as tx:
        token = await erasure.ask(tx, id, now=village.now)
    await press(director, ForgetSure(token, 0))
    await press(director, ForgetSure(token, 1))
    director.sees("уже не действует")
    await director.taps("Забыть меня…")
    await village.stage.clock.advance(erasure.TOKEN_SECONDS + 1)
    await director.taps("Да, забудьте меня")
    director.sees("уже не действует")
    await press(village.phone("teacher"), ForgetSure(token, 1))
    assert mentions(village.file, village.people["director"].name)


async def test_the_forgotten_gets_a_last_word_of_which_nothing_is_kept(village: Village) -> None:
    director, member = village.phone("director"), village.people["director"]
    await forgotten(director)
    director.sees("Готово: я вас забыл")
    assert not director.labels()
    await village.stage.app.tick()
    texts = [value for found in rows(village.file, without=frozenset()).values() for row in found for value in row
             if isinstance(value, str)]
    assert [text for text in texts if user_of(member.participant) in text or member.name in text] == []
    await director.says("Спасибо")
    director.sees("Чтобы начать, откройте личную ссылку")


async def test_the_sweep_forgets_also_what_was_only_remembered(village: Village) -> None:
    await forgotten(village.phone("director"))
    assert memory.held()
    await village.stage.app.sweep()
    assert not memory.held()


async def test_a_task_in_their_hands_goes_back_to_the_team(village: Village) -> None:
    task, teacher = await village.task("1.4.1"), village.people["teacher"]
    async with village.database.transaction() as tx:
        await tasks.hand_over(tx, task.id, teacher.participant)
    await forgotten(village.phone("teacher"))
    assert (await village.again(task)).handed_to is None
    village.phone("director").sees("снова у вашей команды")


async def test_an_open_question_is_closed_for_whom_it_was_put_to(village: Village) -> None:
    teacher, curator = village.phone("teacher"), village.phone("curator")
    await teacher.says("/ask")
    await teacher.says("Кто ведёт наш семинар в четверг?")
    await teacher.taps("Отправить")
    curator.sees("Кто ведёт наш семинар")
    await forgotten(teacher)
    await curator.taps("Ответить")
    curator.sees("больше не участвует")


async def test_a_begun_question_is_exported_as_its_words_alone(village: Village) -> None:
    director = village.phone("director")
    await director.says("/ask")
    await director.says("Когда семинар?")
    await director.says("/mydata")
    await director.taps("Получить всё файлом")
    assert director.last.file
    begun, = json.loads(director.last.file[1].decode())["Начатый ответ"]
    assert (begun["О чём"], begun["Ответы"]) == ("вопрос", ["Когда семинар?"])


async def test_what_a_forgotten_curator_should_have_answered_goes_to_the_next_in_line(village: Village) -> None:
    teacher, coordinator = village.phone("teacher"), village.phone("coordinator")
    await teacher.says("/ask")
    await teacher.says("Кто ведёт наш семинар в четверг?")
    await teacher.taps("Отправить")
    assert coordinator.screen == []
    await forgotten(village.phone("curator"))
    coordinator.sees("Кто ведёт наш семинар", "Вопрос № 1")
    await coordinator.taps("Ответить")
    await coordinator.says("Осокина не сможет, веду я")
    await coordinator.says("Отправить")
    teacher.sees("веду я")


async def test_nobody_opens_a_question_again_whose_asker_is_forgotten(village: Village) -> None:
    teacher, curator = village.phone("teacher"), village.phone("curator")
    await teacher.says("/ask")
    await teacher.says("Кто ведёт наш семинар в четверг?")
    await teacher.taps("Отправить")
    await forgotten(teacher)
    await press(curator, OpenThread(1))
    curator.sees("Вопрос № 1", "Закрыт", "текст удалён")
    await curator.taps("Открыть снова")
    curator.sees("больше не участвует")


async def test_what_the_school_reported_stays_without_its_words(village: Village) -> None:
    director, coordinator = village.phone("director"), village.phone("coordinator")
    task = await village.task("1.4.1")
    async with village.database.transaction() as tx:
        await tasks.add_evidence(tx, task.id, village.people["director"].participant, "Приказ № 5 от 1 июня", None,
                                 now=village.now)
        await tasks.change_state(tx, task.id, tasks.TaskState.DONE, allowed=(tasks.TaskState.OPEN,) * 2,
                                 by=village.people["director"].participant, now=village.now)
    await forgotten(director)
    assert await village.state(task) is tasks.TaskState.DONE
    await press(coordinator, ShowEvidence(task.id))
    assert coordinator.has_seen("текст удалён")
    assert mentions(village.file, "Приказ № 5") == []


async def test_who_was_forgotten_may_come_again_by_a_fresh_invite(village: Village) -> None:
    teacher = village.phone("teacher")
    await forgotten(teacher)
    await village.stage.app.tick()
    await teacher.follows(await village.invite())
    await teacher.taps("Даю согласие")
    await teacher.taps("Да, всё верно")
    async with village.database.reading() as tx:
        assert await erasure.erased(tx, village.people["teacher"].participant)
    await teacher.says("/mydata")
    teacher.sees("Задач с вашими подтверждениями: 0")


async def told_of_leaving(village: Village, phone: str) -> None:
    """The teacher has blocked the bot, and a letter to their curator waits to be sent."""
    change(village.file, "update participants set phone = ? where id = ?", phone, village.people["teacher"].participant)
    change(village.file, "update addresses set closed_at = ? where participant = ?", village.now,
           village.people["teacher"].participant)
    # Late in the morning, without letting the service look first.
    morning = village.now - village.now % 86400 + 86400 + 3 * 3600
    assert await unreachable.tell(village.database, village.stage.app.catalogues.for_participant, morning)


async def test_a_letter_that_tells_others_of_their_leaving_loses_name_and_phone(village: Village) -> None:
    teacher, number = village.people["teacher"], "+7 (39543) 2-11-08 & доб. 4"
    await told_of_leaving(village, number)
    assert "bodies" in mentions(village.file, "2-11-08")
    async with village.database.transaction() as tx:
        person = await participants.by_id(tx, teacher.participant)
        assert person
        await forgetting.forget(tx, CATALOGUE, person, now=village.now, real_now=village.now, key="paper",
                                console=True)
    assert mentions(village.file, "2-11-08") == []
    assert mentions(village.file, teacher.name) == []
    waiting = [row for row in rows(village.file, without=frozenset())["bodies"] if GONE in str(row)]
    assert len(waiting) == 1, "the curator still hears that somebody of that school has left"


async def test_ones_own_acts_are_told_with_what_they_changed(village: Village) -> None:
    task, phone = await village.task("1.4.1"), village.phone("director")
    await press(phone, MarkDone(task.id))
    await phone.taps("Сделано, без подтверждения")
    await phone.says("/mydata")
    await phone.taps("Получить всё файлом")
    assert phone.last.file
    acts = json.loads(phone.last.file[1].decode())["Что вы делали"]
    assert ("в работе", "сделано") in {(each.get("Было"), each.get("Стало")) for each in acts}


async def test_the_file_is_for_a_reader_and_not_for_a_programmer(village: Village) -> None:
    """No empty lines, no numbers that only we understand: also of what was begun, and of what an act was about."""
    task, phone = await village.task("1.4.1"), village.phone("director")
    await press(phone, NotOurs(task.id))
    await phone.says("Этим занимается лицей")
    await press(phone, MarkDone(task.id))
    await phone.sends("document", "приказ.pdf", b"%PDF", "Черновик приказа")
    await phone.says("/mydata")
    await phone.taps("Получить всё файлом")
    assert phone.last.file
    written = phone.last.file[1].decode()
    document = json.loads(written)
    assert "null" not in written
    assert [each["Подробности"] for each in document["Что вы делали"] if "Подробности" in each] == [
        {"Причина": "Этим занимается лицей"}]
    assert document["Начатый ответ"][0]["Ответы"] == ["Черновик приказа"]
    assert document["Файлы"][0]["Файл"] == "приказ.pdf"
    assert {"за 14 дней до срока", "за 1 день до срока", "в день срока", "через 3 дня после срока"} <= {
        each["Когда относительно срока"] for each in document["Будущие напоминания"]}


async def test_whoever_watches_over_others_reads_why_they_are_reminded(village: Village) -> None:
    phone = village.phone("coordinator")
    await phone.says("/mydata")
    await phone.taps("Получить всё файлом")
    assert phone.last.file
    document = json.loads(phone.last.file[1].decode())
    assert "через 2 дня после срока, о задаче тех, кому вы помогаете" in {
        each["Когда относительно срока"] for each in document["Будущие напоминания"]}


async def test_loading_the_list_again_does_not_bring_the_forgotten_back(village: Village) -> None:
    teacher = village.people["teacher"]
    programme = irkutsk()
    before = [person for person in programme.people if person.name == teacher.name]
    assert len(before) == 1
    await forgotten(village.phone("teacher"))
    difference = await store(village.database, programme, now=village.now)
    assert difference.forgotten == (teacher.name,)
    await village.stage.app.tick()
    assert mentions(village.file, teacher.name) == []


async def test_whom_the_list_names_again_after_it_had_left_them_out_is_meant(village: Village) -> None:
    teacher, programme = village.people["teacher"], irkutsk()
    await forgotten(village.phone("teacher"))
    without = replace(programme, people=tuple(each for each in programme.people if each.name != teacher.name))
    await store(village.database, without, now=village.now)
    assert rows(village.file)["erased_keys"] == []
    difference = await store(village.database, programme, now=village.now)
    assert difference.people.added == (teacher.name,)
    assert difference.forgotten == ()


async def test_the_words_of_sent_messages_go_after_a_week_and_their_states_stay(village: Village) -> None:
    phone = village.phone("teacher")
    await phone.says("меню")
    await village.stage.app.sweep()
    assert mentions(village.file, "чем помочь") == ["bodies"]
    before = [(row[0], row[7]) for row in rows(village.file, without=frozenset())["outbox"]]
    await village.stage.clock.advance(8 * 86400)
    await village.stage.app.sweep()
    assert mentions(village.file, "чем помочь") == []
    assert [(row[0], row[7]) for row in rows(village.file, without=frozenset())["outbox"]] == before


async def test_the_seat_of_whoever_is_forgotten_goes_to_the_one_who_waits_and_hears_of_it(village: Village) -> None:
    director, teacher = village.phone("director"), village.phone("teacher")
    people = [village.people[who].participant for who in ("director", "teacher")]
    async with village.database.transaction() as tx:
        later = village.now + 86400
        event = await events.make(tx, village.programme, events.Definition(
            "seminar", "Открытый урок", later, later + 3600, "Asia/Irkutsk", capacity=1), owner=people[1],
            now=village.now)
        for person in people:
            await rsvps.answer(tx, event, person, rsvps.Answer.YES, village.now, 1)
        assert await rsvps.place(tx, event, people[1]) == 1
    await forgotten(director)
    teacher.sees("Для вас освободилось место", "Открытый урок")
    async with village.database.reading() as tx:
        assert await rsvps.place(tx, event, people[1]) == 0
        assert await rsvps.seated(tx, event) == 1
