"""Forms: back, skip, cancel, resume; old buttons; what was given is never thrown away unasked."""

import pytest

from handlers import conversation
from handlers.forms import TAKERS, Given
from handlers.turn import Turn
from messages.buttons import encode
from messages.meanings import AskCurator, AskMoreTime, CorrectName, FormPick, FormSkip, MarkDone
from messages.updates import Address, FileKind, IncomingFile, Said, SentFile, Update
from storage.participants import by_id
from tests.handlers.conftest import CHANNEL, Village, press
from tests.handlers.tables import change, rows
from tests.phone import Phone
from tests.wording import CATALOGUE


async def started(village: Village) -> Phone:
    """A day was chosen, the reason is asked."""
    task = await village.task("1.3.1")
    phone = village.phone("director")
    await press(phone, AskMoreTime(task.id))
    await phone.taps("пятница, 21 сентября")
    return phone


async def test_an_old_question_is_recognised_and_the_present_one_offered(village: Village) -> None:
    task = await village.task("1.3.1")
    phone = village.phone("director")
    await press(phone, AskMoreTime(task.id))
    old = phone.last.buttons[0][0][1]
    await phone.taps("пятница, 21 сентября")
    before = rows(village.file)
    await phone.presses(old)
    phone.sees("прежний вопрос")
    assert rows(village.file) == before
    await phone.taps("К текущему вопросу")
    phone.sees("Почему нужен перенос?")


async def test_a_button_of_a_finished_form_says_so(village: Village) -> None:
    phone = await started(village)
    back = phone._button("‹ Назад")[1]
    await phone.says("Болеем")
    await phone.presses(back)
    phone.sees("уже ответили или отменили")


async def test_cancelled_by_a_word_by_a_command_or_by_a_button(village: Village) -> None:
    for way in ("Отмена", "/cancel", "/отмена", ""):
        phone = await started(village)
        await (phone.says(way) if way else phone.taps("Отменить"))
        phone.sees("Ничего не изменилось")
        await phone.says("отмена")
        phone.sees("нет незаконченных вопросов")


async def test_back_by_a_word(village: Village) -> None:
    phone = await started(village)
    await phone.says("назад")
    phone.sees("До какого дня перенести?")


async def test_another_form_does_not_throw_away_what_was_answered(village: Village) -> None:
    phone = await started(village)
    await press(phone, AskCurator())
    phone.sees("ответ не потерялся")
    await phone.taps("Продолжить")
    phone.sees("Почему нужен перенос?")
    await press(phone, CorrectName())
    await phone.taps("Отменить прежний ответ")
    await press(phone, CorrectName())
    phone.sees("Сейчас вы записаны как")


async def test_a_form_without_answers_gives_way_to_another(village: Village) -> None:
    phone = village.phone("director")
    await press(phone, CorrectName())
    await press(phone, AskCurator())
    phone.sees("Напишите вопрос")


async def test_a_command_breaks_into_a_question_and_it_is_resumed_days_later(village: Village) -> None:
    phone = await started(village)
    await phone.says("/menu")
    phone.sees("чем помочь?")
    await village.stage.clock.advance(5 * 86400)
    village.stage.start()
    await phone.taps("Продолжить ответ")
    await phone.says("Болеем")
    phone.sees("перенести срок на 21 сентября 2018")


async def test_a_sticker_is_no_answer_and_the_question_stands(village: Village) -> None:
    phone = await started(village)
    village.pocket.sends_sticker(phone.user)
    await village.stage.settle()
    assert phone.has_seen("прочитать не могу")
    phone.sees("Почему нужен перенос?")


async def test_what_may_not_be_skipped_is_asked_again(village: Village) -> None:
    phone = await started(village)
    serial = int(phone._button("‹ Назад")[1].split(":")[2])
    await phone.presses(encode(FormSkip(serial)))
    phone.sees("Почему нужен перенос?")


async def test_a_forged_answer_is_checked_like_a_typed_one(village: Village) -> None:
    task = await village.task("1.3.1")
    phone = village.phone("director")
    await press(phone, AskMoreTime(task.id))
    serial = int(phone.last.buttons[0][0][1].split(":")[2])
    await phone.presses(encode(FormPick(serial, "2025-01-01")))
    assert phone.has_seen("Программа заканчивается")


async def test_a_double_tap_on_an_answer_counts_once(village: Village) -> None:
    task = await village.task("1.3.1")
    phone = village.phone("director")
    await press(phone, AskMoreTime(task.id))
    shown, payload = phone._button("пятница, 21 сентября")
    for _ in range(2):
        village.pocket.presses(phone.user, payload, shown.ref)
    await village.stage.settle()
    await phone.taps("К текущему вопросу")
    phone.sees("21 сентября 2018", "Почему нужен перенос?")


async def test_a_form_about_what_is_no_longer_ones_own_ends(village: Village) -> None:
    task = await village.task("1.4.1")
    change(village.file, "update tasks set handed_to = ? where id = ?", village.people["teacher"].participant, task.id)
    phone = village.phone("teacher")
    await press(phone, MarkDone(task.id))
    await phone.says("Приказ")
    change(village.file, "update tasks set handed_to = null where id = ?", task.id)
    await phone.taps("✅ Готово")
    phone.sees("Эта задача вас не касается")
    await phone.says("меню")
    assert "Продолжить ответ" not in phone.labels()


async def test_a_form_of_an_older_version_is_as_if_it_were_not_open(village: Village) -> None:
    phone = await started(village)
    change(village.file, "update conversations set form = 'gone'")
    await phone.says("Болеем")
    phone.sees("Я вас не понял")


HERE = Address(CHANNEL, "1")
PHOTO = IncomingFile(FileKind.PHOTO, "r", "photo.jpg", "image/jpeg")


@pytest.mark.parametrize(
    ("update", "given"),
    [
        (Said(key="k", address=HERE, text=" да \n", styled=" <b>да</b> \n"), Given("да", styled="<b>да</b>")),
        (Said(key="k", address=HERE, text=" a < b "), Given("a < b")),
        (
            SentFile(key="k", address=HERE, files=(PHOTO,), caption="вот ", styled="<i>вот</i> "),
            Given("вот", styled="<i>вот</i>"),
        ),
        (SentFile(key="k", address=HERE, files=(PHOTO,), caption="вот"), Given("вот")),
    ],
)
async def test_an_answer_is_given_with_its_formatting(
    village: Village, monkeypatch: pytest.MonkeyPatch, update: Update, given: Given
) -> None:
    taken: list[Given] = []

    async def take(_turn: Turn, _state: str, words: Given) -> None:
        taken.append(words)

    monkeypatch.setitem(TAKERS, "listening", take)
    async with village.database.transaction() as tx:
        me = await by_id(tx, village.people["curator"].participant)
        turn = Turn(tx, village.now, 0, update, me, CATALOGUE)
        await conversation.hold(turn, "listening", "")
        await conversation.Conversation().answered(turn)
    assert taken == [given]
