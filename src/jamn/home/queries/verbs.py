"""What was done, in words, for the audit trail."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

VERBS: Final = {
    "add_measure": _("added a measure to a draft"),
    "apply_units": _("changed the tree of units from a file"),
    "approve": _("approved a plan that was brought in"),
    "bring_in": _("brought in a file"),
    "change_employer": _("changed the employer's facts"),
    "change_end": _("changed the last day of a role"),
    "change_fact": _("corrected a fact of a draft"),
    "change_measure": _("changed a measure"),
    "change_password": _("chose a new password"),
    "change_profile": _("changed their own name or language"),
    "change_risk": _("changed a risk"),
    "change_value": _("corrected a value of a draft"),
    "create_employer": _("made the employer"),
    "create_person": _("made a person"),
    "create_plan": _("made a plan"),
    "create_unit": _("added a unit"),
    "discard": _("threw a draft away"),
    "drop_measure": _("left a measure out of a draft"),
    "end_role": _("ended a role"),
    "erase_person": _("erased a person"),
    "give_role": _("gave a role"),
    "join_measures": _("joined two measures of a draft"),
    "move_unit": _("moved a unit"),
    "pick_up_piece": _("picked up a piece of text into a draft"),
    "purge_file": _("deleted a file that was kept long enough"),
    "read_upload": _("read a file"),
    "remove_unit": _("removed a unit"),
    "rename_unit": _("renamed a unit"),
    "say_what_columns_mean": _("said what the columns of a file mean"),
    "set_status": _("changed the status of a measure"),
    "split_measure": _("split a measure of a draft"),
    "take_back": _("took a measure back into a draft"),
}
"""Each verb of the trail, as an end of a sentence that begins with who did it."""


def said(verb: str) -> str:
    """A verb in words; one that is not known here as it can be read."""
    return str(VERBS[verb]) if verb in VERBS else verb.replace("_", " ")
