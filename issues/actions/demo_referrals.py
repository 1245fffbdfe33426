"""The demo world's questions to departments, escalations and systemic issue, by the same actions as everywhere."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import yaml

from accounts.actions.demo import add_person
from accounts.actions.departments import change_department
from accounts.choices import Role
from accounts.models import Department, User
from issues.actions import answering, escalations, referrals, systemic
from issues.actions.conversation import note_issue
from issues.actions.opening import open_issue
from issues.actions.systemic_telling import deliver
from issues.choices import Proof
from issues.models import Category, Issue, Referral
from participants.models import Contact, Participant
from portal.lifecycle.demo import hashed_password
from portal.scoping.today import market_day

FILE: Final = Path(__file__).resolve().parent.parent / "catalog" / "demo" / "referrals.yaml"
# What a step's word is called in its action.
STEPS: Final = {
    "take": answering.take_referral,
    "ask_back": answering.ask_back,
    "hand_back": answering.hand_back,
    "answer": answering.answer_referral,
    "ask_again": referrals.ask_again,
    "release": referrals.release_answer,
}


def fill_referrals(*, now: datetime) -> None:
    """What the file tells, each thing on its day before `now`."""
    told = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    people = {person.email.partition("@")[0]: person for person in User.objects.staff()}
    hashed = hashed_password()
    for row in told["people"]:
        people[row["key"]] = _specialist(row, hashed, now)
    for row in told["departments"]:
        _department(row, people, now)
    for row in told["issues"]:
        _issue(row, people, now)
    _cause(told["systemic"], people, now)


def _specialist(row: dict[str, Any], hashed: str, now: datetime) -> User:
    return add_person(
        email=row["email"],
        name=row["name"],
        title=row["title"],
        hashed=hashed,
        at=now - timedelta(days=365),
        is_staff=True,
        role=Role.SPECIALIST,
        department=Department.objects.get(code=row["department"]),
    )


def _department(row: dict[str, Any], people: dict[str, User], now: datetime) -> None:
    fields: dict[str, Any] = {"lead": people[row["lead"]]} if "lead" in row else {}
    fields |= {"desk_phones": row["phones"]} if "phones" in row else {}
    department = Department.objects.get(code=row["code"])
    change_department(department=department, by=people["supervisor"], now=now - timedelta(days=300), **fields)


def _issue(row: dict[str, Any], people: dict[str, User], now: datetime) -> None:
    participant = Participant.objects.get(name=row["participant"])
    facts = {"severity": row["severity"]} if "severity" in row else {}
    if "operating_day" in row:
        facts["operating_day"] = market_day(now + timedelta(days=row["operating_day"]))
    issue = open_issue(
        participant=participant,
        category=Category.objects.get(code=row["category"]),
        title=row["title"],
        text=row["text"],
        contact=Contact.objects.active().of(participant).order_by("pk").first(),
        proof=Proof.CALLED_BACK,
        by=people[row["by"]],
        now=now + timedelta(days=row["days"]),
        **facts,
    )
    for asked in row.get("referrals", ()):
        _referral(issue, asked, people[row["by"]], people, now)
    for note in row.get("notes", ()):
        at = now + timedelta(days=note["days"])
        note_issue(issue=issue, by=people[row["by"]], now=at, text=note["text"], kind=note["kind"])
    if "escalate" in row:
        _escalate(issue, row["escalate"], people, now)


def _referral(issue: Issue, row: dict[str, Any], by: User, people: dict[str, User], now: datetime) -> None:
    referral = referrals.refer_issue(
        issue=issue,
        department=Department.objects.get(code=row["department"]),
        title=row["title"],
        question=row["question"],
        needed=row.get("needed", ""),
        goal=row["goal"],
        name_needed=row.get("name_needed", False),
        by=by,
        now=now + timedelta(days=row["days"]),
    )
    for step in row.get("then", ()):
        referral = _step(referral, step, people, now)


def _step(referral: Referral, step: dict[str, Any], people: dict[str, User], now: datetime) -> Referral:
    word = next(one for one in STEPS if one in step)
    given = {"text": step["text"]} if "text" in step else {}
    return STEPS[word](referral=referral, by=people[step[word]], now=now + timedelta(days=step["days"]), **given)


def _escalate(issue: Issue, row: dict[str, Any], people: dict[str, User], now: datetime) -> None:
    escalations.escalate_issue(
        issue=issue,
        by=people[row["by"]],
        now=now + timedelta(days=row["days"]),
        level=row["level"],
        reason=row["reason"],
        plan=row["plan"],
        target_on=market_day(now + timedelta(days=row["target"])),
    )


def _cause(row: dict[str, Any], people: dict[str, User], now: datetime) -> None:
    by = people[row["by"]]
    day = market_day(now + timedelta(days=row["operating_day"]))
    issues = Issue.objects.still_open().filter(category__code=row["category"], operating_day=day)
    cause = systemic.open_systemic(
        by=by, now=now + timedelta(days=row["days"]), title=row["title"], cause=row["cause"], issues=issues
    )
    at = now + timedelta(days=row["update"]["days"])
    systemic.tell_all(systemic=cause, by=by, now=at, text=row["update"]["text"])
    deliver(now=at)
