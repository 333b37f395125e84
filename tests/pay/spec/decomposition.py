"""Chapter: decomposition."""

from __future__ import annotations

from typing import Final

from tests.pay.spec import Chapter, Convention, Example, Figure, table

YEARS: Final = table("""
sex | years | pay
M   | 2     | 42
M   | 4     | 46
M   | 6     | 47
M   | 8     | 53
F   | 1     | 40
F   | 3     | 41
F   | 5     | 45
F   | 3     | 42
F   | 3     | 42
""")
POSITIONS: Final = table("""
position   | sex | pay
Ingeniør   | M   | 58
Ingeniør   | M   | 60
Ingeniør   | M   | 62
Sykepleier | M   | 50
Ingeniør   | F   | 56
Sykepleier | F   | 48
Sykepleier | F   | 49
Sykepleier | F   | 50
""")
LONE: Final = table("""
position   | sex | pay
Ingeniør   | M   | 58
Ingeniør   | M   | 60
Ingeniør   | M   | 62
Sykepleier | M   | 50
Vaktmester | M   | 38
Vaktmester | M   | 40
Ingeniør   | F   | 56
Sykepleier | F   | 48
Sykepleier | F   | 49
Sykepleier | F   | 50
Sykepleier | –   | 51
Sykepleier | F   | –
""")
FEW: Final = table("""
sex | years | pay
M   | 2     | 42
M   | 4     | 46
M   | 6     | 47
F   | 1     | 40
F   | 3     | 41
""")
DECOMPOSED: Final = """
found = pay.decompose(payroll, "pay", "sex", [pay.Number("years")], a="M", b="F")"""
LINES: Final = """
Sa = (2 − 5)² + (4 − 5)² + (6 − 5)² + (8 − 5)² = 20
Pa = (2 − 5) · (42 − 47) + (4 − 5) · (46 − 47) + (6 − 5) · (47 − 47) + (8 − 5) · (53 − 47) = 34
Sb = (1 − 3)² + (5 − 3)² = 8
Pb = (1 − 3) · (40 − 42) + (5 − 3) · (45 − 42) = 10
βa = Pa / Sa = 1.7
βb = Pb / Sb = 1.25
αa = 47 − 5 · βa = 38.5
αb = 42 − 3 · βb = 38.25"""
VARIANCES: Final = """
Ra = (42 − 47)² + (46 − 47)² + (47 − 47)² + (53 − 47)² − βa · Pa = 4.2
Rb = (40 − 42)² + (41 − 42)² + (45 − 42)² − βb · Pb = 1.5
s2a = Ra / (4 − 2) = 2.1
s2b = Rb / (5 − 2) = 0.5
va = Sa / 3 / 4 = 1.6667
vb = Sb / 4 / 5 = 0.4"""

CHAPTER: Final = Chapter(
    name="decomposition",
    title="Decomposition",
    functions="`pay.decompose`, `pay.REFERENCES`",
    answers="""
Why the mean pay of two groups differs: how much goes with what they bring (position, age, education), and how much with
what that is paid in each. For analysts who look for where a gap comes from, before anybody asks who should be paid
what.""",
    formula="""
Oaxaca (1973) and Blinder (1973). A (men) and B (women) have each their own regression of pay, or of its logarithm, with
coefficients β and mean columns x̄, the intercept among them. The gap is `ȳA − ȳB = x̄A'βA − x̄B'βB`.

**Three-fold**: `(x̄A − x̄B)'βB` endowments, `x̄B'(βA − βB)` coefficients, `(x̄A − x̄B)'(βA − βB)` interaction.

**Two-fold**, with coefficients β\\* that both are held against: `(x̄A − x̄B)'β*` explained, and not explained
`x̄A'(βA − β*)`, A's advantage, plus `x̄B'(β* − βB)`, B's disadvantage.

| Reference | β\\* | Source |
|---|---|---|
| `A` | βA: what women bring, paid as men's | Oaxaca (1973) |
| `B` | βB | Oaxaca (1973) |
| `half` | (βA + βB) / 2 | Reimers (1983) |
| `size` | (nA · βA + nB · βB) / (nA + nB) | Cotton (1988) |
| `pooled` | of one regression of all, which does not know the groups | Neumark (1988) |
| `pooled with group` | of one regression of all with a column for the group, which is then left aside | Jann (2008) |

**Detail** is the same by column, `(x̄Aₖ − x̄Bₖ) β*ₖ` and so on. A category's coefficients, base and all, are made to
sum to 0, the intercept taking up their mean (Gardeazabal and Ugidos 2004; Yun 2005): the detail does not hang on
which level is the base. An *absorbed* category of hundreds of levels is one column, with the sum of its levels.

**Errors** are by the delta method with columns that vary from sample to sample (Jann 2008). Every β\\* is linear in
both groups' coefficients, `β* = M βA + N βB`: M and N are numbers where β\\* is a mean of the two, and
`M = (X'X)⁻¹ X_A'X_A`, `N = (X'X)⁻¹ X_B'X_B` where it is of one regression of all, X being the columns of all rows
(with one for the group where it is known, whose coefficient is left aside). So every part is `cA'βA + cB'βB` for
some vectors c, and with d the coefficients that a group's means are weighted with,

`variance = cA'V(βA)cA + cB'V(βB)cB + dA'V(x̄A)dA + dB'V(x̄B)dB`

with classical `V(β) = s²(X'X)⁻¹` in each group, and `V(x̄)` the columns' covariances by n. As in Jann's, the product of
the two uncertainties, which vanishes in large groups, is left out.""",
    conventions=(
        Convention("Reference", "all six are computed; sentences are of `A`", "`found.twofold[…]`", ""),
        Convention("Base of a category", "none: normalised", "", "Gardeazabal and Ugidos (2004); Yun (2005)"),
        Convention(
            "A level that one group alone has",
            "its persons are left out and counted in `not_shared`, again until all levels are shared",
            "",
            "with them even the whole of the explained part would hang on the base",
        ),
        Convention("Rows in which something is missing", "left out, and counted in `left_out`", "", ""),
        Convention("Logarithm or level", "level", "`log=True`", ""),
        Convention("Errors", "classical, in each group by itself", "", "Jann (2008)"),
        Convention("Columns that the others explain", "refused, by name: each group must carry all", "", ""),
    ),
    limits="""
- What is not explained is no measure of discrimination. The model may lack what matters; and what it holds may
  itself be unequal, as when women come later into the better paid positions. What is explained is not thereby just.
- The parts hang on whose pay is the standard. None of the six is the right one: look at how far they lie apart. The
  text of a result says so when it is more than a quarter of the gap.
- `pooled` takes part of the difference between the groups into β\\*, and so explains too much (Jann 2008);
  `pooled with group` does not.
- Detail of what is not explained depends on where numbers have their zero (age, or age over 18). Only categories are
  free of that. Read the whole of it, and detail of the explained part.
- It compares persons in work that both have. Those in work of one sex alone are left out: say how many.
- The parts of a decomposition of logarithms add up in logarithms, not in kroner.""",
    examples=(
        Example(
            title="Three-fold and two-fold",
            text="""
Pay in thousands by the month. Men's line is 38.5 + 1.7 · years with mean years 5, women's 38.25 + 1.25 · years with
mean years 3; mean pay is 47 and 42.""",
            tables={"payroll": YEARS},
            code=DECOMPOSED,
            by_hand=LINES
            + """
gap = 47 − 42 = 5
groups = (Pa + Pb) / (Sa + Sb) = 1.571429
pooled = (Pa + Pb + 4 · 5 / 9 · (5 − 3) · (47 − 42)) / (Sa + Sb + 4 · 5 / 9 · (5 − 3)²) = 1.795181
size = (4 · βa + 5 · βb) / 9 = 1.45""",
            figures=(
                Figure("gap", "found.gap", "5", "gap"),
                Figure("endowments", "found.threefold.endowments.total", "2.5", "(5 − 3) · βb"),
                Figure("coefficients", "found.threefold.coefficients.total", "1.6", "αa − αb + 3 · (βa − βb)"),
                Figure("interaction", "found.threefold.interaction.total", "0.9", "(5 − 3) · (βa − βb)"),
                Figure("A: explained", 'found.twofold["A"].explained.total', "3.4", "(5 − 3) · βa"),
                Figure("A: not", 'found.twofold["A"].unexplained.total', "1.6", "gap − (5 − 3) · βa"),
                Figure("B: explained", 'found.twofold["B"].explained.total', "2.5", "(5 − 3) · βb"),
                Figure("half: explained", 'found.twofold["half"].explained.total', "2.95", "(5 − 3) · (βa + βb) / 2"),
                Figure("size: explained", 'found.twofold["size"].explained.total', "2.9", "(5 − 3) · size"),
                Figure("pooled: explained", 'found.twofold["pooled"].explained.total', "3.5904", "(5 − 3) · pooled"),
                Figure(
                    "pooled with group: explained",
                    'found.twofold["pooled with group"].explained.total',
                    "3.1429",
                    "(5 − 3) · groups",
                ),
                Figure(
                    "size: A's advantage",
                    'found.twofold["size"].unexplained_a.total',
                    "1.3889",
                    "47 − (4 · αa + 5 · αb) / 9 − 5 · size",
                ),
                Figure(
                    "size: B's disadvantage",
                    'found.twofold["size"].unexplained_b.total',
                    "0.7111",
                    "(4 · αa + 5 · αb) / 9 + 3 · size − 42",
                ),
                Figure(
                    "A: not, by years", 'found.twofold["A"].unexplained.by_column["years"]', "1.35", "3 · (βa − βb)"
                ),
                Figure(
                    "A: not, by the intercept",
                    'found.twofold["A"].unexplained.by_column["Intercept"]',
                    "0.25",
                    "αa − αb",
                ),
            ),
        ),
        Example(
            title="Errors",
            text="""
s² is each line's variance of residuals; va and vb are the variances of mean years. That what is left is within
1.96 errors of 0 is said in words.""",
            tables={"payroll": YEARS},
            code=DECOMPOSED,
            by_hand=LINES
            + VARIANCES
            + """
groups = (Pa + Pb) / (Sa + Sb) = 1.571429
Vgroups = (Sa² · s2a / Sa + Sb² · s2b / Sb) / (Sa + Sb)² = 0.058673
at3 = s2a · (1/4 + (3 − 5)² / Sa) + s2b / 5 = 1.045""",
            figures=(
                Figure("error of the gap", "found.error", "2.4221", "√((25 + 1 + 36) / 3 / 4 + (4 + 1 + 9) / 4 / 5)"),
                Figure(
                    "A: explained",
                    'found.twofold["A"].explained.error',
                    "2.5284",
                    "√((5 − 3)² · s2a / Sa + βa² · (va + vb))",
                ),
                Figure(
                    "B: explained",
                    'found.twofold["B"].explained.error',
                    "1.8653",
                    "√((5 − 3)² · s2b / Sb + βb² · (va + vb))",
                ),
                Figure(
                    "half: explained",
                    'found.twofold["half"].explained.error',
                    "2.1596",
                    "√((5 − 3)² · (s2a / Sa + s2b / Sb) / 4 + ((βa + βb) / 2)² · (va + vb))",
                ),
                Figure(
                    "pooled with group: explained",
                    'found.twofold["pooled with group"].explained.error',
                    "2.3104",
                    "√((5 − 3)² · Vgroups + groups² · (va + vb))",
                ),
                Figure("A: not", 'found.twofold["A"].unexplained.error', "1.0611", "√(at3 + (βa − βb)² · vb)"),
                Figure(
                    "interaction",
                    "found.threefold.interaction.error",
                    "1.0433",
                    "√((5 − 3)² · (s2a / Sa + s2b / Sb) + (βa − βb)² · (va + vb))",
                ),
                Figure(
                    "second sentence",
                    "list(found.sentences())[1]",
                    "What is left may be chance: its 95 % interval holds 0.",
                ),
            ),
        ),
        Example(
            title="A category, whatever its base",
            text="""
Three of four men are engineers, one of four women. Men's two levels are paid 60 and 50, so that their normalised
coefficients are +5 and −5 on an intercept of 55; women's 56 and 49 make +3.5 and −3.5 on 52.5.""",
            tables={"payroll": POSITIONS},
            code="""
found = pay.decompose(payroll, "pay", "sex", [pay.Category("position")], a="M", b="F")
other = pay.decompose(payroll, "pay", "sex", [pay.Category("position", base="Sykepleier")], a="M", b="F")
explained, rest = found.twofold["A"].explained, found.twofold["A"].unexplained""",
            figures=(
                Figure("gap", "found.gap", "6.75", "(58 + 60 + 62 + 50) / 4 − (56 + 48 + 49 + 50) / 4"),
                Figure("explained by engineers", 'explained.by_column["position=Ingeniør"]', "2.5", "(3/4 − 1/4) · 5"),
                Figure("… by nurses", 'explained.by_column["position=Sykepleier"]', "2.5", "(1/4 − 3/4) · (−5)"),
                Figure("not, by engineers", 'rest.by_column["position=Ingeniør"]', "0.375", "1/4 · (5 − 3.5)"),
                Figure("not, by nurses", 'rest.by_column["position=Sykepleier"]', "−1.125", "3/4 · (−5 + 3.5)"),
                Figure("not, by the intercept", 'rest.by_column["Intercept"]', "2.5", "55 − 52.5"),
                Figure("not, in all", "rest.total", "1.75", "0.375 − 1.125 + 2.5"),
                Figure(
                    "with the other base: engineers",
                    'other.twofold["A"].explained.by_column["position=Ingeniør"]',
                    "2.5",
                    "(3/4 − 1/4) · 5",
                ),
            ),
        ),
        Example(
            title="An absorbed category",
            text="The two positions are one column; the whole is the same.",
            tables={"payroll": POSITIONS},
            code="""
found = pay.decompose(payroll, "pay", "sex", [], a="M", b="F", absorb="position")
explained, rest = found.twofold["A"].explained, found.twofold["A"].unexplained""",
            figures=(
                Figure("columns", "found.names", "Intercept, position"),
                Figure("explained by position", 'explained.by_column["position"]', "5", "2.5 + 2.5"),
                Figure("not, by position", 'rest.by_column["position"]', "−0.75", "0.375 − 1.125"),
                Figure("not, by the intercept", 'rest.by_column["Intercept"]', "2.5", "55 − 52.5"),
            ),
        ),
        Example(
            title="A position without women, unknown sex, missing pay",
            text="""
The two caretakers have nobody to be compared with. With them the mean pay of men would be 51.33, and how much is
explained would hang on the base; without them all is as in example 7.3.""",
            tables={"payroll": LONE},
            code="""
found = pay.decompose(payroll, "pay", "sex", [pay.Category("position")], a="M", b="F")""",
            figures=(
                Figure("not shared", "found.not_shared", "position=Vaktmester: 2"),
                Figure("left out", "found.left_out", "another group: 1, missing pay: 1"),
                Figure("men", "found.n_a", "4"),
                Figure("gap", "found.gap", "6.75", "230 / 4 − 203 / 4"),
                Figure("explained", 'found.twofold["A"].explained.total', "5", "2.5 + 2.5"),
            ),
        ),
        Example(
            title="A group too small for the terms",
            text="Two points lie on any line: nothing is left to tell how sure it is.",
            tables={"payroll": FEW},
            code='pay.decompose(payroll, "pay", "sex", [pay.Number("years")], a="M", b="F")',
            refused="2 persons of a group cannot carry 2 columns",
        ),
    ),
    sources=("oaxaca", "blinder", "reimers", "cotton", "neumark", "jann", "gardeazabal", "yun"),
)
