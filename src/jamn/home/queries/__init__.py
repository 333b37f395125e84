"""What the front page, the page of powers and the audit trail show."""

from jamn.home.queries.front import SHOWN, SOON, MeasureList, Overview, PlanLine, overview
from jamn.home.queries.powers import PowerLine, RoomPowers, powers
from jamn.home.queries.trail import TrailLine, Wanted, events_of, trail, trail_rows
from jamn.home.queries.verbs import VERBS, said

__all__ = [
    "SHOWN",
    "SOON",
    "VERBS",
    "MeasureList",
    "Overview",
    "PlanLine",
    "PowerLine",
    "RoomPowers",
    "TrailLine",
    "Wanted",
    "events_of",
    "overview",
    "powers",
    "said",
    "trail",
    "trail_rows",
]
