"""The last resort: everybody gets a friendly answer to everything."""

import pytest

from tests.handlers.conftest import Village
from tests.handlers.tables import rows


@pytest.mark.parametrize("text", ["/unknown", "что-то", "?", "🙂", "<b>", "{{ 7 * 7 }}", "я" * 10_000, "\u200b", "/"])
async def test_words_that_nothing_asked_for_lead_to_the_menu(village: Village, text: str) -> None:
    phone = village.phone("director")
    before = rows(village.file)
    await phone.says(text)
    phone.sees("Я вас не понял", "[Открыть меню]", "[Спросить куратора]")
    assert rows(village.file) == before


@pytest.mark.parametrize("payload", [
    "", "x", "tasks:done", "tasks:done:", "tasks:done:-1", "tasks:done:1:2", "tasks:done:٣", "tasks:done:1e3", "a:b",
    "tasks:done:" + "9" * 30, "'; drop table tasks; --", "form:pick:1:%FF", "🙂", "menu:show:1", "x" * 500])
async def test_a_button_that_we_never_made_does_nothing(village: Village, payload: str) -> None:
    before = rows(village.file)
    for phone, words in ((village.phone("director"), "больше не работает"), (village.stranger(), "Чтобы начать")):
        await phone.presses(payload, "none")
        phone.sees(words)
    assert rows(village.file) == before


async def test_a_sticker_or_a_file_that_nothing_asked_for_gets_an_answer_and_is_not_kept(village: Village) -> None:
    before = rows(village.file)
    for phone, of_sticker, of_file in ((village.phone("director"), "Я вас не понял", "ни к чему не приложен"),
                                       (village.stranger(), "Чтобы начать", "Чтобы начать")):
        village.pocket.sends_sticker(phone.user)
        await village.stage.settle()
        phone.sees(of_sticker)
        await phone.sends("photo", "кот.jpg", b"x", "смотрите")
        phone.sees(of_file)
    assert rows(village.file) == before


@pytest.mark.parametrize("text", ["/start", "/help", "привет", "меню", "", "отмена", "/cancel", "я" * 5000])
async def test_a_stranger_is_told_how_to_begin(village: Village, text: str) -> None:
    before = rows(village.file)
    phone = village.stranger()
    await phone.says(text)
    phone.sees("личную ссылку-приглашение")
    assert rows(village.file) == before
