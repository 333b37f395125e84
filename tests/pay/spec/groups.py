"""Chapter: groups, gaps and components."""

from __future__ import annotations

from typing import Final

from tests.pay.spec import Chapter, Convention, Example, Figure, table

POSITIONS: Final = table("""
position   | sex | pay
Sykepleier | F   | 540 000
Sykepleier | F   | 560 000
Sykepleier | F   | 580 000
Sykepleier | M   | 570 000
Sykepleier | M   | 590 000
Ingeniør   | F   | 700 000
Ingeniør   | M   | 720 000
Ingeniør   | M   | 740 000
Ingeniør   | M   | 760 000
Renholder  | F   | 450 000
""")
BONUS: Final = table("""
sex | fixed   | bonus
F   | 500 000 | 0
F   | 520 000 | 10 000
F   | 540 000 | 0
F   | 560 000 | 20 000
M   | 530 000 | 30 000
M   | 550 000 | 0
M   | 570 000 | 10 000
""")
UNKNOWN: Final = table("""
unit | sex | pay
Nord | F   | 600 000
Nord | M   | 620 000
Nord | X   | 610 000
Nord | –   | 605 000
Nord | F   | –
–    | M   | 640 000
Sør  | F   | –
""")
NO_BONUS: Final = table("""
sex | bonus
F   | 5 000
F   | 0
M   | 0
M   | 0
""")
NOBODY: Final = table("sex | pay#")

CHAPTER: Final = Chapter(
    name="groups",
    title="Groups, gaps and components",
    functions="`pay.gaps`, `pay.components`, `pay.quartiles`",
    answers="""
How many women and men there are in each group of work, what they are paid on average and in the middle, and what
women's pay is in per cent of men's: for each group, for the whole undertaking, and for each component of pay. It is the
table that Norwegian employers publish (kartlegging av lønnsforhold), and the beginning of every other chapter. For
those who map pay, and those who read the mapping.""",
    formula="""
M and F are the men and women whose sex and pay are known, n how many they are, x̄ their mean and x̃ their median.

| Figure | Formula | In Python | Source |
|---|---|---|---|
| women's pay in % of men's | `100 · x̄F / x̄M` | `ratio` | kvinners andel av menns lønn; lønnsratio |
| the same of medians | `100 · x̃F / x̃M` | `median_ratio` | |
| gap, % | `100 · (x̄M − x̄F) / x̄M` | `gap` | directive (EU) 2023/970, art. 3 (1) (c) |
| median gap, % | `100 · (x̃M − x̃F) / x̃M` | `median_gap` | art. 3 (1) (e) |
| difference, in the unit of pay | `x̄F − x̄M` | `difference` | |
| share of women, % | `100 · nF / (nF + nM)` | `share_of_women` | |

The median is the one in the middle of an odd number, and the mean of the two in the middle of an even one. Sums are of
whole hundredths (øre, öre), as integers, so that they do not depend on the order of the rows or on how many threads
there are.""",
    conventions=(
        Convention(
            "What the whole is",
            "all persons together, never the mean of the groups' figures",
            "",
            "directive, art. 3 (1) (c)",
        ),
        Convention(
            "The median of an even number",
            "the mean of the two in the middle",
            "",
            "British guidance to SI 2017/172, reg. 9",
        ),
        Convention(
            "Over whom a component is",
            "both ways: over all, where nothing received is 0, and over those who receive something (above 0)",
            "`over`; `found[column][pay.Over.RECIPIENTS]`",
            "left open by Norwegian guidance and by the directive",
        ),
        Convention(
            "A group without women or men",
            "no ratio, with the reason *one sex*; never 0 or 100",
            "`no_ratio`",
        ),
        Convention("Men's mean of nothing", "no ratio, with the reason *men's pay is nothing*", "`no_ratio`"),
        Convention(
            "Sex that is neither, or not known",
            "counted in each group as `unknown`, and in no mean",
            "`woman`, `man`: the words that tell sex",
        ),
        Convention("Pay that is not known", "counted as `missing`, and in no other count; a pay of 0 is a pay", "", ""),
        Convention("A key that is not known", "a group of its own, the last", "", ""),
        Convention("Rounding", "amounts to whole hundredths before they are summed; figures not at all", "", ""),
    ),
    limits="""
- The ratio says how women's and men's pay differ, not why. Within a group of equal work a difference asks for an
  explanation; in the whole undertaking it also holds that women and men have different work (example 2.1: 97 and 95 %
  in the two groups with both sexes, 84 % in all). Neither figure is a measure of discrimination.
- A mean of few persons moves much when one of them comes or goes. The number of persons stands beside every figure;
  chapter 10 has an interval.
- Means over all and over recipients of a component answer different questions, and may differ in sign: how much of it
  each sex has, and how much those have who have any. Report both, or say which.
- Which work is equal, or of equal value, is decided before this chapter, by those who know the work
  (likestillings- og diskrimineringsloven § 34; chapter 5). Nothing here can put a wrong grouping right.
- What is computed here is not yet fit to be published: see chapter 9.""",
    examples=(
        Example(
            title="Women's pay in per cent of men's, by position",
            text="""
The whole is over persons. It is lower than in any group, since more of the men are engineers; the mean of the groups'
ratios would be 95.6 and hide that.""",
            tables={"payroll": POSITIONS},
            code="""
found = pay.gaps(payroll, "pay", "sex", ["position"])
engineers, cleaners, nurses = found.groups""",
            figures=(
                Figure("nurses: women", "nurses.women.n", "3"),
                Figure("nurses: men", "nurses.men.n", "2"),
                Figure("nurses: women's mean", "nurses.women.mean", "560 000", "(540 000 + 560 000 + 580 000) / 3"),
                Figure("nurses: men's mean", "nurses.men.mean", "580 000", "(570 000 + 590 000) / 2"),
                Figure("nurses: ratio, %", "nurses.ratio", "96.55", "100 · 560 000 / 580 000"),
                Figure("nurses: gap, %", "nurses.gap", "3.45", "100 · (580 000 − 560 000) / 580 000"),
                Figure("nurses: difference", "nurses.difference", "−20 000", "560 000 − 580 000"),
                Figure("nurses: women, %", "nurses.share_of_women", "60", "100 · 3 / (3 + 2)"),
                Figure("engineers: ratio, %", "engineers.ratio", "94.59", "100 · 700 / ((720 + 740 + 760) / 3)"),
                Figure("cleaners: ratio", "cleaners.ratio", "none"),
                Figure("cleaners: why", "cleaners.no_ratio", "one sex"),
                Figure(
                    "all: women's mean",
                    "found.whole.women.mean",
                    "566 000",
                    "1 000 · (540 + 560 + 580 + 700 + 450) / 5",
                ),
                Figure(
                    "all: men's mean", "found.whole.men.mean", "676 000", "1 000 · (570 + 590 + 720 + 740 + 760) / 5"
                ),
                Figure("all: ratio, %", "found.whole.ratio", "83.73", "100 · 566 / 676"),
            ),
        ),
        Example(
            title="Medians, of an odd and an even number",
            tables={"payroll": POSITIONS},
            code="""
found = pay.gaps(payroll, "pay", "sex", ["position"])
nurses = found.groups[2]""",
            figures=(
                Figure("nurses: men's median (2 persons)", "nurses.men.median", "580 000", "(570 000 + 590 000) / 2"),
                Figure("nurses: women's median (3)", "nurses.women.median", "560 000"),
                Figure("all: women's median (450, 540, **560**, 580, 700)", "found.whole.women.median", "560 000"),
                Figure("all: men's median (570, 590, **720**, 740, 760)", "found.whole.men.median", "720 000"),
                Figure("all: median ratio, %", "found.whole.median_ratio", "77.78", "100 · 560 / 720"),
                Figure("all: median gap, %", "found.whole.median_gap", "22.22", "100 · (720 − 560) / 720"),
            ),
        ),
        Example(
            title="Quartiles",
            text="""
Below a quartile are so many of a sex as its share says; between two persons it is taken in proportion (type 7 of
Hyndman and Fan). Of the five men three quarters of the way up is the fourth.""",
            tables={"payroll": POSITIONS},
            code="""
found = pay.quartiles(payroll, "pay", "sex", ["position"])
all_women, all_men = pay.quartiles(payroll, "pay", "sex").cells
nurses_women, nurses_men = found.cells[-2:]""",
            figures=(
                Figure("all: women's lower quartile (450, **540**, 560, 580, 700)", "all_women.lower", "540 000"),
                Figure("all: men's upper quartile (570, 590, 720, **740**, 760)", "all_men.upper", "740 000"),
                Figure("nurses: women's lower", "nurses_women.lower", "550 000", "540 000 + 20 000 / 2"),
                Figure("nurses: men's lower", "nurses_men.lower", "575 000", "570 000 + 20 000 / 4"),
                Figure("nurses: men's upper", "nurses_men.upper", "585 000", "570 000 + 20 000 · 3 / 4"),
            ),
        ),
        Example(
            title="A component over all, and over those who receive it",
            tables={"payroll": BONUS},
            code="""
found = pay.components(payroll, ["fixed", "bonus"], "sex")
over_all = found["bonus"][pay.Over.ALL].whole
over_recipients = found["bonus"][pay.Over.RECIPIENTS].whole""",
            figures=(
                Figure("women, over all", "over_all.women.mean", "7 500", "(0 + 10 000 + 0 + 20 000) / 4"),
                Figure("men, over all", "over_all.men.mean", "13 333.33", "(30 000 + 0 + 10 000) / 3"),
                Figure("ratio over all, %", "over_all.ratio", "56.25", "100 · 7 500 / (40 000 / 3)"),
                Figure("women's median over all", "over_all.women.median", "5 000", "(0 + 10 000) / 2"),
                Figure("women who receive", "over_recipients.women.n", "2"),
                Figure("women, over recipients", "over_recipients.women.mean", "15 000", "(10 000 + 20 000) / 2"),
                Figure("men, over recipients", "over_recipients.men.mean", "20 000", "(30 000 + 10 000) / 2"),
                Figure("ratio over recipients, %", "over_recipients.ratio", "75", "100 · 15 000 / 20 000"),
                Figure(
                    "ratio of fixed pay, %",
                    'found["fixed"][pay.Over.ALL].whole.ratio',
                    "96.36",
                    "100 · ((500 + 520 + 540 + 560) / 4) / ((530 + 550 + 570) / 3)",
                ),
            ),
        ),
        Example(
            title="Unknown sex, unknown pay, unknown unit",
            text="""
Nobody disappears: who has a pay but no known sex is counted as unknown, and who has no pay as missing. A group in which
nobody's pay is known (Sør) has no figures.""",
            tables={"payroll": UNKNOWN},
            code="""
found = pay.gaps(payroll, "pay", "sex", ["unit"])
north, unknown_unit = found.groups""",
            figures=(
                Figure("groups", "[group.key[0] for group in found.groups]", "Nord, none"),
                Figure("Nord: women", "north.women.n", "1"),
                Figure("Nord: men", "north.men.n", "1"),
                Figure("Nord: of no known sex", "north.unknown", "2"),
                Figure("Nord: ratio, %", "north.ratio", "96.77", "100 · 600 000 / 620 000"),
                Figure("unit not known: men", "unknown_unit.men.n", "1"),
                Figure("rows without pay", "found.missing", "2"),
            ),
        ),
        Example(
            title="Men receive nothing",
            text="Over all, men's mean is 0 and cannot be divided by. Over recipients there is no man.",
            tables={"payroll": NO_BONUS},
            code="""
over_all = pay.gaps(payroll, "bonus", "sex").whole
over_recipients = pay.gaps(payroll, "bonus", "sex", over=pay.Over.RECIPIENTS).whole""",
            figures=(
                Figure("women's mean over all", "over_all.women.mean", "2 500", "(5 000 + 0) / 2"),
                Figure("ratio over all", "over_all.ratio", "none"),
                Figure("why", "over_all.no_ratio", "men's pay is nothing"),
                Figure("difference", "over_all.difference", "2 500", "2 500 − 0"),
                Figure("ratio over recipients", "over_recipients.ratio", "none"),
                Figure("why", "over_recipients.no_ratio", "one sex"),
            ),
        ),
        Example(
            title="Nobody",
            tables={"payroll": NOBODY},
            code='found = pay.gaps(payroll, "pay", "sex")',
            figures=(
                Figure("women", "found.whole.women.n", "0"),
                Figure("women's mean", "found.whole.women.mean", "none"),
                Figure("women, %", "found.whole.share_of_women", "none"),
            ),
        ),
    ),
    sources=("ldl", "directive", "si", "ssb", "hyndman"),
)
