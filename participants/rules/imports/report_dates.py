"""The report date of the official list: in the footer of its sheets, else in the name of the file."""

import re
from collections.abc import Iterable
from datetime import date, datetime

from .cells import ISO_DATE, US_DATE, date_in, text_of

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
MONTH_FIRST = re.compile(rf"\b{_MONTH}\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}})\b", re.IGNORECASE)
DAY_FIRST = re.compile(rf"\b(?P<day>\d{{1,2}})[\s-]{_MONTH}[\s-](?P<year>\d{{4}})\b", re.IGNORECASE)
FOOTER_WORDS = re.compile(r"\b(report|as of|run|generated|printed|updated|date)\b", re.IGNORECASE)
FOOTER_STARTS = re.compile(
    r"(end of )?report\b|as of\b|(run|print|publish\w*|creation) date\b|(last )?updated\b|(generated|printed) on\b"
    r"|date:",
    re.IGNORECASE,
)
# rpt.00021129.0000000000000000.20260925.094033582.MPList.zip
IN_FILE_NAME = re.compile(r"\.(?P<year>20\d{2})(?P<month>\d{2})(?P<day>\d{2})\.\d{6,9}\.MPList\b", re.IGNORECASE)


def is_footer(name: object, others: Iterable[object]) -> bool:
    """Whether a row without a DUNS number is the footer, told by what stands in its name column."""
    if isinstance(name, date):
        return True
    text = text_of(name)
    if FOOTER_STARTS.match(text):
        return True
    alone = not any(text_of(cell) for cell in others)
    if not alone or in_text(text) is None:
        return False
    return FOOTER_WORDS.search(text) is not None or not re.search(r"[A-Za-z]", _without_date(text))


def in_cells(cells: Iterable[object]) -> date | None:
    """The first date in the cells of a footer."""
    for cell in cells:
        if isinstance(cell, datetime):
            return cell.date()
        if isinstance(cell, date):
            return cell
        if found := in_text(text_of(cell)):
            return found
    return None


def in_text(text: str) -> date | None:
    """The first date that a sentence mentions."""
    for pattern in (ISO_DATE, US_DATE):
        if found := pattern.search(text):
            return date_in(found.group())
    if found := MONTH_FIRST.search(text) or DAY_FIRST.search(text):
        return _date(int(found["year"]), MONTHS.index(found["month"].casefold()) + 1, int(found["day"]))
    return None


def in_file_name(name: str) -> date | None:
    """The day the operator's server stamped on the archive."""
    found = IN_FILE_NAME.search(name)
    return _date(int(found["year"]), int(found["month"]), int(found["day"])) if found else None


def _without_date(text: str) -> str:
    for pattern in (ISO_DATE, US_DATE, MONTH_FIRST, DAY_FIRST):
        text = pattern.sub("", text)
    return re.sub(r"\b\d{1,2}:\d{2}(:\d{2})?\s*([AP]M)?", "", text, flags=re.IGNORECASE)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
