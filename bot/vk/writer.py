"""Our replies as the parameters of VK's calls. Pure: knows no library and no network.

VK shows no markup, so texts go as plain words; VK's own `format_data` is not in its schema and is left out.
"""

import json
import re
from collections.abc import Sequence

from messages import markup
from messages.messenger import Parcel
from messages.replies import Button, Tone

NOTICE_LIMIT = 90
"""Characters of the notice that answers a press."""

COLOURS = {Tone.PLAIN: "secondary", Tone.GOOD: "positive", Tone.BAD: "negative", Tone.MAIN: "primary"}

_MENTION = re.compile(r"\[(?=[\w.]+\|)|(?<!\w)[@*](?=[\w.]+ ?\()", re.ASCII)
"""VK makes links of `[id1|Name]`, `@id1 (Name)` and `*id1 (Name)`."""

Params = dict[str, str | int]


def new(parcel: Parcel, attachment: str = "") -> Params:
    """What `messages.send` takes. With `peer_ids` VK answers by the message's number in the dialogue."""
    return {"peer_ids": parcel.user, "random_id": parcel.random_id, **_body(parcel, attachment)}


def to_many(parcels: Sequence[Parcel], attachment: str = "") -> Params:
    """The same for several parcels that differ only in whom they are for."""
    return {**new(parcels[0], attachment), "peer_ids": ",".join(parcel.user for parcel in parcels)}


def changed(parcel: Parcel, attachment: str = "") -> Params:
    """What `messages.edit` takes. VK drops whatever of the old message is not given again."""
    return {"peer_id": parcel.user, "cmid": parcel.edits, **_body(parcel, attachment)}


def acknowledged(user: str, event: str, notice: str) -> Params:
    """What `messages.sendMessageEventAnswer` takes; without a notice the spinner just stops."""
    params: Params = {"event_id": event, "user_id": user, "peer_id": user}
    if notice:
        params["event_data"] = _dumps({"type": "show_snackbar", "text": _shortened(notice)})
    return params


def keyboard(rows: tuple[tuple[Button, ...], ...]) -> str:
    """The JSON of a keyboard that stands within its message."""
    return _dumps({"inline": True, "buttons": [[_button(button) for button in row] for row in rows]})


def _body(parcel: Parcel, attachment: str) -> Params:
    body: Params = {"message": _unmentioned(markup.plain(parcel.reply.text)), "dont_parse_links": 1}
    if attachment:
        body["attachment"] = attachment
    if parcel.reply.rows:
        body["keyboard"] = keyboard(parcel.reply.rows)
    return body


def _button(button: Button) -> dict[str, object]:
    if button.url:
        # VK refuses a colour here.
        return {"action": {"type": "open_link", "link": button.url, "label": button.label}}
    action = {"type": "callback", "label": button.label, "payload": _dumps({"p": button.payload})}
    return {"action": action, "color": COLOURS[button.tone]}


def _unmentioned(text: str) -> str:
    """Nobody's words become a link to a person or a group under a name of their choice."""
    return _MENTION.sub("\\g<0>\u200b", text)


def _shortened(notice: str) -> str:
    return notice if len(notice) <= NOTICE_LIMIT else notice[: NOTICE_LIMIT - 1].rstrip() + "…"


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
