"""Chapter: job evaluation, and Sweden's three comparisons."""

from __future__ import annotations

from typing import Final

from tests.pay.spec import Chapter, Convention, Example, Figure, table

DEMANDS: Final = """
factors = [
    pay.Factor("skills", 4, (pay.SubFactor("education", 5, 2), pay.SubFactor("experience", 3, 1))),
    pay.Factor("responsibility", 3, (pay.SubFactor("for people", 4),)),
    pay.Factor("effort", 2, (pay.SubFactor("physical", 3),)),
    pay.Factor("conditions", 1, (pay.SubFactor("conditions", 3),)),
]
jobs = {
    "Sjuksköterska": {"education": 4, "experience": 2, "for people": 4, "physical": 2, "conditions": 3},
    "Undersköterska": {"education": 2, "experience": 2, "for people": 3, "physical": 3, "conditions": 3},
    "Ingenjör": {"education": 5, "experience": 2, "for people": 3, "physical": 1, "conditions": 1},
    "Vaktmästare": {"education": 2, "experience": 2, "for people": 1, "physical": 3, "conditions": 2},
}"""
STAFF: Final = table("""
job            | sex | pay
Sjuksköterska  | F   | 38 000
Sjuksköterska  | F   | 39 000
Sjuksköterska  | F   | 40 000
Sjuksköterska  | M   | 39 000
Undersköterska | F   | 30 000
Undersköterska | F   | 31 000
Undersköterska | F   | 32 000
Undersköterska | M   | 31 000
Undersköterska | M   | 33 000
Ingenjör       | F   | 42 000
Ingenjör       | M   | 40 000
Ingenjör       | M   | 44 000
Vaktmästare    | M   | 29 000
Vaktmästare    | M   | 30 000
""")
WORTH: Final = """
worth = {"Sjuksköterska": 767, "Undersköterska": 633, "Ingenjör": 533, "Vaktmästare": 383}
bands = {"Sjuksköterska": 3, "Undersköterska": 2, "Ingenjör": 2, "Vaktmästare": 1}"""
TOLD: Final = '[f"{each.comparison} {each.job.name}, {each.other.name}" for each in found.differences]'

CHAPTER: Final = Chapter(
    name="evaluation",
    title="Job evaluation, and Sweden's three comparisons",
    functions="`pay.points`, `pay.evaluate`, `pay.banded`, `pay.sensitivity`, `pay.compare`",
    answers="""
What a job asks for, in points; which jobs are of equal value; and where women's work is paid less than other work of
equal or lower value. Work of equal value is judged by skills, responsibility, effort and working conditions (directive
art. 4 (4); diskrimineringslagen 3 kap. 10 §; likestillings- og diskrimineringsloven § 34). The comparisons are those of
a Swedish lönekartläggning (9 §). For those who evaluate jobs together, and for employee representatives.""",
    formula="""
**Points** of a job, with the factors' weights W and the sub-factors' weights w as shares of their sums, ℓ the level of
the job and L how many levels there are:

`points = 1000 · Σ_f W_f · Σ_s w_s · (ℓ_s − 1) / (L_s − 1)`

The lowest level of everything is 0 points, the highest of everything 1 000. Points are fractions, and exact.

**Bands** of equal value: by width, `⌊points / size⌋`, numbered from 1 without holes; or by gaps, a new band wherever a
job has `size` or more points more than the next lower one.

**Sensitivity**: each factor's weight `· (1 − 1/10)` and `· (1 + 1/10)`, the others' as they are; the jobs that then
change band.

**Comparisons**, of mean pay x̄ of all in a job, women and men:

| | Who is compared | A difference to explain |
|---|---|---|
| A | women and men in the same job | `x̄F ≠ x̄M`, however small |
| B | a job that women dominate, and one of the same band that they do not | the other's x̄ is higher |
| C | a job that women dominate, and one of another band and fewer points that they do not | the other's x̄ is higher |

Women dominate a job when they are `100 · nF / (nF + nM) ≥ 60` per cent, or when it usually is theirs.""",
    conventions=(
        Convention(
            "Weights and levels",
            "none given: they are the employer's, and gender-neutral",
            "`Factor`, `SubFactor`",
            "directive, art. 4 (4)",
        ),
        Convention(
            "How far apart points may be and the value be equal", "bands of 50 points", "`banding`, `size`", "left open"
        ),
        Convention(
            "From what share women dominate a job",
            "60 % or more of those whose sex is known",
            "`threshold`",
            "practice, not law; some say more than 60 %",
        ),
        Convention("Work that usually is women's", "none", "`usually_dominated`", "3 kap. 9 §: “brukar anses”"),
        Convention("Pay in B and C", "the mean of all in the job, the men in it included", "", "practice"),
        Convention("How small a difference counts in A", "any", "", "guidance of Diskrimineringsombudsmannen"),
    ),
    limits="""
- A system of points orders judgements; it does not make them. Points are as neutral as the factors, and those who gave
  the levels. `sensitivity` tells which bands hang on a weight.
- Bands cut a scale: 249 and 251 points may be in two bands. Look at the neighbours on both sides.
- A difference is a question, and its absence no acquittal: means may agree while persons differ.
- An explanation is given for each difference, without sex; in A, that tasks differ is none, but says that the jobs are
  not equal and the grouping is wrong.
- B and C look from women's work only. Men's work that is paid less is not sought, by the paragraph.""",
    examples=(
        Example(
            title="Points",
            text="Weights are shares of their sum: skills have 4 of 10.",
            given=DEMANDS,
            code="""
points = {job: pay.points(factors, levels) for job, levels in jobs.items()}
levels = jobs["Ingenjör"]""",
            figures=(
                Figure(
                    "Sjuksköterska",
                    'points["Sjuksköterska"]',
                    "766.67",
                    "1 000 · (0.4 · (2/3 · 3/4 + 1/3 · 1/2) + 0.3 · 3/3 + 0.2 · 1/2 + 0.1 · 2/2)",
                ),
                Figure(
                    "Undersköterska",
                    'points["Undersköterska"]',
                    "633.33",
                    "1 000 · (0.4 · (2/3 · 1/4 + 1/3 · 1/2) + 0.3 · 2/3 + 0.2 · 2/2 + 0.1 · 2/2)",
                ),
                Figure(
                    "Ingenjör", 'points["Ingenjör"]', "533.33", "1 000 · (0.4 · (2/3 · 4/4 + 1/3 · 1/2) + 0.3 · 2/3)"
                ),
                Figure(
                    "Vaktmästare",
                    'points["Vaktmästare"]',
                    "383.33",
                    "1 000 · (0.4 · (2/3 · 1/4 + 1/3 · 1/2) + 0.2 · 2/2 + 0.1 · 1/2)",
                ),
                Figure(
                    "the lowest of everything",
                    "pay.points(factors, dict.fromkeys(levels, 1))",
                    "0",
                ),
            ),
        ),
        Example(
            title="Bands by width and by gaps",
            text="By width 200 the points lie in the 4th, 4th, 3rd and 2nd two hundred; bands count from 1.",
            given=DEMANDS,
            code="""
by_width = pay.evaluate(factors, jobs, banding=pay.Banding.WIDTH, size=200).bands
by_gaps = pay.evaluate(factors, jobs, banding=pay.Banding.GAP, size=110).bands""",
            by_hand="""
Sjuksköterska = 766.6667 / 200 = 3.83
Undersköterska = 633.3333 / 200 = 3.17
Ingenjör = 533.3333 / 200 = 2.67
Vaktmästare = 383.3333 / 200 = 1.92
upper = 766.6667 − 633.3333 = 133.33
middle = 633.3333 − 533.3333 = 100.00
lower = 533.3333 − 383.3333 = 150.00""",
            figures=(
                Figure("by width", "by_width", "Sjuksköterska: 3, Undersköterska: 3, Ingenjör: 2, Vaktmästare: 1"),
                Figure(
                    "by gaps of 110 (only 100 is less)",
                    "{job: by_gaps[job] for job in jobs}",
                    "Sjuksköterska: 3, Undersköterska: 2, Ingenjör: 2, Vaktmästare: 1",
                ),
            ),
        ),
        Example(
            title="Which weights matter",
            text="""
With a tenth more on responsibility its weight is 3.3 of 10.3: an undersköterska then has 634.30 points and an ingenjör
537.22, and they stay together. With a tenth less on skills, 3.6 of 9.6, they part: one keeps today's band, and 0
stands for a band that is none of today's.""",
            given=DEMANDS,
            code="""
moved = pay.sensitivity(factors, jobs, banding=pay.Banding.GAP, size=110)""",
            by_hand="""
usk = 1 000 · (3.3 · 2/3 + 4 · 1/3 + 2 + 1) / 10.3 = 634.30
ing = 1 000 · (3.3 · 2/3 + 4 · 5/6) / 10.3 = 537.22
apart = usk − ing = 97.09
usk2 = 1 000 · (3.6 · 1/3 + 2 + 2 + 1) / 9.6 = 645.83
ing2 = 1 000 · (3.6 · 5/6 + 2) / 9.6 = 520.83
apart2 = usk2 − ing2 = 125.00""",
            figures=(
                Figure(
                    "factors that move some job", "[factor for factor, own in moved.items() if own]", "skills, effort"
                ),
                Figure("by responsibility", 'moved["responsibility"]', "nothing"),
                Figure(
                    "by skills: bands with a tenth less, and more",
                    '[f"{job} {less} or {more}" for job, (less, more) in moved["skills"].items()]',
                    "Undersköterska 0 or 2",
                ),
            ),
        ),
        Example(
            title="The three comparisons",
            text="""
Three of five undersköterskor are women: exactly 60 %. The nurses' women and men are paid alike, and the vaktmästare are
all men: there is nothing to compare in A.""",
            tables={"staff": STAFF},
            given=WORTH,
            code="""
found = pay.compare(staff, "pay", "sex", "job", points=worth, bands=bands)
within, equal_value, lower_value = found.differences""",
            figures=(
                Figure(
                    "to be explained",
                    TOLD,
                    "A Undersköterska, Undersköterska, B Undersköterska, Ingenjör, C Sjuksköterska, Ingenjör",
                ),
                Figure(
                    "A: difference", "within.kroner", "−1 000", "(30 000 + 31 000 + 32 000) / 3 − (31 000 + 33 000) / 2"
                ),
                Figure("A: %", "within.percent", "−3.125", "100 · (31 000 / 32 000 − 1)"),
                Figure(
                    "B: mean of undersköterskor",
                    "equal_value.job.mean",
                    "31 400",
                    "(30 000 + 31 000 + 32 000 + 31 000 + 33 000) / 5",
                ),
                Figure("B: difference", "equal_value.kroner", "−10 600", "31 400 − (42 000 + 40 000 + 44 000) / 3"),
                Figure("B: %", "equal_value.percent", "−25.24", "100 · (31 400 / 42 000 − 1)"),
                Figure(
                    "C: difference", "lower_value.kroner", "−3 000", "(38 000 + 39 000 + 40 000 + 39 000) / 4 − 42 000"
                ),
                Figure("C: %", "lower_value.percent", "−7.14", "100 · (39 000 / 42 000 − 1)"),
            ),
        ),
        Example(
            title="Another threshold, and what usually is women's work",
            text="From 61 per cent on, women do not dominate undersköterskor, unless one says that they usually do.",
            tables={"staff": STAFF},
            given=WORTH,
            code="""
found = pay.compare(staff, "pay", "sex", "job", points=worth, bands=bands, threshold=61)
usual = pay.compare(
    staff, "pay", "sex", "job", points=worth, bands=bands, threshold=61, usually_dominated=["Undersköterska"]
)""",
            figures=(
                Figure("to be explained at 61 %", TOLD, "A Undersköterska, Undersköterska, C Sjuksköterska, Ingenjör"),
                Figure("… with what is usual: how many", "len(usual.differences)", "3"),
            ),
        ),
        Example(
            title="A job without points",
            tables={"staff": STAFF},
            code='pay.compare(staff, "pay", "sex", "job", points={}, bands={})',
            refused="Ingenjör",
        ),
        Example(
            title="A level that there is not",
            given=DEMANDS,
            code="""
pay.points(factors, {**jobs["Ingenjör"], "for people": 5})""",
            refused="for people has the levels 1 to 4, not 5",
        ),
    ),
    sources=("directive", "diskrimineringslagen", "ldl"),
)
