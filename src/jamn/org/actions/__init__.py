"""Writes of `org`: the employer and its tree of units, who has which role where."""

from jamn.org.actions.employers import change_employer, create_employer
from jamn.org.actions.files import apply_file, forget_file, keep_file
from jamn.org.actions.holding import Refused
from jamn.org.actions.people import erase_person, give_role_to
from jamn.org.actions.roles import change_end, end_role, give_role
from jamn.org.actions.units import create_unit, move_unit, remove_unit, rename_unit

__all__ = [
    "Refused",
    "apply_file",
    "change_employer",
    "change_end",
    "create_employer",
    "create_unit",
    "end_role",
    "erase_person",
    "forget_file",
    "give_role",
    "give_role_to",
    "keep_file",
    "move_unit",
    "remove_unit",
    "rename_unit",
]
