"""What templates of every room use: forms, paging, dates, colours, addresses."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from django import template
from django.core.paginator import Page
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

THEMES: Final = ("auto", "light", "dark")
THEME_COOKIE: Final = "jamn_theme"

ALERT_COLORS: Final = {"error": "danger", "debug": "info", "": "info"}
COLORS: Final = {
    "new": "info",
    "ongoing": "accent",
    "reading": "accent",
    "done": "success",
    "approved": "success",
    "draft": "warning",
    "overdue": "danger",
    "failed": "danger",
}


@register.simple_tag(takes_context=True)
def color_scheme(context: RequestContext) -> str:
    """The colours that this browser has chosen: ``auto``, ``light`` or ``dark``."""
    request = context.get("request")
    chosen = request.COOKIES.get(THEME_COOKIE) if request else None
    return chosen if chosen in THEMES else THEMES[0]


@register.simple_tag(takes_context=True)
def url_with(context: RequestContext, **changes: Any) -> str:
    """The page's own query string with some values changed; None or "" takes one away. ``?`` when nothing is left."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing from `templates/ui/icons`, hidden from screen readers: the words beside it say the same."""
    return render_to_string(f"ui/icons/{name}.html")


@register.filter
def alert_color(level: str) -> str:
    """Designsystemet's colour for a message's level."""
    return ALERT_COLORS.get(level, level)


@register.inclusion_tag("ui/parts/tag.html")
def tag(word: Any, label: str) -> dict[str, Any]:
    """A coloured tag for a status; `word` is its key (``done``, ``overdue``), `label` what people read."""
    return {"color": COLORS.get(str(word), "neutral"), "label": label}


@register.simple_tag
def day(value: date | None, style: str = "DATE_FORMAT") -> SafeString | str:
    """A date in the reader's language, or nothing; `style` is ``DATE_FORMAT`` or ``SHORT_DATE_FORMAT``."""
    if value is None:
        return ""
    local = timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), date_format(local, style))


@register.inclusion_tag("ui/parts/field.html")
def field(bound: BoundField, width: str = "") -> dict[str, Any]:
    """A form's field with its label, help and errors. `width` is ``narrow`` or ``medium``; full without."""
    widget = bound.field.widget
    widget.attrs.setdefault("class", "ds-input")
    return {
        "field": bound,
        "width": width,
        "is_group": isinstance(widget, RadioSelect | CheckboxSelectMultiple),
        "is_toggle": isinstance(widget, CheckboxInput),
    }


@register.inclusion_tag("ui/parts/pagination.html", takes_context=True)
def pagination(context: RequestContext, page: Page[Any]) -> dict[str, Any]:
    """Links to the pages of a list; nothing when there is one. The query string is kept, `page` in it changes."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {"request": context["request"], "page": page, "numbers": numbers}


@register.inclusion_tag("ui/parts/breadcrumbs.html")
def breadcrumbs(*pairs: str) -> dict[str, Any]:
    """The way here: label and address by turns, ``{% breadcrumbs "Plans" plans_url plan.title plan_url %}``."""
    return {"trail": list(zip(pairs[::2], pairs[1::2], strict=True))}
