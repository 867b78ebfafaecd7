"""What a person can send beside words: voices, stickers, pictures, albums, places, contacts, documents."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any, Final

from simulator import files
from simulator.model import Bot, Chat, Json, Message, Upload

if TYPE_CHECKING:
    from simulator.world import World

PIXEL: Final = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)


class Sendables:
    """The part of a phone that sends things; `chat` and `put` come from the phone."""

    world: World
    bot: Bot

    if TYPE_CHECKING:

        @property
        def chat(self) -> Chat: ...

        def put(self, chat: Chat, content: Json, kind: str, files: tuple[object, ...] = ()) -> Message: ...

    def _send(self, kind: str, upload: Upload, more: Json | None = None, **attributes: Any) -> Message:
        file_id = files.keep(self.bot, kind, upload, **attributes)
        content = {**files.content(self.bot, file_id), **(more or {})}
        return self.put(self.chat, content, kind, (self.bot.files[file_id],))

    def send_voice(self, seconds: int = 3, data: bytes = b"OggS voice") -> Message:
        """A voice note of some seconds."""
        return self._send("voice", Upload("voice.ogg", data, "audio/ogg"), duration=seconds)

    def send_sticker(self, emoji: str = "👍") -> Message:
        """A sticker that stands for an emoji."""
        return self._send("sticker", Upload("sticker.webp", emoji.encode(), "image/webp"), emoji=emoji)

    def send_photo(self, data: bytes = PIXEL, caption: str = "") -> Message:
        """A picture, with words under it or none."""
        return self._send("photo", Upload("photo.png", data, "image/png"), _caption(caption))

    def send_album(self, count: int = 3, caption: str = "", data: bytes = PIXEL) -> list[Message]:
        """Several pictures at once: as many messages (and updates) with one `media_group_id`."""
        group = {"media_group_id": str(14_000_000_000_000_000 + self.world.number)}
        captions = [caption] + [""] * (count - 1)
        upload = Upload("photo.png", data, "image/png")
        return [self._send("photo", upload, {**group, **_caption(one)}) for one in captions]

    def send_document(self, name: str = "letter.pdf", data: bytes = b"%PDF-1.4", caption: str = "") -> Message:
        """A file."""
        return self._send("document", Upload(name, data, "application/pdf"), _caption(caption))

    def send_video(self, seconds: int = 3, data: bytes = b"video") -> Message:
        """A video of some seconds."""
        return self._send("video", Upload("video.mp4", data, "video/mp4"), duration=seconds)

    def send_location(self, latitude: float, longitude: float) -> Message:
        """A place, in degrees; the key that asked for it goes away."""
        if any(key.get("request_location") for row in self.chat.keyboard or [] for key in row):
            self.chat.keyboard = None
        return self.put(self.chat, {"location": {"latitude": latitude, "longitude": longitude}}, "location")

    def send_contact(self, number: str = "+15550100", first_name: str = "Sol") -> Message:
        """Somebody's number."""
        return self.put(self.chat, {"contact": {"phone_number": number, "first_name": first_name}}, "contact")

    def send_dice(self, value: int = 4) -> Message:
        """A die that shows a number."""
        return self.put(self.chat, {"dice": {"emoji": "🎲", "value": value}}, "dice")


def _caption(caption: str) -> Json:
    return {"caption": caption} if caption else {}
