"""Answers to presses and to inline queries; messages that were posted out of an inline answer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from simulator import inline
from simulator.errors import TOO_OLD, bad
from simulator.limits import plain_answer
from simulator.methods.registry import Request, method
from simulator.model import Json

if TYPE_CHECKING:
    from simulator.world import World

RESULTS: Final = 50


@method("answerCallbackQuery")
def answer_callback_query(world: World, request: Request) -> bool:
    query = world.callbacks.get(request.params["callback_query_id"])
    text = request.get("text") or None
    if text is not None:
        plain_answer(text)
    too_late = query is None or world.now() - query.at > timedelta(seconds=world.callback_seconds)
    if query is None or too_late or query.answered or query.bot is not request.bot:
        raise bad(TOO_OLD)
    query.answered = True
    query.text = text
    query.show_alert = bool(request.get("show_alert"))
    query.url = request.get("url")
    if text:
        query.person.seen.append(text)
    world.happened("answer", query.message.chat, query.message, query.person, query)
    return True


@method("answerInlineQuery")
def answer_inline_query(world: World, request: Request) -> bool:
    query = world.inline_queries.get(request.params["inline_query_id"])
    results: list[Json] = request.params["results"]
    if len(results) > RESULTS:
        raise bad("too many inline query results specified")
    ids = [result["id"] for result in results]
    if any(not 1 <= len(one.encode()) <= 64 for one in ids):
        raise bad("RESULT_ID_INVALID")
    if len(set(ids)) != len(ids):
        raise bad("RESULT_ID_DUPLICATE")
    button = request.get("button")
    if button is not None and "start_parameter" in button and not inline.PAYLOAD.fullmatch(button["start_parameter"]):
        raise bad("START_PARAM_INVALID")
    ready = [inline.ready(world, request, result) for result in results]
    late = query is None or world.now() - query.at > timedelta(seconds=world.inline_seconds)
    if query is None or late or query.results is not None or query.bot is not request.bot:
        raise bad(TOO_OLD)
    seconds = request.get("cache_time", 300)
    if seconds > 0:
        whose = query.person.id if request.get("is_personal") else None
        until = world.now() + timedelta(seconds=seconds)
        world.inline_cache[(query.bot.id, query.query, query.offset, whose)] = (until, ready, button)
    inline.answered(world, query, ready, button)
    return True


@method("savePreparedInlineMessage")
def save_prepared_inline_message(world: World, request: Request) -> Json:
    inline.ready(world, request, request.params["result"])
    day = int((world.now() + timedelta(days=1)).timestamp())
    return {"id": f"prepared-{len(world.calls)}", "expiration_date": day}
