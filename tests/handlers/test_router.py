"""Who is asked first: open question, command, word, fallback; and who comes and goes."""

from messages.meanings import AskCurator
from storage import participants
from tests.handlers.conftest import Village, press


async def test_an_open_question_takes_words_that_would_else_open_the_menu(village: Village) -> None:
    phone = village.phone("teacher")
    await press(phone, AskCurator())
    await phone.says("Здравствуйте")
    phone.sees("В вашем сообщении", "Здравствуйте")
    await phone.taps("Отправить")
    village.phone("curator").sees("Здравствуйте")


async def test_the_word_menu_is_never_taken_for_an_answer_and_the_question_stays_open(village: Village) -> None:
    phone = village.phone("teacher")
    await press(phone, AskCurator())
    await phone.says("Меню")
    phone.sees("Продолжить ответ")
    assert village.phone("curator").screen == []


async def test_a_command_goes_before_the_open_question(village: Village) -> None:
    phone = village.phone("teacher")
    await press(phone, AskCurator())
    await phone.says(" /HELP ")
    phone.sees("Я напоминаю о сроках")


async def test_a_link_goes_before_the_open_question(village: Village) -> None:
    phone = village.phone("teacher")
    await press(phone, AskCurator())
    await phone.follows("ABCDEFGHJK")
    phone.sees("Такого кода нет")
    assert village.phone("curator").screen == []


async def test_whoever_blocks_us_is_not_written_to_until_they_come_back(village: Village) -> None:
    phone = village.phone("curator")
    village.pocket.blocks(phone.user)
    await village.stage.settle()
    curator = village.people["curator"].participant
    async with village.database.reading() as tx:
        assert await participants.open_addresses(tx, curator) == []
    teacher = village.phone("teacher")
    await press(teacher, AskCurator())
    await teacher.says("Когда семинар?")
    await teacher.taps("Отправить")
    village.phone("coordinator").sees("Когда семинар?")
    assert phone.screen == []
    village.pocket.unblocks(phone.user)
    await phone.says("меню")
    phone.sees("чем помочь?")
    async with village.database.reading() as tx:
        assert len(await participants.open_addresses(tx, curator)) == 1


async def test_what_somebody_does_in_a_chat_does_not_reopen_their_own_dialogue(village: Village) -> None:
    phone = village.phone("curator")
    village.pocket.blocks(phone.user)
    await village.stage.settle()
    await phone.adds_to_chat("-100500", "Директора")
    await phone.removes_from_chat("-100500")
    async with village.database.reading() as tx:
        assert await participants.open_addresses(tx, village.people["curator"].participant) == []
