"""Pages of an employer: its facts, its tree of units, its people."""

from jamn.org.views.employers import edit_employer, employer, employers
from jamn.org.views.files import bring_in_units, forget_file, unit_file
from jamn.org.views.people import change_role, end_role, erase_person, give_role, people, person
from jamn.org.views.units import add_unit, move_unit, remove_unit, rename_unit, unit, units

__all__ = [
    "add_unit",
    "bring_in_units",
    "change_role",
    "edit_employer",
    "employer",
    "employers",
    "end_role",
    "erase_person",
    "forget_file",
    "give_role",
    "move_unit",
    "people",
    "person",
    "remove_unit",
    "rename_unit",
    "unit",
    "unit_file",
    "units",
]
