"""How a held message looks: while it is held, when it comes back, in the three small questions, and at the end."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.memory import Hold, Memory
from bot.domain.scene import Scene
from bot.domain.speech import Button, Say, Words, column, words
from bot.flows.common import BACK, HELP, HOLD, MENU, STAY, button, say

SCREEN = "hold"
MINUTE = timedelta(minutes=1)
MINUTES = 5
PARTS = ("feeling", "need", "ask")
TONES = 3
# Telegram's copy button takes 256 units; the longest frame of a line leaves this much for each of its three parts.
COPY, PART = 256, 50
EXCERPT = 140
SHARE = "https://t.me/share/url?url={link}%3Fstart%3D{door}"


# Where the plan's try is to send later, or to leave later: the way here stands on the day's own screen.
DAYS = ("day-11", "day-12", "day-24", "day-36")
BY_LEANING = {"a": (HOLD,), "v": (STAY,), "both": (HOLD, STAY)}


def at_day(memory: Memory, day_id: str) -> tuple[Button, ...]:
    """The buttons that a day of the plan has for its person's leaning."""
    leaning = memory.known.leaning if memory.known else "low"
    return BY_LEANING.get(leaning, ()) if day_id in DAYS else ()


def units(text: str) -> int:
    """A length as Telegram counts it."""
    return len(text) + sum(1 for sign in text if sign > "\uffff")


def greeting(door: str) -> Say:
    """For somebody who came by a shared link: one line, and a button that says 18 and agrees."""
    agree = button("front.button.begin", e.HoldAgree(door), "primary")
    rows = ((agree,), (button("front.button.privacy", e.Page("privacy")), HELP))
    return say(SCREEN, words(f"hold.door.{door}"), rows=rows)


def ask(key: str = "hold.ask") -> Say:
    """Give me the message that you are about to send."""
    return replace(say(SCREEN, words(key), rows=((BACK, MENU),)), wants_words=True)


def minutes(hold: Hold, now: datetime) -> int:
    """Whole minutes that it has been held, 0 to 5."""
    return max(0, min(MINUTES, (now - hold.since) // MINUTE))


def held(scene: Scene, hold: Hold) -> Say:
    """While it is held. Every button here belongs to the hold: nothing else may take this message's place."""
    n = minutes(hold, scene.now)
    step = (hold.number + hold.step + n) % (scene.library.count("hold.step") or 1)
    rows = column(
        button("hold.button.step", e.HoldStep(hold.number, hold.step + 1), "primary"),
        button("hold.button.give", e.HoldGive(hold.number)),
        button("hold.button.let", e.HoldLet(hold.number)),
        button("front.button.menu", e.HoldAside(hold.number)),
    )
    return say(SCREEN, words("hold.held", dots="●" * n + "○" * (MINUTES - n)), words(f"hold.step.{step}"), rows=rows)


def over() -> Say:
    """What the message that showed the minutes says when they are over."""
    return say(SCREEN, words("hold.over", dots="●" * MINUTES))


def offered(scene: Scene, hold: Hold, key: str = "hold.offered") -> Say:
    """It is back. No word of it stands here: this one is seen on a lock screen."""
    n = hold.number
    rows = column(
        button("hold.button.rewrite", e.HoldAsk(n, PARTS[0]), "primary"),
        button("hold.button.as-is", e.HoldAsIs(n)),
        button("hold.button.let", e.HoldLet(n)),
    )
    return say(SCREEN, words(key), rows=(*rows, (MENU, HELP)))


# ------------------------------------------------------------------------------------------------- the rewrite
def question(scene: Scene, hold: Hold, part: str, first: Words | None = None) -> Say:
    """One of the three small questions: picks, or words of one's own."""
    n = hold.number
    picks = [
        button(f"hold.button.{part}-{pick}", e.HoldPick(n, part, pick))
        for pick in range(scene.library.count(f"hold.pick.{part}"))
    ]
    across = 2 if part == PARTS[0] else 1
    rows = tuple(tuple(picks[at : at + across]) for at in range(0, len(picks), across))
    lines = [first] if first else []
    if part == PARTS[0] and hold.text.strip():
        lines.append(words("hold.given", text=_excerpt(hold.text)))
    last = (button("hold.button.other", e.HoldShow(n)), button("hold.button.let", e.HoldLet(n)))
    return replace(say(SCREEN, *lines, words(f"hold.question.{part}"), rows=(*rows, last)), wants_words=True)


def _excerpt(text: str) -> str:
    whole = " ".join(text.split())
    return whole if len(whole) <= EXCERPT else f"{whole[: EXCERPT - 1].rstrip()}…"


def own(hold: Hold) -> Say:
    """The whole line in one's own words."""
    rows = ((button("hold.button.keep-line", e.HoldAsk(hold.number, "preview")), MENU),)
    return replace(say(SCREEN, words("hold.own"), rows=rows), wants_words=True)


def line(hold: Hold) -> Words:
    """The rewrite as it stands: assembled from its parts, or its owner's own."""
    if hold.line:
        return words("hold.text", text=hold.line)
    return words(f"hold.line.{hold.tone % TONES}", **{part: _part(hold, part) for part in PARTS})


def _part(hold: Hold, part: str) -> str | Words:
    said = hold.parts.get(part, 0)
    return said if isinstance(said, str) else words(f"hold.pick.{part}.{said}")


def preview(scene: Scene, hold: Hold) -> Say:
    """The line, to look at, to change and to copy."""
    n = hold.number
    tone = (
        (button("hold.button.tone", e.HoldTone(n, (hold.tone + 1) % TONES)),) if not hold.line else ()
    )
    rows = (
        (copy_button(hold, "line"),),
        (button("hold.button.done", e.HoldDone(n)),),
        tuple(button(f"hold.button.{part}", e.HoldAsk(n, part)) for part in PARTS),
        (*tone, button("hold.button.own", e.HoldAsk(n, "line"))),
        (button("hold.button.let", e.HoldLet(n)), button("hold.button.other", e.HoldShow(n))),
    )
    return say(SCREEN, words("hold.preview", line=line(hold)), rows=rows)


def copy_button(hold: Hold, what: str) -> Button:
    """Puts the words (or the line) on the clipboard; what is too long for that is said as a message of its own."""
    text = said(hold, what)
    short = units(hold.line if what == "line" else hold.text) <= COPY
    return Button(
        words("hold.button.copy"), e.HoldCopy(hold.number, what), copy=text if short else None, style="primary"
    )


def said(hold: Hold, what: str) -> Words:
    """The words as they were given, or the line."""
    return line(hold) if what == "line" else words("hold.text", text=hold.text)


# ------------------------------------------------------------------------------------------------- the end
def done(scene: Scene, hold: Hold, *, kept: bool = False) -> Say:
    """How it ended, what there is to copy, and how often it has been done."""
    lines: list[Words] = [_ending(hold)]
    rows: list[tuple[Button, ...]] = []
    if hold.outcome == "rewritten":
        rows.append((copy_button(hold, "line"),))
    elif hold.outcome == "sent_as_is" and 0 < units(hold.text) <= COPY:
        rows.append((copy_button(hold, "words"),))
    if not kept and (hold.text or hold.voice):
        lines.append(words("hold.forgets"))
        rows.append((button("hold.button.keep", e.HoldKeep(hold.number)),))
    counted = summary(scene.memory)
    if counted is not None:
        lines.append(counted)
    rows.append((share(scene, "hold"),))
    return say(SCREEN, *lines, rows=(*rows, (button("front.button.today", e.Here()), MENU)))


def _ending(hold: Hold) -> Words:
    if hold.outcome == "rewritten":
        return words("hold.done.rewritten", line=line(hold))
    if hold.outcome != "sent_as_is":
        return words("hold.done.let_go")
    if not hold.text.strip():
        return words("hold.done.voice")
    return words("hold.done.as-is" if units(hold.text) <= COPY else "hold.done.as-is-long")


def share(scene: Scene, door: str) -> Button:
    """A plain link that leads straight here."""
    return Button(words("hold.button.share"), url=SHARE.format(link=scene.bot_link, door=door))


def summary(memory: Memory) -> Words | None:
    """How often it was used, in one line; None where it never was."""
    names = ("held", "rewritten", "let_go", "stayed")
    counts = {name: memory.counts.get(name, 0) for name in names}
    return words("hold.summary", **counts) if counts["held"] or counts["stayed"] else None
