"""The tree of units as a list that opens and closes."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from jamn.org.queries import Branch

register = template.Library()

OPEN_LEVELS = 2
"""How many levels of a tree are open at first."""


@register.simple_tag
def tree(top: Branch) -> SafeString:
    """A unit and all below it: `<details>` within lists, the upper levels open."""
    return format_html('<ul class="tree">{}</ul>', _branch(top, 1))


def _branch(branch: Branch, level: int) -> SafeString:
    unit = branch.unit
    address = reverse("org:unit", args=(unit.pk,))
    name = format_html('<a class="ds-link" href="{}">{}</a>{}', address, unit.name, _people(branch.people))
    if not branch.below:
        return format_html("<li>{}</li>", name)
    below = format_html_join("", "{}", ((_branch(each, level + 1),) for each in branch.below))
    count = len(branch.below)
    said = ngettext("%(count)s unit below", "%(count)s units below", count) % {"count": count}
    state = SafeString("open" if level <= OPEN_LEVELS else "")
    summary = format_html('<summary>{}<span class="ds-sr-only"> {}</span></summary>', said, unit.name)
    return format_html("<li>{}<details {}>{}<ul>{}</ul></details></li>", name, state, summary, below)


def _people(count: int) -> SafeString | str:
    if not count:
        return ""
    said = ngettext("%(count)s person", "%(count)s people", count) % {"count": count}
    return format_html(' <span class="quiet small">{}</span>', said)
