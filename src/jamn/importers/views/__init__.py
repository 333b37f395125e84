"""Pages: uploads, the preview of a draft, its corrections, its approval."""

from __future__ import annotations

from jamn.importers.views.corrections import (
    add_measure,
    columns,
    drop_measure,
    fact,
    join_measures,
    piece,
    split_measure,
    take_back,
    value,
)
from jamn.importers.views.decisions import approve, discard, discard_failed
from jamn.importers.views.uploads import bring_in, file, read_again, source, upload, uploads
from jamn.importers.views.versions import (
    choose_all_words,
    choose_words,
    comparison,
    gone,
    headings,
    what_it_is,
    which_it_is,
)

__all__ = [
    "add_measure",
    "approve",
    "bring_in",
    "choose_all_words",
    "choose_words",
    "columns",
    "comparison",
    "discard",
    "discard_failed",
    "drop_measure",
    "fact",
    "file",
    "gone",
    "headings",
    "join_measures",
    "piece",
    "read_again",
    "source",
    "split_measure",
    "take_back",
    "upload",
    "uploads",
    "value",
    "what_it_is",
    "which_it_is",
]
