"""Configuration as one readable file: written out for version control, compared, and taken over again.

Each part of it is registered by the app that owns the rows, together with the action by which its own page changes
one row; so a file can do nothing that a page refuses, and nothing in it deletes a row.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from json import dumps
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from portal.lifecycle import configuration_text as text
from portal.lifecycle.refusals import Refused

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Part:
    """One section of the file.

    `rows` gives what holds by code, as plain data (`configuration_text.plain`). `change(code, values, names, by=, now=,
    reason=)` brings one row to `values`, of which only `names` are different. `add` has the same shape without `names`;
    without it a code that is not here is refused.
    """

    name: str
    title: str
    rows: Callable[[], Mapping[str, Values]]
    change: Callable[..., Any]
    add: Callable[..., Any] | None = None


@dataclass(frozen=True)
class Difference:
    """One row of the file that is otherwise here. `changes` maps a field to [here, in the file]."""

    part: Part
    code: str
    values: Values
    changes: Mapping[str, list[Any]]
    new: bool = False

    @property
    def words(self) -> list[tuple[str, str, str]]:
        """Field, what holds here and what the file says, each in one line."""
        told = ((name.replace("_", " "), text.differing(*pair)) for name, pair in self.changes.items())
        return [(name, text.in_words(here), text.in_words(there)) for name, (here, there) in told]


@dataclass
class Comparison:
    """What the file would change, and what is wrong with it, each problem with its section and code."""

    differences: list[Difference] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    same: int = 0

    @property
    def told(self) -> str:
        """How much it is, in words."""
        new = sum(one.new for one in self.differences)
        changed = len(self.differences) - new
        return f"{changed} row{'' if changed == 1 else 's'} changed, {new} added"

    @property
    def fingerprint(self) -> str:
        """Says whether it is still what somebody looked at: the changes with what holds here on both sides."""
        told = [[one.part.name, one.code, one.new, one.changes] for one in self.differences]
        return sha256(dumps(told, sort_keys=True, default=str).encode()).hexdigest()


class _Back(Exception):
    """Takes back what was only tried."""


_parts: dict[str, Part] = {}
MEANWHILE: Final = "Something was changed meanwhile. Look at the differences as they are now, then decide again."
NOTHING: Final = "Nothing in the file is different from what holds here."
SHOWN: Final = 5


def register(part: Part) -> None:
    """Make a section known; sections are written and taken over in the order of registration."""
    _parts[part.name] = part


def parts() -> list[Part]:
    return list(_parts.values())


def written_out(*, site: str) -> str:
    """Everything that holds, as the text of the file; the same rows give the same text."""
    return text.dump({part.name: dict(sorted(part.rows().items())) for part in parts()}, site=site)


def compare(source: str) -> Comparison:
    """The file against what holds; raises `Refused` when it cannot be read at all."""
    found = Comparison()
    sections = text.load(source)
    for name in sections.keys() - _parts.keys():
        found.problems.append(f"{name}: there is no such section.")
    for part in parts():
        if part.name in sections:
            _compare_part(part, sections[part.name], found)
    return found


def look_ahead(source: str, *, by: Any, now: datetime) -> Comparison:
    """The comparison, with what the actions would refuse: they are tried, and taken back."""
    found = compare(source)
    try:
        with transaction.atomic():
            found.problems += _write(found.differences, by=by, now=now, reason="tried")
            raise _Back
    except _Back:
        return found


def take_over(source: str, *, seen: str, by: Any, now: datetime, reason: str) -> Comparison:
    """All of the file or nothing of it; call it in the action's transaction. `seen` is the fingerprint looked at."""
    found = compare(source)
    if found.fingerprint != seen:
        raise Refused(MEANWHILE)
    problems = found.problems + _write(found.differences, by=by, now=now, reason=reason)
    if problems:
        raise Refused(" ".join(problems[:SHOWN]))
    if not found.differences:
        raise Refused(NOTHING)
    return found


def _compare_part(part: Part, rows: Any, found: Comparison) -> None:
    if not isinstance(rows, Mapping):
        found.problems.append(f"{part.name}: rows stand below their codes.")
        return
    here = part.rows()
    shape = next(iter(here.values()), {})
    for code, values in rows.items():
        problem = _problem(part, code, values, here, shape)
        if problem:
            found.problems.append(f"{part.name}, {code}: {problem}")
            continue
        known = here.get(code)
        given = text.plain(values)
        changes = {name: [(known or {}).get(name), value] for name, value in given.items()}
        if known is not None:
            changes = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
        if known is None or changes:
            found.differences.append(Difference(part, code, {**(known or {}), **given}, changes, known is None))
        else:
            found.same += 1


def _problem(part: Part, code: Any, values: Any, here: Mapping[str, Values], shape: Values) -> str:
    if not isinstance(values, Mapping):
        return "a row consists of fields with values."
    if code not in here and part.add is None:
        return "there is no such row here, and none can be added by a file."
    fields = here.get(code, shape)
    if fields and (unknown := [str(name) for name in values if name not in fields]):
        return f"there is no field “{unknown[0]}”."
    return ""


def _write(differences: list[Difference], *, by: Any, now: datetime, reason: str) -> list[str]:
    """Carry out what is different; returns what was refused. One refused row does not hide the next ones."""
    return [problem for one in differences for problem in _refusals(one, by=by, now=now, reason=reason)]


def _refusals(one: Difference, *, by: Any, now: datetime, reason: str) -> Iterator[str]:
    try:
        with transaction.atomic():
            if one.new:
                one.part.add(one.code, one.values, by=by, now=now, reason=reason)
            else:
                one.part.change(one.code, one.values, tuple(one.changes), by=by, now=now, reason=reason)
    except Refused as refusal:
        yield f"{one.part.name}, {one.code}: {refusal.reason}"
    except ValidationError as error:
        yield f"{one.part.name}, {one.code}: {' '.join(error.messages)}"
