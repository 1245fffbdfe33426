"""A drawn report as CSV, XLSX or PDF: the same cells as on the page, whatever the form."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import xlsxwriter
from django.conf import settings

from portal import typesetting
from portal.reporting.chart import drawn
from portal.reporting.shapes import NOTHING, Content, Table
from portal.scoping.today import MARKET_ZONE
from portal.web.exports import XLSX, defused
from portal.web.words import moment

FORMS: Final = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX, "pdf": "application/pdf"}
WIDE: Final = 46
SHEET_NAME: Final = 31
FORBIDDEN: Final = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@dataclass(frozen=True, slots=True)
class Paper:
    """What is drawn: `head` are its parameters as they are said, `class_` for whom it is."""

    name: str
    about: str
    content: Content
    head: tuple[tuple[str, str], ...]
    at: datetime
    class_: str = "For the staff only"


def made(form: str, paper: Paper) -> bytes:
    """Raises KeyError for another form than those of `FORMS`."""
    draw: dict[str, Callable[[Paper], bytes]] = {"csv": as_csv, "xlsx": as_xlsx, "pdf": as_pdf}
    return draw[form](paper)


def as_csv(paper: Paper) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)

    def line(*cells: Any) -> None:
        writer.writerow(_plain(cell) for cell in cells)

    line(paper.name)
    for label, value in _head(paper):
        line(label, value)
    for table in paper.content.tables:
        line()
        line(table.title)
        line(*(column.name for column in table.columns))
        for row in table.rows:
            line(*row)
        for words in _below(table):
            line(*words)
    for note in paper.content.notes:
        line()
        line(note)
    # The mark tells spreadsheets that this is UTF-8.
    return ("\ufeff" + text.getvalue()).encode()


def as_xlsx(paper: Paper) -> bytes:
    """A sheet about the report, and one for each table; numbers are numbers, texts are never formulas."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        bold = book.add_format({"bold": True})
        about = book.add_worksheet("About")
        lines = [(paper.name, ""), *_head(paper), *((note, "") for note in paper.content.notes)]
        for number, (label, value) in enumerate(lines):
            about.write_string(number, 0, defused(label), bold if not number else None)
            about.write_string(number, 1, defused(value))
        about.set_column(0, 1, WIDE)
        taken = {"about"}
        for table in paper.content.tables:
            _sheet(book.add_worksheet(_sheet_name(table.title, taken)), table, bold)
    return file.getvalue()


def as_pdf(paper: Paper) -> bytes:
    return typesetting.pdf("report", facts(paper), at=paper.at)


def facts(paper: Paper) -> dict[str, Any]:
    """What the template prints."""
    picture, chart = drawn(paper.content.chart), paper.content.chart
    return {
        "title": paper.name,
        "about": paper.about,
        "class": paper.class_,
        "made": f"drawn {moment(paper.at.astimezone(MARKET_ZONE))}",
        "operator": {
            "name": settings.OPERATOR_NAME,
            "logo": settings.OPERATOR_LOGO_TEXT or settings.OPERATOR_NAME,
        },
        "head": [{"label": label, "value": value} for label, value in paper.head],
        "notes": list(paper.content.notes),
        "tables": [_facts_of(table) for table in paper.content.tables],
        "chart": picture
        and {
            "title": chart.title,
            "names": list(chart.names),
            "width": picture.width,
            "height": picture.height,
            "left": picture.left,
            "right": picture.right,
            "floor": picture.floor,
            "goal": picture.goal,
            "goal_name": f"Goal {chart.goal:g} {chart.unit}" if chart.goal is not None else "",
            "bars": [[bar.x, bar.y, bar.width, bar.height, bar.series] for bar in picture.bars],
            "ticks": [list(tick) for tick in picture.ticks],
            "levels": [list(level) for level in picture.levels],
        },
    }


def _facts_of(table: Table) -> dict[str, Any]:
    return {
        "title": table.title,
        "columns": [{"name": column.name, "number": column.number} for column in table.columns],
        "rows": [[words for _column, words in row] for row in table.told],
        "below": [" ".join(words) for words in _below(table)],
    }


def _head(paper: Paper) -> list[tuple[str, str]]:
    made = moment(paper.at.astimezone(MARKET_ZONE))
    return [("", paper.about), *paper.head, ("Drawn", made), ("Who may read it", paper.class_)]


def _below(table: Table) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = [(f"{column.name}:", column.means) for column in table.defined]
    if table.left_out:
        rows.insert(0, (f"{table.left_out:,} more rows are not told.",))
    return rows


def _plain(cell: Any) -> Any:
    """Numbers as they are, a negative one too; texts never as formulas."""
    if cell is None:
        return NOTHING
    return cell if isinstance(cell, int | float) else defused(cell)


def _sheet(sheet: Any, table: Table, bold: Any) -> None:
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(table.columns) - 1, 16)
    sheet.set_column(0, 0, WIDE)
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, defused(column.name), bold)
    for number, row in enumerate(table.rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, int | float):
                sheet.write_number(number, place, cell)
            else:
                sheet.write_string(number, place, _plain(cell))
    for number, words in enumerate(_below(table), start=len(table.rows) + 2):
        sheet.write_string(number, 0, defused(" ".join(words)))


def _sheet_name(title: str, taken: set[str]) -> str:
    """As spreadsheets allow it: short, without some signs, and once."""
    plain = " ".join(title.translate(FORBIDDEN).split())[:SHEET_NAME] or "Table"
    name, number = plain, 1
    while name.lower() in taken:
        number += 1
        name = f"{plain[: SHEET_NAME - 3]} {number}"
    taken.add(name.lower())
    return name
