"""The template: an employer's own Word file, opened as if its sender were an enemy, and filled with a few words.

A template may name words (``{{ title }}``) and ask whether they are there (``{% if subtitle %}``), and nothing else: no
loops, no calls, no arithmetic, so that it can neither reach into the program nor keep it busy.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from io import BytesIO
from typing import Any

from docx.document import Document
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, UndefinedError, nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from jamn.documents.blocks import Unreadable, gettext_noop
from jamn.documents.read.packages import Package

LARGEST = 10 * 2**20
"""Bytes of a template: a letterhead with a large logo has one or two million."""

LARGEST_PART = 2 * 2**20
"""Bytes of XML in one part. A letterhead has some hundred thousand."""

_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_FORBIDDEN_TIES = {"vbaProject", "oleObject", "package", "control", "aFChunk", "subDocument", "frame", "activeX"}
_FORBIDDEN_FIELDS = re.compile(
    r"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|MACROBUTTON|DATABASE)\b", re.IGNORECASE
)
_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.If, nodes.Not, nodes.And, nodes.Or,
    nodes.Compare, nodes.Operand, nodes.CondExpr, nodes.Filter,
)  # fmt: skip
_FILTERS = {"upper", "lower", "capitalize"}

NO_WORD_FILE = gettext_noop("“{name}” is no Word document. Choose a template that is saved as .docx.")
TEMPLATE_FORMAT = gettext_noop(
    "“{name}” is a Word template (.dotx). Open it in Word and save it as a document (.docx)."
)
MACROS = gettext_noop("“{name}” holds macros or embedded programs. Save it as a .docx without them.")
REACHES_OUT = gettext_noop(
    "“{name}” fetches something from outside the file ({what}). Put it into the file itself, or take it out."
)
TOO_LARGE = gettext_noop("“{name}” is too large for a template. Take out pictures and text that are not needed.")
BROKEN = gettext_noop("“{name}” cannot be used as a template: it is damaged. Open it in Word, save it again and retry.")
MISSPELLED = gettext_noop(
    "In the template “{name}”, something between curly brackets is misspelled: {problem}. A field looks like {example}."
)
UNKNOWN_FIELD = gettext_noop(
    "The template “{name}” asks for “{field}”, which no document has. It may ask for: {fields}."
)
NOT_ALLOWED = gettext_noop(
    "The template “{name}” does more than name fields and ask if they are there. Write {example} where a text goes."
)
_EXAMPLE = "{{ title }}"


class _Forbidden(TemplateError):
    """The template does more than it may."""


class _Environment(ImmutableSandboxedEnvironment):
    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for each in tree.find_all(nodes.Node):
            if not isinstance(each, _ALLOWED) or (isinstance(each, nodes.Filter) and each.name not in _FILTERS):
                raise _Forbidden(type(each).__name__)
        return tree


@cache
def ours() -> bytes:
    """The template that the program comes with."""
    return (resources.files(__package__) / "template.docx").read_bytes()


@cache
def our_styles() -> etree._Element:
    """The styles of our own template."""
    from docx import Document as opened  # noqa: N813, PLC0415

    root: etree._Element = opened(BytesIO(ours())).styles.element
    return root


def filled(template: bytes, fields: Mapping[str, Any], name: str) -> Document:
    """The template as a document, with its fields filled. Raises `Unreadable` for a template that cannot be used."""
    _check(template, name)
    try:
        document = DocxTemplate(BytesIO(template))
        document.render(dict(fields), _Environment(autoescape=True, undefined=StrictUndefined))
    except _Forbidden as problem:
        raise Unreadable(NOT_ALLOWED, name=name, example=_EXAMPLE) from problem
    except TemplateSyntaxError as problem:
        raise Unreadable(MISSPELLED, name=name, problem=str(problem.message), example=_EXAMPLE) from problem
    except UndefinedError as problem:
        field = re.sub(r"^'(.*)' is undefined$", r"\1", str(problem))
        raise Unreadable(UNKNOWN_FIELD, name=name, field=field, fields=", ".join(sorted(fields))) from problem
    except Exception as problem:
        raise Unreadable(BROKEN, name=name) from problem
    return document.docx  # type: ignore[no-any-return]


def _check(template: bytes, name: str) -> None:
    """Refuse what is no plain Word document before any library opens it."""
    if len(template) > LARGEST:
        raise Unreadable(TOO_LARGE, name=name)
    if not template.startswith(b"PK"):
        raise Unreadable(NO_WORD_FILE, name=name)
    with Package(BytesIO(template), name) as package:
        try:
            _check_parts(package, name)
        except (etree.XMLSyntaxError, ValueError) as problem:
            raise Unreadable(BROKEN, name=name) from problem


def _check_parts(package: Package, name: str) -> None:
    kinds = {
        each.get("ContentType", "") for each in package.xml("[Content_Types].xml").iter("{*}Override", "{*}Default")
    }
    if any("macroEnabled" in kind or "vbaProject" in kind or "activeX" in kind for kind in kinds):
        raise Unreadable(MACROS, name=name)
    if _TEMPLATE in kinds:
        raise Unreadable(TEMPLATE_FORMAT, name=name)
    if _DOCUMENT not in kinds:
        raise Unreadable(NO_WORD_FILE, name=name)
    for part in package.names():
        if part.endswith((".xml", ".rels")):
            if len(package.bytes(part)) > LARGEST_PART:
                raise Unreadable(TOO_LARGE, name=name)
            root = package.xml(part)
            if part.endswith(".rels"):
                _check_ties(root, name)
            else:
                _check_fields(root, name)


def _check_ties(root: etree._Element, name: str) -> None:
    for each in root.iter("{*}Relationship"):
        kind = each.get("Type", "").rpartition("/")[2]
        if kind in _FORBIDDEN_TIES:
            raise Unreadable(MACROS, name=name)
        if each.get("TargetMode") == "External" and kind not in {"hyperlink", "attachedTemplate"}:
            raise Unreadable(REACHES_OUT, name=name, what=each.get("Target", "")[:80])


def _check_fields(root: etree._Element, name: str) -> None:
    said = " ".join(each.text or "" for each in root.iter("{*}instrText"))
    for each in root.iter("{*}fldSimple"):
        said += " " + " ".join(map(str, each.attrib.values()))
    if found := _FORBIDDEN_FIELDS.search(said):
        raise Unreadable(REACHES_OUT, name=name, what=found[0])


def cut_home(document: Document) -> None:
    """Forget the template that the template was made from: Word would fetch it from wherever it lies."""
    for part in [each.target_part for each in document.part.rels.values() if each.reltype.endswith("/settings")]:
        for each in part.element.findall("{*}attachedTemplate"):
            part.element.remove(each)
        for key in [key for key, each in part.rels.items() if each.reltype.endswith("/attachedTemplate")]:
            del part.rels[key]
