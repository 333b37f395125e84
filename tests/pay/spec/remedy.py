"""Chapter: cheapest raises."""

from __future__ import annotations

from typing import Final

from tests.pay.spec import Chapter, Convention, Example, Figure, table

FIVE: Final = table("""
person | sex | pay
Anne   | F   | 400 000
Berit  | F   | 450 000
Cecilie| F   | 500 000
Dag    | M   | 500 000
Erik   | M   | 500 000
""")
HALF: Final = table("""
person | sex | fte | pay
Anne   | F   | 1   | 400 000
Berit  | F   | 0.5 | 450 000
Cecilie| F   | 1   | 500 000
Dag    | M   | 1   | 500 000
Erik   | M   | 1   | 500 000
""")
CATEGORIES: Final = table("""
person  | category | sex | pay
Anne    | Pleie    | F   | 400 000
Berit   | Pleie    | F   | 420 000
Arne    | Pleie    | M   | 440 000
Bjørn   | Pleie    | M   | 460 000
Cecilie | Teknisk  | F   | 600 000
Dina    | Teknisk  | F   | 620 000
Dag     | Teknisk  | M   | 610 000
Erik    | Teknisk  | M   | 630 000
Frida   | Ledelse  | F   | 700 000
Geir    | Ledelse  | M   | 900 000
""")
SIX: Final = table("""
person  | sex | pay
Anne    | F   | 400 000
Berit   | F   | 450 000
Cecilie | F   | 500 000
Dag     | M   | 440 000
Erik    | M   | 500 000
Finn    | M   | 550 000
""")
RAISES: Final = '[f"{row["person"]} {row["raise"]:.0f}" for row in found.rows()]'
GAP: Final = """
women = (0.4 · 0.45 · 0.5)^(1/3) = 0.448140
gap = 1 − women / 0.5 = 0.103719"""

CHAPTER: Final = Chapter(
    name="remedy",
    title="Cheapest raises",
    functions="`pay.cheapest_raises`, `pay.cost_curve`, `pay.strategies`, `pay.neutral_raises`",
    answers="""
What it costs, at least, to bring the adjusted gap, or each category, under a threshold, within rules on who may be
raised and by how much; what each threshold costs; and what other ways to the same threshold cost. For those who
budget for equal pay. It is a simulation on a model: it does not tell who should have what.""",
    formula="""
The adjusted gap (chapter 6) is a weighted sum of logarithms of pay: `β = Σ wᵢ ln pᵢ`, where the weights follow from
sex and controls alone (Frisch and Waugh 1933; Lovell 1963). Women's sum to 1 and men's to −1; without controls they
are `1 / nF` and `−1 / nM`. The gap as a share of men's pay is `1 − exp(β)`.

With p a person's pay, z the pay after the raise, c what a krone of it costs (1, or the FTE share), u the highest
that the rules allow and τ the threshold:

`least Σ cᵢ (zᵢ − pᵢ)`, so that `Σ wᵢ ln zᵢ ≥ ln(1 − τ)` and `pᵢ ≤ zᵢ ≤ uᵢ`

over women whose weight is above 0. It is a convex problem; its optimum (Karush 1939; Kuhn and Tucker 1951) is

`zᵢ = λ wᵢ / cᵢ`, not under pᵢ and not over uᵢ

with one λ for all: water that is poured until it stands high enough. The level is found exactly, by one sorting.

**Categories**: in each with enough women and men, `mean of women's z ≥ (1 − τ_c) · mean of men's pay`. What women lack
together is a sum of kroner; it takes something off the price of a krone there: `zᵢ = λ wᵢ / (cᵢ − νₖ)`.

**Steps**: raises are multiples of some kroner, taken step by step, the most gain for a krone first. The cost without
steps is a bound that the result tells (`bound`, `excess`).

**A floor without sex** (`neutral_raises`): everybody, woman or man, is raised to the share φ of what the model says
of a man in their place; φ is the lowest at which the gap is at the threshold.""",
    conventions=(
        Convention(
            "The largest raise",
            "10 % of the person's pay; without a cap the answer is a few absurd raises",
            "`cap`, `most`",
            "",
        ),
        Convention("Who is raised", "women alone; nobody is paid less", "`neutral_raises` asks for no sex", ""),
        Convention("Above what the model says of a man", "allowed", "`only_below_predicted=True`", ""),
        Convention("What a krone costs", "a krone", "`cost`: a column, as the FTE share", ""),
        Convention(
            "Categories",
            "no rule unless `category` is given; then 5 % where there are 5 women and 5 men or more",
            "`category_threshold`, `fewest`",
            "directive, art. 10 (1) (a)",
        ),
        Convention("Thresholds", "shares of men's pay: 0.05 is five per cent", "`threshold`", ""),
        Convention(
            "A budget without a threshold",
            "the gap falls as far as the money does, until there is none",
            "`budget`",
            "",
        ),
        Convention("A threshold that the rules cannot reach", "refused, with the least gap that they can", "", ""),
    ),
    limits="""
- The cheapest raises go to those whose pay weighs most in the model: the lowest paid, and women in positions with few
  men. That is no merit of theirs, and no measure of who is paid unfairly. Use it for what a threshold costs; let
  explanations, person by person, decide who is raised.
- It brings a figure of the model under a threshold. Test the gap anew after real raises, with its interval.
- Whether raises may be given by sex is a question of law. Raises under a rule that does not ask for sex
  (`neutral_raises`) go to some men, too, and cost more.
- Costs are of pay in a year; employers' contributions, pensions and what others then ask for are not in them.
- The list by person is for those alone who may see each one's pay. Nothing else names anybody.""",
    examples=(
        Example(
            title="Without a cap",
            text="""
Without controls the gap is that of geometric means: 10.4 %. To bring it to 5 %, the product of women's pay must be
(0.95 · 500 000)³. Water is poured on the lowest first: Anne is raised until she meets Berit, then both.""",
            tables={"payroll": FIVE},
            code='found = pay.cheapest_raises(payroll, "pay", "sex", threshold=0.05, cap=None, person="person")',
            by_hand=GAP
            + """
product = (0.95 · 0.5)³ = 0.107171875
level = √(product / 0.5) = 0.462973""",
            figures=(
                Figure("gap before, %", "100 * found.gap_before", "10.37", "100 · gap"),
                Figure("Anne's raise", "found.raises[0]", "62 973", "1 000 000 · (level − 0.4)"),
                Figure("Berit's raise", "found.raises[1]", "12 973", "1 000 000 · (level − 0.45)"),
                Figure("Cecilie's raise", "found.raises[2]", "0", "0"),
                Figure("cost", "found.cost", "75 945", "1 000 000 · (2 · level − 0.85)"),
                Figure("cost, % of the payroll", "100 * found.share", "3.232", "100 · (2 · level − 0.85) / 2.35"),
                Figure("largest raise, %", "100 * found.largest", "15.74", "100 · (level / 0.4 − 1)"),
                Figure("gap after, %", "100 * found.gap_after", "5.00", "5"),
            ),
        ),
        Example(
            title="With a cap of ten per cent",
            text="Anne stops at 440 000; Berit must make up for it.",
            tables={"payroll": FIVE},
            code='found = pay.cheapest_raises(payroll, "pay", "sex", threshold=0.05)',
            by_hand="berit = 0.95³ · 0.5³ / (0.44 · 0.5) = 0.487145",
            figures=(
                Figure("Anne's raise", "found.raises[0]", "40 000", "40 000"),
                Figure("Berit's raise", "found.raises[1]", "37 145", "1 000 000 · (berit − 0.45)"),
                Figure("cost", "found.cost", "77 145", "40 000 + 1 000 000 · (berit − 0.45)"),
            ),
        ),
        Example(
            title="Out of reach",
            text="""
With 5 % each, women's geometric mean comes to 1.05 of what it is: (1.05 · 448.14) / 500, and so 5.89 % under men's.""",
            tables={"payroll": FIVE},
            code='pay.cheapest_raises(payroll, "pay", "sex", threshold=0.05, cap=0.05)',
            by_hand=GAP + "\nleast = 100 · (1 − 1.05 · women / 0.5) = 5.89",
            refused="within these rules the adjusted gap cannot come below 5.89 %",
        ),
        Example(
            title="For a budget",
            text="50 000 brings Anne up to Berit, and no further.",
            tables={"payroll": FIVE},
            code='found = pay.cheapest_raises(payroll, "pay", "sex", budget=50_000, cap=None)',
            figures=(
                Figure("Anne's raise", "found.raises[0]", "50 000", "450 000 − 400 000"),
                Figure("Berit's raise", "found.raises[1]", "0", "0"),
                Figure("gap after, %", "100 * found.gap_after", "6.78", "100 · (1 − (0.45 · 0.45 · 0.5)^(1/3) / 0.5)"),
            ),
        ),
        Example(
            title="In steps of 5 000",
            text="""
Each step goes to the lowest paid of those below; when Anne has 465 000 and Berit 460 000 the product is 0.10695, and
one step more is enough.""",
            tables={"payroll": FIVE},
            code='found = pay.cheapest_raises(payroll, "pay", "sex", threshold=0.05, cap=None, steps=5_000)',
            by_hand="""
before = 0.465 · 0.46 · 0.5 = 0.10695
wanted = 0.95³ · 0.5³ = 0.107172
after = 0.465 · 0.465 · 0.5 = 0.108113
level = √(0.95³ · 0.5³ / 0.5) = 0.462973""",
            figures=(
                Figure("Anne's raise", "found.raises[0]", "65 000", "465 000 − 400 000"),
                Figure("Berit's raise", "found.raises[1]", "15 000", "465 000 − 450 000"),
                Figure("cost", "found.cost", "80 000", "65 000 + 15 000"),
                Figure("no raises cost less than", "found.bound", "75 945", "1 000 000 · (2 · level − 0.85)"),
                Figure(
                    "gap after, %", "100 * found.gap_after", "4.72", "100 · (1 − (0.465 · 0.465 · 0.5)^(1/3) / 0.5)"
                ),
            ),
        ),
        Example(
            title="Where a krone of pay costs half",
            text="""
Berit works half time, and her pay in full time costs half. Her water stands twice as high: at any λ her pay is twice
Anne's, so that she alone is raised, by 19 per cent. It is the cheapest, and shows why caps are on by default.""",
            tables={"payroll": HALF},
            code='found = pay.cheapest_raises(payroll, "pay", "sex", threshold=0.05, cap=None, cost="fte")',
            by_hand="berit = 0.95³ · 0.5³ / (0.4 · 0.5) = 0.535859",
            figures=(
                Figure("Berit's raise", "found.raises[1]", "85 859", "1 000 000 · (berit − 0.45)"),
                Figure("those raised", "found.raised", "1"),
                Figure("cost", "found.cost", "42 930", "0.5 · 1 000 000 · (berit − 0.45)"),
                Figure("payroll", "found.payroll", "2 125 000", "400 000 + 0.5 · 450 000 + 3 · 500 000"),
            ),
        ),
        Example(
            title="Categories",
            text="""
In care women's mean is 410 000, men's 450 000: 8.9 % under. Women must have 2 · (0.95 · 450 000 − 410 000) more
together; which of them has it is the same to this rule. Technical work is within 5 %; the leaders are one of each
sex and make no rule.""",
            tables={"payroll": CATEGORIES},
            code="""
found = pay.cheapest_raises(payroll, "pay", "sex", category="category", fewest=2)
care, technical = found.categories""",
            figures=(
                Figure("care: gap before, %", "100 * care.before", "8.89", "100 · (1 − 410 / 450)"),
                Figure("care: gap after, %", "100 * care.after", "5.00", "5"),
                Figure("technical: gap, %", "100 * technical.before", "1.61", "100 · (1 − 610 / 620)"),
                Figure("cost", "found.cost", "35 000", "2 · (0.95 · 450 000 − 410 000)"),
            ),
        ),
        Example(
            title="Three ways to one threshold",
            text="""
The same percentage to every woman knows no caps. Nobody here comes above what the model says of a man (500 000), so
that the second way is the first.""",
            tables={"payroll": FIVE},
            code="""
found = pay.strategies(payroll, "pay", "sex", threshold=0.05)
cheapest, below_predicted, same = found.remedies""",
            by_hand=GAP
            + """
berit = 0.95³ · 0.5³ / (0.44 · 0.5) = 0.487145
percentage = 100 · (0.95 · 0.5 / women − 1) = 5.9936""",
            figures=(
                Figure("cheapest", "cheapest.cost", "77 145", "1 000 000 · (0.04 + berit − 0.45)"),
                Figure(
                    "never above the predicted", "below_predicted.cost", "77 145", "1 000 000 · (0.04 + berit − 0.45)"
                ),
                Figure("to every woman, %", "100 * same.largest", "5.99", "percentage"),
                Figure("cost of that", "same.cost", "80 913", "1 350 000 · percentage / 100"),
            ),
        ),
        Example(
            title="What each threshold costs",
            tables={"payroll": FIVE},
            code="""
found = pay.cost_curve(payroll, "pay", "sex", thresholds=[0.10, 0.05, 0.0], cap=None)
ten, five, none = found.points""",
            text="""
At 10 % Anne alone is raised; at 5 % Berit, too; at 0 % all water stands at men's 500 000, where Cecilie is already.""",
            figures=(
                Figure("gap as it is, %", "100 * found.gap", "10.37", "100 · (1 − (0.4 · 0.45 · 0.5)^(1/3) / 0.5)"),
                Figure("10 %", "ten.cost", "5 000", "1 000 000 · (0.9³ · 0.5³ / (0.45 · 0.5) − 0.4)"),
                Figure("5 %", "five.cost", "75 945", "1 000 000 · (2 · √(0.95³ · 0.5³ / 0.5) − 0.85)"),
                Figure("0 %", "none.cost", "150 000", "100 000 + 50 000"),
            ),
        ),
        Example(
            title="A floor that does not ask for sex",
            text="""
Men's geometric mean is what the model says of a man. A floor between 450 000 and 500 000 raises Anne, Berit and Dag:
at a floor L women's mean is (L · L · 500)^(1/3) and men's (L · 500 · 550)^(1/3), and the gap 6 % where L / 550 =
0.94³.""",
            tables={"payroll": SIX},
            code='found = pay.neutral_raises(payroll, "pay", "sex", threshold=0.06, cap=0.2)',
            by_hand="""
man = (440 · 500 · 550)^(1/3) = 494.6087
floor = 550 · 0.94³ = 456.8212
share = 100 · floor / man = 92.36""",
            figures=(
                Figure("Anne's raise", "found.raises[0]", "56 821", "1 000 · (floor − 400)"),
                Figure("Berit's raise", "found.raises[1]", "6 821", "1 000 · (floor − 450)"),
                Figure("Dag's raise", "found.raises[3]", "16 821", "1 000 · (floor − 440)"),
                Figure("gap after, %", "100 * found.gap_after", "6.00", "6"),
            ),
        ),
    ),
    sources=("frisch waugh", "lovell", "karush", "kuhn", "directive"),
)
