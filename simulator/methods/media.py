"""Messages that show a file: photos, documents, voices, animations, stickers, albums; and getFile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from simulator import files
from simulator.errors import bad
from simulator.methods.registry import Request, method
from simulator.methods.sending import caption_part, send
from simulator.model import Json, Message
from simulator.targets import destination

if TYPE_CHECKING:
    from simulator.world import World

_FIELDS: Final = ("duration", "width", "height", "length", "performer", "title", "emoji")
DOWNLOAD_BYTES: Final = 20 * 1024 * 1024


def shown_media(world: World, request: Request, kind: str, params: Json, value: Any, part: str) -> tuple[Json, str]:
    """The media part of a message and its file_id; a new upload takes the fields named in the request."""
    file_id = files.resolve(world, request, kind, value, part)
    if part in request.files or (isinstance(value, str) and value.startswith("attach://")):
        file = request.bot.files[file_id]
        file.attributes.update({name: params[name] for name in _FIELDS if name in params and kind != "photo"})
    return files.content(request.bot, file_id), file_id


@method("sendPhoto")
def send_photo(world: World, request: Request) -> Json:
    return _send(world, request, "photo")


@method("sendDocument")
def send_document(world: World, request: Request) -> Json:
    return _send(world, request, "document")


@method("sendVoice")
def send_voice(world: World, request: Request) -> Json:
    return _send(world, request, "voice")


@method("sendAnimation")
def send_animation(world: World, request: Request) -> Json:
    return _send(world, request, "animation")


@method("sendVideo")
def send_video(world: World, request: Request) -> Json:
    return _send(world, request, "video")


@method("sendAudio")
def send_audio(world: World, request: Request) -> Json:
    return _send(world, request, "audio")


@method("sendVideoNote")
def send_video_note(world: World, request: Request) -> Json:
    return _send(world, request, "video_note")


@method("sendSticker")
def send_sticker(world: World, request: Request) -> Json:
    return _send(world, request, "sticker")


def _send(world: World, request: Request, kind: str) -> Json:
    chat = destination(world, request)
    media, file_id = shown_media(world, request, kind, request.params, request.get(kind), kind)
    content = {**media, **caption_part(request.params)}
    return send(world, request, chat, content, kind, files=(request.bot.files[file_id],)).raw


@method("sendMediaGroup")
def send_media_group(world: World, request: Request) -> list[Json]:
    chat = destination(world, request)
    items = request.params["media"]
    if not 2 <= len(items) <= 10:
        raise bad("group send failed" if items else "there must be from 2 to 10 media in the group")
    ready: list[tuple[str, Json, str]] = []
    for index, item in enumerate(items):
        media, file_id = shown_media(world, request, item["type"], item, item["media"], f"media{index}")
        ready.append((item["type"], {**media, **caption_part(item)}, file_id))
    group = {"media_group_id": str(13_000_000_000_000_000 + world.number)}
    sent: list[Message] = [
        send(world, request, chat, {**group, **content}, kind, files=(request.bot.files[file_id],))
        for kind, content, file_id in ready
    ]
    return [message.raw for message in sent]


@method("getFile")
def get_file(world: World, request: Request) -> Json:
    file_id = request.params["file_id"]
    file = request.bot.files.get(file_id)
    if file is None:
        raise bad("invalid file_id")
    if len(file.data) > DOWNLOAD_BYTES:
        raise bad("file is too big")
    return {
        "file_id": file_id,
        "file_unique_id": file.unique_id,
        "file_size": len(file.data),
        "file_path": file.path,
    }
