"""What charts say: every word of them, and how numbers are written. English unless told; see `languages`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from math import isfinite
from typing import Any, Final
from unicodedata import category

NOTHING: Final = "–"
MINUS: Final = "−"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language. What stands in ``{}`` is filled in by the chart; numbers come there as text."""

    language: str = "en"
    decimal: str = "."
    thousands: str = ","
    percent: str = "{}%"

    figures: str = "Figures"
    nothing: str = "There is nothing to show."
    women: str = "Women"
    men: str = "Men"
    sex: str = "Sex"
    number_of: str = "Number"
    number_of_women: str = "Number of women"
    number_of_men: str = "Number of men"
    mean_of_women: str = "Women's mean, {unit}"
    mean_of_men: str = "Men's mean, {unit}"
    pay: str = "Pay, {unit}"
    mean_pay: str = "Mean pay, {unit}"
    ratio: str = "Women's pay in % of men's"

    distribution: str = "How women's and men's pay is spread"
    share_per_step: str = "% of each sex per {step}"
    low: str = "From"
    high: str = "To, not included"
    share: str = "% of the sex"
    mean_here: str = "{sex}: mean {mean}"
    women_paid: str = "{n} women are paid {mean} on average, most often {span}."
    men_paid: str = "{n} men are paid {mean} on average, most often {span}."
    women_paid_only: str = "{n} women are paid {mean} on average; they are too few to show how it is spread."
    men_paid_only: str = "{n} men are paid {mean} on average; they are too few to show how it is spread."
    women_few: str = "Women are not shown, being fewer than {least}."
    men_few: str = "Men are not shown, being fewer than {least}."
    between: str = "{low} to {high}"
    below: str = "under {high}"
    above: str = "{low} or more"
    around: str = "around {low}"

    beyond: str = "(the outermost bars hold all beyond)"

    group: str = "Group"
    group_ratios: str = "Women's pay in % of men's, by group"
    group_means: str = "Women's and men's mean pay, by group"
    ratio_with_interval: str = "Women's mean pay in % of men's, with {level} % confidence interval"
    filled: str = "(filled: equal pay is outside the interval)"
    ratio_short: str = "W/M"
    interval_low: str = "{level} % interval from"
    interval_high: str = "{level} % interval to"
    lowest_and_highest: str = (
        "Women's mean pay in % of men's is lowest in {low_group} ({low}) and highest in {high_group} ({high})."
    )
    one_group: str = "In {group} women's mean pay is {ratio} of men's."
    one_group_interval: str = "In {group} women's mean pay is {ratio} of men's ({level} % interval {low} to {high})."
    certain: str = "Groups shown: {n}; the {level} % interval leaves equal pay out in {certain} of them."
    left_out: str = "Groups not shown, with fewer than {least} women or men: {n}."
    most_different: str = "Drawn are the {most} groups where pay differs most."

    points_title: str = "Pay against the points of jobs"
    points: str = "Points"
    job: str = "Job"
    band: str = "Band"
    kind: str = "Kind"
    share_of_women: str = "Women, %"
    dominated: str = "Dominated by women"
    others: str = "Other jobs"
    jobs_shown: str = "Jobs: {n}, with {low} to {high} points; women dominate {dominated} of them."
    to_explain: str = "Lower paid than a job of equal value (B): {b}; than one of lower value (C): {c}."
    widest: str = "The widest difference: {job} is paid {percent} less than {other}."
    jobs_left_out: str = "Jobs not shown, with fewer than {least} persons: {n}."

    why_title: str = "Why women's and men's mean pay differs"
    step: str = "Step"
    amount: str = "Amount, {unit}"
    amount_in_percent: str = "Amount, %"
    after: str = "Pay after it, {unit}"
    error: str = "Standard error"
    mens_mean: str = "Men's mean"
    womens_mean: str = "Women's mean"
    mens_middle: str = "Men's geometric mean"
    womens_middle: str = "Women's geometric mean"
    geometric_pay: str = "Geometric mean of pay, {unit}"
    unexplained: str = "Not explained"
    how_paid: str = "How it is paid"
    both_at_once: str = "Both at once"
    other_terms: str = "Other terms ({n})"
    difference_is: str = "Women's mean pay is {women} and men's {men}, a difference of {gap}."
    parts_are: str = "Of this, {explained} goes with what the model holds, and {unexplained} does not."
    three_parts_are: str = (
        "Of this, {explained} goes with what women and men bring, {paid} with how it is paid and {both} with both at "
        "once."
    )
    no_measure: str = "What is not explained is no measure of discrimination."

    bands_title: str = "Women and men in bands of pay"
    four_bands: tuple[str, ...] = ("Lowest quarter", "Lower middle", "Upper middle", "Highest quarter")
    share_of_band: str = "% of the band"
    share_of_men: str = "Men, %"
    all_bands: str = "All: {share} women"
    bands_are: str = "Women are {low} of the lowest paid band and {high} of the highest. In all bands they are {whole}."

    cost_title: str = "What it costs to bring the gap down"
    threshold: str = "Largest gap that is left, % of men's pay"
    cost: str = "Cost, {unit}"
    cost_share: str = "Cost, % of the payroll"
    out_of_reach: str = "Thresholds that cannot be reached within the rules: {n}."
    one_cost: str = "To bring the gap down to {threshold} costs {share} of the payroll ({cost})."
    two_costs: str = (
        "To bring the gap down to {high} costs {high_share} of the payroll ({high_cost}); "
        "to {low} it costs {low_share} ({low_cost})."
    )

    def number(self, value: float | None, decimals: int = 0) -> str:
        """A number as it is written, rounded half up: ``1 234,5``. A dash for None and what is no number."""
        if value is None or not isfinite(value):
            return NOTHING
        with localcontext(Context(prec=400, rounding=ROUND_HALF_UP)):
            told = f"{abs(Decimal(str(value))):,.{decimals}f}"
        sign = MINUS if value < 0 and told.strip("0.,") else ""
        return sign + told.translate({ord(","): self.thousands, ord("."): self.decimal})

    def part(self, value: float | None, decimals: int = 1) -> str:
        """A number of per cent: ``95,2 %``."""
        return self.percent.format(self.number(value, decimals))

    def change(self, told: str) -> str:
        """A number that was written, with its sign also where it adds."""
        return told if told.startswith(MINUS) else f"+{told}"

    def locale(self) -> dict[str, Any]:
        """The same for the numbers on axes, as Vega is told it."""
        return {
            "decimal": self.decimal,
            "thousands": self.thousands,
            "grouping": [3],
            "currency": ["", ""],
            "minus": MINUS,
        }


ENGLISH: Final = Words()


def plain(name: object) -> str:
    """A name from data as text that can be drawn: no line breaks, no signs that turn or hide what is written."""
    kept = "".join(sign if sign.isprintable() else "" if category(sign) == "Cf" else " " for sign in str(name))
    return " ".join(kept.split()) or NOTHING
