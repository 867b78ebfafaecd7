"""What facts rest on: a study, a book, or our own work, by the name under which it can be found."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Kind = Literal["review", "trial", "observed", "theory", "ours"]


class Source(Struct, frozen=True, forbid_unknown_fields=True):
    """One source. `cite` is how structure files and readers name it; `sources.what.<id>` says what was found."""

    id: str
    cite: str
    kind: Kind
