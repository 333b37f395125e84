"""Chapter: the adjusted gap."""

from __future__ import annotations

from typing import Final

from tests.pay.spec import Chapter, Convention, Example, Figure, table

SEVEN: Final = table("""
unit | sex | pay
Nord | F   | 42 000
Nord | M   | 45 000
Sør  | F   | 44 000
Sør  | M   | 48 000
Øst  | F   | 46 000
Øst  | M   | 50 000
Øst  | M   | 51 000
""")
YEARS: Final = table("""
sex | years | pay
F   | 2     | 40 000
F   | 4     | 41 000
F   | 6     | 45 000
M   | 4     | 43 000
M   | 6     | 46 000
M   | 8     | 49 000
""")
MONTHS: Final = table("""
sex | years | months | pay
F   | 2     | 24     | 40 000
F   | 4     | 48     | 41 000
F   | 6     | 72     | 45 000
M   | 4     | 48     | 43 000
M   | 6     | 72     | 46 000
M   | 8     | 96     | 49 000
""")
POSITIONS: Final = table("""
position   | sex | pay
Lærer      | F   | 600 000
Lærer      | F   | 610 000
Lærer      | F   | 620 000
Lærer      | M   | 630 000
Rektor     | F   | 800 000
Rektor     | M   | 820 000
Vaktmester | M   | 480 000
""")
LACKING: Final = table("""
sex | years | pay
F   | 2     | 40 000
F   | 4     | 41 000
F   | 6     | 45 000
M   | 4     | 43 000
M   | 6     | 46 000
M   | 8     | 49 000
F   | –     | 44 000
M   | 3     | –
M   | 5     | 0
–   | 5     | 44 000
""")
APART: Final = table("""
position   | sex | pay
Sykepleier | F   | 46 000
Sykepleier | F   | 47 000
Ingeniør   | M   | 58 000
Ingeniør   | M   | 60 000
""")
THREE: Final = table("""
sex | years | pay
F   | 2     | 40 000
F   | 6     | 45 000
M   | 4     | 43 000
""")
STEPS_OF_SEVEN: Final = """
f1 = ln(42 000) = 10.645425
f2 = ln(44 000) = 10.691945
f3 = ln(46 000) = 10.736397
m1 = ln(45 000) = 10.714418
m2 = ln(48 000) = 10.778956
m3 = ln(50 000) = 10.819778
m4 = ln(51 000) = 10.839581
f = (f1 + f2 + f3) / 3 = 10.691255
m = (m1 + m2 + m3 + m4) / 4 = 10.788183
b = f − m = −0.096928
SF = (f1 − f)² + (f2 − f)² + (f3 − f)² = 0.00413865
SM = (m1 − m)² + (m2 − m)² + (m3 − m)² + (m4 − m)² = 0.00916645"""

CHAPTER: Final = Chapter(
    name="adjusted",
    title="The adjusted gap",
    functions="`pay.adjusted_gap`, `pay.least_squares`, `pay.logib`",
    answers="""
How much less, or more, women are paid than men who are alike in what the model holds: position, age, seniority,
education, unit. It is an explorer of causes for analysts; neither Norwegian nor Swedish law asks for it, and it is no
substitute for comparing groups. The Swiss federal standard model is a preset (`pay.logib`).""",
    formula="""
Ordinary least squares of `y = ln(pay)`, or of pay itself (`log=False`):

`y = α + β · woman + γ'x + ε`

`β` is shown as women's pay over or under men's in per cent, `100 · (exp(β) − 1)` (`percent`; Halvorsen and Palmquist
1980), and with the correction of Kennedy (1981), `100 · (exp(β − v/2) − 1)` (`kennedy`), where v is the variance of β's
estimate.

Terms: `Number(column, power)`, `Category(column, base)` (a column of 1 and 0 for each level but one),
`Is(column, value)`, and `Product(one, other)` of any two. A category with hundreds of levels is *absorbed*: with ỹ,
w̃ and x̃ what differs from the level's mean, β is the coefficient of w̃ in the regression of ỹ on w̃ and x̃ (Frisch
and Waugh 1933; Lovell 1963). With no other terms it is the mean of the levels' gaps, each weighted by
`nF · nM / (nF + nM)`: a level of one sex weighs nothing.

With e the residuals, h the leverages, n rows and p columns (the intercept or every absorbed level among them):

| Errors | Variance of the coefficients | Source |
|---|---|---|
| `classical` | `s² (X'X)⁻¹`, `s² = Σe² / (n − p)` | |
| `HC0` | `(X'X)⁻¹ X' diag(e²) X (X'X)⁻¹` | White (1980) |
| `HC1` | `HC0 · n / (n − p)` | MacKinnon and White (1985) |
| `HC3` | HC0 with `e / (1 − h)` for e | MacKinnon and White (1985), its approximation |
| `cluster` | `(X'X)⁻¹ (Σ_g X_g'e_g e_g'X_g) (X'X)⁻¹ · G/(G − 1) · (n − 1)/(n − p)` | Liang and Zeger (1986) |

Intervals and p-values are Student's t with `n − p` degrees of freedom, `G − 1` of clusters. All is computed from
sums by level and one more pass over the rows, so that no table of all rows and columns is ever held; for the idea
see Wong and others (2021).

`pay.logib`: `ln(standardised_salary)` on years of training, service and potential experience
`max(age − training − 6, 0)`, its square, skill level and professional position, with classical errors; its effect is
`kennedy`.""",
    conventions=(
        Convention("Errors", "HC1; by cluster where a cluster is named", "`errors`, `cluster`", ""),
        Convention("Level of confidence", "95 %", "`fit.interval(name, level)`", ""),
        Convention("Logarithm or level", "the natural logarithm", "`log=False`", ""),
        Convention("Base of a category", "the first level in order", "`Category(column, base=…)`", ""),
        Convention(
            "A column that the others explain wholly",
            "dropped, and named in `fit.dropped` and a warning; later columns before earlier ones",
            "",
            "",
        ),
        Convention(
            "Rows in which something is missing, or whose pay is 0 or less under a logarithm",
            "left out, and counted by reason in `left_out`",
            "",
            "",
        ),
        Convention("Levels of one sex", "stay in; with absorption they weigh nothing in β", "", ""),
        Convention("Clusters", "warned of when fewer than 20", "", ""),
        Convention("Persons", "warned of when fewer than 50", "", "as Logib asks for 50"),
    ),
    limits="""
- β is what is left when the model's controls are alike. It is no measure of discrimination, and its absence no proof
  that there is none: the model may lack what matters, and what it holds (position, grade) may itself be where women and
  men are treated differently. Report the gap with and without such controls.
- β is causal only under assumptions that a payroll cannot show.
- It leans on positions with both sexes. Where few have both, β tells of these few.
- HC1 and classical errors suppose that persons are independent. Where pay is set by unit or position, cluster.
- Errors speak of chance as in a sample from persons like these. For a whole staff they tell how far a gap may be the
  play of single cases, not how uncertain the staff's own figures are: those are exact.
- With fewer than 50 persons it is indicative only.""",
    examples=(
        Example(
            title="Two groups, and all five kinds of errors",
            text="""
Without controls β is the difference of the mean logarithms. A person's residual is what differs from the mean of the
sex, its leverage 1/3 for women and 1/4 for men, and a unit's pull is the sum of its residuals, each by the n of its
sex. Seven persons, and three units, are far too few; they are for reckoning.""",
            tables={"payroll": SEVEN},
            code="""
gap = pay.adjusted_gap(payroll, "pay", "sex", errors="classical")
fit = pay.least_squares(
    payroll, "pay", [pay.Is("sex", "F", "women")], log=True, cluster="unit",
    errors=["classical", "HC0", "HC1", "HC3", "cluster"],
)""",
            by_hand=STEPS_OF_SEVEN
            + """
s2 = (SF + SM) / (7 − 2) = 0.00266102
v = s2 · (1/3 + 1/4) = 0.00155226
HC0 = SF / 3² + SM / 4² = 0.00103275
HC3 = SF / (1 − 1/3)² / 3² + SM / (1 − 1/4)² / 4² = 0.00205316
nord = (f1 − f) / 3 − (m1 − m) / 4 = 0.003165
sør = (f2 − f) / 3 − (m2 − m) / 4 = 0.002537
øst = (f3 − f) / 3 − (m3 − m + m4 − m) / 4 = −0.005701
CR = (nord² + sør² + øst²) · 3 / (3 − 1) · (7 − 1) / (7 − 2) = 0.00008811""",
            figures=(
                Figure("β", "gap.difference", "−0.096928", "b"),
                Figure("women's pay over men's, %", "gap.percent", "−9.24", "100 · (exp(b) − 1)"),
                Figure("… as Kennedy", "gap.kennedy", "−9.31", "100 · (exp(b − v / 2) − 1)"),
                Figure("classical error", "gap.error", "0.039399", "√(v)"),
                Figure("95 % interval, from", "gap.low", "−0.1982", "b − t(0.975, 5) · √(v)"),
                Figure("to", "gap.high", "0.0043", "b + t(0.975, 5) · √(v)"),
                Figure("p", "gap.p_value", "0.0572", "tail(b / √(v), 5)"),
                Figure("error HC0", 'fit.error("women", "HC0")', "0.032136", "√(HC0)"),
                Figure("error HC1", 'fit.error("women", "HC1")', "0.038024", "√(HC0 · 7 / (7 − 2))"),
                Figure("error HC3", 'fit.error("women", "HC3")', "0.045312", "√(HC3)"),
                Figure("error by unit", 'fit.error("women", "cluster")', "0.009387", "√(CR)"),
                Figure(
                    "interval by unit, to",
                    'fit.interval("women", errors="cluster")[1]',
                    "−0.0565",
                    "b + t(0.975, 3 − 1) · √(CR)",
                ),
            ),
        ),
        Example(
            title="A control",
            text="""
Pay in kroner by the month. Years of service explain part of the difference of 4 000: men have two years more. S is of
squares and products within each sex, in thousands.""",
            tables={"payroll": YEARS},
            code="""
gap = pay.adjusted_gap(payroll, "pay", "sex", [pay.Number("years")], log=False, errors="classical")""",
            by_hand="""
Sxx = (2 − 4)² + (4 − 4)² + (6 − 4)² + (4 − 6)² + (6 − 6)² + (8 − 6)² = 16
Sxy = (2 − 4) · (40 − 42) + (6 − 4) · (45 − 42) + (4 − 6) · (43 − 46) + (8 − 6) · (49 − 46) = 22
Syy = (40 − 42)² + (41 − 42)² + (45 − 42)² + (43 − 46)² + (46 − 46)² + (49 − 46)² = 32
γ = Sxy / Sxx = 1.375
b = (42 − 46) − γ · (4 − 6) = −1.25
s2 = (Syy − γ · Sxy) / (6 − 3) = 0.583333
v = s2 · (1/3 + 1/3 + (4 − 6)² / Sxx) = 0.534722""",
            figures=(
                Figure("a year of service", 'gap.fit.coefficient("years")', "1 375", "1 000 · γ"),
                Figure("women, all else alike", "gap.difference", "−1 250", "1 000 · b"),
                Figure("error", "gap.error", "731.25", "1 000 · √(v)"),
                Figure("p", "gap.p_value", "0.1859", "tail(b / √(v), 3)"),
                Figure("in per cent, without a logarithm", "gap.percent", "none"),
                Figure("women", "gap.women", "3"),
                Figure("warnings", "gap.warnings", "Made of 6 persons: with fewer than 50 it is indicative only."),
            ),
        ),
        Example(
            title="Does a year of service pay the same?",
            text="""
With the product of sex and years each sex has a line of its own: women's rises by 10/8 thousand a year, men's by
12/8.""",
            tables={"payroll": YEARS},
            code="""
women = pay.Is("sex", "F", "women")
fit = pay.least_squares(payroll, "pay", [women, pay.Number("years"), pay.Product(women, pay.Number("years"))])""",
            figures=(
                Figure(
                    "a man's year",
                    'fit.coefficient("years")',
                    "1 500",
                    "1 000 · ((4 − 6) · (43 − 46) + (8 − 6) · (49 − 46)) / 8",
                ),
                Figure(
                    "less for a woman's",
                    'fit.coefficient("women × years")',
                    "−250",
                    "1 000 · ((2 − 4) · (40 − 42) + (6 − 4) · (45 − 42)) / 8 − 1 500",
                ),
            ),
        ),
        Example(
            title="Absorbed positions, one of them without women",
            text="""
β is the weighted mean of the gaps of the teachers and the heads. The caretaker weighs nothing in it, but his position
is a level all the same: p is 1 + 3.""",
            tables={"payroll": POSITIONS},
            code='gap = pay.adjusted_gap(payroll, "pay", "sex", absorb="position", errors="classical")',
            by_hand="""
teachers = (ln(600) + ln(610) + ln(620)) / 3 − ln(630) = −0.032350
heads = ln(800) − ln(820) = −0.024693
w1 = 3 · 1 / 4 = 0.75
w2 = 1 · 1 / 2 = 0.5
b = (w1 · teachers + w2 · heads) / (w1 + w2) = −0.029287
mean = (ln(600) + ln(610) + ln(620) + ln(630)) / 4 = 6.421457
S1 = (ln(600) − mean)² + (ln(610) − mean)² + (ln(620) − mean)² + (ln(630) − mean)² = 0.00132251
S2 = heads² / 2 = 0.00030486
s2 = (S1 + S2 − b² · (w1 + w2)) / (7 − 4) = 0.00018506""",
            figures=(
                Figure("β", "gap.difference", "−0.029287", "b"),
                Figure("error", "gap.error", "0.012168", "√(s2 / (w1 + w2))"),
                Figure("levels", "gap.fit.absorbed_levels", "3"),
                Figure("degrees of freedom", "gap.fit.df", "3"),
            ),
        ),
        Example(
            title="A column that says nothing of its own",
            tables={"payroll": MONTHS},
            code="""
gap = pay.adjusted_gap(
    payroll, "pay", "sex", [pay.Number("years"), pay.Number("months")], log=False, errors="classical"
)""",
            figures=(
                Figure("dropped", "gap.fit.dropped", "months"),
                Figure("women, as before", "gap.difference", "−1 250", "1 000 · (42 − 46 − 22 / 16 · (4 − 6))"),
                Figure(
                    "second warning",
                    "gap.warnings[1]",
                    "months is left out of the model: the other controls explain it wholly.",
                ),
            ),
        ),
        Example(
            title="Rows that are left out",
            text="The first six rows are those of example 6.2.",
            tables={"payroll": LACKING},
            code="""
level = pay.adjusted_gap(payroll, "pay", "sex", [pay.Number("years")], log=False)
logarithm = pay.adjusted_gap(payroll, "pay", "sex", [pay.Number("years")])""",
            figures=(
                Figure("level: rows used, a pay of 0 among them", "level.fit.n", "7"),
                Figure("level: left out", "level.left_out", "sex not known: 1, missing pay: 1, missing years: 1"),
                Figure("logarithm: rows used", "logarithm.fit.n", "6"),
                Figure(
                    "logarithm: left out",
                    "logarithm.left_out",
                    "sex not known: 1, missing pay: 1, missing years: 1, not positive: 1",
                ),
            ),
        ),
        Example(
            title="Positions that tell who is a woman",
            text="Nobody has a colleague of the other sex: there is nothing to compare.",
            tables={"payroll": APART},
            code='pay.adjusted_gap(payroll, "pay", "sex", absorb="position")',
            refused="nobody of one sex is there, or the controls tell who is a woman",
        ),
        Example(
            title="Too few persons for the terms",
            text="Three persons, and four coefficients with the intercept.",
            tables={"payroll": THREE},
            code="""
terms = [pay.Is("sex", "F"), pay.Number("years"), pay.Number("years", 2)]
pay.least_squares(payroll, "pay", terms)""",
            refused="3 rows cannot carry",
        ),
    ),
    sources=(
        "frisch waugh",
        "lovell",
        "halvorsen",
        "kennedy",
        "white",
        "mackinnon",
        "liang",
        "wong",
        "logib",
    ),
)
