"""Every write on the way from a file to a plan: bring in, read, correct, decide."""

from __future__ import annotations

from jamn.importers.actions.bringing import bring_in
from jamn.importers.actions.comparing import (
    choose_all_words,
    choose_words,
    decide_of_gone,
    say_what_headings_are,
    say_what_it_is,
    say_which_it_is,
)
from jamn.importers.actions.correcting import (
    add_measure,
    change_fact,
    change_value,
    drop_measure,
    join_measures,
    pick_up_piece,
    split_measure,
    take_back,
)
from jamn.importers.actions.deciding import approve, discard, discard_failed
from jamn.importers.actions.drafting import say_what_columns_mean
from jamn.importers.actions.locking import Conflict, Refused
from jamn.importers.actions.purging import purge
from jamn.importers.actions.reading import read_again, read_upload

__all__ = [
    "Conflict",
    "Refused",
    "add_measure",
    "approve",
    "bring_in",
    "change_fact",
    "change_value",
    "choose_all_words",
    "choose_words",
    "decide_of_gone",
    "discard",
    "discard_failed",
    "drop_measure",
    "join_measures",
    "pick_up_piece",
    "purge",
    "read_again",
    "read_upload",
    "say_what_columns_mean",
    "say_what_headings_are",
    "say_what_it_is",
    "say_which_it_is",
    "split_measure",
    "take_back",
]
