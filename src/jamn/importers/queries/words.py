"""What fields, facts and reasons are called, in the words that equality plans use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from jamn.importers.interpret import Field, Why

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

FIELDS: Final[dict[str, _StrPromise]] = {
    Field.AREA: _("Area"),
    Field.GROUND: _("Ground"),
    Field.RISK: _("Risk or background"),
    Field.CAUSE: _("Cause"),
    Field.GOAL: _("Goal"),
    Field.SUCCESS_CRITERION: _("Success criterion"),
    Field.TITLE: _("Measure"),
    Field.DESCRIPTION: _("Description"),
    Field.METHOD: _("Method"),
    Field.TARGET_GROUP: _("Target group"),
    Field.RESPONSIBLE: _("Responsible"),
    Field.DEADLINE: _("Deadline"),
    Field.STATUS: _("Status"),
    Field.FOLLOW_UP: _("Follow-up"),
    Field.COST: _("Cost"),
    Field.RESULT: _("Result"),
    Field.EVALUATION: _("Evaluation"),
    Field.CORRECTION: _("Correction"),
}

FACTS: Final[dict[str, _StrPromise]] = {
    "title": _("Title"),
    "organisation": _("Organisation"),
    "period": _("Period"),
    "adopted": _("Adoption"),
    "adopted_on": _("Adopted on"),
    "adopted_by": _("Adopted by"),
    "case_number": _("Case number"),
    "classification": _("Classification"),
}
"""What a plan says of itself, in the order that it is shown."""

WHYS: Final[dict[str, _StrPromise]] = {
    Why.TEXT: _("Running text"),
    Why.HEADING: _("Headings"),
    Why.COLUMN_HEADER: _("Column headers"),
    Why.OTHER_TABLE: _("Tables without measures"),
    Why.OTHER_COLUMN: _("Columns that are left out"),
    Why.PAGE_HEADER: _("Page headers"),
    Why.PAGE_FOOTER: _("Page footers"),
    Why.REPEATED_HEADER: _("Repeated column headers"),
    Why.FOOTNOTE: _("Footnotes"),
    Why.COMMENT: _("Comments"),
    Why.CONTENTS: _("Table of contents"),
    Why.CAPTION: _("Captions"),
    Why.HIDDEN: _("Hidden text"),
}
