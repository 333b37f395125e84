"""One neutral document (`jamn.documents.publication`) becomes Word, PDF, Excel and a web page.

Each of these takes any publication: what a format cannot hold is left out or filled in (see `clean`). The libraries
are loaded when something is written.
"""

from __future__ import annotations

from importlib import resources

from jamn.documents.publication import Publication


def docx(publication: Publication, template: bytes | None = None, *, name: str = "template.docx") -> bytes:
    """A Word file, in an employer's own template or in ours.

    A template is a .docx with the styles of the employer. It may name ``{{ title }}``, ``{{ subtitle }}``,
    ``{{ organisation }}``, ``{{ classification }}`` and ``{{ classification_word }}`` anywhere, headers and footers
    included, and ``{{p front }}`` and ``{{p content }}`` on lines of their own in the text; without the last of these
    the content comes at the end. `name` is what the person calls the template, for messages.
    Raises `jamn.documents.blocks.Unreadable` for a template that is broken, hostile or has macros.
    """
    from jamn.documents.write import word  # noqa: PLC0415

    return word.docx(publication, template, name)


def pdf(publication: Publication) -> bytes:
    """A PDF file: PDF/UA-1, with tags, bookmarks and the language of the document."""
    from jamn.documents.write import typeset  # noqa: PLC0415

    return typeset.pdf(publication)


def xlsx(publication: Publication) -> bytes:
    """An Excel workbook: the text on its first sheet, each table on one of its own."""
    from jamn.documents.write import excel  # noqa: PLC0415

    return excel.xlsx(publication)


def html(publication: Publication, *, top: int = 1) -> str:
    """A part of a web page: an ``<article>`` with class names and no style (see `stylesheet`).

    Its title is a heading of level `top`: 1 unless the page around it has a title of its own.
    """
    from jamn.documents.write import web  # noqa: PLC0415

    return web.html(publication, top=top)


def page(publication: Publication) -> str:
    """A whole web page with its style inside, for a file that is opened by itself."""
    from jamn.documents.write import web  # noqa: PLC0415

    return web.page(publication)


def stylesheet() -> str:
    """The style for what `html` gives: for a page of ours to link to, since it may hold none."""
    from jamn.documents.write import web  # noqa: PLC0415

    return web.stylesheet()


def word_template() -> bytes:
    """The Word template that documents are written in without another: a start for an employer's own."""
    from jamn.documents.write import word  # noqa: PLC0415

    return word.template.ours()


def fonts() -> str:
    """The folder with the fonts of PDF files: what is drawn for them should be measured with the same."""
    return str(resources.files("jamn.documents.write.typeset") / "fonts")
