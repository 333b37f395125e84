"""The first page of the manual: contents, notation, conventions of all chapters, how it is checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Published:
    """Figures that others have printed of data that are at hand for tests, and how many of them are met."""

    name: str
    figures: int
    what: str
    source: str


PUBLISHED: Final = (
    Published(
        "wage1",
        66,
        "regressions of wages and their logarithms in the United States 1976: coefficients, classical and robust "
        "errors, R², and an exact gap",
        "Wooldridge, *Introductory Econometrics*: equations 7.4 and 7.5, examples 7.5 and 8.1",
    ),
    Published(
        "cps78_85",
        19,
        "how returns to education and the gap changed from 1978 to 1985, with products",
        "Wooldridge, *Introductory Econometrics*: example 13.2",
    ),
    Published(
        "salaries",
        5,
        "American professors: unadjusted and adjusted difference, with categories",
        "Fox and Weisberg, *An R Companion to Applied Regression*",
    ),
    Published(
        "cornwell_rupert", 3, "a panel of 595 persons: classical and clustered errors", "Greene, *Econometric Analysis*"
    ),
    Published(
        "logib",
        6,
        "the Swiss federal standard model: coefficient, error, degrees of freedom, R², t and Kennedy's effect",
        "EBG; the R package `logib`",
    ),
    Published(
        "chicago",
        41,
        "decomposition by place of birth: three-fold, two-fold by all six references, detail, normalised, errors",
        "Hlavac, the R package `oaxaca`",
    ),
    Published("ccard", 7, "three-fold and pooled two-fold decomposition", "Jann's `oaxaca` for Stata, by statsmodels"),
)

TITLE: Final = "How pay is reckoned"
BEGINNING: Final = """
This is the manual of methods of `jamn.pay`, the library behind Jamn's figures of pay by sex: what each figure
answers, by which formula and source, what was chosen where sources leave a choice, and what may be concluded from
it. It is written for those who answer for such figures: analysts, auditors, employee representatives, and those who
check them.

`pay.map_pay` makes the standard mapping of a payroll from chapters 1, 2, 4, 5, 6, 7 and 9, and is what `jamn pay FILE`
prints.

Every chapter has examples: a small table in, the numbers out, with the arithmetic by which a reader finds them with
a pocket calculator. The examples are tests of the library. The pages are printed from them (`tests/pay/spec/`), and
cannot say anything that the library does not do."""
NOTATION: Final = """
## Notation

| | |
|---|---|
| F, M | women and men whose sex is known |
| n, N | a number of persons |
| x̄, x̃ | mean, median |
| s² | sample variance, with n − 1 below |
| Σ | sum over the persons named |
| β, γ | coefficients of a regression; X its columns, y its outcome, e its residuals |
| V(·) | variance, or covariances |
| `t(p, ν)` | Student's t with ν degrees of freedom that is exceeded with the probability 1 − p |
| `tail(t, ν)` | the probability that Student's t is at least so far from 0, to either side |
| `ln`, `exp` | natural logarithm, and its inverse |
| `·  −  ^  √` | times, minus, to the power of, square root |

In the examples a table has the name that it has in the code; a dash is a missing value. `rows(table)` are its rows,
whatever engine it is of. *By hand* is arithmetic, one step a line: a name, what it is, and what it comes to. *Gives*
is rounded to the digits shown; the library is compared with the arithmetic unrounded."""
GENERAL: Final = """
## Conventions of all chapters

- **The input** is any dataframe that Narwhals knows: DuckDB, Polars, pandas, PyArrow, Spark. The same expressions
  are asked of all; medians and quantiles are found in what they answer, so that they are alike too.
- **Sex** is the two words that are named (`woman`, `man`; F and M). Everybody else is counted, told of, and in no
  figure of either sex. Nobody is left out in silence: what is left out is counted by reason.
- **Women against men**: ratios and gaps are of men's pay, differences are women's less men's.
- **Rounding**: figures are unrounded until they are shown, and thresholds are tested on them as they are.
- **Sums of pay** are of whole hundredths: exact, and the same whatever the order of rows and the number of threads.
- **No law is known here.** Thresholds, sizes and hours are arguments with names; which of them a law asks for is
  decided elsewhere, with its date.
- **No figure is of what is not there**: a mean of nobody and a ratio without women or men are none, never 0."""
LARGE: Final = """
## How large a payroll may be

Made with two threads, of a generated payroll in a Parquet file (`make bench PARTS=pay`):

| persons | whole mapping (`map_pay`) | adjusted gap, 400 positions absorbed, robust errors | memory |
|---|---|---|---|
| 15 000 | 0.4 s | 0.02 s | |
| 10 000 000 | some 20 s | 1.3 s; 0.8 s with `jamn[fast]` | 1 GB |
| 50 000 000 | some 2 min | 6 s; 4 s with `jamn[fast]` | under 2 GB |

`pip install 'jamn[fast]'` adds Numba (190 MB), which compiles two loops of a regression and pays from a million rows.
The figures are the same with it, to the digits that the order of a sum leaves."""
CHECKED: Final = """
## How it is checked

Each figure has two witnesses, and a third where others have printed one:

1. **these pages**: what is printed, what the arithmetic comes to, and what the library gives on DuckDB, Polars,
   pandas and PyArrow must agree, the latter two to nine digits (`tests/pay/test_spec.py`). The arithmetic is worked
   out by a program of its own (`tests/pay/spec/hand.py`), Student's t included;
2. **a slow and obvious program**, with which the library is compared on rows that are made at random: none, one, one
   sex, ties, missing values, strange names, extreme values; in disclosure control it is an attacker with a solver;
   in the raises a conic solver (`tests/pay/`);
3. **figures that others have printed**, 147 of them, met to their last digit (`tests/pay/published.py`). The data
   are not part of Jamn; the tests read them from the folder that `JAMN_PAY` names. Three bootstrap errors in
   `chicago` are met to 15 % by the delta method, as a bootstrap is itself random."""
ENDING: Final = """
What is not checked so: whether a payroll is right, whether groups are of equal work, and whether an explanation
holds. That is the work of people."""
