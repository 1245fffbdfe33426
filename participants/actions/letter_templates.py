"""Writing templates of letters, and the words that fill them for one participant."""

from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.db import transaction
from django.db.models import F

from accounts.models import User
from participants import permissions
from participants.actions.participants import tidy
from participants.actions.shape import require_shape
from participants.choices import AssignmentKind
from participants.models import Assignment, Checklist, LetterTemplate, Obligation, Participant
from participants.rules.letter_places import PLACES
from portal.audit import trail
from portal.lifecycle.catalogs import read_rows
from portal.lifecycle.refusals import Refused
from portal.scoping.today import market_day
from portal.web.words import long_day

FILE: Final = Path(__file__).resolve().parent.parent / "catalog" / "letter_templates.yaml"
UNKNOWN: Final = "“{name}” is not one of the words that can be filled in."
ENDED: Final = "This template is not in use any more."
LONGEST: Final = 20_000


@transaction.atomic
def add_template(*, by: User, now: datetime, title: str, text: str) -> LetterTemplate:
    """A new template, which everybody who writes letters may use."""
    permissions.can_write_templates(by).enforce()
    template = LetterTemplate(**_sound(title, text))
    template.save(force_insert=True)
    trail.record("participants.lettertemplate.added", of=template, by=by, at=now)
    return template


@transaction.atomic
def change_template(*, template: LetterTemplate, by: User, now: datetime, title: str, text: str) -> LetterTemplate:
    """Other words; a default row is left alone by defaults from then on."""
    template = _to_write(template, by)
    changes = template.apply(**_sound(title, text))
    if changes:
        template.apply(edited=True)
        trail.record("participants.lettertemplate.changed", of=template, by=by, at=now, changes=changes)
    return template


@transaction.atomic
def end_template(*, template: LetterTemplate, by: User, now: datetime) -> LetterTemplate:
    """Nobody is offered it any more."""
    template = _to_write(template, by)
    template.apply(ended_at=now, edited=True)
    trail.record("participants.lettertemplate.ended", of=template, by=by, at=now)
    return template


@transaction.atomic
def load_letter_templates(*, now: datetime) -> int:
    """Add missing defaults and bring unedited ones up to date; returns how many changed."""
    known = {row.code: row for row in LetterTemplate.objects.exclude(code="").select_for_update()}
    changed = 0
    for row in read_rows(FILE):
        if names := PLACES.unknown(row["text"]):
            raise ValueError(f"The template {row['code']} has unknown places: {names}.")
        values = {"title": row["title"], "text": _paragraphs(row["text"])}
        template = known.get(row["code"])
        if template is None:
            LetterTemplate(code=row["code"], **values).save(force_insert=True)
            changed += 1
        elif not template.edited and template.apply(**values):
            changed += 1
    return changed


def values_of(participant: Participant, *, by: User, now: datetime) -> dict[str, str]:
    """The words of one participant for the places of a letter, but the addressee's; empty where there are none."""
    today = market_day(now)
    held = Assignment.objects.of(participant).today().filter(kind=AssignmentKind.PRIMARY).select_related("person")
    manager = held.first()
    due = Obligation.objects.of(participant).open_on(today).select_related("type").order_by("due_on", "id").first()
    checklists = Checklist.objects.of(participant).with_progress().filter(settled__lt=F("wanted")).count()
    return {
        "participant": participant.name,
        "manager": manager.person.name if manager is not None else "",
        "today": long_day(today),
        "next_obligation": due.type.name if due is not None else "",
        "next_obligation_on": long_day(due.due_on) if due is not None else "",
        "open_checklists": str(checklists),
        "me": by.name,
        "my_phone": by.phone,
    }


def _paragraphs(text: str) -> str:
    """A file breaks its lines where they get long; a letter breaks where its reader's window does."""
    return "\n\n".join(" ".join(part.split()) for part in text.strip().split("\n\n"))


def _to_write(template: LetterTemplate, by: User) -> LetterTemplate:
    template = LetterTemplate.objects.lock(template.pk)
    permissions.can_change_template(by, template).enforce()
    if template.ended_at is not None:
        raise Refused(ENDED)
    return template


def _sound(title: str, text: str) -> dict[str, Any]:
    """The values as they are stored; `Refused` for unknown places."""
    values = {"title": tidy(title), "text": text.strip()}
    if not values["title"] or not values["text"]:
        raise Refused("Give the template a title and a text.")
    if len(values["text"]) > LONGEST:
        raise Refused(f"A letter has at most {LONGEST:,} characters.")
    if names := PLACES.unknown(text):
        raise Refused(UNKNOWN.format(name=names[0]))
    require_shape(LetterTemplate(**values), *values)
    return values
