"""Chapter: quartile bands."""

from __future__ import annotations

from typing import Final

from tests.pay.spec import Chapter, Convention, Example, Figure, table

EIGHT: Final = table("""
sex | pay
F   | 31 000
M   | 30 000
F   | 29 000
F   | 28 000
M   | 33 000
M   | 36 000
F   | 35 000
M   | 40 000
""")
ALIKE: Final = table("""
sex | pay
F   | 28 000
M   | 29 000
F   | 31 000
F   | 31 000
F   | 31 000
M   | 31 000
M   | 34 000
M   | 37 000
""")
TEN: Final = table("""
sex | pay
F   | 27 000
F   | 28 000
F   | 29 000
M   | 30 000
F   | 31 000
M   | 32 000
F   | 33 000
M   | 34 000
M   | 35 000
M   | 36 000
""")
SOME: Final = table("""
sex | pay
F   | 28 000
F   | –
–   | 29 000
X   | 29 500
M   | 30 000
F   | 31 000
M   | 32 000
""")
EQUAL: Final = table("""
sex | pay
F   | 30 000
F   | 30 000
F   | 30 000
M   | 30 000
M   | 30 000
""")
THREE: Final = table("""
sex | pay
F   | 28 000
M   | 30 000
F   | 31 000
""")
SHARES: Final = "[band.share_of_women for band in bands]"

CHAPTER: Final = Chapter(
    name="bands",
    title="Quartile bands",
    functions="`pay.quartile_bands`",
    answers="""
Which part of the lowest paid quarter of the staff are women, and of each quarter above it: whether women and men are
where pay is high. It is indicator (f) of the directive, and one of the British figures. For those who report, and for
whoever asks where in the undertaking women are.""",
    formula="""
The N persons whose sex and pay are known are put in the order of their pay, in four bands of as many. With b(i, k) the
part of person i that is in band k,

`share of women in band k, % = 100 · Σ_{i ∈ F} b(i, k) / Σ_i b(i, k)`

Where t persons are paid alike and r of them have room in a band, each of them is in it with `b = r / t`: women and men
in the mix that they have among those t. So no arbitrary order decides. Shares are fractions, and exact.

The room of the bands: `N / 4` in each (`spread`), or whole persons (`lower first`): with N = 4q + r, the r lowest bands
have q + 1 and the others q.""",
    conventions=(
        Convention(
            "Those paid alike over a boundary",
            "in both bands, women and men in the same mix",
            "",
            "SI 2017/172, reg. 13 (2)",
        ),
        Convention(
            "Those left over when N is not divisible by four",
            "`spread`: every band has exactly a quarter, and a person on a boundary is in both by shares",
            "`remainder`: `pay.Remainder.LOWER_FIRST` is the British way, where whole persons left over go to the "
            "lowest bands",
            "directive, art. 3 (1) (f), asks for four equal groups; British guidance to SI 2017/172, reg. 13",
        ),
        Convention("How many bands", "four", "`number`", "directive, art. 9 (1) (f)"),
        Convention("Whose sex or pay is not known", "in no band", "", ""),
        Convention("Which pay", "the column that is given: pay by hour for the directive", "", "art. 3 (1) (b)"),
    ),
    limits="""
- The bands tell where women and men are, not whether any work is paid unequally: an undertaking can pay equal work
  alike and have all women in the lowest band.
- Compare each band's share with the share of women among all. With few persons a band's share moves in large steps: of
  eight persons one is half a band.
- Shares of persons, as 1.5 women, come from ties and remainders, and are no error; round when shown.""",
    examples=(
        Example(
            title="Eight persons",
            text="In the order of pay: F F | M F | M F | M M.",
            tables={"payroll": EIGHT},
            code='bands = pay.quartile_bands(payroll, "pay", "sex").bands',
            figures=(
                Figure("lowest band: women", "bands[0].women", "2"),
                Figure("women in the bands, %", SHARES, "100, 50, 50, 0"),
            ),
        ),
        Example(
            title="Four are paid alike over a boundary",
            text="""
Bands of two. The second and third are made of the four who are paid 31 000, three women and a man: each band takes half
of each of them.""",
            tables={"payroll": ALIKE},
            code='bands = pay.quartile_bands(payroll, "pay", "sex").bands',
            figures=(
                Figure("lowest, %", "bands[0].share_of_women", "50", "100 · 1 / 2"),
                Figure("second: women", "bands[1].women", "1.5", "3 · 2 / 4"),
                Figure("second: men", "bands[1].men", "0.5", "1 · 2 / 4"),
                Figure("second, %", "bands[1].share_of_women", "75", "100 · 1.5 / 2"),
                Figure("third, %", "bands[2].share_of_women", "75", "100 · 1.5 / 2"),
                Figure("highest, %", "bands[3].share_of_women", "0", "100 · 0 / 2"),
            ),
        ),
        Example(
            title="Ten persons: two are left over",
            text="""
Spread, each band has room for 2.5: the third person (a woman) and the eighth (a man) are half in each of two bands.
Lower first, the bands have 3, 3, 2 and 2.""",
            tables={"payroll": TEN},
            code="""
spread = pay.quartile_bands(payroll, "pay", "sex").bands
lower_first = pay.quartile_bands(payroll, "pay", "sex", remainder=pay.Remainder.LOWER_FIRST).bands""",
            figures=(
                Figure("spread, lowest: F F ½F", "spread[0].share_of_women", "100", "100 · 2.5 / 2.5"),
                Figure("spread, second: ½F M F", "spread[1].share_of_women", "60", "100 · 1.5 / 2.5"),
                Figure("spread, third: M F ½M", "spread[2].share_of_women", "40", "100 · 1 / 2.5"),
                Figure("spread, highest: ½M M M", "spread[3].share_of_women", "0", "100 · 0 / 2.5"),
                Figure("lower first, lowest: F F F", "lower_first[0].share_of_women", "100", "100 · 3 / 3"),
                Figure("lower first, second: M F M", "lower_first[1].share_of_women", "33.33", "100 · 1 / 3"),
                Figure("lower first, third: F M", "lower_first[2].share_of_women", "50", "100 · 1 / 2"),
                Figure("lower first, highest: M M", "lower_first[3].share_of_women", "0", "100 · 0 / 2"),
            ),
        ),
        Example(
            title="All are paid alike",
            text="Every band has the mix of all.",
            tables={"payroll": EQUAL},
            code='bands = pay.quartile_bands(payroll, "pay", "sex").bands',
            figures=(
                Figure("persons in the lowest band", "bands[0].women + bands[0].men", "1.25", "5 / 4"),
                Figure("lowest, %", "bands[0].share_of_women", "60", "100 · 3 / 5"),
                Figure("highest, %", "bands[3].share_of_women", "60", "100 · 3 / 5"),
            ),
        ),
        Example(
            title="Without sex or pay",
            tables={"payroll": SOME},
            code='bands = pay.quartile_bands(payroll, "pay", "sex").bands',
            figures=(
                Figure("persons in all bands", "sum(band.women + band.men for band in bands)", "4"),
                Figure("women in the bands, %", SHARES, "100, 0, 100, 0"),
            ),
        ),
        Example(
            title="Fewer persons than bands",
            tables={"payroll": THREE},
            code='pay.quartile_bands(payroll, "pay", "sex")',
            refused="3 persons are too few for 4 bands",
        ),
    ),
    sources=("directive", "si"),
)
