"""A shared location into the name of its zone. The degrees go no further than this desk."""

from __future__ import annotations

import tzfpy


def zone_at(latitude: float, longitude: float) -> str:
    """The IANA zone of a point in degrees, or "" at sea and for numbers that are no place on Earth.

    The first call reads the borders (about 80 ms and 33 MB); later ones take less than a microsecond.
    """
    zone = tzfpy.get_tz(longitude, latitude)
    return "" if zone.startswith("Etc/") else zone
