"""Chapter: the indicators of the directive."""

from __future__ import annotations

from typing import Final

from tests.pay.spec import Chapter, Convention, Example, Figure, table

LEVELS: Final = table("""
category  | sex | level | basic | components
Assistent | F   | 240   | 240   | 0
Assistent | F   | 247   | 240   | 7
Assistent | F   | 254   | 240   | 14
Assistent | M   | 250   | 240   | 10
Assistent | M   | 260   | 250   | 10
Assistent | M   | 270   | 250   | 20
Rådgiver  | F   | 400   | 400   | 0
Rådgiver  | F   | 420   | 400   | 20
Rådgiver  | M   | 380   | 380   | 0
Rådgiver  | M   | 400   | 390   | 10
Rådgiver  | M   | 405   | 395   | 10
Leder     | F   | 600   | 580   | 20
Leder     | M   | 550   | 540   | 10
Leder     | M   | 560   | 540   | 20
""")
ONE_SIDED: Final = table("""
category  | sex | level | basic | components
Assistent | F   | 240   | 240   | 0
Assistent | F   | 250   | 250   | 0
Assistent | M   | 245   | 245   | 0
Assistent | M   | 265   | 250   | 15
Renholder | F   | 230   | 230   | 0
""")
CODE: Final = """
found = pay.indicators(
    payroll, level="level", basic="basic", components="components", category=["category"], sex="sex"
)"""

CHAPTER: Final = Chapter(
    name="indicators",
    title="The indicators of the directive",
    functions="`pay.indicators`",
    answers="""
The seven figures that article 9 (1) of directive (EU) 2023/970 asks of an employer, and which categories of workers
must be looked into because pay differs by 5 per cent or more (article 10 (1) (a)). For those who report under the
directive, those who are consulted on the report, and those who receive it. What the directive leaves to national law
is an argument here.""",
    formula="""
The pay level is by hour: basic pay and everything else, by the hours of a convention (chapter 1). C is what a person
has in complementary or variable components by hour. M and F are all men and women, or those with C > 0 where (b) and
(d) are over recipients; x̄ a mean, x̃ a median.

| Letter | Formula, % | In Python |
|---|---|---|
| (a) gender pay gap | `100 · (x̄M − x̄F) / x̄M` of the level | `gap` |
| (b) … in components | the same of C | `component_gap` |
| (c) median gap | `100 · (x̃M − x̃F) / x̃M` of the level | `median_gap` |
| (d) … in components | the same of C | `median_component_gap` |
| (e) who receives components | `100 · nF(C > 0) / nF`, `100 · nM(C > 0) / nM` | `receiving` |
| (f) women and men in the bands | chapter 3, of the level | `bands` |
| (g) gap by category | (a) of basic pay, and of C, in each category | `basic`, `components` |

A category is to be assessed when `|100 · (x̄M − x̄F) / x̄M| ≥ 5` of the level, unrounded (`to_assess`).""",
    conventions=(
        Convention(
            "Over whom (b), (d) and the components of (g) are",
            "those who receive something, as the British bonus gap is",
            "`over=pay.Over.ALL`",
            "left open by the directive; SI 2017/172, reg. 10 and 11",
        ),
        Convention("What receiving is", "more than nothing", "", "left open"),
        Convention("Ties and remainders in (f)", "as chapter 3 has it", "`remainder`", "left open"),
        Convention(
            "The difference that asks for an assessment", "5 % of men's pay or more", "`threshold`", "art. 10 (1) (a)"
        ),
        Convention(
            "Its sign",
            "whoever earns less: the article speaks of a difference",
            "",
            "art. 10 (1) (a)",
        ),
        Convention("Its rounding", "none", "", "left open"),
        Convention("A category without women or men", "has no gap, and is not to be assessed", "", ""),
        Convention(
            "Pay level of (g)",
            "basic pay and components apart, as the letter says; the test of 5 % is of the whole level",
            "",
            "art. 9 (1) (g), 10 (1) (a)",
        ),
        Convention("Hours of a year", "a convention by name", "chapter 1", "left open"),
    ),
    limits="""
- Categories are those of workers who do the same work or work of equal value (article 3 (1) (h), 4 (4)). The indicators
  are no better than the categories.
- `to_assess` is the first of three conditions. A joint pay assessment follows only when the difference is not justified
  by objective, gender-neutral criteria, and has not been remedied within six months (article 10 (1) (b) and (c)).
- (b) over recipients and over all may differ in sign, as in example 4.1: fewer women receive something, and those who
  do receive more. Neither is wrong; say which it is.
- Until a country's law settles them, hours, ties, recipients and those who come and go in the year are choices of the
  reporter, and belong in the report.
- (g) tells of small groups: it goes to workers and their representatives, and through chapter 9 to anybody else.""",
    examples=(
        Example(
            title="The seven indicators",
            text="""
Crowns by hour. Among the assistants women have exactly 5 % less, which is enough; among the leaders the woman has more
than 5 % more than the men, which is, too. In the order of pay, with 3.5 persons in each band:
F F M ½F | ½F M M M | F M M ½F | ½F M M F.""",
            tables={"payroll": LEVELS},
            code=CODE,
            by_hand="""
F = (240 + 247 + 254 + 400 + 420 + 600) / 6 = 360.1667
M = (250 + 260 + 270 + 380 + 400 + 405 + 550 + 560) / 8 = 384.375
CF = (7 + 14 + 20 + 20) / 4 = 15.25
CM = (10 + 10 + 20 + 10 + 10 + 10 + 20) / 7 = 12.8571""",
            figures=(
                Figure("(a) gap, %", "found.gap", "6.30", "100 · (M − F) / M"),
                Figure(
                    "(b) of components, over recipients, %", "found.component_gap", "−18.61", "100 · (CM − CF) / CM"
                ),
                Figure(
                    "(c) median gap, %",
                    "found.median_gap",
                    "16.15",
                    "100 · ((380 + 400) / 2 − (254 + 400) / 2) / ((380 + 400) / 2)",
                ),
                Figure("(d) of components, %", "found.median_component_gap", "−70", "100 · (10 − (14 + 20) / 2) / 10"),
                Figure("(e) women who receive, %", "found.receiving.women", "66.67", "100 · 4 / 6"),
                Figure("(e) men, %", "found.receiving.men", "87.5", "100 · 7 / 8"),
                Figure(
                    "(f) women in the lowest band, %", "found.bands.bands[0].share_of_women", "71.43", "100 · 2.5 / 3.5"
                ),
                Figure("(f) lower middle, %", "found.bands.bands[1].share_of_women", "14.29", "100 · 0.5 / 3.5"),
                Figure("(f) upper middle, %", "found.bands.bands[2].share_of_women", "42.86", "100 · 1.5 / 3.5"),
                Figure("(f) highest, %", "found.bands.bands[3].share_of_women", "42.86", "100 · 1.5 / 3.5"),
                Figure(
                    "(g) assistants, basic, %",
                    "found.basic.groups[0].gap",
                    "2.70",
                    "100 · ((240 + 250 + 250) / 3 − 240) / ((240 + 250 + 250) / 3)",
                ),
                Figure(
                    "(g) assistants, components, %",
                    "found.components.groups[0].gap",
                    "21.25",
                    "100 · ((10 + 10 + 20) / 3 − (7 + 14) / 2) / ((10 + 10 + 20) / 3)",
                ),
                Figure("to be assessed", "[group.key[0] for group in found.to_assess]", "Assistent, Leder"),
                Figure("assistants, level, %", "found.to_assess[0].gap", "5", "100 · (260 − 247) / 260"),
                Figure("leaders, level, %", "found.to_assess[1].gap", "−8.11", "100 · (555 − 600) / 555"),
            ),
        ),
        Example(
            title="Components over all",
            text="The same payroll: over all, men have more in components; over recipients they have less.",
            tables={"payroll": LEVELS},
            code="""
found = pay.indicators(
    payroll, level="level", basic="basic", components="components", category=["category"], sex="sex", over=pay.Over.ALL
)""",
            figures=(
                Figure("(b), %", "found.component_gap", "9.63", "100 · (90 / 8 − 61 / 6) / (90 / 8)"),
                Figure(
                    "(d), %",
                    "found.median_component_gap",
                    "−5.0",
                    "100 · (10 − (7 + 14) / 2) / 10",
                ),
            ),
        ),
        Example(
            title="No woman receives anything",
            text="(b) and (d) have no women's mean; (e) says why. A category with women alone has no gap.",
            tables={"payroll": ONE_SIDED},
            code=CODE,
            figures=(
                Figure("(b)", "found.component_gap", "none"),
                Figure("(d)", "found.median_component_gap", "none"),
                Figure("(e) women, %", "found.receiving.women", "0", "100 · 0 / 3"),
                Figure("(e) men, %", "found.receiving.men", "50", "100 · 1 / 2"),
                Figure("(g) cleaners, basic", "found.basic.groups[1].gap", "none"),
                Figure(
                    "assistants, level, %",
                    'pay.gaps(payroll, "level", "sex", ["category"]).groups[0].gap',
                    "3.92",
                    "100 · (255 − 245) / 255",
                ),
                Figure("to be assessed", "[group.key[0] for group in found.to_assess]", "nothing"),
            ),
        ),
    ),
    sources=("directive", "si"),
)
