"""Sample facts for what is said of help: the longest names and lists, asks at every stage, lists of nothing."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers.asks_gathering import MOST, PAGE
from scheduler.consulting.helping import QUOTED, HandedOn
from storage.asks import Ask, List, OfKind
from storage.consultations import Stage, State
from tests.messages.samples_of_consultations import AT, BY, GATHERED, QUEUED, TOPIC, ZONE
from tests.messages.samples_of_consultations import FULL as THREAD
from tests.messages.samples_of_rooms import LONG, NAME, NOTHING, SCHOOL, TITLE, TODAY

PLACE = SCHOOL * 3
ASK = Ask(123456, 1, 2, NAME, 19, PLACE, 3, TOPIC, 5, Stage.IN_WORK, AT, None, None, LONG, 3)
STAGES = tuple(replace(ASK, id=ASK.id + number, stage=each, handed_at=AT)
               for number, each in enumerate(each for each in Stage if each is not Stage.NONE))
WORDLESS = replace(ASK, beginning="", files=1, owner=None, stage=Stage.RECEIVED, kind_title="Другое")
MANY = tuple(replace(ASK, id=ASK.id + number) for number in range(MOST))
SUMS = {each: 123 for each in Stage if each is not Stage.NONE}
LISTS = [List(123456, TOPIC, AT, each, State.OPEN, MOST, LONG) for each in (None, AT, AT, None, AT)]
WHICH = ("open", "handed", "over")


def gathering(**facts: Any) -> tuple[Mapping[str, Any], ...]:
    return tuple({**facts, "pieces": each, "zone": ZONE} for each in GATHERED)


def ticking(asks: tuple[Ask, ...], chosen: tuple[Ask, ...], **facts: Any) -> Mapping[str, Any]:
    return {"kind": TOPIC, "asks": asks, "chosen": chosen, "chosen_ids": {each.id for each in chosen},
            "shown": asks[:PAGE], "page": 0, "pages": -(-len(asks) // PAGE), "title": TITLE, "words": LONG,
            "by_hand": False, "number": 123456, "school": PLACE, **facts} | {"chosen": chosen}


ASKING: Mapping[str, Any] = {"kind": TOPIC, "title": TOPIC, "people": [NAME] * 3, "many": 20, "answer_by": BY}
ASKS: dict[str, tuple[Mapping[str, Any], ...]] = {
    **{f"asks/{name}": (NOTHING,) for name in (
        "not_a_school", "not_a_watcher", "not_a_coordinator", "not_a_counter", "nobody_to_tell", "none_to_gather",
        "attached", "ask_words")},
    "asks/ask_kind": ({**ASKING, "pieces": [], "zone": ZONE},),
    "asks/ask": (*gathering(**ASKING), *gathering(**{**ASKING, "people": [NAME], "many": 0}),
                 *gathering(**{**ASKING, "people": [NAME] * 2, "many": 0}), *gathering(**{**ASKING, "people": []})),
    "asks/asked": tuple({"thread": each, "told": told, "zone": ZONE} for told in (True, False)
                        for each in (THREAD, QUEUED, replace(QUEUED, answer_by=None))),
    "asks/mine": tuple({"asks": each, "zone": ZONE, "number": 123456} for each in (STAGES, (WORDLESS,), ())),
    "asks/told_handed": ({"thread": THREAD},),
    "asks/desk": tuple({"found": found, "open": 123, "handed": 123, "over": 123} for found in (
        [OfKind(3, TOPIC, 123, 45, 6)] * 20, [OfKind(3, TOPIC, 1, 0, 0), OfKind(3, TOPIC, 0, 1, 0),
                                              OfKind(3, TOPIC, 0, 0, 1), OfKind(3, TOPIC, 0, 1, 1)], [])),
    "asks/list": tuple({"asks": each, "which": which, "kind": kind, "zone": ZONE, "number": 123456}
                       for which in WHICH for kind in ("", TOPIC) for each in (STAGES, (WORDLESS,), ())),
    "asks/kinds": tuple({"which": which, "title": TOPIC, "number": 123} for which in WHICH),
    "asks/gather": ({"title": TOPIC, "number": 30},),
    "asks/ask_which": (ticking(MANY, MANY), ticking((ASK, WORDLESS), (ASK,)), ticking((ASK,), ())),
    "asks/ask_title": ({"kind": TOPIC},),
    "asks/ask_sure": (ticking(MANY, MANY), ticking((ASK, WORDLESS), (ASK, WORDLESS), words="", by_hand=True)),
    "asks/list_head": ({"title": TITLE, "words": ""}, {"title": TITLE, "words": LONG}),
    "asks/list_entry": tuple({"number": 30, "ask": ask, "said": said, "more": more, "quoted": QUOTED}
                             for ask in (ASK, WORDLESS, replace(ASK, files=0)) for said in ([], [LONG] * 3)
                             for more in (0, 21)),
    "asks/handed": tuple({"made": HandedOn(123456, number, alone, told), "today": TODAY}
                         for number in (1, 30) for alone, told in ((True, False), (False, True), (False, False))),
    "asks/paper": ({"title": TITLE, "asks": 30},),
    "asks/paper_name": ({"number": 123456},),
    "asks/lists": ({"lists": LISTS, "zone": ZONE, "number": 123456}, {"lists": [], "zone": ZONE, "number": 1}),
    "asks/ask_answer": tuple(
        facts for last in ("", LONG) for asks in (MANY, (ASK,))
        for facts in gathering(thread=THREAD, asks=asks, last=last, number=30)),
    "asks/spread": tuple({"number": each} for each in (1, 30)),
    "asks/counted": tuple({"by": by, "lines": lines, "total": SUMS, "programme": TITLE, "whole": by == "kinds",
                           "title": TITLE}
                          for by in ("kinds", "places") for lines in ([(TOPIC, SUMS)] * 8, [])),
}
