"""Sends to VK: one message, one text to many people, or different texts by one script. Has each failure named.

A repeat is always safe: VK knows the `random_id` of what it has taken, and an edit twice is one edit. So a call that
was refused as a whole can be parted, to find the person or the message that the refusal concerns.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence

from aiohttp import ClientConnectorError

from bot.vk import answers, outcomes, script, writer
from bot.vk.answers import NoAnswer, NotUploaded, Part, Refused
from bot.vk.api import MALFORMED, NETWORK, Api, named
from bot.vk.attachments import Attachments, Name
from messages.messenger import Gone, Outcome, Parcel, Rejected, Scope, Sent, Stopped, TryLater

log = logging.getLogger(__name__)

BETWEEN = 0.25
"""Seconds before a call that the pace did not foresee: VK allows 20 a second, and our pace leaves it some of them."""
WITNESSES = 3
"""So many people refused alike, each alone, mean the message and not the people."""

Pause = Callable[[float], Awaitable[None]]


class Sender:
    """What one community sends."""

    def __init__(self, api: Api, pause: Pause) -> None:
        self._api, self._pause = api, pause
        self._attachments = Attachments(api.upload)

    async def send(self, parcel: Parcel) -> Outcome:
        """Send or edit one message."""
        try:
            return await self._one(parcel)
        except Refused as refused:
            return await self._of(refused)
        except (NoAnswer, *NETWORK, *MALFORMED) as error:
            return _unknown(error)

    async def send_many(self, parcels: Sequence[Parcel]) -> list[Outcome]:
        """Send these by one call, and by a few more where VK refuses that one."""
        if len(parcels) < 2 or any(parcel.edits for parcel in parcels):
            return await self._alone(parcels)
        if len({(parcel.reply, parcel.random_id) for parcel in parcels}) == 1:
            return await self._batch(parcels)
        if any(parcel.reply.attachment for parcel in parcels):
            return await self._alone(parcels)
        return await self._bundle(parcels)

    async def may_write(self) -> bool:
        """Whether the token gives the right to messages."""
        rights = await self._api.call("groups.getTokenPermissions", {})
        return any(right["name"] == "messages" for right in rights["permissions"])

    # One message.

    async def _one(self, parcel: Parcel) -> Sent:
        file = await self._attachments.name(parcel)
        try:
            return await self._put(parcel, file.text)
        except Refused as refused:
            if not _blames_the_file(refused, file):
                raise
        return await self._put(parcel, (await self._attachments.anew(parcel)).text)

    async def _put(self, parcel: Parcel, attachment: str) -> Sent:
        if parcel.edits.isdecimal() and await self._changed(parcel, attachment):
            return Sent(parcel.edits)
        response = await self._api.call("messages.send", writer.new(parcel, attachment))
        (part,) = answers.of_peers(response, [parcel.user])
        if isinstance(part, Sent):
            return part
        raise part

    async def _changed(self, parcel: Parcel, attachment: str) -> bool:
        """Whether the message could be changed in place; if it is gone, a new one must do."""
        try:
            await self._api.call("messages.edit", writer.changed(parcel, attachment))
        except Refused as refused:
            if refused.code in outcomes.NO_LONGER_EDITABLE | outcomes.DENIED:
                return False
            raise
        return True

    # One text to many people.

    async def _batch(self, parcels: Sequence[Parcel]) -> list[Outcome]:
        if len(parcels) == 1:
            return [await self.send(parcels[0])]
        try:
            file = await self._attachments.name(parcels[0])
        except Refused as refused:
            # VK asks for whom a file is uploaded, and that person alone may be the trouble.
            first = await self._of(refused)
            if not isinstance(first, Gone):
                return [first] * len(parcels)
            await self._pause(BETWEEN)
            return [first, *await self._batch(parcels[1:])]
        except (NoAnswer, *NETWORK, *MALFORMED) as error:
            return [_unknown(error)] * len(parcels)
        return await self._together(parcels, file)

    async def _together(self, parcels: Sequence[Parcel], file: Name) -> list[Outcome]:
        try:
            response = await self._api.call("messages.send", writer.to_many(parcels, file.text))
            parts = answers.of_peers(response, [parcel.user for parcel in parcels])
        except Refused as refused:
            whole = await self._of(refused)
            return await self._parted(parcels) if _concerns_some(whole) else [whole] * len(parcels)
        except (NoAnswer, *NETWORK, *MALFORMED) as error:
            return [_unknown(error)] * len(parcels)
        found = await self._named(parts)
        for at, part in enumerate(parts):
            if file.text and isinstance(part, Refused) and part.code in outcomes.FILE_REFUSED:
                await self._pause(BETWEEN)
                found[at] = await self._with_own_file(parcels[at])
        return found

    async def _with_own_file(self, parcel: Parcel) -> Outcome:
        """Send with a file uploaded for this very person: what was uploaded for another may not do."""
        try:
            return await self._put(parcel, (await self._attachments.anew(parcel)).text)
        except Refused as refused:
            return await self._of(refused)
        except (NoAnswer, *NETWORK, *MALFORMED) as error:
            return _unknown(error)

    async def _parted(self, parcels: Sequence[Parcel]) -> list[Outcome]:
        """Is it the message, or one of these people? A few alone tell; then the rest by halves."""
        witnesses, rest = parcels[:WITNESSES], parcels[WITNESSES:]
        found = await self._alone(witnesses)
        if all(isinstance(outcome, Rejected) for outcome in found):
            return found + found[-1:] * len(rest)
        for half in (rest[: len(rest) // 2], rest[len(rest) // 2 :]):
            if half and not _concerns_all(found[-1]):
                await self._pause(BETWEEN)
                found += await self._batch(half)
        return found + found[-1:] * (len(parcels) - len(found))

    # Different texts.

    async def _bundle(self, parcels: Sequence[Parcel]) -> list[Outcome]:
        try:
            answer = await self._api.request("execute", {"code": script.written(map(writer.new, parcels))})
        except Refused as refused:
            whole = await self._of(refused)
            if not _concerns_some(whole):
                return [whole] * len(parcels)
            # Where a script fails as it runs, some of it may be sent; each repeats its `random_id`.
            log.warning("VK refuses a script of %s messages (%s); they go one by one", len(parcels), refused.code)
            await self._pause(BETWEEN)
            return await self._alone(parcels)
        except (NoAnswer, *NETWORK, *MALFORMED) as error:
            return [_unknown(error)] * len(parcels)
        return await self._named(script.read(answer, [parcel.user for parcel in parcels]))

    async def _alone(self, parcels: Sequence[Parcel]) -> list[Outcome]:
        """One by one; what concerns all ends it for the rest."""
        found: list[Outcome] = []
        for parcel in parcels:
            if found:
                await self._pause(BETWEEN)
            found.append(await self.send(parcel))
            if _concerns_all(found[-1]):
                break
        return found + found[-1:] * (len(parcels) - len(found))

    # The names of failures.

    async def _named(self, parts: Sequence[Part]) -> list[Outcome]:
        denied = [part for part in parts if isinstance(part, Refused) and part.code in outcomes.DENIED]
        verdict = type(await self._of(denied[0])) if denied else Gone
        found: list[Outcome] = []
        for part in parts:
            match part:
                case Sent():
                    found.append(part)
                case Refused() if part.code in outcomes.DENIED:
                    found.append(verdict(str(part)))
                case Refused():
                    found.append(outcomes.of_code(part.code, part.detail))
                case NoAnswer():
                    found.append(TryLater(str(part), unknown=True))
        return found

    async def _of(self, refused: Refused) -> Outcome:
        if refused.code not in outcomes.DENIED:
            return outcomes.of_code(refused.code, refused.detail)
        # Denied for one person or for all? Ask what the token may do.
        try:
            allowed = await self.may_write()
        except (Refused, NoAnswer, *NETWORK, *MALFORMED):
            return TryLater(str(refused))
        return Gone(str(refused)) if allowed else outcomes.of_code(refused.code, refused.detail)


def _unknown(error: Exception) -> TryLater:
    if isinstance(error, NotUploaded):
        return TryLater(named(error))
    if isinstance(error, MALFORMED) and not isinstance(error, NETWORK):
        return TryLater(named(error), unknown=True)
    return TryLater(named(error), scope=Scope.TOKEN, unknown=not isinstance(error, ClientConnectorError))


def _blames_the_file(refused: Refused, file: Name) -> bool:
    """Whether it may be that VK does not want this file from before; one uploaded just now is beyond doubt."""
    return bool(file.text) and not file.own and refused.code in outcomes.FILE_REFUSED


def _concerns_some(outcome: Outcome) -> bool:
    """Whether a whole call was refused for what only some of its messages may have."""
    return isinstance(outcome, Rejected | Gone)


def _concerns_all(outcome: Outcome) -> bool:
    return isinstance(outcome, Stopped) or (isinstance(outcome, TryLater) and outcome.scope is Scope.TOKEN)
