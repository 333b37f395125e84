"""Pages of plans as documents, of layouts, and of the Word template."""

from jamn.reports.views.documents import document, download, stylesheet
from jamn.reports.views.layouts import add_layout, edit_layout, layouts, remove_layout
from jamn.reports.views.templates import remove_word_template, starter, template_file, word_template

__all__ = [
    "add_layout",
    "document",
    "download",
    "edit_layout",
    "layouts",
    "remove_layout",
    "remove_word_template",
    "starter",
    "stylesheet",
    "template_file",
    "word_template",
]
