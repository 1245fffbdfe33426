"""Files to import, built for tests: the official list with every trap seen in it, and small workbooks and archives.

All companies and people are invented. The same arguments give the same bytes.
"""

import io
import random
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import xlsxwriter

SHEETS = ("CRRAH", "IMRE", "LSE", "QSE", "RE", "TDSP")
SUFFIX = {"CRRAH": "5000", "IMRE": "6000", "LSE": "1000", "QSE": "2000", "RE": "3000", "TDSP": "4000"}
COLUMNS = ("NAME", "SHORT NAME", "DUNS NUMBER", "MARKET PARTICIPANT TYPE", "SFA EFFECTIVE DATE")
PERSONAL_COLUMNS = ("AR NAME", "AR EMAIL", "BAR NAME", "BAR EMAIL")
REPORT_DATE = date(2026, 9, 25)
FILE_NAME = "rpt.00021129.0000000000000000.20260925.094033582.MPList.zip"
CREATED = datetime(2026, 9, 25, 9, 40, 33)  # noqa: DTZ001 - a workbook knows no time zones

FIRST = ("Amber", "Bluff", "Cedar", "Dusty", "Ember", "Falcon", "Granite", "Harvest", "Juniper", "Kestrel", "Lantern")
SECOND = ("Basin", "Creek", "Draw", "Flats", "Hollow", "Prairie", "Ranch", "Ridge", "Spring", "Trail", "Valley", "Wash")
TRADE = ("Power", "Energy", "Solar", "Wind", "Electric Cooperative", "Retail", "Storage", "Transmission")
FORM = ("LLC", "Inc.", "LP", "Company", "L.L.C.", "Corporation")
NBSP = "\u00a0"


@dataclass
class OfficialList:
    """The archive, the workbook inside it, and what a correct reading finds there."""

    data: bytes
    xlsx: bytes
    file_name: str
    report_date: date
    listed: list[tuple[str, str, str]]  # (role, duns, name) of every row to accept
    refused: int
    personal: list[str]  # what must appear nowhere after reading

    @property
    def accepted(self) -> int:
        return len(self.listed)


@dataclass
class Listed:
    """One row to write; the cells in the order of COLUMNS, written as their Python types say."""

    role: str
    duns: str
    name: str
    cells: list[object]
    accepted: bool = True


@dataclass
class _Sheet:
    title: str
    before: list[list[object]]
    columns: list[str]
    rows: list[Listed] = field(default_factory=list)


def official_list(
    rows: int = 600,
    traps: bool = True,
    seed: int = 2026,
    vanished: int = 0,
    renamed: int = 0,
    report_date: date = REPORT_DATE,
) -> OfficialList:
    """The official layout with `rows` data rows. A later edition: the same seed with some vanished and renamed."""
    listed = _trapped(seed) if traps else []
    listed = (listed + _plain_rows(max(rows - len(listed), 0), seed))[:rows]
    plain = [row for row in listed if row.accepted and row.name == row.cells[0]]
    for row in plain[len(plain) - vanished :] if vanished else []:
        listed.remove(row)
    for row in plain[:renamed]:
        row.name = row.cells[0] = f"{row.name} Holdings"
    personal: list[str] = []
    xlsx = _official_workbook(listed, traps, report_date, personal)
    members = {"MPList.xlsx": xlsx} | ({"__MACOSX/._MPList.xlsx": b"\x00\x05\x16\x07"} if traps else {})
    return OfficialList(
        data=zipped(members),
        xlsx=xlsx,
        file_name=FILE_NAME.replace("20260925", f"{report_date:%Y%m%d}"),
        report_date=report_date,
        listed=[(row.role, row.duns, row.name) for row in listed if row.accepted],
        refused=sum(not row.accepted for row in listed),
        personal=personal,
    )


def _plain_rows(count: int, seed: int) -> list[Listed]:
    """Companies of one to four registrations; those of one company share the first nine digits."""
    chance = random.Random(seed)
    names = [f"{a} {b} {c} {d}" for a in FIRST for b in SECOND for c in TRADE for d in FORM]
    chance.shuffle(names)
    rows: list[Listed] = []
    while len(rows) < count:
        company = len(rows)
        name = names[company % len(names)] + ("" if company < len(names) else f" {company}")
        base = f"{100_000_000 + company * 7919:09d}"
        for role in chance.sample(SHEETS, chance.choice((1, 1, 2, 3, 4))):
            duns = base + chance.choice(("", SUFFIX[role]))
            short = ("X" if role == "CRRAH" else "") + "".join(word[:3] for word in name.split()[:3]).upper() + role[0]
            rows.append(Listed(role, duns, name, [name, short, duns, role, date(2002 + company % 24, 1, 15)]))
    return rows[:count]


def _trapped(seed: int) -> list[Listed]:
    """One row for each trap: the cells as they stand in the file beside what they mean."""
    on = date(2015, 4, 1)

    def good(role: str, duns: str, name: str, cells: list[object]) -> Listed:
        return Listed(role, duns, name, cells)

    def bad(role: str, *cells: object) -> Listed:
        return Listed(role, "", "", list(cells), accepted=False)

    return [
        good("TDSP", "007900001", "LOST ZEROS WIRES", ["LOST ZEROS WIRES", "TLZW", 7900001, "TDSP", on]),
        good("TDSP", "0582100014100", "LONG ZERO WIRES", ["LONG ZERO WIRES", "TLONG", 582100014100, "TDSP", on]),
        good("TDSP", "1039900014000", "NUMBER WIRES LLC", ["NUMBER WIRES LLC", "TNUM", 1039900014000.0, "TDSP", on]),
        good("QSE", "900000012", "HYPHEN POWER LLC", ["HYPHEN POWER LLC (QSE)", "QHYP", "90-000-0012", "QSE", on]),
        good("QSE", "900000022", "SPACED POWER LLC", ["SPACED  POWER\nLLC (qse)", "QSPA", " 900 000 022 ", "qse", on]),
        good("QSE", "900000032", "NBSP POWER", [f"NBSP{NBSP}POWER", "QNB", f"900{NBSP}000{NBSP}032", "QSE", on]),
        good("QSE", "900000042", "APOSTROPHE POWER", ["APOSTROPHE POWER", "QAPO", "'900000042", "QSE", on]),
        good("QSE", "900000052", "WIDE POWER", ["WIDE POWER", "QWID", "９００００００５２", "QSE", on]),
        good("QSE", "900000062", "ACME (TEXAS) LLC", ["ACME (TEXAS) LLC", "QTEX", "900000062", "QSE", on]),
        good("QSE", "900000072", "BRACKET (TEXAS)", ["BRACKET (TEXAS)", "QBRA", "900000072", "QSE", on]),
        good("QSE", "900000082", "=1+1 POWER", ["=1+1 POWER", "=CMD", "900000082", "QSE", on]),
        good("RE", "900000092", "SERIAL SOLAR", ["SERIAL SOLAR (RE)", "RSER", "900000092", "Resource Entity", 42095]),
        good("RE", "900000102", "SLASH SOLAR", ["SLASH SOLAR", "RSLA", "900000102", "RE", "04/01/2015"]),
        good("RE", "900000112", "ISO SOLAR", ["ISO SOLAR", "RISO", "900000112", "RE", "2015-04-01 00:00:00"]),
        good("RE", "900000122", "DATELESS SOLAR", ["DATELESS SOLAR", "", "900000122", "", ""]),
        good("LSE", "900000132", "PROFILE RETAIL", ["PROFILE RETAIL (LSE)", "LPRO", "900000132", "LSE - NOIE", on]),
        good("CRRAH", "9000001425100", "ACCOUNT TRADING", ["ACCOUNT TRADING", "XACC", "9000001425100", "CRRAH", on]),
        good("IMRE", "900000152", "READER ADVISERS", ["READER ADVISERS (IMRE)", "IREA", "900000152", "IMRE", on]),
        bad("QSE", "HYPHEN POWER LLC AGAIN", "QHY2", "900000012", "QSE", on),  # the same role and number again
        bad("QSE", "WRONG SHEET LLC", "QWRO", "900000162", "LSE", on),
        bad("QSE", "SHORT NUMBER LLC", "QSHO", "12345", "QSE", on),
        bad("QSE", "LETTERS LLC", "QLET", "90000O172", "QSE", on),
        bad("QSE", "FRACTION LLC", "QFRA", 900000182.5, "QSE", on),
        bad("QSE", "", "QNON", "900000192", "QSE", on),
        bad("RE", "NUMBERLESS SOLAR", "RNUM", "", "RE", on),
        bad("RE", "NO DAY SOLAR", "RDAY", "900000202", "RE", "31/31/2020"),
        bad("RE", "L" * 201, "RLON", "900000212", "RE", on),
    ]


def _official_workbook(listed: Iterable[Listed], traps: bool, report_date: date, personal: list[str]) -> bytes:
    variants = [list(COLUMNS)] * 6
    titles = list(SHEETS)
    if traps:
        variants = [list(COLUMNS) for _ in SHEETS]
        variants[2] = ["Duns  Number", "NAME", "Market Participant Type", "SHORT NAME", "SFA Effective Date"]
        variants[3] = ["name", "short name", "duns number", "market participant type", "sfa effective date"]
        variants[5] = [" NAME ", "SHORT_NAME", "DUNS\nNUMBER", "MARKET PARTICIPANT TYPE", "SFA EFFECTIVE DATE"]
        titles = ["CRRAH", "Imre", "LSE ", "qse", "RE", "TDSP"]
    sheets: dict[str, list[list[object]]] = {}
    for position, role in enumerate(SHEETS):
        labels = variants[position]
        order = [COLUMNS.index(" ".join(label.replace("_", " ").split()).upper()) for label in labels]
        table: list[list[object]] = [["List of Market Participants in the ERCOT Region"], []]
        if traps and position % 2:
            table += [["Note: the list is refreshed daily"], [], []]
        table.append(labels + list(PERSONAL_COLUMNS))
        for number, row in enumerate(row for row in listed if row.role == role):
            people = [
                f"Pat Invented{number} {role}",
                f"pat{number}@{role.lower()}.example",
                "Kim Backup",
                "kim@b.example",
            ]
            personal += people
            table.append([row.cells[column] for column in order] + people)
        footer: list[object] = [""] * len(labels)
        footer[order.index(0)] = f"Report Date: {report_date:%m/%d/%Y} 09:40:33"
        sheets[titles[position]] = [*table, [], footer]
    if traps:
        sheets["About"] = [["Contact the help desk with questions"]]
    return workbook(sheets)


def workbook(sheets: dict[str, Sequence[Sequence[object]]]) -> bytes:
    """An XLSX of these sheets; dates become date cells, text stays text even when it begins with `=`."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True}) as book:
        book.set_properties({"created": CREATED})
        day = book.add_format({"num_format": "mm/dd/yyyy"})
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    _write(sheet, number, column, cell, day)
    return packed.getvalue()


def _write(sheet: xlsxwriter.workbook.Worksheet, row: int, column: int, cell: object, day: object) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell, day)
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell)
    elif cell:
        sheet.write_string(row, column, str(cell))


def zipped(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of these members, all dated the same so that equal content gives equal bytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=compression)
    return packed.getvalue()


def participants_csv(rows: int = 50, seed: int = 2026) -> bytes:
    """A plain CSV of the same invented companies, one row per registration."""
    lines = ["short_name,name,duns_number,role"]
    lines += [f'{row.cells[1]},"{row.name}",{row.duns},{row.role}' for row in _plain_rows(rows, seed)]
    return ("\n".join(lines) + "\n").encode()
