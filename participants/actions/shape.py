"""What every writer checks whatever came in by page, API or file: lengths, formats, no control characters."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from participants.rules import duns as duns_rules
from portal.lifecycle.refusals import Refused

NUL = "\x00"


def require_shape(row: Model, *names: str) -> None:
    """Refuse values that the named fields cannot hold, in words; constraints across rows are not asked here."""
    for name in names:
        value = getattr(row, name)
        if isinstance(value, str) and NUL in value:
            raise Refused(f"{_label(row, name)}: this text holds characters that cannot be stored.")
    try:
        row.clean_fields(exclude={field.name for field in row._meta.fields} - set(names))
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        raise Refused(f"{_label(row, name)}: {messages[0]}") from error


def _label(row: Model, name: str) -> str:
    words = str(row._meta.get_field(name).verbose_name)
    return words[:1].upper() + words[1:]


def only_fields(given: dict[str, Any], allowed: frozenset[str]) -> None:
    """A programmer's guard: an action changes its own fields and no others."""
    if unknown := set(given) - allowed:
        raise TypeError(f"Not changed by this action: {', '.join(sorted(unknown))}.")


def valid_duns(raw: str) -> str:
    """The DUNS number in stored form, "" for none; refused with the reason when it is neither."""
    if not duns_rules.normalize(raw):
        return ""
    try:
        return duns_rules.validate(raw)
    except duns_rules.InvalidDuns as error:
        raise Refused(error.reason) from error


def require_reason(reason: str, *, at_least: int = 1) -> str:
    """The reason without surrounding space; refused when it says too little."""
    reason = reason.strip()
    if len(reason) < at_least or NUL in reason:
        more = f" in at least {at_least} characters" if at_least > 1 else ""
        raise Refused(f"Please give the reason{more}.")
    return reason


def require_order(starts_on: date, ends_on: date | None) -> None:
    if ends_on is not None and ends_on < starts_on:
        raise Refused("The last day is before the first one.")
