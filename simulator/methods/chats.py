"""Chats and their members; pins and reactions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.errors import bad
from simulator.methods.registry import Request, method
from simulator.model import Json
from simulator.targets import find_chat

if TYPE_CHECKING:
    from simulator.world import World


@method("getChat")
def get_chat(world: World, request: Request) -> Json:
    chat = find_chat(world, request.bot, request.params["chat_id"])
    gifts = {
        "unlimited_gifts": True,
        "limited_gifts": True,
        "unique_gifts": True,
        "premium_subscription": True,
        "gifts_from_channels": True,
    }
    return {**chat.raw(), "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}


@method("getChatMember")
def get_chat_member(world: World, request: Request) -> Json:
    chat = find_chat(world, request.bot, request.params["chat_id"])
    user_id = request.params["user_id"]
    if user_id == request.bot.id:
        return {"status": "member", "user": request.bot.user()}
    for person in chat.people:
        if person.id == user_id:
            owns = chat.is_group and person is chat.people[0]
            status: Json = {"status": "creator", "is_anonymous": False} if owns else {"status": "member"}
            return {**status, "user": person.user()}
    for person in chat.left:
        if person.id == user_id:
            return {"status": "left", "user": person.user()}
    raise bad("user not found" if user_id not in world.people else "PARTICIPANT_ID_INVALID")


@method("getChatMemberCount")
def get_chat_member_count(world: World, request: Request) -> int:
    return len(find_chat(world, request.bot, request.params["chat_id"]).people) + 1


@method("leaveChat")
def leave_chat(world: World, request: Request) -> bool:
    chat = find_chat(world, request.bot, request.params["chat_id"])
    if chat.kind == "private":
        raise bad("chat is not a group chat")
    chat.blocked = True
    return True


@method("pinChatMessage")
def pin_chat_message(world: World, request: Request) -> bool:
    chat = find_chat(world, request.bot, request.params["chat_id"])
    message = chat.messages.get(request.params["message_id"])
    if message is None or message.deleted:
        raise bad("message to pin not found")
    if message.id not in chat.pinned:
        chat.pinned.append(message.id)
    world.happened("pin", chat, message)
    return True


@method("unpinChatMessage")
def unpin_chat_message(world: World, request: Request) -> bool:
    chat = find_chat(world, request.bot, request.params["chat_id"])
    wanted = request.get("message_id") or (chat.pinned[-1] if chat.pinned else None)
    if wanted not in chat.pinned:
        raise bad("message to unpin not found")
    chat.pinned.remove(wanted)
    world.happened("pin", chat)
    return True


@method("unpinAllChatMessages")
def unpin_all_chat_messages(world: World, request: Request) -> bool:
    find_chat(world, request.bot, request.params["chat_id"]).pinned.clear()
    return True


@method("setMessageReaction")
def set_message_reaction(world: World, request: Request) -> bool:
    chat = find_chat(world, request.bot, request.params["chat_id"])
    message = chat.messages.get(request.params["message_id"])
    if message is None or message.deleted:
        raise bad("message to react not found")
    if len(request.get("reaction") or []) > 1:
        raise bad("REACTIONS_TOO_MANY")
    world.happened("reaction", chat, message, what=request.get("reaction") or [])
    return True


@method("getUserProfilePhotos")
def get_user_profile_photos(world: World, request: Request) -> Json:
    if request.params["user_id"] not in world.people:
        raise bad("user not found")
    return {"total_count": 0, "photos": []}
