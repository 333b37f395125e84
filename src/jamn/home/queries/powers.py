"""Who may do what, from the rules of every room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

import jamn.importers.rules
import jamn.org.rules
import jamn.plan.rules
import jamn.reports.rules
from jamn.org.models import Role
from jamn.org.rules import Power

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

ROOMS: Final = (
    (_("The employer"), jamn.org.rules.POWERS),
    (_("Plans and measures"), jamn.plan.rules.POWERS),
    (_("Plans brought in"), jamn.importers.rules.POWERS),
    (_("Plans as documents"), jamn.reports.rules.POWERS),
)


@dataclass(frozen=True, slots=True)
class PowerLine:
    """A power, and for each role whether it has it at its unit and below."""

    power: Power
    held: list[bool]


@dataclass(frozen=True, slots=True)
class RoomPowers:
    """The powers of one room."""

    name: _StrPromise
    lines: list[PowerLine]


def powers() -> list[RoomPowers]:
    """Every power of every room, in the order of the rooms' rules."""
    return [
        RoomPowers(name, [PowerLine(power, [role in power.roles for role in Role]) for power in listed])
        for name, listed in ROOMS
    ]
