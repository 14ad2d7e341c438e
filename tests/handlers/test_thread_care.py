"""What becomes of threads whose people are away, gone or out of reach; and of what was written meanwhile."""

from messages.meanings import AskCurator
from messages.meanings_of_canned import UseCanned
from storage import canned, files, topics
from storage.topics import Entry
from tests.handlers.conftest import Village, instant, press
from tests.handlers.tables import change, rows
from tests.handlers.test_desk import asks, thread, two_curators
from tests.phone import Phone

DAY = 86400


def newest(village: Village, table: str) -> int:
    """The last id of a table."""
    return max(int(str(row[0])) for row in rows(village.file)[table])


def seen(phone: Phone, words: str) -> int:
    """In how many messages somebody has read these words."""
    return sum(words in shown.text for shown in phone.screen)


async def test_a_deputy_and_every_asker_hear_of_each_thread_that_goes_over(village: Village) -> None:
    teacher = await asks(village, "teacher", "Первый?")
    await asks(village, "teacher", "Второй?")
    await asks(village, "director", "Третий?")
    curator, mentor = village.phone("curator"), village.phone("mentor")
    await curator.says("отпуск")
    await curator.taps("Меня не будет")
    await curator.says("1 июня")
    await curator.says("чужакова mentor")
    assert seen(mentor, "передаёт вам вопрос") == 3
    assert seen(teacher, "теперь отвечает") == 2


async def test_whoever_comes_to_a_thread_sees_all_that_was_asked_since_the_last_answer(village: Village) -> None:
    teacher = village.phone("teacher")
    await press(teacher, AskCurator())
    for words in ("Как быть с планом?", "У нас семь классов", "Спасибо"):
        await teacher.says(words)
    await teacher.taps("Отправить")
    change(village.file, "update roles set ended_at = 1 where participant = ?", village.people["curator"].participant)
    await village.stage.app.sweep()
    await village.stage.settle()
    coordinator = village.phone("coordinator")
    assert all(coordinator.has_seen(words) for words in ("Как быть с планом?", "У нас семь классов", "Спасибо"))
    teacher.sees("теперь отвечает Голоустова")


async def test_a_queue_of_whose_circle_nobody_is_left_finds_others(village: Village) -> None:
    await two_curators(village)
    await asks(village, "teacher", "Кто ответит?")
    change(village.file, "update roles set ended_at = 1 where role = 'curator'")
    await village.stage.app.sweep()
    await village.stage.settle()
    village.phone("coordinator").sees("Кто ответит?")
    assert (await thread(village)).owner == village.people["coordinator"].participant
    before = len(village.phone("coordinator").screen)
    await village.stage.app.sweep()
    await village.stage.settle()
    assert len(village.phone("coordinator").screen) == before


async def test_what_nobody_could_answer_finds_the_first_who_can_and_tells_nobody_twice(village: Village) -> None:
    change(village.file, "update participants set consented_at = null where id in (select participant from roles "
                         "where role in ('curator', 'coordinator'))")
    teacher, operator = await asks(village, "teacher", "Кто ответит?"), village.phone("operator")
    told = len(operator.screen)
    await village.stage.app.sweep()
    await village.stage.settle()
    assert len(operator.screen) == told
    change(village.file, "update participants set consented_at = 1 where id = ?", village.people["curator"].participant)
    await village.stage.app.sweep()
    await village.stage.settle()
    village.phone("curator").sees("Кто ответит?")
    teacher.sees("теперь отвечает Осокина")


async def test_one_of_a_queue_who_cannot_be_reached_alarms_nobody(village: Village) -> None:
    _, other = await two_curators(village)
    village.pocket.blocks(other.user)
    teacher = village.phone("teacher")
    await press(teacher, AskCurator())
    await teacher.says("Раз")
    await teacher.says("Два")
    await teacher.taps("Отправить")
    await village.stage.settle()
    assert not teacher.has_seen("Не дошло")


async def test_several_pieces_that_have_not_arrived_are_told_of_once(village: Village) -> None:
    teacher = await asks(village, "teacher", "Как быть?")
    curator = village.phone("curator")
    await curator.taps("Ответить")
    await curator.says("Раз")
    await curator.says("Два")
    await curator.taps("Отправить: Голоустов А. М.")
    teacher.sees("Два")
    change(village.file, "update outbox set state = 'failed' where id in (select l.delivery from post_letters l "
                         "join posts s on s.id = l.post where s.kind = 'answer')")
    await village.stage.settle()
    assert seen(curator, "Не дошло") == 1


async def test_after_an_outage_the_silent_asker_is_reminded_and_not_closed_at_once(village: Village) -> None:
    teacher = await asks(village, "teacher", "Как быть?")
    await village.phone("curator").replies("Как быть?", "Вот так")
    await village.stage.clock.advance(30 * DAY)
    await village.stage.app.tick()
    await village.stage.settle()
    assert teacher.has_seen("Всё ли решилось?")
    assert (await thread(village)).state == "waiting"


async def test_a_question_said_first_is_still_there_when_its_topic_is_chosen_after_all(village: Village) -> None:
    async with village.database.transaction() as tx:
        await topics.put(tx, village.programme, [Entry("plan", "Программа школы", "", 0)])
    teacher = village.phone("teacher")
    await teacher.says("Подскажите, как писать план?")
    await teacher.taps("‹ Назад")
    await teacher.taps("Программа школы")
    teacher.sees("Тема: Программа школы", "«Подскажите, как писать план?»")
    await teacher.taps("Отправить")
    village.phone("curator").sees("Программа школы", "Подскажите, как писать план?")


async def test_the_files_of_an_open_form_are_kept_for_as_long_as_it_is_open(village: Village) -> None:
    teacher = village.phone("teacher")
    await press(teacher, AskCurator())
    await teacher.sends("document", "план.docx", b"plan")
    async with village.database.transaction() as tx:
        await files.drop_unused(tx, before=village.now + 90 * DAY)
    await teacher.taps("Отправить")
    village.phone("curator").sees("📎 план.docx")
    async with village.database.transaction() as tx:
        await files.drop_unused(tx, before=village.now + 90 * DAY)
    assert len(rows(village.file)["files"]) == 1


async def test_a_canned_answer_tapped_twice_is_there_once(village: Village) -> None:
    await asks(village, "teacher", "Где форма?")
    curator = village.phone("curator")
    async with village.database.transaction() as tx:
        await canned.put(tx, village.people["curator"].participant, village.programme, "Форма", "На сайте",
                         now=village.now)
    await curator.taps("Ответить")
    await curator.taps("Готовые ответы")
    await curator.taps("Форма")
    for _ in range(2):
        await press(curator, UseCanned(1, 1))
    assert curator.last.text.count("«На сайте»") == 1


async def test_a_question_belongs_to_the_programme_that_runs(village: Village) -> None:
    change(village.file, "insert into programmes (code, title, starts_on, ends_on, time_zone, digest_at, quiet_hours, "
                         "ladder, consent_version, consent_text, loaded_at) select 'old', 'Прежняя', '2017-01-01', "
                         "'2017-12-31', time_zone, digest_at, quiet_hours, ladder, consent_version, consent_text, "
                         "loaded_at from programmes")
    old = newest(village, "programmes")
    change(village.file, "insert into organisations (programme, code, title, search_name, level, time_zone) "
                         "select ?, code, title, search_name, level, time_zone from organisations where id = ?", old,
           village.people["teacher"].organisation)
    place = newest(village, "organisations")
    change(village.file, "insert into roles (participant, programme, organisation, role, source, granted_at) "
                         "values (?, ?, ?, 'teacher', 'people', 0)", village.people["teacher"].participant, old, place)
    await asks(village, "teacher", "Как быть?")
    assert (await thread(village)).programme == village.programme


async def test_an_operator_sees_how_late_it_is_and_the_owner_is_asked_again_at_the_end_of_both_terms(
    village: Village
) -> None:
    await asks(village, "teacher", "Как быть?")
    operator = village.phone("operator")
    await village.stage.rehearsal.live_until(instant("2018-05-28", "12:00"))
    assert operator.has_seen("Без ответа в срок")
    assert operator.has_seen("открыт дольше, чем принято")
