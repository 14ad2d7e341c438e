"""Words of a question and of a material meet whatever their endings; a button carries them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages import buttons
from messages.meanings_of_library import ShowFound
from scheduler import stems


@pytest.mark.parametrize("words", [
    "консультация консультации консультаций консультациям консультирования консультировать консультируют",
    "отчёт отчёты отчета ОТЧЁТАМ отчетов", "модернизация модернизировать модернизации", "методика методики методике",
    "организация организовать организации", "чтение чтения чтению", "учитель учителя учителей учителям",
    "программы программа программ", "template templates"])
def test_forms_of_a_word_are_one(words: str) -> None:
    assert len(stems.of(words)) == 1


@pytest.mark.parametrize("words", ["команда командир", "образ образование", "школа школьник", "план планёрка",
                                   "командировка команда"])
def test_other_words_stay_apart(words: str) -> None:
    assert len(stems.of(words)) == 2


def test_what_everybody_says_says_nothing() -> None:
    assert stems.of("Здравствуйте! Подскажите, пожалуйста, где и как это можно найти?") == []
    assert stems.of("Где взять шаблон приказа № 7?")[-2:] == ["приказ", "7"]


def test_what_does_not_fit_a_button_is_left_out() -> None:
    words = stems.of("Положение о внутришкольной системе оценивания образовательных достижений обучающихся 2018 Zoom")
    kept = stems.unpack(stems.pack(words))
    assert kept == [word for word in words if word in kept]
    assert 3 <= len(kept) < len(words)


@given(st.text(max_size=300), st.integers(0, 99))
def test_whatever_is_typed_a_button_can_carry_it(text: str, page: int) -> None:
    meaning = ShowFound(stems.pack(stems.of(text)), page)
    assert buttons.decode(buttons.encode(meaning)) == meaning
    assert set(stems.unpack(meaning.stems)) <= set(stems.of(text))


@given(st.text(max_size=60))
def test_whatever_stands_on_a_button_is_read_as_some_words(packed: str) -> None:
    assert all(stems.unpack(packed))
