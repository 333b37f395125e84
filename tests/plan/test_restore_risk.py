"""A risk that comes back works against the measures that it had."""

from __future__ import annotations

from jamn.plan import actions
from jamn.plan.models import Risk


def test_join_a_risk_that_comes_back_to_the_measures_it_had(people, shelf) -> None:
    by, plan = people.adviser, shelf.whole
    one, two = (shelf.measure(title) for title in ("Åpne annonsene for flere", "Besøke ungdomsskoler"))
    three = shelf.measure("Spørre om ønsket stilling")
    risk = actions.raise_risk(plan, by=by, text="En til", cause="Vane")
    actions.join_risks(three, by=by, risks=[*plan.risks.exclude(pk=risk.pk)])
    actions.join_measures(risk, by=by, measures=[one, two, three])
    actions.join_measures(risk, by=by, measures=[one, two])
    as_of = Risk.history.filter(id=risk.pk).latest("history_date").history_date
    pk = risk.pk
    actions.take_away_risk(risk, by=by)
    actions.take_away_measure(two, by=by)
    back = actions.restore_risk(plan, risk=pk, by=by, as_of=as_of)
    assert (back.pk, back.text, back.cause) == (pk, "En til", "Vane")
    assert list(back.measures.all()) == [one]
    assert "en til" in shelf.measure(one.title).search
    actions.put_back_measure(two, by=by)
    assert list(back.measures.all()) == [one]
