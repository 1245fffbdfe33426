"""The text of a configuration file: YAML that people read, and that two machines write alike."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any, Final

import yaml

from portal.lifecycle.catalogs import SAFE
from portal.lifecycle.refusals import Refused

LARGEST: Final = 2_000_000
DEEPEST: Final = 12
WIDTH: Final = 110
LONGEST_WORDS: Final = 160
HEAD: Final = """\
# Configuration of {site}, as its supervisors set it.
# A row stands below its code. What is left out of a file stays as it is; nothing is deleted by leaving it out.
"""
TOO_LARGE: Final = "The file is too large: two megabytes at most."
UNREADABLE: Final = "This is no configuration file: it cannot be read as YAML{where}."
NO_SECTIONS: Final = "This is no configuration file: it begins with the names of sections."
NO_ALIASES: Final = "References within the file (& and *) are not read: write the values out."
TOO_DEEP: Final = "The file holds lists within lists too deep to be read."


class _Dumper(yaml.SafeDumper):
    """Texts of several lines stand as they are."""


def _text(dumper: yaml.SafeDumper, value: str) -> Any:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Dumper.add_representer(str, _text)


def plain(value: Any) -> Any:
    """A value as it is compared and written: texts, whole numbers, yes and no, nothing, lists, mappings.

    Instants are told in UTC, other days and numbers as text, so that reading a file and reading rows give the same.
    """
    if value is None or isinstance(value, bool | str):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float | Decimal):
        number = Decimal(str(value))
        return int(number) if number == number.to_integral_value() else f"{number.normalize():f}"
    if isinstance(value, datetime):
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    return [plain(one) for one in value]


def dump(sections: Mapping[str, Mapping[str, Any]], *, site: str) -> str:
    body = yaml.dump(plain(sections), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)
    return HEAD.format(site=site) + body


def load(source: str) -> Mapping[str, Any]:
    """The sections of a file; raises `Refused` for what is too large, no YAML, or made to exhaust a reader."""
    if len(source) > LARGEST:
        raise Refused(TOO_LARGE)
    try:
        _require_tame(source)
        sections = yaml.load(source, Loader=SAFE)  # noqa: S506 it is the safe one
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark is not None else ""
        raise Refused(UNREADABLE.format(where=where)) from error
    if not isinstance(sections, Mapping) or not all(isinstance(name, str) for name in sections):
        raise Refused(NO_SECTIONS)
    return sections


def _require_tame(source: str) -> None:
    """A few lines of references would otherwise stand for billions of values."""
    depth = 0
    for event in yaml.parse(source, Loader=SAFE):
        if isinstance(event, yaml.AliasEvent):
            raise Refused(NO_ALIASES)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise Refused(TOO_DEEP)


def differing(here: Any, there: Any) -> tuple[Any, Any]:
    """Of two lists only what the other one has not; other values as they are."""
    if not isinstance(here, list) or not isinstance(there, list):
        return here, there
    left, right = [one for one in here if one not in there], [one for one in there if one not in here]
    return (left, right) if left or right else (here, there)


def in_words(value: Any) -> str:
    """A value on one line, for a table."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        value = [f"{name}: {in_words(one)}" for name, one in value.items()]
    words = ", ".join(map(in_words, value)) if isinstance(value, list) else str(value)
    words = " ".join(words.split()) or "–"
    return words if len(words) <= LONGEST_WORDS else words[: LONGEST_WORDS - 1] + "…"
