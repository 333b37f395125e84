"""Points, bands of equal value, and Sweden's three comparisons, reckoned by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jamn import pay
from jamn.pay import Banding, Comparison, Factor, SubFactor
from tests.pay.engines import ENGINES

FACTORS = (
    Factor("skills", 40, (SubFactor("education", 5), SubFactor("experience", 3))),
    Factor("responsibility", 30, (SubFactor("people", 4),)),
    Factor("effort", 15, (SubFactor("physical", 3),)),
    Factor("conditions", 15, (SubFactor("conditions", 3),)),
)
JOBS = {
    "nurse": {"education": 4, "experience": 2, "people": 4, "physical": 2, "conditions": 3},
    "engineer": {"education": 5, "experience": 2, "people": 3, "physical": 1, "conditions": 1},
    "caretaker": {"education": 2, "experience": 2, "people": 1, "physical": 3, "conditions": 2},
}
LOWEST = {"education": 1, "experience": 1, "people": 1, "physical": 1, "conditions": 1}
HIGHEST = {"education": 5, "experience": 3, "people": 4, "physical": 3, "conditions": 3}


def test_give_points_from_nothing_to_a_thousand() -> None:
    assert (pay.points(FACTORS, LOWEST), pay.points(FACTORS, HIGHEST)) == (0, 1000)
    # 0.40 · (3/4 + 1/2)/2 + 0.30 · 3/3 + 0.15 · 1/2 + 0.15 · 2/2 = 0.25 + 0.30 + 0.075 + 0.15
    assert pay.points(FACTORS, JOBS["nurse"]) == 775
    with pytest.raises(ValueError, match="people has the levels 1 to 4, not 5"):
        pay.points(FACTORS, {**LOWEST, "people": 5})


def test_part_jobs_into_bands() -> None:
    scored = {"a": Fraction(10), "b": Fraction(49), "c": Fraction(50), "d": Fraction(160)}
    assert pay.banded(scored, Banding.WIDTH, 50) == {"a": 1, "b": 1, "c": 2, "d": 3}
    assert pay.banded(scored, Banding.GAP, 35) == {"a": 1, "b": 2, "c": 2, "d": 3}


@given(st.dictionaries(st.text(min_size=1), st.fractions(0, 1000), min_size=1), st.integers(1, 500))
def test_never_let_more_points_be_a_lower_band(scored: dict[str, Fraction], size: int) -> None:
    for banding in Banding:
        bands = pay.banded(scored, banding, size)
        ordered = [bands[job] for job in sorted(scored, key=lambda job: scored[job])]
        assert ordered == sorted(ordered)
        assert set(ordered) == {*range(1, max(ordered) + 1)}


def test_tell_which_weights_move_a_job() -> None:
    moved = pay.sensitivity(FACTORS, JOBS, size=25)
    standing = pay.evaluate(FACTORS, JOBS, size=25).bands
    assert set(moved) == {factor.name for factor in FACTORS}
    assert all({*pair} != {standing[job]} for jobs in moved.values() for job, pair in jobs.items())
    assert pay.sensitivity(FACTORS, JOBS, size=1000) == {factor.name: {} for factor in FACTORS}


PAYROLL = {
    "pay": [400.0, 420.0, 380.0, 500.0, 520.0, 430.0, 440.0],
    "sex": ["F", "F", "M", "M", "M", "M", "F"],
    "group": ["nurse", "nurse", "nurse", "engineer", "engineer", "caretaker", "caretaker"],
}


@pytest.mark.parametrize("engine", ENGINES)
def test_make_the_three_comparisons(engine: str) -> None:
    scored = {"nurse": Fraction(700), "engineer": Fraction(680), "caretaker": Fraction(300)}
    bands = {"nurse": 2, "engineer": 2, "caretaker": 1}
    found = pay.compare(ENGINES[engine](PAYROLL), "pay", "sex", "group", points=scored, bands=bands)
    told = [(each.comparison, each.job.name, each.other.name, each.kroner) for each in found.differences]
    assert told == [
        (Comparison.EQUAL_WORK, "caretaker", "caretaker", 10),
        (Comparison.EQUAL_WORK, "nurse", "nurse", 30),
        (Comparison.EQUAL_VALUE, "nurse", "engineer", -110),
        (Comparison.LOWER_VALUED, "nurse", "caretaker", -35),
    ]
    assert [each.percent for each in found.differences[2:]] == pytest.approx(
        [100 * (400 / 510 - 1), 100 * (400 / 435 - 1)]
    )
    assert [job.dominated for job in found.jobs] == [False, False, True]
    strict = pay.compare(ENGINES[engine](PAYROLL), "pay", "sex", "group", points=scored, bands=bands, threshold=70)
    assert {each.comparison for each in strict.differences} == {Comparison.EQUAL_WORK}
    known = pay.compare(
        ENGINES[engine](PAYROLL),
        "pay",
        "sex",
        "group",
        points=scored,
        bands=bands,
        threshold=70,
        usually_dominated={"nurse"},
    )
    assert known.differences == found.differences


@pytest.mark.parametrize("engine", ENGINES)
def test_reckon_the_seven_indicators(engine: str) -> None:
    columns = {
        "pay": [100.0, 120.0, 200.0, 220.0],
        "sex": ["F", "M", "F", "M"],
        "group": ["A", "A", "B", "B"],
        "unit": [0, 10, 30, 40],
    }
    found = pay.indicators(
        ENGINES[engine](columns), level="pay", basic="pay", components="unit", category=["group"], sex="sex"
    )
    # women 150, men 170 on the mean and the median; components of those who receive any: 30 against 25
    assert found.gap == pytest.approx(100 * 20 / 170)
    assert found.median_gap == pytest.approx(100 * 20 / 170)
    assert (found.component_gap, found.median_component_gap) == pytest.approx((-20, -20))
    assert (found.receiving.women, found.receiving.men) == (50, 100)
    assert [band.share_of_women for band in found.bands.bands] == [100, 0, 100, 0]
    assert [group.gap for group in found.basic.groups] == pytest.approx([100 * 20 / 120, 100 * 20 / 220])
    assert [group.key for group in found.to_assess] == [("A",), ("B",)]
    everyone = pay.indicators(
        ENGINES[engine](columns),
        level="pay",
        basic="pay",
        components="unit",
        category=["group"],
        sex="sex",
        over=pay.Over.ALL,
        threshold=10,
    )
    assert everyone.component_gap == pytest.approx(40)
    assert [group.key for group in everyone.to_assess] == [("A",)]


def test_tell_what_moves_by_todays_bands() -> None:
    factors = [Factor("skill", 1, (SubFactor("s", 11),)), Factor("effort", 1, (SubFactor("e", 11),))]
    jobs = {"a": {"s": 1, "e": 6}, "b": {"s": 6, "e": 5}, "c": {"s": 6, "e": 7}, "d": {"s": 11, "e": 11}}
    # 250, 450, 550 and 1000 points, in bands of 451: a and b, c, d. With skill at a tenth more b has 452, as with
    # effort at a tenth less 453, and comes to c.
    assert pay.sensitivity(factors, jobs, size=451) == {"skill": {"b": (1, 2)}, "effort": {"b": (2, 1)}}
    # In bands of 440 b is with c, and with skill at a tenth less, 447, still is. A lower first band moves nobody.
    assert pay.sensitivity(factors, {"z": {"s": 1, "e": 1}, **jobs}, size=440) == {"skill": {}, "effort": {}}
