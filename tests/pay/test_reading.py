"""Payroll files as employers have them: what is understood, what is refused, and that no person's number stays."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from odf import opendocument, table, text
from stdnum import luhn
from stdnum.no import fodselsnummer

from jamn.pay.checks import Kind
from jamn.pay.conventions import Period
from jamn.pay.payroll import Payroll
from jamn.pay.reading import UnreadablePayroll, read_payroll
from jamn.pay.reading.cells import of_values
from jamn.pay.reading.headers import meant
from jamn.pay.reading.identity import identified
from jamn.pay.reading.numbers import numbers

KEY = b"a key of 16 byte"
DAY = date(2026, 6, 1)


def _norwegian(birth: str, serial: int) -> str:
    """The first number from a serial on, of the same sex, that has check digits."""
    while True:
        first = fodselsnummer.calc_check_digit1(f"{birth}{serial}")
        second = fodselsnummer.calc_check_digit2(f"{birth}{serial}{first}")
        if len(first + second) == 2:
            return f"{birth}{serial}{first}{second}"
        serial += 2


def _swedish(base: str) -> str:
    return base + luhn.calc_check_digit(base[-9:])


WOMAN_1980, MAN_1990 = _norwegian("010280", 402), _norwegian("150690", 301)
D_NUMBER, TEST_40, TEST_80 = _norwegian("410280", 402), _norwegian("014280", 402), _norwegian("018280", 401)
SWEDE, COORDINATED = _swedish("19800201122"), _swedish("19800261124")
INVALID = WOMAN_1980[:-1] + str((int(WOMAN_1980[-1]) + 1) % 10)
NUMBERS = [WOMAN_1980, MAN_1990, INVALID, SWEDE, SWEDE[2:]]


def _data(payroll: Payroll) -> dict[str, list[Any]]:
    held = payroll.data if isinstance(payroll.data, pa.Table) else payroll.data.to_arrow_table()
    found: dict[str, list[Any]] = held.to_pydict()
    return found


def _csv(folder: Path, content: str, encoding: str = "utf-8") -> Path:
    path = folder / "lønn.csv"
    path.write_bytes(content.encode(encoding))
    return path


def _xlsx(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return path


LINES = "Kjønn;Månedslønn;Stilling\nKvinne;45 000,50;Ingeniør\nMann;51.000,00;Ærlig\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_read_what_offices_write(tmp_path: Path, encoding: str) -> None:
    payroll = read_payroll(_csv(tmp_path, LINES, encoding))
    assert _data(payroll) == {
        "row": [2, 3],
        "sex": ["Kvinne", "Mann"],
        "position": ["Ingeniør", "Ærlig"],
        "fixed": [45_000.5, 51_000.0],
    }
    assert (payroll.periods["fixed"], payroll.notes) == (Period.MONTH, ())


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_find_the_delimiter(tmp_path: Path, delimiter: str) -> None:
    rows = [["sex", "monthly pay", "job title"], *[["F", f'"{n},50"', '"a; b, c"'] for n in (41_000, 42_000, 43_000)]]
    payroll = read_payroll(_csv(tmp_path, "\n".join(delimiter.join(row) for row in rows)))
    assert _data(payroll)["fixed"] == [41_000.5, 42_000.5, 43_000.5]
    assert _data(payroll)["position"] == ["a; b, c"] * 3


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        (["45 000", "45\u00a0000,5", "45\u202f000"], [45_000, 45_000.5, 45_000]),
        (["45'000.50", "1’000"], [45_000.5, 1_000]),
        (["45.000", "1.200"], [45_000, 1_200]),
        (["45,000", "1,234,567"], [45_000, 1_234_567]),
        (["1,234.50", "45,000"], [1_234.5, 45_000]),
        (["1.234,50", "45.000"], [1_234.5, 45_000]),
        (["45000.5", "0.25"], [45_000.5, 0.25]),
        (["kr 45 000,-", "45 000 kr", "NOK 45000", "SEK 1:-", "80 %"], [45_000, 45_000, 45_000, 1, 80]),
        (["−500", "-500", "500-", "+500"], [-500, -500, -500, 500]),
        (["", "-", "–", None, 12.5, 3], [None, None, None, None, 12.5, 3]),
        ([",5", "0,125"], [0.5, 0.125]),
    ],
)
def test_read_numbers_however_they_are_written(written: list[Any], wanted: list[Any]) -> None:
    assert numbers(of_values(written), "Lønn", range(2, 99)).to_pylist() == wanted


def test_take_three_decimals_of_shares_for_decimals() -> None:
    assert numbers(of_values(["1,000", "0,800"]), "FTE", range(9), grouped=False).to_pylist() == [1, 0.8]


@given(
    st.lists(st.decimals(-(10**7), 10**7, places=2), min_size=1, max_size=8),
    st.sampled_from(["., ", ",. ", ", '", "  ."]),
)
def test_read_back_what_is_written(amounts: list[Any], marks: str) -> None:
    decimal, group = (",", ".") if marks.startswith(",.") else (".", ",") if marks.startswith(".,") else (",", " ")
    written = [f"{each:,.2f}".replace(",", "g").replace(".", decimal).replace("g", group) for each in amounts]
    assert numbers(of_values(written), "x", range(9)).to_pylist() == [float(each) for each in amounts]


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        (
            ["45 000", "omtrent 40 000", "?"],
            "2 cells are no number in the column “Lønn”: row 3, row 4 (“omtrent 40 000”, “?”)",
        ),
        (["NaN"], "1 cell is no number in the column “Lønn”: row 2 (“NaN”)"),
        ([float("inf")], "1 cell is too large to be an amount of pay in the column “Lønn”: row 2"),
        (["1.234,5", "1,234.5"], "“Lønn” writes decimals in two ways, as in rows 2 and 3"),
        (["1.234", "1,234"], "“Lønn” writes thousands in two ways"),
        (["1.23.456"], "no number"),
        ([date(2026, 1, 1)], "no number"),
        (["15069030123 x"], "row 2 (“… x”)"),
        (["15069030123"], "too large to be an amount of pay"),
    ],
)
def test_refuse_what_is_no_number(values: list[Any], wanted: str) -> None:
    with pytest.raises(UnreadablePayroll, match=re.escape(wanted)):
        numbers(of_values(values), "Lønn", range(2, 99))


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        ("Kjønn", "sex"), ("KÖN", "sex"), ("M/K", "sex"), ("Sex ¹", "sex"), ("Stillings-\nprosent", "fte"),
        ("Stilling %", "fte"), ("Sysselsättningsgrad (%)", "fte"), ("Avtalt lønn", "fixed"), ("Avtalt løn", "fixed"),
        ("Grundlön (kr)", "fixed"), ("Base salary", "fixed"), ("Mådedslønn", "fixed"), ("Bonus 2025", "bonus"),
        ("Overtidsgodtgjersle", "overtime"), ("Övertidsersättning", "overtime"), ("Uregelmessige tilegg", "irregular"),
        ("Skattepliktige naturalytelser", "benefits"), ("Födelsedatum", "birth"), ("Arbeid av lik verdi", "group"),
        ("Navn", None), ("Antall overtidstimer", None), ("Kontonummer", None), ("Irregular", "irregular"), ("", None),
    ],
)  # fmt: skip
def test_know_headers_in_four_languages(header: str, meaning: str | None) -> None:
    found = meant(header)
    assert (found and found.meaning) == meaning


@pytest.mark.parametrize(
    ("header", "period", "full_time"),
    [
        ("Månedslønn", Period.MONTH, False), ("Lön per månad", Period.MONTH, False),
        ("Årslønn 100 %", Period.YEAR, True),
        ("Timlön", Period.HOUR, False), ("Heltidslön", None, True), ("Lønn", None, False),
        ("Annual salary", Period.YEAR, False),
    ],
)  # fmt: skip
def test_know_what_amounts_are_for(header: str, period: Period | None, full_time: bool) -> None:  # noqa: FBT001
    found = meant(header)
    assert found is not None
    assert (found.meaning, found.period, found.full_time) == ("fixed", period, full_time)


def test_take_the_sheet_and_row_of_headers_of_a_payroll(tmp_path: Path) -> None:
    rows = [
        ["Lønnskartlegging 2026"],
        [],
        [
            "Ansattnr",
            "Navn",
            "Kjønn",
            "Født",
            "Ansatt dato",
            "Stillingskode",
            "Stillingstittel",
            "Stillingsprosent",
            "Lønn",
        ],
        [1, "Kari", "K", date(1980, 6, 2), date(2016, 6, 1), 6455, "Lærer", 100, 48_000.5],
        [],
        [2, "Ola", "M", date(1980, 6, 1), date(2026, 6, 1), 6456, "Rektor", 50, 30_000],
        ["Sum", "", "", "", "", "", "", "", 78_000.5],
    ]
    path = _xlsx(tmp_path / "a.xlsx", {"Om": [["Lønn"], ["og annet"]] * 20, "Lønn": rows, "Annet": [["Kjønn", "x"]]})
    payroll = read_payroll(path, on=DAY)
    assert _data(payroll) == {
        "row": [4, 6],
        "position": ["Lærer", "Rektor"],
        "person": ["1", "2"],
        "sex": ["K", "M"],
        "age": [45, 46],
        "seniority": [10, 0],
        "fte": [1, 0.5],
        "fixed": [48_000.5, 30_000],
    }
    assert [(note.kind, note.column, note.count, note.rows) for note in payroll.notes] == [
        (Kind.NOT_READ, "Navn", 0, ()),
        (Kind.NOT_READ, "Stillingskode", 0, ()),
        (Kind.NOT_READ, "", 1, (7,)),
        (Kind.PER_CENT, "Stillingsprosent", 2, ()),
        (Kind.ASSUMED, "Lønn", 0, ()),
    ]
    with pytest.raises(UnreadablePayroll, match="There is no sheet “Mai”; the sheets are “Om”, “Lønn”, “Annet”"):
        read_payroll(path, sheet="Mai")


def test_read_opendocument(tmp_path: Path) -> None:
    book = opendocument.OpenDocumentSpreadsheet()
    sheet = table.Table(name="Lön")
    book.spreadsheet.addElement(sheet)
    for row in (["Kön", "Månadslön"], ["Kvinna", 41_000], ["Man", 42_000.5]):
        line = table.TableRow()
        sheet.addElement(line)
        for value in row:
            kind = {"valuetype": "string"} if isinstance(value, str) else {"valuetype": "float", "value": value}
            cell = table.TableCell(**kind)
            cell.addElement(text.P(text=str(value)))
            line.addElement(cell)
    book.save(tmp_path / "lön.ods")
    assert _data(read_payroll(tmp_path / "lön.ods"))["fixed"] == [41_000, 42_000.5]


def test_leave_parquet_in_its_file(tmp_path: Path) -> None:
    columns = {
        "Kjønn": ["K", "M"],
        "Født": [date(1980, 6, 2), date(1980, 6, 1)],
        "Ansatt dato": [date(2016, 6, 1), None],
        "Stillingsprosent": [100, 60],
        "Årslønn": [500_000.0, 600_000.0],
        "Bonus": [None, 5.0],
        "Provisjon": [1.0, None],
    }
    pq.write_table(pa.table(columns), tmp_path / "a.parquet")
    payroll = read_payroll(tmp_path / "a.parquet", on=DAY, columns={"bonus": ["Bonus", "Provisjon"]})
    assert not isinstance(payroll.data, pa.Table)
    wanted = {"row": [2, 3], "sex": ["K", "M"], "age": [45, 46], "seniority": [10, None], "fte": [1, 0.6]}
    assert _data(payroll) == {"bonus": [1, 5], **wanted, "fixed": [500_000, 600_000]}
    (note,) = payroll.notes
    assert (note.kind, note.count, payroll.periods["fixed"]) == (Kind.PER_CENT, 2, Period.YEAR)


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_replace_numbers_of_persons(tmp_path: Path, form: str, caplog: pytest.LogCaptureFixture) -> None:
    people = [WOMAN_1980, MAN_1990, D_NUMBER, TEST_40, TEST_80, INVALID, MAN_1990[:6] + " " + MAN_1990[6:]]
    rows = [[number, sex, 40_000 + place] for place, (number, sex) in enumerate(zip(people, "KK?????", strict=True))]
    headers = ["Fødselsnr.", "Kjønn", "Månedslønn"]
    path = tmp_path / f"a.{form}"
    if form == "csv":
        path.write_text("\n".join(";".join(map(str, row)) for row in [headers, *rows]), encoding="utf-8")
    elif form == "xlsx":
        _xlsx(path, {"a": [headers, *rows]})
    else:
        pq.write_table(pa.table(dict(zip(headers, map(list, zip(*rows, strict=True)), strict=True))), path)
    payroll = read_payroll(path, key=KEY, on=DAY)
    data = _data(payroll)
    assert data["sex"] == ["F", "F", "F", "F", "M", "?", "M"]
    assert data["age"] == [46, 35, 46, 46, 46, None, 35]
    assert data["person"][1] == data["person"][6]
    assert len(set(data["person"])) == 6
    assert all(re.fullmatch("[0-9a-f]{24}", person) for person in data["person"])
    assert [note.rows for note in payroll.notes if note.kind == Kind.IDENTITY] == [(7,), (3,)]
    _holds_none_of(people, repr(payroll), str(payroll), str(payroll.checked()), repr(data), caplog.text)
    assert _data(read_payroll(path, key=KEY, on=DAY)) == data
    assert _data(read_payroll(path, on=DAY))["person"] != data["person"]


def _holds_none_of(people: list[str], *texts: str) -> None:
    for number in people:
        for each in texts:
            assert re.sub(r"\D", "", number) not in re.sub(r"[ -]", "", each)


def test_know_swedes_with_and_without_their_century() -> None:
    written = [SWEDE, f"{SWEDE[2:8]}-{SWEDE[8:]}", SWEDE[2:], COORDINATED, "19800201-0001", None]
    found = identified(pa.array(written), KEY)
    assert found.sex.to_pylist() == ["F", "F", "F", "F", None, None]
    assert found.born.to_pylist() == [date(1980, 2, 1)] * 4 + [None, None]
    assert found.invalid.to_pylist() == [False, False, False, False, True, False]
    persons = found.pseudonyms.to_pylist()
    assert (len(set(persons[:3])), len(set(persons)), persons[5]) == (1, 4, None)


def test_give_back_the_zero_that_a_workbook_loses(tmp_path: Path) -> None:
    rows = [["Fødselsnummer", "Lønn"], [int(WOMAN_1980), 40_000], [int(MAN_1990), 41_000]]
    payroll = read_payroll(_xlsx(tmp_path / "a.xlsx", {"a": rows}), key=KEY, on=DAY)
    assert _data(payroll)["sex"] == ["F", "M"]
    assert _data(payroll)["person"] == identified(pa.array([WOMAN_1980, MAN_1990]), KEY).pseudonyms.to_pylist()


def test_know_numbers_of_persons_in_a_column_of_another_name(tmp_path: Path) -> None:
    content = f"Ansattnr;Lønn\n{WOMAN_1980};40000\n17;41000\n"
    payroll = read_payroll(_csv(tmp_path, content), key=KEY)
    assert _data(payroll)["sex"] == ["F", None]
    _holds_none_of([WOMAN_1980], repr(payroll), repr(_data(payroll)))


@pytest.mark.parametrize(
    "content",
    [
        f"Kjønn;Stilling;Lønn\nK;Lærer;40000\nM;{MAN_1990};41000\n",
        f"Kjønn;Lønn\nM;{MAN_1990}\n",
        f"Kjønn;Lønn\nM;Ola {MAN_1990}\n",
        f"Kjønn;Avdeling;Lønn\nM;Ola {INVALID};40000\n",
        f"Kjønn;Grade;Lønn\nM;{SWEDE[2:]};40000\n",
        f"{MAN_1990};M;41000\n{WOMAN_1980};K;42000\n",
        f"Fnr {MAN_1990};Kjønn;Alder\n{MAN_1990};M;41\n",
        f"Kjønn;{MAN_1990};Lønn;Grunnlønn\n;;;\n",
        f"Kjønn;Fnr;Lønn\nM;{MAN_1990};41000;{MAN_1990}\n",
    ],
)
def test_show_no_number_of_a_person_when_refusing(
    tmp_path: Path, content: str, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(UnreadablePayroll) as refused:
        read_payroll(_csv(tmp_path, content), key=KEY)
    problem: BaseException | None = refused.value
    while problem:
        _holds_none_of(NUMBERS, str(problem), repr(problem))
        problem = problem.__cause__ or problem.__context__
    assert "\n" not in str(refused.value)
    _holds_none_of(NUMBERS, caplog.text)


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (b"", "is empty (0 bytes)"),
        (b"%PDF-1.7 ...", "is no payroll file that is known here"),
        (b"PK\x03\x04 and no more", "is cut short or damaged"),
        (b"PAR1 and no more", "is cut short or damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and no more", "is damaged"),
        (b"a;b\n1;2\n", "No row of headers was found in the first 30 rows; the first row of words holds “a”, “b”"),
        ("Kjønn;Alder\nK;40\n".encode(), "No column of fixed pay was found. The headers are “Kjønn”, “Alder”"),
        (b"Alder;Stilling\n40;x\n", "No column of sex (or personal number) and none of fixed pay was found"),
        ("Ansattnr;Lønn\n40;40000\n".encode(), "No column tells sex, and “Ansattnr” holds no numbers of persons"),
        ("Kjønn;Lønn\n".encode(), "There are headers, but no persons below them"),
        ("Kjønn;Lønn;Grunnlønn\nK;1;2\n".encode(), "“Lønn” and “Grunnlønn” may both be fixed pay"),
        ("Kjønn;Lønn\nK;1;2\n".encode(), "Row 2 has more cells than there are headers"),
    ],
)
def test_refuse_with_one_clear_line(tmp_path: Path, content: bytes, wanted: str) -> None:
    path = tmp_path / "lønn"
    path.write_bytes(content)
    with pytest.raises(UnreadablePayroll, match=re.escape(wanted)):
        read_payroll(path)


def test_refuse_what_would_fill_the_memory(tmp_path: Path) -> None:
    path = _xlsx(tmp_path / "far.xlsx", {"a": [["Kjønn", "Lønn"], ["K", 1]]})
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    far = parts[sheet].replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    with zipfile.ZipFile(path, "w") as package:
        for name, content in (parts | {sheet: far}).items():
            package.writestr(name, content)
    with pytest.raises(UnreadablePayroll, match="spans 17179869184 cells"):
        read_payroll(path)
    row = '<table:table-row table:number-rows-repeated="99999">', "</table:table-row>"
    cell = '<table:table-cell table:number-columns-repeated="999" office:value-type="float" office:value="1"/>'
    with zipfile.ZipFile(tmp_path / "far.ods", "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", cell.join(row))
    with pytest.raises(UnreadablePayroll, match="spans 99899001 cells"):
        read_payroll(tmp_path / "far.ods")
    with zipfile.ZipFile(tmp_path / "big.xlsx", "w") as package:
        package.writestr("xl/workbook.xml", b"")
        package.infolist()[0].file_size = 2**30 + 1
    with pytest.raises(UnreadablePayroll, match="too large when it is unpacked"):
        read_payroll(tmp_path / "big.xlsx")


def test_refuse_a_key_that_can_be_guessed(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="needs 16 bytes or more"):
        read_payroll(_csv(tmp_path, f"Fnr;Lønn\n{WOMAN_1980};1\n"), key=b"short")


def test_settle_headers_by_what_is_said(tmp_path: Path) -> None:
    path = _csv(tmp_path, "Hvem;Lønn;Grunnlønn\nK;1000;20000\nM;;\n")
    payroll = read_payroll(path, columns={"sex": "Hvem", "fixed": ["Lønn", "Grunnlønn"]}, period=Period.MONTH)
    assert _data(payroll)["fixed"] == [21_000, None]
    with pytest.raises(
        UnreadablePayroll, match="There is no column “Lon”; the headers are “Hvem”, “Lønn”, “Grunnlønn”"
    ):
        read_payroll(path, columns={"sex": "Hvem", "fixed": "Lon"})
    with pytest.raises(UnreadablePayroll, match="Only amounts can be added up from several columns, not sex"):
        read_payroll(path, columns={"sex": ["Hvem", "Lønn"], "fixed": "Grunnlønn"})


def test_say_where_headers_and_amounts_disagree(tmp_path: Path) -> None:
    (note,) = read_payroll(_csv(tmp_path, "Kjønn;Månedslønn\nK;500000\n")).notes
    assert (note.kind, note.column) == (Kind.UNIT, "Månedslønn")
    assert note.text == "“Månedslønn” is said to be for a month; its median of 500,000 is rather for a year, in crowns"
