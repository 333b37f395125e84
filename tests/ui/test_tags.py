from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.template import Context, Template
from django.utils import translation


def _render(source: str, request=None, **values: Any) -> str:
    return Template("{% load ui %}" + source).render(Context({"request": request, **values}))


@pytest.mark.parametrize(
    ("query", "tag", "expected"),
    [
        ("", "{% url_with page=2 %}", "?page=2"),
        ("q=l%C3%B8nn&page=3", "{% url_with page=2 %}", "?q=l%C3%B8nn&amp;page=2"),
        ("q=x&page=3", "{% url_with page=None %}", "?q=x"),
        ("area=a&area=b", '{% url_with q="" %}', "?area=a&amp;area=b"),
        ("page=3", '{% url_with page="" %}', "?"),
    ],
)
def test_change_the_query_string(rf, query, tag, expected) -> None:
    assert _render(tag, rf.get(f"/?{query}")) == expected


@pytest.mark.parametrize(
    ("language", "style", "expected"),
    [
        ("nb", "DATE_FORMAT", "1. mars 2025"),
        ("nn", "SHORT_DATE_FORMAT", "01.03.2025"),
        ("sv", "SHORT_DATE_FORMAT", "2025-03-01"),
        ("en", "DATE_FORMAT", "1 March 2025"),
        ("en", "SHORT_DATE_FORMAT", "1 Mar 2025"),
    ],
)
def test_write_a_date_in_the_readers_language(language, style, expected) -> None:
    with translation.override(language):
        assert _render("{% day on style %}", on=date(2025, 3, 1), style=style) == (
            f'<time datetime="2025-03-01">{expected}</time>'
        )


def test_write_the_day_where_the_reader_is() -> None:
    just_before_midnight_in_utc = datetime(2025, 2, 28, 23, 30, tzinfo=UTC)
    with translation.override("nb"):
        assert "1. mars 2025" in _render("{% day at %}", at=just_before_midnight_in_utc)


def test_write_nothing_for_no_date() -> None:
    assert _render("{% day on %}", on=None) == ""


@pytest.mark.parametrize(("word", "color"), [("done", "success"), ("overdue", "danger"), ("stopped", "neutral")])
def test_colour_a_tag(word, color) -> None:
    assert _render("{% tag word label %}", word=word, label="<x>").strip() == (
        f'<span class="ds-tag" data-color="{color}">&lt;x&gt;</span>'
    )


@pytest.mark.parametrize(("level", "color"), [("error", "danger"), ("debug", "info"), ("success", "success")])
def test_show_a_message_in_the_colour_of_its_level(level, color) -> None:
    message = Message(getattr(constants, level.upper()), "Lagret")
    html = _render('{% include "ui/parts/messages.html" %}', messages=[message])
    assert f'<div class="ds-alert" data-color="{color}">' in html
    assert 'role="status"' in html


class _Form(forms.Form):
    name = forms.CharField(help_text="As in the contract")
    agree = forms.BooleanField()
    sort = forms.ChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    secret = forms.CharField(widget=forms.HiddenInput)


def _fields(form: forms.Form) -> dict[str, str]:
    return {field.name: _render("{% field field %}", field=field) for field in form}


def test_label_a_field_and_say_what_is_the_matter() -> None:
    html = _fields(_Form({}))["name"]
    assert '<label class="ds-label" for="id_name">Name</label>' in html
    assert '<p data-field="description" id="id_name_helptext">As in the contract</p>' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"' in html
    assert 'class="ds-input"' in html


def test_put_a_box_before_its_label_and_a_group_in_a_fieldset() -> None:
    fields = _fields(_Form())
    assert fields["agree"].index("<input") < fields["agree"].index("<label")
    assert fields["sort"].count("<legend") == 1
    assert fields["sort"].count('class="ds-input"') == 2
    assert fields["secret"].strip() == '<input type="hidden" name="secret" class="ds-input" id="id_secret">'


def test_link_to_the_pages_of_a_list(rf) -> None:
    page = Paginator(range(100), 10).page(5)
    html = _render("{% pagination page %}", rf.get("/?q=x&page=5"), page=page)
    links = [href for href in html.split('"') if href.startswith("?")]
    expected = ["4", "1", "4", "5", "6", "10", "6"]
    assert links == [f"?q=x&amp;page={number}" for number in expected]
    assert html.count('aria-current="page"') == 1


def test_show_no_pages_for_a_short_list(rf) -> None:
    page = Paginator(range(3), 10).page(1)
    assert _render("{% pagination page %}", rf.get("/"), page=page).strip() == ""


def test_lead_the_way_back() -> None:
    html = _render('{% breadcrumbs "Plans" "/plans/" title "/plans/1/" %}', title="The <plan>")
    assert 'href="/plans/"' in html
    assert "The &lt;plan&gt;" in html
