"""Reading a text into words the same way whoever typed it: rules and people's texts go through the same fold."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Final

_APOSTROPHES: Final = frozenset("'’‘`")
_INSIDE: Final = frozenset("$@")
_RUN: Final = 3
_DRAWN: Final = 2
"""More of one letter in a row than this are drawn out: no English word has three."""


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters and digits, or one Han character. `clause` counts the pauses (comma, stop, line end) before."""

    text: str
    clause: int
    han: bool


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

    def words(self, text: str) -> tuple[Word, ...]:
        """The words of `text`, in time linear in its length. Spaces, punctuation, emoji and hidden signs vanish.

        Three or more single letters in a row ("k i l l", "s.u.i") become one word.
        """
        return tuple(self._joined(self._read(self.folded(text))))

    def folded(self, text: str) -> str:
        """`text` in NFKC, lower case and simplified characters, without accents and invisible signs."""
        # Marks go first: Unicode puts a run of them in order in quadratic time.
        bare = "".join(c for c in text if unicodedata.category(c) not in ("Mn", "Mc", "Me", "Cf"))
        split = unicodedata.normalize("NFKD", bare).lower()
        return "".join(self.same.get(c, c) for c in split if unicodedata.category(c) != "Mn")

    def _read(self, folded: str) -> Iterable[Word]:
        letters: list[str] = []
        clause = 0
        for sign in folded + "\n":
            han = _is_han(sign)
            if sign in _APOSTROPHES:
                continue
            if (sign.isalnum() and not han) or (sign in _INSIDE and letters):
                letters.append(sign)
                continue
            if letters:
                yield from (Word(one, clause, han=False) for one in self._spelt("".join(letters)))
                letters = []
            if han:
                yield Word(sign, clause, han=True)
            elif sign in self.pauses:
                clause += 1

    def _spelt(self, typed: str) -> tuple[str, ...]:
        """A word as it is spelt: without letters drawn out ("dieeee"), digits for letters, and short cuts."""
        word = self._unleeted(_undrawn(typed))
        return self.respelled.get(typed, self.respelled.get(word, (word,)))

    def _unleeted(self, word: str) -> str:
        if word.isalpha() or not any(c.isalpha() for c in word):
            return word
        return "".join(self.leet.get(c, c) for c in word)

    def _joined(self, words: Iterable[Word]) -> Iterable[Word]:
        run: list[Word] = []
        for word in words:
            if len(word.text) == 1 and word.text.isalpha() and not word.han:
                run.append(word)
                continue
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
    runs = ((sign, len(tuple(run))) for sign, run in groupby(word))
    return "".join(sign if sign.isalpha() and length > _DRAWN else sign * length for sign, length in runs)


def _as_one(run: list[Word]) -> list[Word]:
    if len(run) < _RUN:
        return run
    return [Word("".join(word.text for word in run), run[-1].clause, han=False)]


def _is_han(sign: str) -> bool:
    return "㐀" <= sign <= "鿿" or "\U00020000" <= sign <= "\U0003ffff" or sign == "〇"
