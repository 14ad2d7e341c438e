"""Days that a sentence names: a proposal."""

import pytest

from handlers import named_days

WEDNESDAY = "2018-05-16"


@pytest.mark.parametrize(("text", "day"), [
    ("Пришлите списки до пятницы", "2018-05-18"), ("к понедельнику", "2018-05-21"), ("До среды жду", "2018-05-23"),
    ("не позднее 25 мая", "2018-05-25"), ("до 25.05", "2018-05-25"), ("до 1 февраля", "2019-02-01"),
    ("до 01.06.2018 г.", "2018-06-01"), ("до конца недели", "2018-05-18"), ("нужно завтра", "2018-05-17"),
    ("послезавтра утром", "2018-05-18"), ("сегодня до 15:00", "2018-05-16"), ("во вторник соберёмся", ""),
    ("до 45 мая", ""), ("до пятого класса", ""), ("", ""), ("сколько детей в среднем звене?", ""),
    ("до следующей пятницы", "2018-05-18")])
def test_a_day_is_heard_in_a_sentence(text: str, day: str) -> None:
    assert named_days.meant(text, WEDNESDAY) == day


@pytest.mark.parametrize(("text", "day"), [
    ("пятница", "2018-05-18"), ("в понедельник", "2018-05-21"), ("среда", "2018-05-23"), ("завтра", "2018-05-17"),
    ("пятница и суббота", "")])
def test_alone_its_name_is_enough(text: str, day: str) -> None:
    assert named_days.meant(text, WEDNESDAY, alone=True) == day
