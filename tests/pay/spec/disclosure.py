"""Chapter: disclosure control."""

from __future__ import annotations

from typing import Final

from tests.pay.spec import Chapter, Convention, Example, Figure, Table, table


def staff(*groups: str) -> Table:
    """Persons in groups: ``Lege F 900 910`` is two women."""
    lines = ["position | sex | pay"]
    for group in groups:
        position, sex, *paid = group.split()
        lines += [f"{position} | {sex} | {1000 * int(amount):,}".replace(",", " ") for amount in paid]
    return table("\n".join(lines))


FEW: Final = staff(
    "Lege F 880 920",
    "Lege M 890 900 910 940",
    "Psykolog F 690 700 710",
    "Psykolog M 700 710 720",
    "Sykepleier F 540 550 550 560",
    "Sykepleier M 550 560 570",
)
ONE_SEX: Final = staff("Renholder F 440 450 460 470", "Lærer F 590 600 610", "Lærer M 600 610 620")
MOSTLY: Final = staff(
    "Lege F 850 860 3000",
    "Lege M 850 860 870",
    "Lærer F 590 600 610",
    "Lærer M 600 610 620",
    "Sykepleier F 540 550 560 570",
    "Sykepleier M 550 560 570",
)
MANY_SMALL: Final = staff(
    "Fysioterapeut F 560 570",
    "Fysioterapeut M 560",
    "Ergoterapeut F 550",
    "Ergoterapeut M 550 560",
    "Lege F 900 910",
    "Lege M 920 930",
    "Sykepleier F 540 550 560",
    "Sykepleier M 550 560 570",
)
PARTS: Final = table("""
position   | sex | fixed   | bonus  | total
Lærer      | F   | 600 000 | 10 000 | 610 000
Lærer      | F   | 600 000 | 10 000 | 610 000
Lærer      | F   | 600 000 | 10 000 | 610 000
Lærer      | M   | 610 000 | 10 000 | 620 000
Lærer      | M   | 610 000 | 10 000 | 620 000
Lærer      | M   | 610 000 | 10 000 | 620 000
Rektor     | F   | 800 000 | 40 000 | 840 000
Rektor     | F   | 800 000 | 0      | 800 000
Rektor     | F   | 800 000 | 0      | 800 000
Rektor     | M   | 810 000 | 20 000 | 830 000
Rektor     | M   | 810 000 | 20 000 | 830 000
Rektor     | M   | 810 000 | 20 000 | 830 000
Sekretær   | F   | 480 000 | 12 000 | 492 000
Sekretær   | F   | 480 000 | 12 000 | 492 000
Sekretær   | F   | 480 000 | 12 000 | 492 000
Sekretær   | F   | 480 000 | 12 000 | 492 000
""")
UNITS: Final = table("""
position | unit | sex | pay
Lærer    | Nord | F   | 590 000
Lærer    | Nord | F   | 600 000
Lærer    | Nord | F   | 610 000
Rektor   | Nord | F   | 830 000
Rektor   | Sør  | F   | 790 000
Rektor   | Sør  | F   | 800 000
Rektor   | Sør  | F   | 810 000
""")
LAST_YEAR: Final = table("""
person | position | sex | pay
A      | Lærer    | F   | 600 000
B      | Lærer    | F   | 600 000
C      | Lærer    | F   | 600 000
D      | Lærer    | F   | 600 000
E      | Rektor   | F   | 800 000
F      | Rektor   | F   | 800 000
G      | Rektor   | F   | 800 000
""")
THIS_YEAR: Final = table("""
person | position | sex | pay
A      | Lærer    | F   | 630 000
B      | Lærer    | F   | 630 000
C      | Lærer    | F   | 630 000
E      | Rektor   | F   | 840 000
F      | Rektor   | F   | 840 000
G      | Rektor   | F   | 840 000
""")
RELEASED: Final = """
found = pay.release(
    payroll, "sex", [pay.Layer(("pay",))], [pay.Cut(("position",))], policy=pay.Policy(least=3)
)
hidden = {cell.key[0]: cell.hidden.get("pay") for cell in found.tables[1].cells}"""
TWO_YEARS: Final = """
def release(payroll, year, before, growth):
    return pay.release(
        payroll, "sex", [pay.Layer(("pay",))], [pay.Cut(("position",))], policy=pay.Policy(least=3),
        before=before, snapshot=year, person="person", drift=growth,
    )

def hidden(found):
    return {cell.key[0]: cell.hidden.get("pay") for cell in found.tables[1].cells}

first = release(last_year, "2025", [], None)
known = release(this_year, "2026", [first], pay.Drift(0.045, 0.055))
unknown = release(this_year, "2026", [first], pay.Drift(0, 0.10))"""
OF_FEW: Final = "of too few persons, or mostly of one"
FOLLOWS: Final = "another that is hidden would follow from it"
EARLIER: Final = "it would follow from this and what was released before"

CHAPTER: Final = Chapter(
    name="disclosure",
    title="Disclosure control",
    functions="`pay.release`, `pay.Policy`, `pay.Layer`, `pay.Cut`, `pay.Drift`, `pay.Merge`",
    answers="""
Which figures of pay may be shown, so that nobody's pay follows from them: not from the figure itself, not from a total
less its parts, not from other tables of the same persons, and not from last year's. Norwegian law asks that what is
published is anonymised (likestillings- og diskrimineringsloven § 26 a), and says no number. For those who publish, and
those who must vouch for it. `pay.release` is meant as the only way out for a figure.""",
    formula="""
A *cell* is a set of persons in a table (a *cut*), women and men apart. T is the sum of a column of pay over one sex
in a cell, n how many persons, r how many receive something of it, x₁ the largest of one person. With k the least
number and p how close nobody may come, as a share:

**Rule 1.** A sum is *secret* when `0 < r < k`, or when it is mostly of one, `(2 + p) · x₁ > T`. A set is *safe* when
each sex has `n = 0` or `n ≥ k`, and no sum is secret. Only safe cells are shown.

**Rule 2.** The *rest* of a shown cell is what remains of it when the shown cells inside it are taken away: whoever
subtracts has it. Where cells lie wholly inside one another (a tree), rests do not overlap, and all that follows from
what is shown is made of whole rests. So every rest must be empty or safe; and no secret S in a rest with the sum R
may have `S · (1 + p) > R`. Where it is not so, one more cell in the rest is hidden: the one that takes the fewest
others with it, and then of the fewest persons. Repeated until nothing more must be hidden.

**Layers.** Parts of pay that add up are shown together, or not at all: total; of it fixed and variable; of that
irregular, overtime and bonus. A cell that is hidden in a layer is hidden in those under it. Where a cell's total P is
shown and its parts are not, a part is within the bounds of Fréchet (1951), with R_part and R_all the sums over the rest
that it is in:

`max(0, P + R_part − R_all) ≤ part ≤ min(P, R_part)`

If a secret part is closer to a bound than p, the total is hidden, too.

**Tables that overlap** (position and unit; a choice of persons; an earlier release of the same data) are audited.
The unknowns are the sums of the smallest sets that the tables tell apart; known are all shown sums, and who receives
nothing. By linear programming, every secret must have its least possible value at `S · (1 − p)` or less, and its
largest at `S · (1 + p)` or more; and what a shown cell leaves of another must be safe. Cells of the later cut, the
smallest that touch a leak first, are hidden until this is so. The audit fails closed: a solver that gives up counts
as a leak, and more than 20 000 unknowns are refused.

**Years.** Those who are in both years' cell have had their pay raised by a share between g₁ and g₂ that an attacker
knows. With T₀ and T₁ a cell's sums, those who left were paid from `T₀ − T₁ / (1 + g₁)` to `T₀ − T₁ / (1 + g₂)`; if
others came, T₁ holds their pay, too, and only the lower bound remains. Likewise those who came. If they are few, or
one has most, and a bound is closer than p, the cell is hidden this year.

**Merging.** Where more than half of the cells of a table are hidden, hidden cells that are paid alike are proposed
to be merged, in bundles that have k of each sex, within the same value of the columns before the last.""",
    conventions=(
        Convention(
            "Least number k",
            "5 of each sex",
            "`Policy(least=…)`",
            "practice in Norway, not law; the directive has none",
        ),
        Convention(
            "How close, p",
            "10 %",
            "`Policy(closeness=…)`",
            "practice of statistical offices: Hundepool and others (2012)",
        ),
        Convention(
            "What the largest is held against",
            "as if another were paid as much as the best paid: `(2 + p) · x₁ > T` hides more than the p % rule, "
            "`T − x₁ − x₂ < p · x₁`, which it holds whatever x₂ is",
            "",
            "Cox (1981); Hundepool and others (2012)",
        ),
        Convention("A sex that has nobody", "is no secret: the other is shown, without a ratio", "", ""),
        Convention(
            "How many women and men", "always shown: the law asks for them", "", "ldl § 26 a; directive, art. 9 (1) (f)"
        ),
        Convention("Medians", "shown where the mean of the cell is", "", ""),
        Convention("Growth of pay between years", "0 to 4 %", "`drift`", ""),
        Convention("Those of no known sex", "in no cell", "", ""),
    ),
    limits="""
**What an attacker is supposed to know**: who works where, of which sex; who receives nothing of a component; that
nobody is paid less than nothing; one's own pay; all that was released; and the growth of pay within bounds. The tests
let such an attacker loose on random payrolls, person by person, with a solver of their own.

**What is not protected**:

- *Other knowledge.* Pay scales of a tariff agreement, tax lists, or a colleague who tells tell what no hiding of
  figures can hide. Who knows the pay of several in a cell (friends who put theirs together) comes closer to the
  others.
- *Medians.* The median of an odd number is one person's exact pay. It does not say whose.
- *Numbers of persons*, and that somebody receives something, are shown.
- *Cells hidden for another's sake* are of enough persons and are no secret: they may follow from what is shown.
- *What does not pass here*: figures of a regression, a decomposition or a chart that are shown otherwise; a release
  that is not named in `before`; a table made from the payroll by hand.
- *Amounts below nothing.* The bounds suppose that there are none.
- *Other years' other tables.* A cell is compared with the same cell of the same cut in another year, by the
  pseudonyms of those in both; not with other cuts of that year, and not with three years at once.

That figures are rounded when shown protects a little more, and is not counted on. Two releases that differ in few
persons are compared as above; a good rule all the same is not to publish the second.""",
    examples=(
        Example(
            title="Too few, and what would follow",
            text="""
Two women are physicians: fewer than three. If only they were hidden, their pay would be the whole's less the
others'. So one more is hidden: the psychologists, who are the fewest. What is left of the women's whole is 3.9
million, of which the physicians' 1.8 is less than 1/1.1.""",
            tables={"payroll": FEW},
            code=RELEASED,
            by_hand="""
whole = 880 + 920 + 690 + 700 + 710 + 540 + 550 + 550 + 560 = 6 100
nurses = 540 + 550 + 550 + 560 = 2 200
physicians = 880 + 920 = 1 800
rest = whole − nurses = 3 900
share = physicians · 1.1 / rest = 0.5077""",
            figures=(
                Figure("hidden, why", "hidden", f"Lege: {OF_FEW}, Psykolog: {FOLLOWS}, Sykepleier: none"),
                Figure(
                    "women's mean, all",
                    'found.tables[0].cells[0].figures["pay"][pay.Over.ALL].women.mean',
                    "677 777.78",
                    "1 000 · whole / 9",
                ),
                Figure(
                    "nurses' ratio, %",
                    'found.tables[1].cells[2].figures["pay"][pay.Over.ALL].ratio',
                    "98.21",
                    "100 · (nurses / 4) / ((550 + 560 + 570) / 3)",
                ),
                Figure(
                    "women and men among the physicians",
                    "(found.tables[1].cells[0].women, found.tables[1].cells[0].men)",
                    "2, 4",
                ),
            ),
        ),
        Example(
            title="One sex alone",
            text="No man is a cleaner, and nothing can be told of him. The women are enough.",
            tables={"payroll": ONE_SEX},
            code=RELEASED,
            figures=(
                Figure("hidden, why", "hidden", "Lærer: none, Renholder: none"),
                Figure(
                    "why cleaners have no ratio",
                    'found.tables[1].cells[1].figures["pay"][pay.Over.ALL].no_ratio',
                    "one sex",
                ),
            ),
        ),
        Example(
            title="Mostly of one",
            text="""
The best paid physician has most of the three women's sum. By the p % rule in its usual form, which knows the second
largest, she would not be hidden: the others' 850 000 is more than a tenth of hers. Here nothing is supposed of the
second. The men are three and alike: theirs is not secret, but the cell is shown or hidden as one.""",
            tables={"payroll": MOSTLY},
            code=RELEASED,
            by_hand="""
sum = 850 + 860 + 3 000 = 4 710
border = (2 + 0.10) · 3 000 = 6 300
men = 850 + 860 + 870 = 2 580
border2 = (2 + 0.10) · 870 = 1 827""",
            figures=(Figure("hidden, why", "hidden", f"Lege: {OF_FEW}, Lærer: {FOLLOWS}, Sykepleier: none"),),
        ),
        Example(
            title="Parts of pay",
            text="""
One woman among the heads has a bonus. Total pay of all three positions is shown; its parts are hidden for the heads,
and for the secretaries so that they do not follow. What can be known of the bonus is wide: the heads' bonus is at
most what is left of all women's when the teachers' is taken away, 88 000, and at least 0. That rest is safe in its
turn, since it is more than 2.1 times the largest in it, 84 000.""",
            tables={"payroll": PARTS},
            code="""
found = pay.release(
    payroll, "sex", [pay.Layer(("total",)), pay.Layer(("fixed", "bonus"), of="total")], [pay.Cut(("position",))],
    policy=pay.Policy(least=3),
)
teachers, heads, secretaries = found.tables[1].cells""",
            by_hand="""
P = 840 + 800 + 800 = 2 440
Rb = 40 + 4 · 12 = 88
Ra = P + 4 · 492 = 4 408
least = max(0, P + Rb − Ra) = 0
most = min(P, Rb) = 88
border = (2 + 0.10) · 40 = 84""",
            figures=(
                Figure("teachers: hidden", "teachers.hidden", "nothing"),
                Figure("heads: hidden", "heads.hidden", f"fixed: {FOLLOWS}, bonus: {OF_FEW}"),
                Figure("secretaries: hidden", "secretaries.hidden", f"fixed: {FOLLOWS}, bonus: {FOLLOWS}"),
                Figure(
                    "heads: women's mean total",
                    'heads.figures["total"][pay.Over.ALL].women.mean',
                    "813 333.33",
                    "1 000 · P / 3",
                ),
            ),
        ),
        Example(
            title="Tables that overlap",
            text="""
Women alone, to be short. By position and by unit all cells have three or more. But all in Sør are heads: the heads less
Sør is the one head in Nord. The audit finds it, and a cell of the later table is hidden; since the whole is shown,
hiding Sør alone would not do, for it would follow from Nord.""",
            tables={"payroll": UNITS},
            code="""
found = pay.release(
    payroll, "sex", [pay.Layer(("pay",))], [pay.Cut(("position",)), pay.Cut(("unit",))], policy=pay.Policy(least=3)
)
positions = {cell.key[0]: not cell.hidden for cell in found.tables[1].cells}
units = {cell.key[0]: not cell.hidden for cell in found.tables[2].cells}""",
            by_hand="""
heads = 830 + 790 + 800 + 810 = 3 230
sør = 790 + 800 + 810 = 2 400
one = heads − sør = 830
nord = 590 + 600 + 610 + 830 = 2 630
again = (590 + 600 + 610 + heads) − nord = 2 400""",
            figures=(
                Figure("audited", "found.audited", "yes"),
                Figure("shown by position", "positions", "Lærer: yes, Rektor: yes"),
                Figure("shown by unit", "units", "Nord: no, Sør: no"),
            ),
        ),
        Example(
            title="Another year",
            text="""
D has left the teachers. The three who stayed have had 5 %. If everybody knows that pay grew by 4.5 to 5.5 %, D was paid
between 591 000 and 609 000, and the teachers are hidden this year (and the heads, from whom they would follow). If
growth is only known to be between 0 and 10 %, both bounds are more than a tenth from 600 000.""",
            tables={"last_year": LAST_YEAR, "this_year": THIS_YEAR},
            code=TWO_YEARS,
            by_hand="""
least = 4 · 600 − 3 · 630 / 1.045 = 591.39
most = 4 · 600 − 3 · 630 / 1.055 = 608.53
wide = 4 · 600 − 3 · 630 / 1 = 510
high = 4 · 600 − 3 · 630 / 1.10 = 681.82""",
            figures=(
                Figure("first year", "hidden(first)", "Lærer: none, Rektor: none"),
                Figure("growth known", "hidden(known)", f"Lærer: {EARLIER}, Rektor: {FOLLOWS}"),
                Figure("growth not known", "hidden(unknown)", "Lærer: none, Rektor: none"),
            ),
        ),
        Example(
            title="Most is hidden: what to merge",
            text="Three of four positions have too few. Together, those who are paid nearest each other have enough.",
            tables={"payroll": MANY_SMALL},
            code=RELEASED,
            figures=(
                Figure(
                    "groups to merge",
                    "[key[0] for merge in found.tables[1].merges for key in merge.keys]",
                    "Ergoterapeut, Fysioterapeut, Lege",
                ),
                Figure("women in them", "[merge.women for merge in found.tables[1].merges]", "5"),
                Figure("men", "[merge.men for merge in found.tables[1].merges]", "5"),
            ),
        ),
        Example(
            title="All but one",
            text="A choice that leaves the best paid cleaner out, after the whole is released, tells of her.",
            tables={"payroll": ONE_SEX},
            code="""
layers, policy = [pay.Layer(("pay",))], pay.Policy(least=3)
first = pay.release(payroll, "sex", layers, [], policy=policy)
others = pay.Cut((), (("pay", frozenset(row["pay"] for row in rows(payroll) if row["pay"] != 470_000)),))
second = pay.release(payroll, "sex", layers, [others], policy=policy, before=[first])""",
            figures=(
                Figure("women in the choice", "second.tables[1].cells[0].women", "6"),
                Figure("shown of it", "second.tables[1].cells[0].figures", "nothing"),
            ),
        ),
    ),
    sources=("ldl", "directive", "cox", "frechet", "hundepool"),
)
