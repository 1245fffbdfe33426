"""The demo world's follow-ups and letters: promised, postponed, waiting, overdue, done, by the same actions."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import yaml

from accounts.models import User
from participants.actions import follow_up_steps as steps
from participants.actions.follow_ups import add_follow_up
from participants.actions.letters import write_letter
from participants.models import Contact, FollowUp, Participant
from portal.scoping.today import market_day

FILE: Final = Path(__file__).resolve().parent.parent / "catalog" / "demo" / "follow_ups.yaml"
# What a step's word is called in its action.
STEPS: Final = {
    "postpone": (steps.postpone_follow_up, "reason"),
    "wait": (steps.wait_follow_up, "waiting_for"),
    "resume": (steps.resume_follow_up, ""),
    "finish": (steps.finish_follow_up, "outcome"),
    "cancel": (steps.cancel_follow_up, "reason"),
}


def fill_follow_ups(known: dict[str, Participant], *, now: datetime) -> None:
    """What the file tells, each thing on its day before `now`."""
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    staff = {person.email.partition("@")[0]: person for person in User.objects.staff()}
    for row in told["follow_ups"]:
        _follow_up(row, known[row["participant"]], staff, now)
    for row in told["letters"]:
        participant = known[row["participant"]]
        contacts = Contact.objects.active().of(participant).exclude(email="").order_by("pk")[: row["contacts"]]
        at = now + timedelta(days=row["days"])
        write_letter(participant=participant, contacts=contacts, text=row["text"], by=staff[row["by"]], now=at)


def _follow_up(row: dict[str, Any], participant: Participant, staff: dict[str, User], now: datetime) -> None:
    by, at = staff[row["by"]], now + timedelta(days=row["added"])
    term = {"in_days": row["in_days"]} if "in_days" in row else {"due_on": market_day(now + timedelta(days=row["due"]))}
    follow_up = add_follow_up(
        participant=participant,
        title=row["title"],
        note=row.get("note", ""),
        responsible=staff[row["responsible"]] if "responsible" in row else None,
        by=by,
        now=at,
        **term,
    )
    for step in row.get("then", ()):
        follow_up = _step(follow_up, step, by, now)


def _step(follow_up: FollowUp, step: dict[str, Any], by: User, now: datetime) -> FollowUp:
    name = next(word for word in STEPS if word in step)
    act, called = STEPS[name]
    given = {called: step[name]} if called else {}
    given |= {"in_days": step["in_days"]} if "in_days" in step else {}
    return act(follow_up=follow_up, by=by, now=now + timedelta(days=step["days"]), **given)
