"""Chapter: what charts are made of."""

from __future__ import annotations

from typing import Final

from tests.pay.spec import Chapter, Convention, Example, Figure, table

RATIO: Final = table("""
position   | sex | pay
Sykepleier | F   | 36 000
Sykepleier | F   | 40 000
Sykepleier | F   | 44 000
Sykepleier | M   | 45 000
Sykepleier | M   | 50 000
Sykepleier | M   | 55 000
Lege       | F   | 80 000
Lege       | M   | 82 000
Lege       | M   | 90 000
""")
SPREAD: Final = table("""
sex | pay
F   | 31 000
F   | 32 000
F   | 33 000
F   | 34 000
F   | 36 000
F   | 37 000
F   | 41 000
M   | 36 000
M   | 38 000
M   | 39 000
""")
EIGHT: Final = table("""
sex | pay
F   | 40 000
F   | 41 000
F   | 42 000
F   | 43 000
M   | 44 000
M   | 45 000
M   | 46 000
M   | 47 000
""")

CHAPTER: Final = Chapter(
    name="charts",
    title="What charts are made of",
    functions="`pay.charts.histogram`, `pay.charts.spreads`, and the charts of chapters 2 to 8",
    answers="""
How pay is spread, and how sure a ratio of two means is: what two of the charts show that no other chapter reckons. The
other charts draw the figures of their chapters. Each chart has a description in words and a table of its numbers. For
those who show the figures to others.""",
    formula="""
**Histogram.** Bins of one width for both sexes, per cent of the sex by step, so that areas can be compared. The step
is `2 · IQR / ∛n` (Freedman and Diaconis 1981; by Scott's 1979 `3.5 · s / ∛n` where the quartiles are alike), to the
nearest of 1, 2, 2.5, 5 and 10 times a power of ten, in logarithms. The quartiles here are the pay that a quarter,
and three quarters, of all persons have been counted at. Bins with fewer than k of a sex are merged with their
neighbours, and the outermost take in all beyond: no edge tells of a single person.

**Interval of a ratio.** With f and m the means of women and men, and `vF = s²F / nF`, `vM = s²M / nM`, all ρ for
which Welch's (1947) test would not reject that women's mean is ρ times men's (Fieller 1954): between the roots of

`(m² − t² vM) ρ² − 2 f m ρ + (f² − t² vF) = 0`

with t of Student, with the degrees of freedom `ν = (vF + ρ² vM)² / (vF² / (nF − 1) + ρ⁴ vM² / (nM − 1))` at ρ = f /
m.""",
    conventions=(
        Convention("Step", "Freedman and Diaconis, to a round number", "`step`", ""),
        Convention(
            "The least number of a bin", "5 of a sex; no bins of fewer than twice as many", "`least`", "chapter 9"
        ),
        Convention("Level of confidence", "95 %", "`level`", ""),
        Convention("A sex with fewer than two, or men's mean not surely above 0", "no interval", "", ""),
        Convention(
            "Which of several bins takes in those left over",
            "the last full one before the highest, or else the highest",
            "",
            "",
        ),
    ),
    limits="""
- The interval is of a ratio of means as in a sample. That it holds 100 does not say that pay is equal; that it
  leaves 100 out does not say that anybody is discriminated against. Of many groups one in twenty leaves it out by
  chance alone.
- Intervals of small groups with unequal spread are rough.
- Merged bins show fewer steps than there are. Bins are of numbers of persons; a chart has been through rule 1 of
  chapter 9 only, and not through its audit: do not publish a histogram beside tables of the same few persons.""",
    examples=(
        Example(
            title="The interval of a ratio",
            text="""
The nurses' numbers are such that ν is whole: men's pay is 1.25 times women's, so that both terms of the spread are
alike, and ν = 2 · (3 − 1). The physicians have one woman: no interval.""",
            tables={"payroll": RATIO},
            code="""
found = pay.charts.spreads(payroll, "pay", "sex", ["position"])
physicians, nurses = found.groups""",
            by_hand="""
vF = (4² + 0² + 4²) / 2 / 3 = 5.3333
vM = (5² + 0² + 5²) / 2 / 3 = 8.3333
ρ = 40 / 50 = 0.8
ν = (vF + ρ² · vM)² / (vF² / 2 + (ρ² · vM)² / 2) = 4
t4 = t(0.975, 4) = 2.7764
A = 50² − t4² · vM = 2 435.7613
half = t4 · √(40² · vM + vF · A) = 450.4696""",
            figures=(
                Figure("ratio, %", "nurses.ratio", "80", "100 · ρ"),
                Figure("from, %", "nurses.low", "63.62", "100 · (40 · 50 − half) / A"),
                Figure("to, %", "nurses.high", "100.60", "100 · (40 · 50 + half) / A"),
                Figure("physicians: ratio, %", "physicians.ratio", "93.02", "100 · 80 / ((82 + 90) / 2)"),
                Figure("physicians: from", "physicians.low", "none"),
            ),
        ),
        Example(
            title="Merged bins",
            text="""
Steps of 2 000, at least two of a sex. Women by step from 30 000: 1, 2, 1, 2, 0, 1. The lowest bin begins when two
have been counted, at 32 000, and takes in all below; the highest at 36 000, and takes in all above; the one between
is left over and goes to the highest. Men are fewer than twice two: no bins.""",
            tables={"payroll": SPREAD},
            code="""
found = pay.charts.histogram(payroll, "pay", "sex", step=2_000, least=2)
bins = found.bins_of_women""",
            figures=(
                Figure("bins of women", "[each.n for each in bins]", "3, 4"),
                Figure("first, to under", "bins[0].high", "34 000"),
                Figure("first: some below", "bins[0].open_low", "yes"),
                Figure("last, from", "bins[-1].low", "34 000"),
                Figure("last: some beyond", "bins[-1].open_high", "yes"),
                Figure("bins of men", "len(found.bins_of_men)", "0"),
                Figure("men's mean", "found.men.mean", "37 666.67", "1 000 · (36 + 38 + 39) / 3"),
            ),
        ),
        Example(
            title="The step",
            text="A quarter of eight is counted at 41 000, three quarters at 45 000. 4 is nearer to 5 than to 2.5.",
            tables={"payroll": EIGHT},
            code='found = pay.charts.histogram(payroll, "pay", "sex", least=2)',
            by_hand="""
step = 2 · (45 000 − 41 000) / 8^(1/3) = 4 000
to5 = ln(5 / 4) = 0.2231
to2 = ln(4 / 2.5) = 0.4700""",
            figures=(Figure("step", "found.step", "5 000"),),
        ),
    ),
    sources=("fieller", "welch", "freedman", "scott"),
)
