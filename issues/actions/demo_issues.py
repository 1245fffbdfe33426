"""The demo world's issues: asked, answered, waiting, resolved, closed and withdrawn by the same actions."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import yaml

from accounts.models import User
from issues.actions import conversation, moves
from issues.actions.opening import open_issue
from issues.models import Category, Issue
from issues.rules.severities import suggested
from participants.access import acting_for, memberships_of
from participants.models import Contact, Participant
from portal.scoping.today import market_day

FILE: Final = Path(__file__).resolve().parent.parent / "catalog" / "demo" / "issues.yaml"


def fill_issues(*, now: datetime) -> None:
    """What the file tells, each thing on its day before `now`."""
    staff = {person.email.partition("@")[0]: person for person in User.objects.staff()}
    for row in yaml.safe_load(FILE.read_text(encoding="utf-8"))["issues"]:
        participant = Participant.objects.get(name=row["participant"])
        asker = _asker(row["asks"], participant, now) if "asks" in row else None
        issue = _opened(row, participant, asker or staff[row["by"]], now)
        for step in row.get("then", ()):
            issue = _step(issue, step, staff.get(step.get("by", "")) or asker, now)


def _asker(email: str, participant: Participant, now: datetime) -> User:
    person = User.objects.get(email=email)
    own = next(one for one in memberships_of(person, now) if one.participant_id == participant.pk)
    person.acting_for = acting_for(person, own)
    return person


def _opened(row: dict[str, Any], participant: Participant, by: User, now: datetime) -> Issue:
    facts = dict(row["facts"])
    if "operating_day" in facts:
        facts["operating_day"] = market_day(now + timedelta(days=facts["operating_day"]))
    if not by.is_staff:
        return _open(row, participant, by, now, **facts)
    known = row["proof"] != "none"
    contact = Contact.objects.of(participant).filter(active=True).order_by("pk").first() if known else None
    told = {"proof_detail": row.get("detail", ""), "may_be_told": row.get("may_be_told", "")}
    return _open(
        row, participant, by, now, channel=row["channel"], proof=row["proof"], contact=contact, **told, **facts
    )


def _open(row: dict[str, Any], participant: Participant, by: User, now: datetime, **more: Any) -> Issue:
    return open_issue(
        participant=participant,
        category=Category.objects.get(code=row["category"]),
        title=row["title"],
        text=row["text"],
        by=by,
        now=now + timedelta(days=row["days"]) - timedelta(hours=3),
        severity=suggested(more["impact"], more["urgency"]),
        **more,
    )


def _step(issue: Issue, step: dict[str, Any], by: User, now: datetime) -> Issue:
    at = now + timedelta(days=step["days"], hours=step.get("hours", 0)) - timedelta(hours=3)
    who = {"issue": issue, "by": by, "now": at}
    if "answer" in step:
        return conversation.answer_issue(text=step["answer"], **who).issue
    if "wait" in step:
        return conversation.answer_issue(text=step["wait"], wait=True, **who).issue
    if "reply" in step:
        return conversation.reply_to_issue(text=step["reply"], **who).issue
    if "note" in step:
        return conversation.note_issue(text=step["note"], kind=step.get("kind", "note"), **who).issue
    if "resolve" in step:
        return moves.resolve_issue(resolution=step["resolve"], cause=step["cause"], **who)
    if "withdraw" in step:
        return moves.withdraw_issue(reason=step["withdraw"], **who)
    return moves.confirm_issue(**who)
