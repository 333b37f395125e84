"""The register: what a person looks for among the measures they may see, and how it is shown."""

from jamn.plan.queries.register.board import BoardColumn, board
from jamn.plan.queries.register.choices import Choices, Counts, Named, choices, counts, named
from jamn.plan.queries.register.columns import SHOWABLE, SHOWN, Column, Reader, lists_of
from jamn.plan.queries.register.filters import CARRIED_ON, NO_AREA, Filters
from jamn.plan.queries.register.groups import GROUPINGS, Group, Grouped, grouped
from jamn.plan.queries.register.rows import LAYOUTS, ORDERS, PAGE_SIZES, Layout, give_lists, ordering, register, rows_of
from jamn.plan.queries.register.timeline import Bar, Timeline, timeline
from jamn.plan.queries.register.workbook import sheet

__all__ = [
    "CARRIED_ON",
    "GROUPINGS",
    "LAYOUTS",
    "NO_AREA",
    "ORDERS",
    "PAGE_SIZES",
    "SHOWABLE",
    "SHOWN",
    "Bar",
    "BoardColumn",
    "Choices",
    "Column",
    "Counts",
    "Filters",
    "Group",
    "Grouped",
    "Layout",
    "Named",
    "Reader",
    "Timeline",
    "board",
    "choices",
    "counts",
    "give_lists",
    "grouped",
    "lists_of",
    "named",
    "ordering",
    "register",
    "rows_of",
    "sheet",
    "timeline",
]
