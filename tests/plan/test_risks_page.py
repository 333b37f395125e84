"""The page of a plan's risks: who is offered to add one, and who may."""

from __future__ import annotations

import pytest
from django.urls import reverse


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("adviser", True),
        ("administrator", True),
        ("group", True),
        ("union", True),
        ("reader", False),
        ("safety", False),  # of a unit below the plan's
        ("manager", False),  # likewise
    ],
)
def test_offer_to_add_a_risk_to_those_who_may(people, shelf, signed_in, who, may) -> None:
    client, address = signed_in(getattr(people, who)), reverse("plan:risks", args=[shelf.whole.pk])
    page = client.get(address)
    assert ("Legg til risikoen" in page.content.decode()) == may
    sent = client.post(address, {"text": "Ufrivillig deltid", "cause": "Turnus"})
    assert sent.status_code == (302 if may else 403)
    assert shelf.whole.risks.filter(text="Ufrivillig deltid", cause="Turnus").exists() == may
