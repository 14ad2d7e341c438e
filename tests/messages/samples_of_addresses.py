"""Sample facts for what is said of a person's messengers, the barest and the fullest."""

from collections.abc import Mapping
from typing import Any

from handlers.addresses import Place
from storage.participants import Home
from tests.messages.samples_of_rooms import INVITE, NAME, NOTHING

HERE = Place(Home("a", "1"), "Telegram", "2018-05-16", here=True, closed=False, preferred=False)
SHUT = Place(Home("b", "1"), "ВКонтакте <2>", "2018-09-01", here=False, closed=True, preferred=True)
FIXED = Place(Home("b", "2"), "ВКонтакте 1", "2018-09-01", here=False, closed=False, preferred=True)
CODE: Mapping[str, Any] = {"code": "ABCDEFGHJK", "titles": ["ВКонтакте", "MAX"], "title": "ВКонтакте", "minutes": 15}
LINKS: Mapping[str, Any] = {**INVITE, "title": "ВКонтакте", "number": 47, "minutes": 15, "name": NAME}
LIST: Mapping[str, Any] = {"places": [HERE, SHUT], "several": True, "target": HERE, "fixed": None}

ADDRESSES: dict[str, tuple[Mapping[str, Any], ...]] = {
    **dict.fromkeys((
        "addresses/last_one", "addresses/gone", "addresses/taken", "addresses/old_code", "addresses/forbidden",
        "addresses/not_linked", "addresses/not_possible", "addresses/asked_often", "addresses/over",
        "fallback/too_fast",
    ), (NOTHING,)),
    **dict.fromkeys((
        "addresses/own_code", "addresses/linked", "addresses/told_linked", "addresses/is_it_you",
        "addresses/how_to_link", "addresses/question", "addresses/asked", "addresses/allowed", "registration/also_you",
    ), (LINKS,)),
    "addresses/list": (
        LIST, {**LIST, "fixed": SHUT}, {**LIST, "places": [FIXED, HERE], "target": FIXED, "fixed": FIXED},
        {**LIST, "places": [HERE], "several": False}, {**LIST, "target": None},
    ),
    "addresses/code": (CODE, {**CODE, "titles": []}),
    "addresses/choose": ({"place": HERE, "chosen": True}, {"place": FIXED, "chosen": False}),
    "addresses/which": ({"place": HERE}, {"place": FIXED}),
    "addresses/sure": ({"place": HERE}, {"place": FIXED}),
    "addresses/dropped": ({"place": HERE}, {"place": FIXED}),
    "addresses/too_many": ({"most": 5},),
}
