"""One row of a file of courses as the fields of a course; an empty cell says nothing and changes nothing."""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from participants.rules.imports.cells import code_of, codes_by_spelling
from participants.rules.imports.csv_text import Columns
from participants.rules.imports.outcome import RowRefused

COLUMNS: Final = {
    "code": "the code of the course, such as WMO-RT; a code that is not known yet makes a new course",
    "title": "the title; needed for a new course",
    "description": "what one learns",
    "formats": "classroom, online, self_paced; several separated by semicolons",
    "length": "in words, such as 2 days",
    "hours": "the same as a number",
    "audience": "for whom, in words",
    "status": "current, recommended or on_demand",
    "prerequisites": "codes of courses to be taken before, separated by semicolons",
    "required": "codes of market roles for which it is required, separated by semicolons",
    "recommended": "the same for which it is recommended",
    "useful": "the same for which it is useful",
    "tested": "yes or no: it ends with a test",
    "passing_percent": "percent to pass, 70 unless given",
    "ceh": "continuing-education hours",
    "validity_months": "for how many months a certificate is valid",
    "source": "where this is written",
}
LAYOUT: Final = Columns(("code",), tuple(name for name in COLUMNS if name != "code"))
ADVICE: Final = ("required", "recommended", "useful")
PLAIN: Final = ("title", "description", "length", "audience", "source")
YES_NO: Final = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


def fields_of(values: Mapping[str, str], *, formats: list[str], statuses: list[str]) -> dict[str, Any]:
    """The fields that the row's cells give a course; raises RowRefused with the reason."""
    readers: dict[str, Callable[[str], Any]] = {
        "formats": lambda text: [code_of(one, codes_by_spelling(formats), "format") for one in several(text)],
        "status": lambda text: code_of(text, codes_by_spelling(statuses), "status"),
        "hours": lambda text: number_of(text, "hours"),
        "ceh": lambda text: number_of(text, "ceh"),
        "passing_percent": lambda text: whole_of(text, "passing_percent"),
        "validity_months": lambda text: whole_of(text, "validity_months"),
        "tested": yes_or_no,
    } | dict.fromkeys(PLAIN, str)
    return {name: read(values[name]) for name, read in readers.items() if values.get(name)}


def advice_of(values: Mapping[str, str]) -> dict[str, str]:
    """Cells of the matrix, by the code of the market role; a role can be named once."""
    cells: dict[str, str] = {}
    for advice in ADVICE:
        for role in several(values.get(advice, "")):
            if cells.setdefault(role.upper(), advice) != advice:
                raise RowRefused(f"The role {role.upper()} is named for {cells[role.upper()]} and for {advice}.")
    return cells


def several(text: str) -> list[str]:
    return [one for part in text.split(";") if (one := part.strip())]


def number_of(text: str, name: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise RowRefused(f"The {name} “{text[:40]}” is not a number.")
    return number


def whole_of(text: str, name: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 6):
        raise RowRefused(f"The {name} “{text[:40]}” is not a whole number.")
    return int(text)


def yes_or_no(text: str) -> bool:
    if text.casefold() not in YES_NO:
        raise RowRefused(f"“{text[:40]}” is neither yes nor no.")
    return YES_NO[text.casefold()]
