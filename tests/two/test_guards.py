"""The window, guard by guard: what each consent lets through, and that no guard can be taken away unnoticed."""

from __future__ import annotations

import ast
import inspect
import re
import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.domain.bond import CLOSED, GIVEN, MUTUAL, POSTED, Bond, Counted, Couple, Guessed, Item, Reply, Window
from bot.domain.memory import Memory, Walk
from bot.domain.people import Profile
from bot.domain.rounds import day_number, week_begins, week_number
from bot.domain.scene import Scene
from bot.flows import window
from tests.town import library

# A Friday: the marks of its week stand.
NOW = datetime.fromisoformat("2027-03-05T09:00:00+00:00")
WEEK = str(week_number(NOW))
# A veil with which this is not a week that everybody spends for themselves, and one with which it is.
TOGETHER, ALONE = "a", "d"
SINCE, SHARED = date(2027, 2, 1), date(2027, 2, 10)
HOUR, MONTH = timedelta(hours=1), timedelta(days=30)
OFFERED = (*MUTUAL, "reply:7")
Cut = Callable[..., Window]


def _bond(side: str) -> Bond:
    items = {name: Item(NOW - HOUR, text=f"{name} of {side}") for name in (*MUTUAL, *GIVEN)}
    return Bond(
        couple=1,
        side=side,
        linked_at=NOW - MONTH,
        since=SINCE,
        used_at=NOW - HOUR,
        items=items,
        replies={"7": Reply(NOW - HOUR, f"words of {side}", "line", f"line of {side}")},
        guesses={WEEK: Guessed(f"pick of {side}", "pick of a")},
        marks={WEEK: ("s-01", "s-02") if side == "a" else ("s-02", "s-03")},
        gold_at=NOW - HOUR if side == "a" else None,
        posts=POSTED,
    )


def _memory(side: str, name: str, days: int) -> Memory:
    walk = Walk(
        days={f"day-{n:02}": "done" for n in range(1, days + 1)},
        practised=(SINCE - timedelta(days=1), SHARED, date(2027, 2, 11 if side == "a" else 12)),
    )
    return Memory(profile=Profile(name=name), walk=walk, bond=_bond(side))


@dataclass(frozen=True, slots=True)
class Case:
    """Mei looks at Ada: with something changed in one of the three, something is not to be seen, or is."""

    own: Memory
    other: Memory | None
    couple: Couple | None
    now: datetime = NOW

    def look(self, cut: Cut) -> Window:
        return cut(library(), self.own, self.other, self.couple, self.now)


def base() -> Case:
    """Everything that there is, shared by both."""
    couple = Couple(
        linked_at=NOW - MONTH,
        seed=1,
        veil=TOGETHER,
        offers=dict.fromkeys(OFFERED, "ab"),
        reveals=dict.fromkeys((*OFFERED, "guess:5"), NOW - HOUR),
        total=3,
    )
    return Case(_memory("b", "Mei", 4), _memory("a", "Ada", 5), couple)


def own(**changes: object) -> Case:
    """With Mei's side changed."""
    case = base()
    return Case(replace(case.own, bond=replace(_bond("b"), **changes)), case.other, case.couple)


def hers(**changes: object) -> Case:
    """With Ada's side changed."""
    case = base()
    assert case.other is not None
    return Case(case.own, replace(case.other, bond=replace(_bond("a"), **changes)), case.couple)


def both(**changes: object) -> Case:
    """With what they hang on changed."""
    case = base()
    assert case.couple is not None
    return Case(case.own, case.other, replace(case.couple, **changes))


def _without(side: str, name: str) -> Case:
    items = {key: item for key, item in _bond(side).items.items() if key != name}
    return hers(items=items) if side == "a" else own(items=items)


def _at(case: Case, at: datetime) -> Case:
    return Case(case.own, case.other, case.couple, at)


def _reply(side: str, how: str) -> Case:
    changed = {"7": Reply(NOW, "words", how, "line")}
    return hers(replies=changed) if side == "a" else own(replies=changed)


def _less(named: dict[str, object], name: str) -> dict[str, object]:
    return {key: value for key, value in named.items() if key != name}


# ----------------------------------------------------------------------------------------------------- the cases
def cases() -> Iterator[tuple[str, Case, Callable[[Window], bool]]]:
    """A name, what is looked at, and what must be true of what is seen."""
    yield "everything", base(), _everything
    yield from _closings()
    yield from _facts()
    yield from _mutual()
    yield from _replies()
    yield from _suggestions()
    yield from _posts()


def _everything(seen: Window) -> bool:
    assert seen.items["strengths"].text == "strengths of a"
    return (
        (seen.open, seen.name, seen.practised, seen.step, seen.finished, seen.shared, seen.gold_at, seen.total)
        == (True, "Ada", 5, "step-2", ("step-1",), (SHARED,), NOW - HOUR, 3)
        and set(seen.items) == {*MUTUAL, *GIVEN}
        and seen.replies == {"7": "line of a"}
        and seen.both_guessed == ("5",)
        and seen.suggested == "s-02"
        and seen.posts == POSTED
    )


def _closings() -> Iterator[tuple[str, Case, Callable[[Window], bool]]]:
    def closed(seen: Window) -> bool:
        return seen == CLOSED

    case = base()
    assert case.other is not None
    yield "her side is free", Case(case.own, None, case.couple), closed
    yield "nothing to hang on", Case(case.own, case.other, None), closed
    yield "Mei is not linked", Case(replace(case.own, bond=None), case.other, case.couple), closed
    yield "Ada is not linked", Case(case.own, replace(case.other, bond=None), case.couple), closed
    yield "Ada is linked to somebody else", hers(couple=2), closed
    yield "it rests", both(rest_at=NOW - HOUR), closed
    yield "Mei has not used it for a month", own(used_at=NOW - MONTH), closed
    yield "Ada has not used it for a month", hers(used_at=NOW - MONTH), closed


def _facts() -> Iterator[tuple[str, Case, Callable[[Window], bool]]]:
    yield "Ada's days are off", hers(off=("days",)), lambda seen: seen.practised is None and seen.step == "step-2"
    yield "Ada's step is off", hers(off=("step",)), lambda seen: (seen.step, seen.finished) == (None, ())
    yield "Ada's shared days are off", hers(off=("shared",)), lambda seen: seen.shared is None
    yield "Mei's shared days are off", own(off=("shared",)), lambda seen: seen.shared is None
    yield "linked after they practised", own(since=NOW.date()), lambda seen: seen.shared == ()
    yield "Ada linked after they practised", hers(since=NOW.date()), lambda seen: seen.shared == ()
    begun = Counted(day_number(NOW), True, {"day-01": "done"}, (SHARED,))
    yield "Ada practised more today", hers(counted=begun), lambda seen: (seen.practised, seen.shared) == (1, (SHARED,))
    yield "Mei practised more today", own(counted=replace(begun, practised=())), lambda seen: seen.shared == ()
    yesterday = replace(begun, day=begun.day - 1)
    yield "Ada practised more yesterday", hers(counted=yesterday), lambda seen: seen.practised == 5
    yield "Ada set out today", hers(counted=Counted(begun.day)), lambda seen: (seen.practised, seen.step) == (0, None)
    yield "Ada's gold is older", hers(gold_at=None), lambda seen: seen.gold_at is None


def _mutual() -> Iterator[tuple[str, Case, Callable[[Window], bool]]]:
    couple = base().couple
    assert couple is not None
    for name in MUTUAL:
        hidden = _hides(name)
        yield f"Ada has not shared {name}", _without("a", name), hidden
        yield f"Mei has not shared {name}", _without("b", name), hidden
        yield f"{name} is offered by one side", both(offers={**couple.offers, name: "a"}), hidden
        yield f"{name} was never revealed", both(reveals=_less(couple.reveals, name)), hidden  # type: ignore[arg-type]
        yield f"{name} is over", both(reveals={**couple.reveals, name: NOW - window.ENDS}), hidden
    for name in GIVEN:
        old = {**_bond("a").items, name: Item(NOW - window.ENDS, text="old")}
        yield f"Ada has not given {name}", _without("a", name), _hides(name)
        yield f"{name} is over", hers(items=old), _hides(name)


def _hides(name: str) -> Callable[[Window], bool]:
    return lambda seen: name not in seen.items and len(seen.items) == len((*MUTUAL, *GIVEN)) - 1


def _replies() -> Iterator[tuple[str, Case, Callable[[Window], bool]]]:
    def hidden(seen: Window) -> bool:
        return seen.replies == {}

    couple = base().couple
    assert couple is not None
    yield "Ada keeps her answer", _reply("a", "mine"), hidden
    yield "Ada has not decided", _reply("a", ""), hidden
    yield "Mei keeps hers", _reply("b", "mine"), hidden
    yield "Mei has not answered", own(replies={}), hidden
    yield "one side offers the answer", both(offers={**couple.offers, "reply:7": "a"}), hidden
    yield "the answer was never revealed", both(reveals=_less(couple.reveals, "reply:7")), hidden  # type: ignore[arg-type]
    yield "the answer is over", both(reveals={**couple.reveals, "reply:7": NOW - window.ENDS}), hidden


def _suggestions() -> Iterator[tuple[str, Case, Callable[[Window], bool]]]:
    def nothing(seen: Window) -> bool:
        return seen.open and seen.suggested == ""

    monday = week_begins(int(WEEK))
    yield "Ada marked nothing", hers(marks={}), nothing
    yield "Mei marked nothing", own(marks={}), nothing
    yield "they marked different things", hers(marks={WEEK: ("s-01",)}), nothing
    yield "the marks do not stand yet", _at(hers(used_at=monday), monday + window.DECIDES - HOUR), nothing
    yield "a week for oneself", both(veil=ALONE), nothing


def _posts() -> Iterator[tuple[str, Case, Callable[[Window], bool]]]:
    def without(name: str) -> Callable[[Window], bool]:
        return lambda seen: seen.posts == tuple(other for other in POSTED if other != name)

    for name in POSTED:
        others = tuple(other for other in POSTED if other != name)
        yield f"Ada has not agreed to post {name}", hers(posts=others), without(name)
        yield f"Mei has not agreed to post {name}", own(posts=others), without(name)
    yield "Ada's days are off and cannot be posted", hers(off=("days",)), without("days")
    yield "Mei's days are off and cannot be posted", own(off=("days",)), without("days")
    yield "the sketch is not read by both and cannot be posted", _without("a", "loop"), without("loop")


CASES = list(cases())


@pytest.mark.parametrize(("case", "check"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_is_seen(case: Case, check: Callable[[Window], bool]) -> None:
    assert check(case.look(window.cut))


# --------------------------------------------------------------------------------------------------- the mutants
# Who may be in the window's file without letting anything through.
WALL = (
    "cut",
    "is_open",
    "lapses",
    "allows",
    "_walked",
    "_shared",
    "_items",
    "can_be_read",
    "_replies",
    "_suggested",
    "_posts",
)


class _Guards(ast.NodeTransformer):
    """Takes away the guard of a number; counts them all. A guard is a condition, or a part of one, or an overlap."""

    def __init__(self, number: int) -> None:
        self.number, self.found, self.taken = number, 0, ""

    def _takes(self, node: ast.AST) -> bool:
        self.found += 1
        if self.found - 1 == self.number:
            self.taken = ast.unparse(node)
            return True
        return False

    def _part(self, test: ast.expr, lets: bool) -> ast.expr:
        """A condition without one of its parts. `lets`: the condition lets something through, else it stops it."""
        parts = [test]
        if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And if lets else ast.Or):
            parts = test.values
        return _joined(test, [ast.Constant(lets) if self._takes(part) else part for part in parts])

    def visit_If(self, node: ast.If) -> ast.AST:
        self.generic_visit(node)
        node.test = self._part(node.test, lets=False)
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        self.generic_visit(node)
        node.test = self._part(node.test, lets=True)
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        self.generic_visit(node)
        node.ifs = [self._part(test, lets=True) for test in node.ifs]
        return node

    def visit_Return(self, node: ast.Return) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.value, ast.BoolOp | ast.Compare):
            node.value = self._part(node.value, lets=True)
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.op, ast.BitAnd):
            return node.right if self._takes(node) else node.left if self._takes(node) else node
        return node


def _joined(test: ast.expr, parts: list[ast.expr]) -> ast.expr:
    return ast.BoolOp(test.op, parts) if isinstance(test, ast.BoolOp) and len(parts) > 1 else parts[0]


def mutant(number: int) -> tuple[types.ModuleType, str] | None:
    """The window without the guard of a number, and what that was; None beyond the last."""
    tree = ast.parse(inspect.getsource(window))
    guards = _Guards(number)
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name in WALL:
            guards.visit(node)
    if not guards.taken:
        return None
    module = types.ModuleType("a_window_without_a_guard")
    exec(compile(ast.fix_missing_locations(tree), "window.py", "exec"), module.__dict__)
    return module, guards.taken


def _notices(cut: Cut) -> bool:
    """Whether any case turns red with this window."""
    for _, case, check in CASES:
        try:
            if not check(case.look(cut)):
                return True
        except Exception:
            return True
    return False


def test_no_guard_can_be_taken_away_unnoticed() -> None:
    assert not _notices(window.cut)
    unnoticed, number = [], 0
    while (found := mutant(number)) is not None:
        module, guard = found
        if not _notices(module.cut):
            unnoticed.append(guard)
        number += 1
    assert number >= 25
    assert unnoticed == []


def test_only_the_window_is_handed_both_memories() -> None:
    """A conversation is given one memory, its own person's; both go into `cut`, and into what scores a guess round."""
    hints = typing.get_type_hints(Scene)
    assert [name for name, hint in hints.items() if "Memory" in repr(hint)] == ["memory"]
    root = Path(window.__file__).parents[1]
    asks = {file.name for file in root.rglob("*.py") if re.search(r"window\.(cut|scored)\(", file.read_text("utf-8"))}
    assert asks <= {"duet.py", "lending.py", "walk_two.py"}
