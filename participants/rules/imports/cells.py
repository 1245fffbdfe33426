"""Single values of a table: text made plain, dates, e-mail addresses, codes."""

import re
import unicodedata
from collections.abc import Collection
from datetime import date, datetime, timedelta
from decimal import Decimal

from .outcome import RowRefused

NAME_LENGTH = 200
SHORT_NAME_LENGTH = 40
EMAIL_LENGTH = 254
PHONE_LENGTH = 40
TITLE_LENGTH = 120
CODE_LENGTH = 40
PERSON_LENGTH = 120
RESOURCE_NAME_LENGTH = 120
STATION_LENGTH = 120
SHOWN_LENGTH = 60

FIRST_YEAR, LAST_YEAR = 1980, 2100
SERIAL_ZERO = date(1899, 12, 30)  # day 0 of spreadsheet dates, with their leap-year mistake of 1900 outside our range
ISO_DATE = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})")
US_DATE = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})")
TIME_OF_DAY = re.compile(r"[T ]\s*\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(\s*[AP]M)?Z?$", re.IGNORECASE)
EMAIL = re.compile(r"[^@\s,;:<>()\[\]\\\"]+@[^@\s,;:<>()\[\]\\\"]+\.[^@\s,;:<>()\[\]\\\".]+")
FORMULA_STARTS = ("=", "+", "-", "@")
DECIMAL = re.compile(r"[0-9]{1,5}(\.[0-9]{1,3})?")


def plain(text: str) -> str:
    """Composed (NFC), white space collapsed, control and invisible characters gone: what may be stored as a name."""
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFC", text)
        text = "".join(
            character
            if character.isspace()
            else ""
            if unicodedata.category(character) in ("Cc", "Cf", "Cs")
            else character
            for character in text
        )
    return " ".join(text.split())


def text_of(cell: object) -> str:
    """A cell as plain text. Whole numbers come without the `.0` they carry inside a workbook."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return plain(cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def squeezed(text: str) -> str:
    """For comparing headers and codes: letters and digits alone, in one case."""
    return re.sub(r"[\W_]+", "", text).casefold()


def shown(text: str) -> str:
    """A value as it is quoted back in a reason."""
    return text if len(text) <= SHOWN_LENGTH else text[:SHOWN_LENGTH] + "\u2026"


def starts_like_formula(text: str) -> bool:
    return text.startswith(FORMULA_STARTS)


def within(text: str, most: int, label: str) -> str:
    if len(text) > most:
        raise RowRefused(f"The {label} has {len(text)} characters; {most} are allowed.")
    return text


def required(text: str, most: int, label: str) -> str:
    if not text:
        raise RowRefused(f"The {label} is missing.")
    return within(text, most, label)


def date_of(cell: object, label: str) -> date | None:
    """A date from a date cell, a spreadsheet's day number or text; None when empty; RowRefused when unreadable."""
    if cell is None or (isinstance(cell, str) and not plain(cell)):
        return None
    if isinstance(cell, datetime):
        found = cell.date()
    elif isinstance(cell, date):
        found = cell
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        found = _from_serial(cell)
    else:
        found = date_in(TIME_OF_DAY.sub("", text_of(cell)).strip())
    if found is None:
        raise RowRefused(f'The {label} "{shown(text_of(cell))}" is not a date; write MM/DD/YYYY or YYYY-MM-DD.')
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise RowRefused(f"The {label} lies in the year {found.year}, which can't be right.")
    return found


def date_in(text: str) -> date | None:
    """The date the text consists of, month first when written with slashes; None when it is none."""
    found = ISO_DATE.fullmatch(text) or US_DATE.fullmatch(text)
    if not found:
        return None
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _from_serial(number: float) -> date | None:
    try:
        return SERIAL_ZERO + timedelta(days=int(number))
    except (OverflowError, ValueError):
        return None


def email_of(text: str, label: str) -> str:
    """A lower-cased address, "" when empty. The reason doesn't repeat the address: it may be a person's."""
    if text and (len(text) > EMAIL_LENGTH or not EMAIL.fullmatch(text)):
        raise RowRefused(f"The {label} isn't an e-mail address.")
    return text.lower()


def codes_by_spelling(allowed: Collection[str]) -> dict[str, str]:
    """The allowed codes under the form in which typed ones are looked up."""
    return {squeezed(code): code for code in allowed}


def code_of(text: str, by_spelling: dict[str, str], label: str) -> str:
    """The allowed code the text means, as it is spelled in the catalog; "" when empty."""
    if not text:
        return ""
    code = by_spelling.get(squeezed(text))
    if code is None:
        raise RowRefused(f'The {label} "{shown(text)}" is not one of {", ".join(sorted(by_spelling.values()))}.')
    return code


def megawatts_of(text: str, label: str) -> Decimal | None:
    """A capacity in MW from 0 to 99999.999, a point before the decimals; None when empty."""
    if not text:
        return None
    if not DECIMAL.fullmatch(text):
        raise RowRefused(f'The {label} "{shown(text)}" is not a number of megawatts from 0 to 99999.999.')
    return Decimal(text)
