"""The demo world's applications: arrived, assigned, answered, decided, by the same actions."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import yaml

from accounts.models import User
from participants import application_deadlines as deadlines
from participants.actions import applications as actions
from participants.actions.checklists import open_checklist
from participants.actions.intake import take_in_application
from participants.actions.taking_up import take_up_application
from participants.choices import ApplicationState
from participants.models import Application, MarketRole, Participant
from portal.audit import trail
from portal.scoping.today import market_day

FILE: Final = Path(__file__).resolve().parent.parent / "catalog" / "demo" / "applications.yaml"
# What a step's word is called in its action.
STEPS: Final = {
    "answered": (actions.answer_application, "answer"),
    "declined": (actions.decline_application, "reason"),
    "withdrawn": (actions.withdraw_application, "reason"),
    "spam": (actions.mark_as_spam, ""),
}


def fill_applications(known: dict[str, Participant], *, now: datetime) -> None:
    """What the file tells, oldest first."""
    staff = {person.email.partition("@")[0]: person for person in User.objects.staff()}
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))["applications"]
    for row in sorted(told, key=lambda row: -row["hours"]):
        _application(row, known, staff, now)


def _application(row: dict[str, Any], known: dict[str, Participant], staff: dict[str, User], now: datetime) -> None:
    at = now - timedelta(hours=row["hours"])
    take_in_application(
        company=row["company"],
        contact_name=row["contact"],
        email=row["email"],
        phone=row.get("phone", ""),
        roles=MarketRole.objects.filter(code__in=row["roles"]),
        intended_start=market_day(now + timedelta(days=row["start"])) if "start" in row else None,
        message=row["message"],
        address="192.0.2.10",
        now=at,
    )
    application = Application.objects.latest("pk")
    supervisor = staff["supervisor"]
    if "becomes" in row:
        _became(application, known[row["becomes"]], by=supervisor, now=at + timedelta(hours=3))
    if "assigned" in row:
        person, soon = staff[row["assigned"]], at + timedelta(hours=1)
        actions.assign_application(application=application, person=person, by=supervisor, now=soon)
    for step in row.get("then", ()):
        _step(application, step, by=supervisor, now=now)


def _step(application: Application, step: dict[str, Any], *, by: User, now: datetime) -> None:
    at = now - timedelta(hours=step["hours"])
    if "taken_up" in step:
        _take_up(application, by=by, at=at, wanted=market_day(now + timedelta(days=step["taken_up"])))
        return
    word = next(word for word in STEPS if word in step)
    act, called = STEPS[word]
    given = {called: step[word]} if called else {}
    act(application=application, by=by, now=at, **given)


def _take_up(application: Application, *, by: User, at: datetime, wanted: date) -> None:
    """It becomes a prospect whose checklists are opened the day after; `wanted` is when all is to be there."""
    company = take_up_application(application=application, by=by, now=at).participant
    for registration in company.registrations.order_by("pk"):
        open_checklist(registration=registration, by=by, now=at + timedelta(days=1), target_on=wanted)


def _became(application: Application, participant: Participant, *, by: User, now: datetime) -> None:
    """The company stands in the demo already, with its people, so it is only tied to what it sent."""
    application.apply(
        state=ApplicationState.ACCEPTED, decided_at=now, decided_by_id=by.pk, participant_id=participant.pk
    )
    deadlines.stop(application, by=by, now=now)
    changes = {"participant": ["", participant.name]}
    trail.record("participants.application.accepted", of=application, by=by, at=now, changes=changes)
