"""What an invitation is made of: enough chance, nothing that can be read back, and no limit but a person's own."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.bond import Linking
from bot.domain.memory import Memory
from bot.domain.scene import Scene
from bot.flows import bonds
from bot.visits import CHANCE
from tests.town import library

NOW = datetime(2026, 11, 23, 11, tzinfo=UTC)


@given(st.binary(min_size=CHANCE, max_size=CHANCE))
def test_a_link_carries_all_of_its_sixteen_bytes_and_fits_behind_start(chance: bytes) -> None:
    token, code = bonds.secrets_of(chance)
    assert base64.urlsafe_b64decode(token + "==") == chance[:16]  # 128 bits, where 96 are asked for
    assert len(bonds.DOOR + token) <= 64
    assert len(code) == bonds.LENGTH
    assert set(code) <= set(bonds.SIGNS)


def test_a_code_is_one_of_two_to_the_fifty_and_each_as_likely() -> None:
    assert len(set(bonds.SIGNS)) ** bonds.LENGTH == 2**50
    # Eight bytes divide evenly into fifty bits: no sign comes more often than another.
    assert 2**64 % 2**50 == 0


@given(st.binary(min_size=CHANCE, max_size=CHANCE), st.sampled_from(("", " ", "-", "  ")))
def test_a_code_is_found_however_it_is_typed(chance: bytes, between: str) -> None:
    _, code = bonds.secrets_of(chance)
    typed = f" {code[:5].lower()}{between}{code[5:]} "
    assert bonds.code_digest(typed) == bonds.code_digest(bonds.grouped(code)) == bonds.code_digest(code)
    assert code not in bonds.code_digest(code)


def test_five_tries_an_hour_are_a_persons_own_and_come_back_one_by_one() -> None:
    tries = tuple(NOW - timedelta(minutes=59 - n) for n in range(bonds.TRIES))
    scene = Scene(Memory(linking=Linking(tries=tries)), NOW, library())
    assert not bonds.may_try(scene)
    later = Scene(scene.memory, NOW + timedelta(minutes=1, seconds=1), library())
    assert len(bonds.recent(later)) == bonds.TRIES - 1
    assert bonds.may_try(later)
    assert bonds.may_try(Scene(Memory(), NOW, library()))
