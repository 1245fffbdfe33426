"""What the forms of changes ask: reading what was given, and what it is now, into words and values.

Every read names the participant itself, so it may run on the operator's side: a participant's user names a QSE by
its DUNS number without reading that company.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from participants.actions.participants import tidy
from participants.actions.shape import NUL, valid_duns
from participants.choices import ChangeState, RoleKind
from participants.models import (
    ChangeField,
    ContactRole,
    CounterParty,
    MarketRole,
    Participant,
    Registration,
    Representation,
    Resource,
)
from participants.rules.changes import TOPICS, Asked, Topic
from participants.rules.fiscal_years import YearEnd
from portal.lifecycle.refusals import Refused

LONGEST: Final = {"long": 1000, "phone": 40, "url": 200, "email": 254}
LINE: Final = 120
NAME: Final = 200
NOT_A_CHOICE: Final = "This is not one of the available choices."
NO_QSE: Final = "No standing QSE registration has this DUNS number."


@dataclass(frozen=True, slots=True)
class Given:
    """One field as it will be: `after` in words, `value` for the effect."""

    after: str
    value: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the before/after view."""

    topic: str
    name: str
    label: str
    before: str
    after: str
    value: str


def lines_of(topic: Topic, raw: Mapping[str, Any], participant: Participant, today: date) -> list[Line]:
    """What one topic changes; refused in words that name the field."""
    given = {asked.name: _given(asked, topic, raw, participant, today) for asked in topic.asks}
    before = BEFORE[topic.code](participant, {name: one.value for name, one in given.items()}, today)
    if topic.holds and given["leaving"].value and before.get("email") == given["email"].value:
        raise Refused(f"{topic.label}: the new person is the one who leaves the role.")
    return [
        Line(topic.code, asked.name, asked.label, before.get(asked.name, ""), given[asked.name].after,
             given[asked.name].value)
        for asked in topic.asks
    ]  # fmt: skip


def values_of(fields: list[ChangeField]) -> dict[str, dict[str, str]]:
    """Topic -> field -> value, as the effects and the form's own initial values read it."""
    found: dict[str, dict[str, str]] = {}
    for field in fields:
        found.setdefault(field.topic, {})[field.name] = field.value
    return found


def _given(asked: Asked, topic: Topic, raw: Mapping[str, Any], participant: Participant, today: date) -> Given:
    text = str(raw.get(asked.name) or "").strip()
    label = f"{topic.label}, {asked.label.lower()}"
    if NUL in text:
        raise Refused(f"{label}: this text holds characters that cannot be stored.")
    if not text:
        if asked.required:
            raise Refused(f"{label}: please fill this in.")
        return Given("", "")
    try:
        return READ[asked.kind](text, topic, participant, today)
    except Refused as refusal:
        raise Refused(f"{label}: {refusal.reason}") from refusal


def _line(most: int) -> Callable[..., Given]:
    def read(text: str, topic: Topic, participant: Participant, today: date) -> Given:
        line = tidy(text)
        if not line or len(line) > most:
            raise Refused(f"Give one line of at most {most} characters.")
        return Given(line, line)

    return read


def _long(text: str, topic: Topic, participant: Participant, today: date) -> Given:
    if len(text) > LONGEST["long"]:
        raise Refused(f"Give at most {LONGEST['long']} characters.")
    return Given(text, text)


def _valid(kind: str, validate: Callable[[str], None], reason: str) -> Callable[..., Given]:
    def read(text: str, topic: Topic, participant: Participant, today: date) -> Given:
        line = tidy(text).lower() if kind == "email" else tidy(text)
        try:
            validate(line)
        except ValidationError as fault:
            raise Refused(reason) from fault
        if len(line) > LONGEST[kind]:
            raise Refused(reason)
        return Given(line, line)

    return read


def _duns(text: str, topic: Topic, participant: Participant, today: date) -> Given:
    number = valid_duns(text)
    return Given(number, number)


def _qse(text: str, topic: Topic, participant: Participant, today: date) -> Given:
    number = valid_duns(text)
    if qse_with(number) is None:
        raise Refused(NO_QSE)
    return Given(f"QSE with DUNS {number}", number)


def qse_with(duns: str) -> Registration | None:
    """The standing QSE registration under a DUNS number."""
    rows = Registration.objects.standing().filter(role__code="QSE", duns=duns).exclude(duns="")
    return rows.select_related("participant", "role").first()


def _one_of(rows: Any, text: str, words: Callable[[Any], str] = str) -> Given:
    row = rows.filter(ref=text).first()
    if row is None:
        raise Refused(NOT_A_CHOICE)
    return Given(words(row), row.ref)


def own_holders(participant: Participant, kind: str, today: date) -> Any:
    """Who holds a role for the whole participant, today or later."""
    rows = ContactRole.objects.of(participant).filter(kind=kind, registration=None, contact__active=True)
    return rows.exclude(ends_on__lt=today).select_related("contact").order_by("starts_on", "id")


def own_resources(participant: Participant) -> Any:
    return Resource.objects.of(participant).filter(active=True).order_by("code", "id")


def own_registrations(participant: Participant) -> Any:
    return Registration.objects.of(participant).standing().select_related("role").order_by("role__order", "id")


def own_loads(participant: Participant) -> Any:
    return own_registrations(participant).filter(role__code__startswith="LSE")


def own_representing(participant: Participant, today: date) -> Any:
    rows = Representation.objects.filter(representative=participant).exclude(ends_on__lt=today)
    return rows.order_by("represented_name", "id")


def roles_to_add() -> Any:
    return MarketRole.objects.filter(kind=RoleKind.REGISTRATION).order_by("order", "code")


def _holder(text: str, topic: Topic, participant: Participant, today: date) -> Given:
    return _one_of(own_holders(participant, topic.holds, today), text, lambda row: row.contact.name)


def _role(text: str, topic: Topic, participant: Participant, today: date) -> Given:
    role = roles_to_add().filter(code=text).first()
    if role is None:
        raise Refused(NOT_A_CHOICE)
    return Given(f"{role.code} {role.name}", role.code)


def _year_end(text: str, topic: Topic, participant: Participant, today: date) -> Given:
    month, _, day = text.partition("-")
    try:
        end = YearEnd(int(month), int(day))
    except ValueError as fault:
        raise Refused("Give month and day, for instance 06-30.") from fault
    if not CounterParty.objects.filter(participant=participant).exists():
        raise Refused("Only a Counter-Party's fiscal year is on file.")
    return Given(in_words(end), f"{end.month:02}-{end.day:02}")


def in_words(end: YearEnd) -> str:
    """ "June 30"."""
    return f"{date(2024, end.month, end.day):%B} {end.day}"


READ: Final[dict[str, Callable[..., Given]]] = {
    "text": _line(LINE),
    "long": _long,
    "phone": _line(LONGEST["phone"]),
    "email": _valid("email", validate_email, "This is no e-mail address."),
    "url": _valid("url", URLValidator(schemes=["http", "https"]), "Give a whole address, such as https://company.example."),
    "year_end": _year_end,
    "duns": _duns,
    "qse": _qse,
    "holder": _holder,
    "role": _role,
    "resource": lambda text, topic, participant, today: _one_of(own_resources(participant), text),
    "load": lambda text, topic, participant, today: _one_of(own_loads(participant), text),
    "registration": lambda text, topic, participant, today: _one_of(own_registrations(participant), text),
    "representation": lambda text, topic, participant, today: _one_of(
        own_representing(participant, today), text, lambda row: row.represented_name
    ),
}  # fmt: skip


def _facts(*names: str) -> Callable[..., dict[str, str]]:
    return lambda participant, values, today: {name: getattr(participant, name) for name in names}


def _leaver(participant: Participant, values: Mapping[str, str], today: date) -> dict[str, str]:
    """The person who leaves, beside the one who comes."""
    row = ContactRole.objects.of(participant).filter(ref=values["leaving"]).select_related("contact").first()
    if row is None:
        return {}
    return {name: getattr(row.contact, name) for name in ("name", "email", "phone", "title")}


def _owner(participant: Participant, values: Mapping[str, str], today: date) -> dict[str, str]:
    """What the last change of ownership said; other companies' rows are not looked at."""
    rows = ChangeField.objects.of(participant).filter(topic="ownership", change__state=ChangeState.IN_EFFECT)
    latest = rows.order_by("change__effective_at", "id")
    return {row.name: row.after for row in latest}


def _fiscal_year(participant: Participant, values: Mapping[str, str], today: date) -> dict[str, str]:
    row = CounterParty.objects.filter(participant=participant).first()
    return {"year_end": in_words(row.year_end)} if row else {}


def _represented(name: str) -> Callable[..., dict[str, str]]:
    def read(participant: Participant, values: Mapping[str, str], today: date) -> dict[str, str]:
        held = Representation.objects.on(today).filter(**{f"{name}__ref": values[name], "participant": participant})
        row = held.first()
        return {"qse": row.representative_name if row else "nobody"}

    return read


def _nothing(participant: Participant, values: Mapping[str, str], today: date) -> dict[str, str]:
    return {}


BEFORE: Final[dict[str, Callable[..., dict[str, str]]]] = {
    **dict.fromkeys(TOPICS, _nothing),
    "name": _facts("name"),
    "address": _facts("address", "website"),
    **{code: _leaver for code, topic in TOPICS.items() if topic.holds},
    "ownership": _owner,
    "fiscal_year": _fiscal_year,
    "resource_qse": _represented("resource"),
    "load_qse": _represented("registration"),
}
