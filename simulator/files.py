"""Files: bytes in, `file_id` out. An id belongs to the bot that got it; another bot's id is refused."""

from __future__ import annotations

import hashlib
import struct
from typing import TYPE_CHECKING, Any, Final

from simulator.errors import WRONG_FILE, Refusal, bad
from simulator.model import Bot, File, Json, Upload

if TYPE_CHECKING:
    from simulator.methods.registry import Request
    from simulator.world import World

PHOTO_BYTES: Final = 10 * 1024 * 1024
UPLOAD_BYTES: Final = 50 * 1024 * 1024
_PREFIX: Final = {
    "photo": "AgACAgIAAxk",
    "document": "BQACAgIAAxk",
    "voice": "AwACAgIAAxk",
    "animation": "CgACAgIAAxk",
    "video": "BAACAgIAAxk",
    "audio": "CQACAgIAAxk",
    "video_note": "DQACAgIAAxk",
    "sticker": "CAACAgIAAxk",
}
_TITLE: Final = {"video_note": "VideoNote"}


def dimensions(data: bytes) -> tuple[str, int, int]:
    """Mime type, width and height of a PNG, JPEG, GIF or WebP; raises `Refusal` for anything else."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) >= 24:
        return "image/png", *struct.unpack(">II", data[16:24])
    if data[:3] == b"GIF" and len(data) >= 10:
        return "image/gif", *struct.unpack("<HH", data[6:10])
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp", 512, 512
    if data[:2] == b"\xff\xd8":
        at = 2
        while at + 9 < len(data) and data[at] == 0xFF:
            if data[at + 1] in (0xC0, 0xC1, 0xC2):
                height, width = struct.unpack(">HH", data[at + 5 : at + 9])
                return "image/jpeg", width, height
            at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    raise bad("IMAGE_PROCESS_FAILED")


def keep(bot: Bot, kind: str, upload: Upload, **attributes: Any) -> str:
    """Store an upload as a file of `kind` and give its file_id. Raises `Refusal` where Telegram would refuse it."""
    if not upload.data:
        raise bad("file must be non-empty")
    if len(upload.data) > UPLOAD_BYTES:
        raise Refusal(413, "Request Entity Too Large")
    mime = upload.mime
    if kind == "photo":
        mime, width, height = _photo(upload.data)
        attributes = {"width": width, "height": height, **attributes}
    elif kind == "animation" and upload.data[:3] == b"GIF":
        mime, width, height = dimensions(upload.data)
        attributes = {"width": width, "height": height, **attributes}
    digest = hashlib.sha256(kind.encode() + upload.data).hexdigest()
    number = len(bot.files) + 1
    file_id = f"{_PREFIX[kind]}{bot.id:x}-{number:05d}{digest[:24]}"
    suffix = {"image/png": "jpg", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}.get(mime, "bin")
    path = f"{kind}s/file_{number}.{suffix}"
    bot.files[file_id] = File(f"AQAD{digest[:12]}", kind, upload.data, upload.name, mime, attributes, path)
    return file_id


def _photo(data: bytes) -> tuple[str, int, int]:
    if len(data) > PHOTO_BYTES:
        raise bad(f"file of size {len(data)} bytes is too big for a photo; the maximum size is {PHOTO_BYTES} bytes")
    mime, width, height = dimensions(data)
    if width + height > 10_000 or not 1 / 20 <= width / max(height, 1) <= 20:
        raise bad("PHOTO_INVALID_DIMENSIONS")
    return mime, width, height


def resolve(world: World, request: Request, kind: str, value: Any, part: str) -> str:
    """The file_id for what a request names: an upload, `attach://…`, a known file_id, or a known URL."""
    bot = request.bot
    if isinstance(value, str) and value.startswith("attach://"):
        part = value.removeprefix("attach://")
    elif isinstance(value, str) and value:
        return _existing(world, bot, kind, value)
    upload = request.files.get(part)
    if upload is None:
        raise bad(WRONG_FILE if value else f"there is no {kind} in the request")
    return keep(bot, kind, upload)


def _existing(world: World, bot: Bot, kind: str, value: str) -> str:
    if value.startswith(("http://", "https://")):
        if value not in world.urls:
            raise bad("failed to get HTTP URL content")
        return keep(bot, kind, Upload(value.rsplit("/", 1)[-1], world.urls[value]))
    file = bot.files.get(value)
    if file is None:
        raise bad(WRONG_FILE)
    if file.kind != kind:
        raise bad(f"can't use file of type {_named(file.kind)} as {_named(kind)}")
    return value


def _named(kind: str) -> str:
    return _TITLE.get(kind, kind.capitalize())


def content(bot: Bot, file_id: str) -> Json:
    """The part of a message that shows a stored file, for example `{"photo": [...]}`."""
    file = bot.files[file_id]
    ids = {"file_id": file_id, "file_unique_id": file.unique_id, "file_size": len(file.data)}
    if file.kind == "photo":
        return {"photo": _sizes(bot, file, file_id, ids)}
    raw: Json = {**ids, **_DEFAULTS.get(file.kind, {}), **file.attributes}
    if file.kind in ("document", "animation", "video", "audio"):
        raw["file_name"] = file.name
    if file.kind not in ("sticker", "video_note"):
        raw["mime_type"] = file.mime
    shown: Json = {file.kind: raw}
    if file.kind == "animation":
        shown["document"] = {key: raw[key] for key in (*ids, "file_name", "mime_type")}
    return shown


def _sizes(bot: Bot, file: File, file_id: str, ids: Json) -> list[Json]:
    width, height = file.attributes["width"], file.attributes["height"]
    scale = 90 / max(width, height, 90)
    small_id = f"{file_id}s"
    bot.files.setdefault(small_id, file)
    small = {
        "file_id": small_id,
        "file_unique_id": f"{file.unique_id}s",
        "file_size": max(1, len(file.data) // 50),
        "width": max(1, round(width * scale)),
        "height": max(1, round(height * scale)),
    }
    return [small, {**ids, "width": width, "height": height}]


_DEFAULTS: Final[dict[str, Json]] = {
    "voice": {"duration": 1},
    "audio": {"duration": 1},
    "video": {"duration": 1, "width": 640, "height": 480},
    "animation": {"duration": 1, "width": 320, "height": 320},
    "video_note": {"duration": 1, "length": 240},
    "sticker": {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False},
}
