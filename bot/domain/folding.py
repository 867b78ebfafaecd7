"""Reading a text into words the same way whoever typed it: rules and people's texts go through the same fold."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final, NamedTuple

_APOSTROPHES: Final = frozenset("'’‘`")
_INSIDE: Final = "$@"
_PAUSE: Final = "\n"
_RUN: Final = 3
_DRAWN: Final = 3
"""So many of one letter in a row are drawn out: no English word has three."""
_KNOWN_SIGNS: Final = 20_000
"""How many signs are kept at most: more than all that people write in, and less than a flood of every sign there is."""


class Word(NamedTuple):
    """A run of letters and digits, or one Han character. `clause` counts the pauses (comma, stop, line end) before."""

    text: str
    clause: int
    han: bool


class _Signs(dict[int, str]):
    """What each sign reads as, for `str.translate`: worked out when it is first met."""

    def __init__(self, read: Callable[[str], str]) -> None:
        self._read = read

    def __missing__(self, code: int) -> str:
        reads = self._read(chr(code))
        if len(self) < _KNOWN_SIGNS:
            self[code] = reads
        return reads


@dataclass(frozen=True, slots=True)
class Fold:
    """How signs are made alike before words are read: tables of single signs, all data."""

    same: Mapping[str, str]
    """Traditional characters and look-alikes of Latin letters."""
    leet: Mapping[str, str]
    """Digits and signs that stand for letters inside a word."""
    pauses: frozenset[str]
    respelled: Mapping[str, tuple[str, ...]]
    """Words as they are typed in a hurry -> the words that they stand for ("wana", "2nite", "idc")."""
    fillers: frozenset[str]
    """Words that are dropped, so that "want to just die" is "want to die"."""
    _alike: _Signs = field(init=False, repr=False, compare=False)
    _parted: _Signs = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_alike", _Signs(self._folded_sign))
        object.__setattr__(self, "_parted", _Signs(self._parted_sign))

    def words(self, text: str) -> tuple[Word, ...]:
        """The words of `text`, in time linear in its length. Spaces, punctuation, emoji and hidden signs vanish.

        Three or more single letters in a row ("k i l l", "s.u.i") become one word.
        """
        return tuple(self._joined(self._read(text)))

    def folded(self, text: str) -> str:
        """`text` in NFKC, lower case and simplified characters, without accents and invisible signs."""
        return text.translate(self._alike)

    def _folded_sign(self, sign: str) -> str:
        # Sign by sign: Unicode would put a run of marks in order in quadratic time.
        if unicodedata.category(sign) in ("Mn", "Mc", "Me", "Cf"):
            return ""
        split = unicodedata.normalize("NFKD", sign).lower()
        return "".join(self.same.get(c, c) for c in split if unicodedata.category(c) != "Mn")

    def _parted_sign(self, sign: str) -> str:
        """A folded sign as it parts words: Han characters stand alone, and every pause is one sign."""
        if sign in _APOSTROPHES:
            return ""
        if _is_han(sign):
            return f" {sign} "
        if sign.isalnum() or sign in _INSIDE:
            return sign
        return _PAUSE if sign in self.pauses else " "

    def _read(self, text: str) -> Iterable[Word]:
        for clause, part in enumerate(self.folded(text).translate(self._parted).split(_PAUSE)):
            for typed in part.split():
                if _is_han(typed):
                    yield Word(typed, clause, True)
                elif letters := typed.lstrip(_INSIDE):
                    for spelt in self._spelt(letters):
                        yield Word(spelt, clause, False)

    def _spelt(self, typed: str) -> tuple[str, ...]:
        """A word as it is spelt: without letters drawn out ("dieeee"), digits for letters, and short cuts."""
        word = self._unleeted(_undrawn(typed))
        return self.respelled.get(typed) or self.respelled.get(word) or (word,)

    def _unleeted(self, word: str) -> str:
        if word.isalpha() or not any(c.isalpha() for c in word):
            return word
        return "".join(self.leet.get(c, c) for c in word)

    def _joined(self, words: Iterable[Word]) -> Iterable[Word]:
        run: list[Word] = []
        for word in words:
            if len(word.text) == 1 and not word.han and word.text.isalpha():
                run.append(word)
                continue
            if run:
                yield from _as_one(run)
                run = []
            if word.text not in self.fillers:
                yield word
        yield from _as_one(run)


def grams(letters: str) -> tuple[str, ...]:
    """`letters` as overlapping threes ("abcd" -> abc, bcd): a sequence in which few phrases share a first."""
    return tuple(letters[place : place + 3] for place in range(len(letters) - 2))


def _undrawn(word: str) -> str:
    """`word` with a letter that is drawn out written once."""
    signs = set(word)
    if len(word) - len(signs) < _DRAWN - 1 or not any(sign * _DRAWN in word for sign in signs):
        return word
    runs = ((sign, len(tuple(run))) for sign, run in groupby(word))
    return "".join(sign if sign.isalpha() and length >= _DRAWN else sign * length for sign, length in runs)


def _as_one(run: list[Word]) -> list[Word]:
    if len(run) < _RUN:
        return run
    return [Word("".join(word.text for word in run), run[-1].clause, han=False)]


def _is_han(sign: str) -> bool:
    return "㐀" <= sign <= "鿿" or "\U00020000" <= sign <= "\U0003ffff" or sign == "〇"
