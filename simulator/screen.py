"""What a person sees: the chat as text, and buttons found by their label."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.model import Json, Message


def drawn(messages: Iterable[Message]) -> str:
    """The chat as text: who says what, pictures and voices in brackets, a line of labels for each button row."""
    return "\n".join(line for message in messages for line in lines(message))


def lines(message: Message) -> list[str]:
    """One message as lines of text."""
    who = message.raw["from"]["first_name"]
    via = f" via @{message.raw['via_bot']['username']}" if "via_bot" in message.raw else ""
    mark = "" if message.kind == "text" else f"[{message.kind}] "
    edited = " (edited)" if message.edits and not message.by_bot else ""
    text = "\n    ".join(message.text.split("\n"))
    drawn_rows = ["    " + " ".join(f"[{button['text']}]" for button in row) for row in message.rows]
    return [f"{who}{via}: {mark}{text}{edited}".rstrip(), *drawn_rows]


def button_of(messages: Iterable[Message], label: str) -> tuple[Message, Json]:
    """The newest message that has a button of this label (or beginning with it), and the button.

    Raises AssertionError, naming the buttons that are there, when there is none.
    """
    newest = sorted((one for one in messages if one.rows), key=lambda one: -one.number)
    for message in newest:
        buttons = [button for row in message.rows for button in row]
        for button in buttons:
            if button["text"] == label:
                return message, button
        for button in buttons:
            if button["text"].startswith(label):
                return message, button
    there = [message.buttons for message in newest[:3]]
    raise AssertionError(f"no button {label!r}; the newest keyboards are {there}")
