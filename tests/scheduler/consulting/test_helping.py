"""A list in words: as many messages as it needs, no ask torn in two, nothing longer than a messenger takes."""

from collections.abc import Sequence

from messages.catalogue import Catalogue
from scheduler.consulting import helping
from scheduler.consulting.helping import LONG, PIECES, QUOTED, Bundle
from storage.asks import Ask
from storage.consultations import Stage


def asked(number: int) -> Ask:
    return Ask(number, 1, 2, "", 3, f"Школа {number}", 4, "Курсы", None, Stage.RECEIVED, 5, None, None, "", 0)


def told(words: dict[int, Sequence[str]], number: int) -> list[str]:
    bundle = Bundle(1, 2, 4, "Курсы для учителей", "До сентября", [asked(each) for each in range(1, number + 1)])
    return helping.in_words(Catalogue(), bundle, bundle.asks, words)


def test_a_short_list_is_one_message_under_its_heading() -> None:
    assert told({1: ["Для математиков", "И физиков"]}, 2) == [
        "Курсы для учителей\nДо сентября\n\n1. Школа 1\nДля математиков\nИ физиков\n\n2. Школа 2\nбез слов, с файлом"]


def test_a_long_one_is_several_and_each_ask_stands_whole_in_one() -> None:
    texts = told({each: ["я" * QUOTED] for each in range(1, 31)}, 30)
    assert len(texts) > 1
    assert max(map(len, texts)) <= LONG
    for number in range(1, 31):
        assert sum(f"{number}. Школа {number}\n{'я' * QUOTED}" in text for text in texts) == 1


def test_what_is_not_quoted_is_counted() -> None:
    text, = told({1: ["я" * (QUOTED + 1)] * (PIECES + 2)}, 1)
    assert text.count("…") == PIECES
    assert "(ещё 2 сообщения)" in text


def test_words_are_no_markup() -> None:
    text, = told({1: ["<b>Курсы</b> & {{ 7 * 7 }}"]}, 1)
    assert "<b>Курсы</b> & {{ 7 * 7 }}" in text
