"""Telegram as a messenger: proves the token, polls, sends, answers presses, fetches; how a call goes is in `api`."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from bot.telegram import outcomes, parts, reader, webhook, writer
from bot.telegram.api import Api, Failed, Pause, TooLarge
from bot.telegram.webhook import TelegramWebhook
from messages.messenger import (
    Batch,
    Capabilities,
    ChannelStopped,
    Fault,
    FileUnavailable,
    Outcome,
    Parcel,
    Rejected,
    Sent,
    Unavailable,
)
from messages.replies import FILE_IN_LIMIT
from messages.updates import IncomingFile, Pressed

log = logging.getLogger(__name__)

NOTICE_LIMIT = 200
UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
"""All that `reader` can make out."""
POLL_MARGIN = 15
FILE_GONE = frozenset({400, 404, 410})
"""What the address of a file answers that cannot be had any more."""


class TelegramMessenger:
    """The bot that `token` belongs to."""

    channel = reader.CHANNEL

    def __init__(
        self,
        token: str,
        *,
        api_url: str | None,
        proxy: str | None,
        capabilities: Capabilities,
        pause: Pause,
        poll_timeout: int = 25,
        webhook_url: str = "",
        webhook_secret: str = "",
    ) -> None:
        self.capabilities = capabilities
        self._poll_timeout = poll_timeout
        self._username = ""
        self._api = Api(token, url=api_url, proxy=proxy, pause=pause)
        self.webhook = TelegramWebhook(
            self._asked, url=webhook_url, secret=webhook_secret, bot=self._api.bot_id, updates=UPDATES,
        ) if webhook_url else None
        self._may_poll = False

    async def open(self) -> None:
        """Prove the token and learn the bot's name."""
        self._username = (await self._told("getMe", {})).username or ""

    async def close(self) -> None:
        """Release the connections."""
        await self._api.close()

    async def receive(self, position: str) -> Batch:
        """The updates from the number `position` on; asking so tells Telegram to forget those before it."""
        if not self._may_poll:
            # Not on opening: a command that wants to know the bot's name must not silence a service elsewhere.
            await webhook.removed(self._asked)
            self._may_poll = True
        offset = int(position) if position.isdigit() else None
        request = {"offset": offset, "timeout": self._poll_timeout, "allowed_updates": UPDATES}
        raws = await self._told("getUpdates", request, self._poll_timeout + POLL_MARGIN)
        numbers = [raw["update_id"] for raw in raws if isinstance(raw.get("update_id"), int)]
        following = str(max(numbers) + 1) if numbers else position
        return Batch(tuple(reader.read(raw, self._api.bot_id) for raw in raws), following)

    async def send(self, parcel: Parcel) -> Outcome:
        """Change the message that the parcel names, if that can be done; else send a new one."""
        if edit := writer.editing(parcel) if parcel.edits else None:
            outcome = await self._api.send(edit)
            if isinstance(outcome, Sent) or (isinstance(outcome, Rejected) and outcomes.unchanged(outcome)):
                return Sent(parcel.edits)
            if not (isinstance(outcome, Rejected) and outcomes.not_editable(outcome)):
                return outcome
        outcome = await self._api.send(writer.sending(parcel))
        if isinstance(outcome, Rejected) and outcomes.voice_unwanted(outcome):
            outcome = await self._api.send(writer.sending_as_document(parcel))
        return outcomes.in_group(outcome) if parcel.user.startswith("-") else outcome

    async def send_many(self, parcels: Sequence[Parcel]) -> list[Outcome]:
        """There is no call that several parcels could share."""
        return [await self.send(parcel) for parcel in parcels]

    async def acknowledge(self, press: Pressed, notice: str = "") -> None:
        """Stop the spinner. Too late or twice is an error to Telegram, but not to us."""
        if not press.ack:
            return
        try:
            text = notice[:NOTICE_LIMIT] or None
            await self._api.call("answerCallbackQuery", {"callback_query_id": press.ack, "text": text})
        except (Failed, ChannelStopped) as trouble:
            log.debug("press %s is not acknowledged: %s", press.key, trouble)

    async def fetch(self, file: IncomingFile) -> bytes:
        """Ask where the file lies, then read it."""
        if (file.size or 0) > FILE_IN_LIMIT:
            raise FileUnavailable(f"{file.size} bytes, limit {FILE_IN_LIMIT}")
        found = await self._asked_for_file(file.ref)
        if not found.file_path:
            raise FileUnavailable("Telegram names no path")
        try:
            return await self._api.download(found.file_path, FILE_IN_LIMIT)
        except TooLarge as trouble:
            raise FileUnavailable(str(trouble)) from None
        except Failed as failed:
            gone = failed.failure.status in FILE_GONE
            raise (FileUnavailable if gone else Unavailable)(str(failed)) from None

    async def _asked_for_file(self, ref: str) -> Any:
        try:
            return await self._api.call("getFile", {"file_id": ref})
        except Failed as failed:
            raise (FileUnavailable if failed.failure.status == 400 else Unavailable)(str(failed)) from None
        except ChannelStopped as stopped:
            raise Unavailable(str(stopped)) from None

    async def profile(self, user: str) -> str:
        """The person's first and last name."""
        try:
            return parts.full_name(await self._api.call("getChat", {"chat_id": user}))
        except (Failed, ChannelStopped) as trouble:
            log.debug("no profile: %s", trouble)
            return ""

    def invite_link(self, code: str) -> str:
        """https://core.telegram.org/bots/features#deep-linking"""
        return f"https://t.me/{self._username}?start={code}" if self._username else ""

    async def _told(self, method: str, params: Mapping[str, Any], patience: int | None = None) -> Any:
        """A call that concerns nobody but the bot. Raises `ChannelProblem`."""
        try:
            return await self._api.call(method, params, patience)
        except Failed as failed:
            raise outcomes.problem(failed.failure) from None

    async def _asked(self, method: str, params: Mapping[str, Any]) -> Any:
        """A call about the webhook; what Telegram finds wrong with it stands in our settings."""
        try:
            return await self._api.call(method, params)
        except Failed as failed:
            if failed.failure.status == 400:
                raise ChannelStopped(Fault.SETTINGS.told(str(failed))) from None
            raise outcomes.problem(failed.failure) from None
