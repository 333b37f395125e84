"""What a membership reaches, and what the pages of an employer show."""

from jamn.org.queries.comparing import SHOWN, Comparison, compare, lines_of
from jamn.org.queries.people import (
    SEES_PEOPLE,
    Listed,
    holders_of,
    is_known_at,
    last_administrator,
    members,
    members_seen,
    people_at,
    roles_of,
    same_role,
)
from jamn.org.queries.reach import above, memberships, reaches, units_concerning, units_reached
from jamn.org.queries.tree import Branch, employers_for, files_for, highest_unit, remains_of, top_of, tree_of, units_of

__all__ = [
    "SEES_PEOPLE",
    "SHOWN",
    "Branch",
    "Comparison",
    "Listed",
    "above",
    "compare",
    "employers_for",
    "files_for",
    "highest_unit",
    "holders_of",
    "is_known_at",
    "last_administrator",
    "lines_of",
    "members",
    "members_seen",
    "memberships",
    "people_at",
    "reaches",
    "remains_of",
    "roles_of",
    "same_role",
    "top_of",
    "tree_of",
    "units_concerning",
    "units_of",
    "units_reached",
]
