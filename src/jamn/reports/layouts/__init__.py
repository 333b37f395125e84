"""How a plan's document is laid out: presets as data, layouts of an employer's own as JSON. Pure, no Django."""

from jamn.reports.layouts.definition import (
    COLUMNS,
    GROUPINGS,
    LANGUAGES,
    LONGEST,
    PRESETS,
    SWITCHES,
    Chosen,
    Column,
    Definition,
    Faulty,
    as_json,
    from_json,
)
from jamn.reports.layouts.words import Words, words_in

__all__ = [
    "COLUMNS",
    "GROUPINGS",
    "LANGUAGES",
    "LONGEST",
    "PRESETS",
    "SWITCHES",
    "Chosen",
    "Column",
    "Definition",
    "Faulty",
    "Words",
    "as_json",
    "from_json",
    "words_in",
]
