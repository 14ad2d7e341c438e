"""Sample facts for what is said about common chats and in them."""

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from handlers.chats import Line
from storage.chats import Chat
from tests.messages.events import event
from tests.messages.samples_of_rooms import LONG, NOTHING, SCHOOL, TITLE

ZONE = "Asia/Irkutsk"
CHAT = Chat(7, 1, "telegram", "-100500", "Учителя <истории> & обществознания " * 3, 19, SCHOOL, "история и краеведение",
            None, ZONE)
BARE = Chat(8, 1, "vk", "2000000005", "", 19, SCHOOL, "", 1_527_000_000, ZONE)
OF_CHAT: tuple[Mapping[str, Any], ...] = tuple({"chat": chat, "title": "ВКонтакте"} for chat in (CHAT, BARE))
LINES = [Line(number, chat, "ВКонтакте") for number, chat in enumerate([CHAT, BARE] * 3, 1)]
EVENT = event(title=TITLE, about=LONG, starts_at=1_527_000_000, ends_at=1_527_007_200, time_zone=ZONE, place="Зал <2>",
              capacity=40, minutes=90)
POST: Mapping[str, Any] = {"event": False, "total": 9, "chosen": 2, "page": 0, "pages": 3, "label": "Учителя & чтение"}

CHATS: dict[str, tuple[Mapping[str, Any], ...]] = {
    **dict.fromkeys(("chats/forgotten", "chats/not_yours", "chats/ask_title"), (NOTHING,)),
    **dict.fromkeys(("chats/label", "chats/sure_forget"), OF_CHAT),
    "chats/announcement": ({"text": Markup("<b>Завтра</b> вебинар"), "place": SCHOOL},),
    "chats/ask_contacts": ({"contacts": ["+7 900 000-00-00", "a" * 300 + "@example.org"] * 5},),
    "chats/ask_subject": ({"subject": "история и краеведение"},),
    "chats/card": tuple({**facts, "zone": ZONE} for facts in OF_CHAT),
    "chats/event": ({"event": EVENT, "place": SCHOOL, "zone": ZONE}, {"event": EVENT, "place": SCHOOL, "zone": "UTC"}),
    "chats/greeting": ({"programme": TITLE, "organisation": SCHOOL},),
    "chats/list": ({"lines": LINES, "number": 6}, {"lines": [], "number": 1}),
    "chats/post": (POST, {**POST, "event": True, "chosen": 0}, {**POST, "total": 0, "chosen": 0, "pages": 1}),
    "chats/published": tuple({"number": number, "waiting": waiting, "later": waiting * 1_527_000_000, "zone": ZONE}
                             for number, waiting in ((3, 0), (0, 1), (2, 1), (0, 0))),
    "chats/registered": tuple({**facts, "already": already} for facts in OF_CHAT for already in (True, False)),
    "chats/too_long": ({"limit": 60},),
}
