"""VK's hosts for files: what a community uploads and saves, what people sent and may be fetched."""

from collections.abc import Iterator, Mapping, Sequence

from aiohttp import web

from tests.loopback.vk_rules import VkError

OGG = b"OggS"
PROGRAMS_AND_MUSIC = (".mp3", ".exe")
HEADS = (b"ID3", b"\xff\xfb", b"MZ")
NOT_SAVED = VkError(105, "Couldn't save file")
PIECE = 64 * 1024
NOT_THEIRS = VkError(100, "One of the parameters specified was missing or invalid: attachment")


class Files:
    """All files of one loopback community."""

    def __init__(self, group_id: int, numbers: Iterator[int], violations: list[str]) -> None:
        self.saved: dict[str, tuple[str, bytes]] = {}
        """Name and bytes by what goes into `attachment`."""
        self.of_their_own = False
        """Whether a file serves only the person for whom it was uploaded."""
        self.takes_nothing = False
        """Whether the upload host is ill."""
        self.complaint = ""
        """What the upload host says instead of taking anything."""
        self.refuses_voice: VkError | None = None
        """What `docs.save` says to every voice message."""
        self.voices: set[str] = set()
        """Which of the saved are heard within the dialogue."""
        self.given = 0
        """Bytes of people's files that somebody has fetched."""
        self._peers: dict[str, str] = {}
        self._group_id = group_id
        self._numbers = numbers
        self._violations = violations
        self._uploads: dict[str, tuple[str, bytes]] = {}
        self._spoken: set[str] = set()
        self._uploaded_for: dict[str, str] = {}
        self._sent: dict[str, bytes] = {}

    def keep(self, content: bytes) -> int:
        """A person has sent this file; it lies under `/files/<number>`."""
        number = next(self._numbers)
        self._sent[str(number)] = content
        return number

    async def on_upload(self, request: web.Request) -> web.Response:
        """Take one file in the form's field `file` (a document or a voice message) or `photo`."""
        form = await request.post()
        if "access_token" in request.query or "access_token" in form:
            self._violations.append("upload: the token went to the upload host")
        part = form.get("photo") or form.get("file")
        if self.takes_nothing or not isinstance(part, web.FileField):
            return web.json_response({"error": "no file"})
        if self.complaint:
            return web.json_response({"error": self.complaint})
        number, content = str(next(self._numbers)), part.file.read()
        part.file.close()
        if request.query["type"] == "audio_message":
            if not content.startswith(OGG):
                return web.json_response({"error": "wrong_file_type"})
            self._spoken.add(number)
        self._uploads[number] = (part.filename, content)
        self._uploaded_for[number] = request.query["peer"]
        answer = {"server": 1, "photo": number, "hash": number} if part.name == "photo" else {"file": number}
        return web.json_response(answer)

    async def on_file(self, request: web.Request) -> web.StreamResponse:
        """Give a file that a person sent."""
        if "access_token" in request.query or "Authorization" in request.headers:
            self._violations.append("files: the token went to the file host")
        number = request.match_info["number"]
        if number not in self._sent:
            raise web.HTTPNotFound
        content = self._sent[number]
        response = web.StreamResponse(headers={"Content-Length": str(len(content))})
        await response.prepare(request)
        for at in range(0, len(content), PIECE):
            await response.write(content[at:at + PIECE])
            self.given += len(content[at:at + PIECE])
        return response

    def save_document(self, params: Mapping[str, str]) -> object:
        """`docs.save`; the title is what people see. Neither music nor programs: https://dev.vk.com/api/upload"""
        upload = params.get("file", "")
        _, content = self._uploaded(upload)
        number, title = next(self._numbers), params.get("title", "")
        kind = "audio_message" if upload in self._spoken else "doc"
        if kind == "doc" and (title.lower().endswith(PROGRAMS_AND_MUSIC) or content.startswith(HEADS)):
            raise NOT_SAVED
        if kind == "audio_message" and self.refuses_voice:
            raise self.refuses_voice
        name = f"doc-{self._group_id}_{number}_k"
        self._save(name, (title, content), upload)
        if kind == "audio_message":
            self.voices.add(name)
        return {"type": kind, kind: {"id": number, "owner_id": -self._group_id, "access_key": "k", "title": title}}

    def save_photo(self, params: Mapping[str, str]) -> object:
        """`photos.saveMessagesPhoto`."""
        number, upload = next(self._numbers), params.get("photo", "")
        self._save(f"photo-{self._group_id}_{number}_k", self._uploaded(upload), upload)
        return [{"id": number, "owner_id": -self._group_id, "access_key": "k"}]

    def refused(self, attachment: str, peers: Sequence[str]) -> dict[str, VkError]:
        """Who may not be sent this file."""
        if not self.of_their_own or not attachment:
            return {}
        return {peer: NOT_THEIRS for peer in peers if self._peers[attachment] != peer}

    def _save(self, name: str, file: tuple[str, bytes], upload: str) -> None:
        self.saved[name] = file
        self._peers[name] = self._uploaded_for[upload]

    def _uploaded(self, number: str) -> tuple[str, bytes]:
        if number not in self._uploads:
            raise VkError(100, "file is undefined")
        return self._uploads[number]
