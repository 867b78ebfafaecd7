"""The screens of a crisis: the question, the cards, the calm card of the help button, and what lies one tap behind."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from bot.domain import events as e
from bot.domain.helplines import ANYWHERE
from bot.domain.memory import Crisis
from bot.domain.scene import Scene
from bot.domain.speech import Button, Say, Words, column, pairs, words
from bot.flows import helping
from bot.flows.common import NOW, button

SCREEN = "crisis"
A_PAGE = 8

LINES = button("safety.button.more-lines", e.CrisisMore("lines"))
MESSAGE = button("safety.button.message", e.CrisisMore("message"))
CONTACT = button("safety.button.contact", e.CrisisMore("contact"))
WITH_YOU = button("safety.button.with-you", e.CrisisMore("with-you"))
GROUNDING = button("safety.button.grounding", e.CrisisMore("grounding"))
HURT = button("safety.button.someone-hurts-me", e.CrisisMore("abuse"))
I_HURT = button("safety.button.i-hurt-someone", e.CrisisMore("harm"))
SHOW = button("safety.button.help", e.HelpNow(), "primary")
MISREAD = button("safety.button.misread", e.CrisisMeant())
BACK = button("safety.button.back", e.CrisisBack())
TO_CARD = button("crisis.button.card", e.HelpNow())


def screen(scene: Scene) -> Say:
    """The crisis as it stands: the question, the card, its shorter form, or, with nothing found, the calm card."""
    crisis = scene.memory.crisis
    if crisis is None or (crisis.tier == 3 and crisis.stage == "soft"):
        return calm(scene)
    if crisis.stage == "check":
        return _check(crisis)
    if crisis.stage == "safe":
        return _safe(scene, crisis)
    return card(scene, crisis)


def soft(abuse: bool, other: bool) -> Say:
    """The offer behind a usual answer: a minute of quiet, help, or the way back."""
    key = "other" if other else ("abuse" if abuse else "self")
    return Say(SCREEN, (words(f"safety.soft.{key}"),), column(GROUNDING, SHOW, MISREAD, BACK), fresh=True)


def _check(crisis: Crisis) -> Say:
    kind = "abuse" if crisis.kind == "abuse" else "self"
    rows = column(
        button("safety.button.safe-enough", e.CrisisSafe("yes")),
        button("safety.button.not-safe", e.CrisisSafe("no"), "danger"),
        button("safety.button.about-other", e.CrisisMore("other")),
        MISREAD,
    )
    return Say(SCREEN, (words(f"safety.check.{kind}"),), rows)


def _safe(scene: Scene, crisis: Crisis) -> Say:
    abuse = crisis.kind == "abuse"
    said = words("safety.check.safe-abuse" if abuse else "safety.check.safe", **helping.values(scene, abuse))
    lines = (said, *helping.unpicked(scene, abuse), words("safety.rest"))
    return Say(SCREEN, lines, _rows(scene, MESSAGE, MISREAD))


def card(scene: Scene, crisis: Crisis) -> Say:
    if crisis.kind == "harm":
        return _harm(scene, crisis)
    abuse, values = crisis.kind == "abuse", helping.values(scene, crisis.kind == "abuse")
    me = [button("safety.button.about-me", e.CrisisMore("me"))] if crisis.other else []
    if crisis.times > 1:
        kind = "other" if crisis.other else ("abuse" if abuse else "self")
        lines: tuple[Words, ...] = (words(f"safety.card.{kind}-again", **values),)
        return Say(SCREEN, lines, ((LINES, MESSAGE), (WITH_YOU, *me), (MISREAD, BACK)))
    kind = ("other-abuse" if abuse else "other") if crisis.other else ("abuse" if abuse else "self")
    lines = (words(f"safety.card.{kind}", **values), *helping.unpicked(scene, abuse), words("safety.rest"))
    return Say(SCREEN, lines, _rows(scene, MESSAGE, *me, MISREAD))


def _harm(scene: Scene, crisis: Crisis) -> Say:
    """For somebody who has hurt another: stop, step away, call; and lines for people who want to change."""
    values = helping.to_change(scene)
    if crisis.times > 1:
        return Say(SCREEN, (words("safety.card.harm-again", **values),), ((LINES, WITH_YOU), (MISREAD, BACK)))
    lines = (words("safety.card.harm", **values), *helping.unpicked(scene, abuse=False), words("safety.rest"))
    return Say(SCREEN, lines, _rows(scene, WITH_YOU, HURT, MISREAD))


def calm(scene: Scene) -> Say:
    """The help button's card, at any hour: the same numbers, and nothing found."""
    lines = (words("crisis.calm", **helping.values(scene, abuse=False)), *helping.unpicked(scene, abuse=False))
    return Say(SCREEN, lines, _rows(scene, MESSAGE, NOW, HURT, I_HURT))


def _rows(scene: Scene, *more: Button) -> tuple[tuple[Button, ...], ...]:
    """Two in a row, so that the words above stay on the screen: first what leads to a person, last the way back.

    Where no country is picked, picking it comes before everything else.
    """
    country = _country(scene)
    if helping.known(scene):
        found, rows = [LINES, *more, country, BACK], []
    else:
        found, rows = [LINES, *more, BACK], [(replace(country, style="primary"),)]
    return (*rows, *pairs(*found))


def _country(scene: Scene) -> Button:
    key = "other-country" if helping.known(scene) else "country"
    return button(f"safety.button.{key}", e.CrisisCountries(0))


def countries(scene: Scene, page: int) -> Say:
    every = helping.lines_of(scene).offered(scene.lang)
    pages = -(-len(every) // A_PAGE)
    here = every[page % pages * A_PAGE :][:A_PAGE]
    named = [button(f"safety.countries.{code}", e.CrisisCountry(code)) for code in (*here, ANYWHERE)]
    more = button("safety.button.more-countries", e.CrisisCountries((page + 1) % pages))
    return Say(SCREEN, (words("safety.country.ask"),), (*pairs(*named), (more, TO_CARD)))


def message_words(scene: Scene, abuse: bool) -> Words:
    crisis = scene.memory.crisis
    if crisis is not None and crisis.other:
        return words("safety.message.copy-other")
    return words("safety.message.copy-abuse" if abuse else "safety.message.copy")


def _lines(scene: Scene, abuse: bool) -> Say:
    country = helping.known(scene)
    foot = (words("safety.lines.elsewhere"), words("safety.lines.foot")) if country else ()
    crisis = scene.memory.crisis
    harm = crisis is not None and crisis.kind == "harm"
    found = helping.sections_to_change(scene) if harm else helping.sections(scene, abuse)
    lines = (words("safety.lines.title"), *found, *foot)
    return Say(SCREEN, lines, ((CONTACT, _country(scene)), (TO_CARD, BACK)))


def _message(scene: Scene, abuse: bool) -> Say:
    said = message_words(scene, abuse)
    copy = Button(words("safety.button.copy-message"), e.CrisisMore("copy"), copy=said, style="primary")
    lines = (words("safety.message.intro"), words("crisis.quoted", text=said))
    return Say(SCREEN, lines, column(copy, WITH_YOU, TO_CARD, BACK))


def _contact(scene: Scene, abuse: bool) -> Say:
    key = "abuse" if abuse else "self"
    return Say(SCREEN, (words(f"safety.contact.{key}"),), column(LINES, TO_CARD, BACK))


def _with_you(scene: Scene, abuse: bool) -> Say:
    nobody = button("safety.button.nobody", e.CrisisMore("nobody"))
    return Say(SCREEN, (words("safety.with-you.ask"),), column(MESSAGE, nobody, TO_CARD, BACK))


def _nobody(scene: Scene, abuse: bool) -> Say:
    return Say(SCREEN, (words("safety.with-you.nobody"),), column(LINES, CONTACT, TO_CARD, BACK))


def _grounding(scene: Scene, abuse: bool) -> Say:
    lines = (words("safety.grounding.text"), words("safety.grounding.done"))
    return Say(SCREEN, lines, column(SHOW, BACK))


MORE: dict[str, Callable[[Scene, bool], Say]] = {
    "lines": _lines,
    "message": _message,
    "contact": _contact,
    "with-you": _with_you,
    "nobody": _nobody,
    "grounding": _grounding,
}
