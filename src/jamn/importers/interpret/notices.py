"""What a person should know of a reading, in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jamn.documents.blocks import Notice, gettext_noop
from jamn.importers.interpret.result import Column, Field, Measure

_UNSURE = 0.7
"""Below this a column is worth a look."""


NO_MEASURES = gettext_noop(
    "No measures were found in this file. If it holds any, say in the preview what its columns mean, "
    "or pick them up from the text."
)
UNSURE_COLUMN = gettext_noop("The column “{header}” is perhaps not what it was taken for. Please check it.")
OTHER_COLUMN = gettext_noop(
    "The column “{header}” is in no measure, since its header is not known. Say what it means if it belongs to them."
)
LOST_COLUMNS = gettext_noop(
    "This text was a table whose columns are gone, so what belongs to which measure was guessed. Please check each "
    "measure, or bring in the file that the text was taken from."
)
NO_RESPONSIBLE = gettext_noop("{count} of {all} measures name nobody as responsible.")
NO_DEADLINE = gettext_noop("{count} of {all} measures have no deadline.")


def notices_of(measures: Sequence[Measure], columns: Sequence[Column]) -> Iterator[Notice]:
    """The sentences about a reading."""
    if not measures:
        yield Notice(NO_MEASURES)
        return
    for header, column in {" ".join(column.header.split())[:80]: column for column in columns}.items():
        if header and column.confidence < _UNSURE:
            yield Notice(UNSURE_COLUMN if column.field else OTHER_COLUMN, {"header": header})
    for name, template in ((Field.RESPONSIBLE, NO_RESPONSIBLE), (Field.DEADLINE, NO_DEADLINE)):
        without = sum(name not in measure.values for measure in measures)
        if without:
            yield Notice(template, {"count": without, "all": len(measures)})
