"""Chapter: the payroll."""

from __future__ import annotations

from typing import Final

from tests.pay.spec import Chapter, Convention, Example, Figure, table

MONTHS: Final = table("""
person | title      | sex    | share | hours | monthly | supplements
1      | Sykepleier | Kvinne | 1     | 35.5  | 46 000  | 40 000
2      | Sykepleier | kvinne | 0.5   | 35.5  | 24 000  | –
3      | Ingeniør   | Mann   | 1     | 37.5  | 58 000  | 0
4      | Ingeniør   | ukjent | 1     | –     | 56 000  | 6 000
""")
PLAIN: Final = table("""
sex | monthly
F   | 33 000
""")
POUNDS: Final = table("""
sex | monthly | overtime | bonus
F   | 2 500   | 300      | 1 200
""")
AGREED: Final = table("""
sex | share | agreed  | bonus
F   | 0.8   | 600 000 | 10 000
M   | 1     | 620 000 | 10 000
M   | 0     | 610 000 | 0
F   | 0.5   | –       | 5 000
""")
DOUBTFUL: Final = table("""
person | title  | sex    | share | annual
A      | Lærer  | kvinne | 1     | 600 000
B      | Lærer  | mann   | 80    | 610 000
C      | Lærer  | –      | 1     | 605 000
D      | Lærer  | kvinne | 2     | 620 000
E      | Lærer  | mann   | 1     | 0
F      | Lærer  | kvinne | 1     | –
G      | Lærer  | mann   | 1     | 51 000
A      | Lærer  | kvinne | 1     | 600 000
""")
ELEVEN: Final = table("""
sex | title     | annual
F   | Renholder | 475 000
F   | Renholder | 480 000
F   | Renholder | 485 000
M   | Renholder | 490 000
F   | Renholder | 495 000
F   | Renholder | 500 000
M   | Renholder | 505 000
F   | Renholder | 510 000
F   | Renholder | 515 000
M   | Renholder | 520 000
M   | Renholder | 700 000
""")
FILE: Final = """
Ansattnr;Kjønn;Stillingstittel;Stillingsprosent;Månedslønn (100 %);Overtid
1;Kvinne;Sykepleier;80,0;46 000,50;3 500
2;Mann;Sykepleier;100,0;47 250,00;
Sum;;;;;3 500
"""

CHAPTER: Final = Chapter(
    name="payroll",
    title="The payroll: amounts that can be compared, and what is doubtful",
    functions="`pay.Payroll`, `pay.read_payroll`, `pay.HOURS`",
    answers="""
What each person would be paid in full time, by the year, month or hour, and what in the file is doubtful before any
figure is made of it. Amounts in a payroll are for an hour, a month or a year, of part of a position or the whole;
nothing can be compared until they are for the same. For those who prepare the data, and those who must trust them.""",
    formula="""
For a person with the share of full time s and h weekly hours of full time, under a convention in which `h*` weekly
hours are `H*` hours a year:

- hours of a year in full time `H = H* · h / h*` (`H*` where h is not known);
- amount of a year `a = amount · 1`, `· 12` or `· H`, as it is for a year, a month or an hour;
- full-time amount `a / s` of what was paid; a where the file says what full time would give, and of pay by hour;
- actual amount `a` of what was paid; `a · s` where the file says what full time would give;
- shown for a year, a month (`/ 12`) or an hour (`/ H`); fixed pay as full-time amount, the others as actual amounts;
- `total` the sum of the components named; `hourly` the sum of the full-time amounts of the convention's components,
  `/ H`.

| Convention | `h*` | `H*` | Components of `hourly` | Source |
|---|--:|--:|---|---|
| `NORWAY_1950` | 37.5 | 52 · 37.5 = 1 950 | fixed | Norwegian tariff agreements |
| `NORWAY_1846` | 35.5 | 52 · 35.5 = 1 846 | fixed | … for shifts |
| `SWEDEN_165` | 40 | 12 · 165 = 1 980 | fixed | Swedish municipal agreements |
| `SWEDEN_175` | 40 | 12 · 175 = 2 100 | fixed | Swedish private agreements |
| `EU` | 40 | 52 · 40 = 2 080 | all | directive, art. 3 (1) (a) and (b); the hours are a choice |
| `UK` | 37.5 | 12 · 37.5 · 30.44 / 7 | fixed, irregular, bonus | SI 2017/172, reg. 6 and 7 |

**What is doubtful** (`checked`): sex, pay or share not known; a share not above 0 or over 1.5, or from 10 to 150
(rather per cent); pay of 0 or less; a number that is not finite; a person who comes twice in one position; what is
rather of another unit, being fixed pay `≥ 8` times or `≤ 1/8` of the median of its position, or another component
`≥ 8` times the median of those who receive it and more than the person's fixed pay; and outliers: with `m` the
median of ln(full-time pay) in the position and `MAD` the median of |ln(pay) − m|,

`|ln(pay) − m| > 5 · 1.4826 · MAD`

A position with fewer than ten, or without spread, is compared with all.

**From a file** (`read_payroll`): CSV, Excel, OpenDocument and Parquet. Headers are known in bokmål, nynorsk, Swedish
and English; how a column writes decimals and thousands is told by all its cells. A column of fødselsnummer or
personnummer gives sex and age, and the person becomes a pseudonym: the first 24 hexadecimal digits of HMAC-SHA256 of
the number, with a key that the caller keeps or that is forgotten.""",
    conventions=(
        Convention("Hours of a year", "52 · 37.5 = 1 950", "`hours=pay.SWEDEN_165`, `pay.EU.at(38)`, …", "table above"),
        Convention(
            "What is scaled to full time",
            "fixed pay; overtime, bonus and benefits are actual amounts",
            "`scaled`",
            "Statistics Norway: månedslønn per heltidsekvivalent",
        ),
        Convention(
            "What total pay is",
            "fixed, irregular, overtime and bonus; benefits in kind are beside it",
            "`total`",
            "Norwegian guidance: sum kontante ytelser",
        ),
        Convention("A component that is empty", "0", "", ""),
        Convention("Fixed pay that is empty", "not known, and so is the total", "", ""),
        Convention("A share of full time of 0 or less", "not known: full-time pay cannot be told", "", ""),
        Convention("What is doubtful", "told, with how many rows and which; never dropped or changed", "`checked`", ""),
        Convention(
            "Age", "years from the year of birth to the year of `on`; from a file with dates, whole years", "`on`", ""
        ),
    ),
    limits="""
- A check is a question to the one who knows the payroll. An outlier may be the chief executive, and what no check finds
  may still be wrong.
- Hours by convention are not hours worked. Pay by hour compares agreements, not what an hour of overtime is paid.
- Pseudonyms are personal data: whoever has the key, or knows somebody's pay, can tell who is who. They only keep the
  numbers of persons out of tables, logs and messages.
- Nothing here knows of leave, of persons who began or left within the year, or of pay earlier than its month: give
  amounts that are for the time they are said to be for.""",
    examples=(
        Example(
            title="Part time, shifts, and unknown sex",
            text="""
A Norwegian payroll with fixed pay by the month, and supplements of the year. Nurses have 35.5 hours a week in full
time, so that their year has 1 846 hours.""",
            tables={"table": MONTHS},
            code="""
payroll = pay.Payroll(
    table,
    columns={
        "person": "person", "sex": "sex", "position": "title", "fte": "share", "hours": "hours",
        "fixed": "monthly", "irregular": "supplements",
    },
    periods={"irregular": pay.Period.YEAR},
)
first, second, third, fourth = rows(payroll.standardised(pay.NORWAY_1950))""",
            figures=(
                Figure("1: sex", 'first["sex"]', "F"),
                Figure("1: fixed pay of a year", 'first["fixed"]', "552 000", "46 000 · 12"),
                Figure("1: by hour", 'first["hourly"]', "299.02", "46 000 · 12 / (1 950 · 35.5 / 37.5)"),
                Figure("1: total", 'first["total"]', "592 000", "552 000 + 40 000"),
                Figure("2: fixed pay in full time", 'second["fixed"]', "576 000", "24 000 · 12 / 0.5"),
                Figure("2: by hour", 'second["hourly"]', "312.03", "24 000 · 12 / 0.5 / 1 846"),
                Figure("2: supplements, which are empty", 'second["irregular"]', "0", "0"),
                Figure("3: by hour", 'third["hourly"]', "356.92", "58 000 · 12 / 1 950"),
                Figure("4: sex", 'fourth["sex"]', "none"),
                Figure("4: by hour, hours not being known", 'fourth["hourly"]', "344.62", "56 000 · 12 / 1 950"),
            ),
        ),
        Example(
            title="Swedish pay by hour",
            tables={"table": PLAIN},
            code="""
payroll = pay.Payroll(table, columns={"sex": "sex", "fixed": "monthly"})
(municipal,) = rows(payroll.standardised(pay.SWEDEN_165, per=pay.Period.HOUR))
(private,) = rows(payroll.standardised(pay.SWEDEN_175, per=pay.Period.HOUR))""",
            figures=(
                Figure("municipal", 'municipal["fixed"]', "200", "33 000 / 165"),
                Figure("private", 'private["fixed"]', "188.57", "33 000 / 175"),
            ),
        ),
        Example(
            title="British pay by hour",
            text="""
A month is 30.44 / 7 weeks. Pay by hour has no overtime; a yearly bonus counts with its part of the time.""",
            tables={"table": POUNDS},
            code="""
columns = {"sex": "sex", "fixed": "monthly", "overtime": "overtime", "bonus": "bonus"}
payroll = pay.Payroll(table, columns=columns, periods={"bonus": pay.Period.YEAR})
(row,) = rows(payroll.standardised(pay.UK.at(36)))""",
            figures=(
                Figure("by hour", 'row["hourly"]', "16.6083", "(2 500 + 1 200 / 12) · 7 / 30.44 / 36"),
                Figure("total of a year", 'row["total"]', "34 800", "12 · (2 500 + 300) + 1 200"),
            ),
        ),
        Example(
            title="Agreed full-time pay, and what is not known",
            text="""
The file says what full time would give. Scaled, that is taken as it is; not scaled, it is what was paid. Nothing can be
said of a share of 0, and a total is not known where fixed pay is not.""",
            tables={"table": AGREED},
            code="""
payroll = pay.Payroll(
    table,
    columns={"sex": "sex", "fte": "share", "fixed": "agreed", "bonus": "bonus"},
    period=pay.Period.YEAR,
    full_time=["fixed"],
)
scaled = pay.gaps(payroll.standardised(), "fixed", "sex").whole
actual = pay.gaps(payroll.standardised(scaled=[]), "fixed", "sex").whole
total = pay.gaps(payroll.standardised(), "total", "sex")""",
            figures=(
                Figure("women, full time", "scaled.women.mean", "600 000", "600 000"),
                Figure("men, full time", "scaled.men.mean", "615 000", "(620 000 + 610 000) / 2"),
                Figure("women, actual", "actual.women.mean", "480 000", "600 000 · 0.8"),
                Figure("men, actual, the share of 0 not known", "actual.men.mean", "620 000", "620 000 · 1"),
                Figure("women's total", "total.whole.women.mean", "610 000", "600 000 + 10 000"),
                Figure("totals not known", "total.missing", "1"),
            ),
        ),
        Example(
            title="What is doubtful",
            text="""
`B` is in per cent; `D` has two full-time positions in one; `E` is paid nothing, `F` not known what; `G` is rather
pay of a month, being a twelfth of the others' (51 000 of 605 000, less than an eighth); `A` comes twice.""",
            tables={"table": DOUBTFUL},
            code="""
payroll = pay.Payroll(
    table,
    columns={"person": "person", "sex": "sex", "position": "title", "fte": "share", "fixed": "annual"},
    period=pay.Period.YEAR,
    full_time=["fixed"],
)
checks = payroll.checked()""",
            figures=(
                Figure("rows", "checks.n", "8"),
                Figure(
                    "what is doubtful, and in how many rows",
                    "{str(each.kind): each.count for each in checks.findings}",
                    "sex not known: 1, pay missing: 1, pay not positive: 1, FTE share: 1, per cent: 1, another unit: "
                    "1, duplicate: 2",
                ),
                Figure(
                    "as it is told",
                    "checks.of(pay.Kind.UNIT)[0].text",
                    "1 row where “annual” is some 1/12 of the others’: perhaps of a month, not a year",
                ),
            ),
        ),
        Example(
            title="An outlier",
            text="""
Eleven cleaners: the middle one is paid 500 000, and the middle distance from that, in logarithms, is that of 515 000.
700 000 is further away than five robust deviations; 520 000 is not.""",
            tables={"table": ELEVEN},
            code="""
payroll = pay.Payroll(
    table, columns={"sex": "sex", "position": "title", "fixed": "annual"}, period=pay.Period.YEAR
)
outliers = payroll.checked().of(pay.Kind.OUTLIER)""",
            by_hand="""
MAD = ln(515 000 / 500 000) = 0.029559
border = 5 · 1.4826 · MAD = 0.2191
highest = 500 000 · exp(border) = 622 490
distance = ln(700 000 / 500 000) = 0.3365""",
            figures=(Figure("outliers", "[each.count for each in outliers]", "1"),),
        ),
        Example(
            title="From a file",
            text="""
A Norwegian file with decimal commas. Shares are read as per cent, the header says that pay is of a month and of full
time, and the last row is a sum and left out.""",
            file=("lønn.csv", FILE.strip() + "\n"),
            code="""
payroll = pay.read_payroll(folder / "lønn.csv", key=b"sixteen bytes or more", on=date(2026, 12, 31))
nurses = pay.gaps(payroll.standardised(), "total", "sex").whole""",
            figures=(
                Figure("pay is for", "payroll.periods['fixed']", "month"),
                Figure("of full time", "payroll.full_time", "fixed"),
                Figure("woman's total", "nurses.women.mean", "594 006", "46 000.50 · 12 + 3 500 · 12"),
                Figure("man's total", "nurses.men.mean", "567 000", "47 250 · 12"),
                Figure("what was noted", "[str(note.kind) for note in payroll.notes]", "not read, per cent"),
            ),
        ),
    ),
    sources=("directive", "si", "ssb", "hampel", "rfc2104"),
)
