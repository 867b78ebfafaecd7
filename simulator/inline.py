"""Inline mode: queries, answers cached and shared as Telegram does, results posted into other chats."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from simulator import files
from simulator.errors import bad
from simulator.limits import caption_text, message_text
from simulator.methods.registry import Request
from simulator.model import Bot, Chat, Happening, InlineQuery, Json, Message, Person
from simulator.posting import post
from simulator.targets import inline_markup

if TYPE_CHECKING:
    from simulator.world import World

PAYLOAD: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_ANIMATED: Final = {"gif": "animation", "mpeg4_gif": "animation"}
_CACHED: Final = {
    "photo": "photo_file_id",
    "document": "document_file_id",
    "voice": "voice_file_id",
    "sticker": "sticker_file_id",
    "gif": "gif_file_id",
    "mpeg4_gif": "mpeg4_file_id",
    "video": "video_file_id",
    "audio": "audio_file_id",
}


def ready(world: World, request: Request, result: Json) -> Json:
    """A checked result with its message worked out: `{"result", "kind", "content", "file_id"}`."""
    try:
        return _ready(world, request, result)
    except KeyError as missing:
        raise bad(f"can't parse inline query result: Can't find field {missing}") from None


def _ready(world: World, request: Request, result: Json) -> Json:
    kind = str(result["type"])
    kind = _ANIMATED.get(kind, kind)
    content: Json = {}
    file_id: str | None = None
    if "input_message_content" in result:
        kind, content = _written(result["input_message_content"])
    elif kind == "article":
        raise bad("can't parse inline query result: Can't find field \"input_message_content\"")
    else:
        value: Any = result.get(_CACHED.get(result["type"], "")) or result.get(f"{result['type']}_url")
        file_id = files.resolve(world, request, kind, value or None, "")
        content = files.content(request.bot, file_id)
        words, found = caption_text(result.get("caption", ""), result.get("parse_mode"), result.get("caption_entities"))
        if words:
            content |= {"caption": words, **({"caption_entities": found} if found else {})}
    content |= inline_markup(world, request, result.get("reply_markup"))
    return {"result": result, "kind": kind, "content": content, "file_id": file_id}


def _written(given: Json) -> tuple[str, Json]:
    if "message_text" in given:
        text, found = message_text(given["message_text"], given.get("parse_mode"), given.get("entities"))
        preview = {name: given[name] for name in ("link_preview_options",) if name in given}
        return "text", {"text": text, **({"entities": found} if found else {}), **preview}
    if "latitude" in given:
        return "location", {"location": {name: given[name] for name in ("latitude", "longitude")}}
    raise bad("can't parse inline query result: message content is not spoken by the stand-in")


def ask(
    world: World, bot: Bot, person: Person, query: str, *, into: Chat | None, pick: int | str | None, offset: str = ""
) -> InlineQuery:
    """A person types `@bot query`. An answer in the cache is shown at once and the bot never hears of it."""
    if not bot.supports_inline:
        raise AssertionError(f"inline mode of @{bot.username} is off: a phone shows nothing")
    number = str(8_000_000_000_000 + len(world.inline_queries))
    asked = InlineQuery(number, bot, person, query, offset, world.now(), into, pick)
    world.inline_queries[number] = asked
    for whose in (person.id, None):
        kept = world.inline_cache.get((bot.id, query, offset, whose))
        if kept is not None and kept[0] > world.now():
            asked.cached = True
            answered(world, asked, kept[1], kept[2])
            return asked
    raw: Json = {"id": number, "from": person.user(), "query": query, "offset": offset}
    chat_type = None if into is None else {"peer": "private", "private": "sender"}.get(into.kind, into.kind)
    bot.queue.push("inline_query", {**raw, **({"chat_type": chat_type} if chat_type else {})})
    return asked


def answered(world: World, query: InlineQuery, results: list[Json], button: Json | None) -> None:
    """The results arrive on the phone; the one to pick is posted at once."""
    query.results, query.button = results, button
    for one in results:
        words = [one["result"].get("title"), one["result"].get("description"), one["content"].get("caption")]
        query.person.seen.extend(word for word in words if word)
    world.emit(Happening("inline", query.into, None, query.person, query))
    if query.pick is not None and query.into is not None and results:
        choose(world, query, query.pick)


def find(query: InlineQuery, pick: int | str) -> Json:
    """The result at a place, or the one whose id or title begins so."""
    if query.results is None:
        raise AssertionError(f"the inline query {query.query!r} has not been answered yet")
    if isinstance(pick, int):
        return query.results[pick]
    for one in query.results:
        if one["result"]["id"] == pick or str(one["result"].get("title", "")).startswith(pick):
            return one
    raise AssertionError(f"no result {pick!r} among {[one['result'].get('title') for one in query.results]}")


def choose(world: World, query: InlineQuery, pick: int | str, into: Chat | None = None) -> Message:
    """The person taps a result: it is posted `via` the bot, who hears of it only where BotFather says so."""
    one = find(query, pick)
    chat = into or query.into
    if chat is None:
        raise AssertionError("into which chat? name it in `into`")
    bot, content = query.bot, dict(one["content"])
    number = len(world.inline_messages) + 1
    inline_id = f"BAAA{bot.id:x}-{number:06d}" if "reply_markup" in content else None
    shown: tuple[Any, ...] = (bot.files[one["file_id"]],) if one["file_id"] else ()
    sent = post(
        world,
        chat,
        {"via_bot": bot.user(), **content},
        query.person,
        kind=one["kind"],
        files=shown,
        inline_id=inline_id,
    )
    query.sent = sent
    if inline_id is not None:
        world.inline_messages[inline_id] = sent
    if chat.bot is bot:
        chat.started = True
        bot.queue.push("message", sent.raw)
    if bot.inline_feedback:
        chosen: Json = {"result_id": one["result"]["id"], "from": query.person.user(), "query": query.query}
        bot.queue.push("chosen_inline_result", chosen | ({"inline_message_id": inline_id} if inline_id else {}))
    return sent
