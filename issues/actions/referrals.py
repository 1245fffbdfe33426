"""Asking departments: what the account manager does with a question, from asking to releasing the answer."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from accounts.models import Department, User
from issues import permissions
from issues.actions.conversation import answer_issue
from issues.actions.referral_rows import ONCE, add_step, enter, locked, require_open, write
from issues.actions.rows import lock_issue
from issues.actions.speaking import sound_text
from issues.choices import HandBack, ReferralSaid, ReferralState
from issues.models import Comment, DeskCall, HeldAnswer, Issue, Referral
from issues.referral_deadlines import CALENDAR, REFERRAL, REFERRAL_LABEL, keep_due, open_clock, rule_for
from issues.referral_news import tell_department
from issues.rules.guidance import Said
from issues.rules.naming import named_in
from participants.actions.participants import tidy
from participants.actions.shape import require_reason, require_shape
from participants.models import Participant, Registration
from portal.audit import trail
from portal.calendars.actions.clocks import change_target, restart_clock, resume_clock, start_clock, stop_clock
from portal.calendars.choices import Outcome
from portal.calendars.models import Clock
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Refused
from portal.web.markdown import to_html

OUT_OF_USE: Final = "This department cannot be asked here: it stands outside the operator, or is not in use any more."
UNTITLED: Final = "Say in a few words what the question is about."
NO_GOAL: Final = "Say what was agreed as the goal: when is the question answered?"
NAMED: Final = (
    "The text names the participant (“{name}”). Take the name out, or tick that the department needs to know it."
)
CALL: Final = (
    "This is a real-time matter: call the desk of {department}{phones}, and write the call down afterwards. "
    "What is left to clear up can then be asked here."
)


@transaction.atomic
def refer_issue(
    *,
    issue: Issue,
    by: User,
    now: datetime,
    department: Department,
    title: str,
    question: str,
    goal: str,
    needed: str = "",
    name_needed: bool = False,
    due_on: date | None = None,
    files: Iterable[Any] = (),
    instead_of: Referral | None = None,
) -> Referral:
    """Ask a department; the participant neither waits less nor learns of it.

    The answer is due after the department's own time, or at close of business on `due_on`. `instead_of` is a question
    that was handed back, which is withdrawn.
    """
    issue = lock_issue(issue)
    permissions.can_refer(by, issue).enforce()
    require_open(issue)
    _require_askable(issue, department)
    texts = _sound(title, question, needed, goal)
    if not name_needed:
        require_nameless(issue.participant, *texts.values())
    if instead_of is not None:
        _replace(instead_of, issue, by=by, now=now)
    rule = rule_for(department, due_on, now)
    referral = Referral(
        issue=issue,
        participant=issue.participant,
        department=department,
        html=to_html(texts["question"]),
        name_needed=name_needed,
        asked_by=by,
        asked_at=now,
        **texts,
    )
    with refusing(ONCE):
        referral.save(force_insert=True)
    clock = start_clock(
        subject=referral, kind=REFERRAL, label=REFERRAL_LABEL, calendar=CALENDAR, by=by, now=now, **rule
    )
    keep_due(referral, clock)
    add_step(referral, by=by, now=now)
    write(referral, texts["question"], kind=ReferralSaid.ASKED, by=by, now=now, files=files)
    changes = {"department": ["", department.code], "due": ["", clock.due_at.isoformat() if clock.due_at else ""]}
    trail.record("issues.referral.asked", of=referral, by=by, at=now, changes=changes)
    tell_department("asked", referral, by=by, now=now)
    return referral


@transaction.atomic
def ask_again(
    *,
    referral: Referral,
    by: User,
    now: datetime,
    text: str,
    due_on: date | None = None,
    files: Iterable[Any] = (),
) -> Referral:
    """What the department asked for, or what its answer lacks: it is the department's turn again.

    Where it was handed back the clock runs on; after an answer a new cycle begins.
    """
    referral = locked(referral)
    permissions.can_manage_referral(by, referral).enforce()
    require_open(referral.issue)
    if not referral.name_needed:
        require_nameless(referral.participant, text)
    answered = referral.state == ReferralState.ANSWERED
    with refusing(ONCE):
        enter(referral, ReferralState.ASKED, by=by, now=now, hand_back="")
    keep_due(referral, _run_on(referral, answered, due_on, by=by, now=now))
    write(referral, text, kind=ReferralSaid.ASKED_AGAIN, by=by, now=now, files=files)
    trail.record("issues.referral.asked_again", of=referral, by=by, at=now)
    tell_department("asked_again", referral, by=by, now=now)
    return referral


@transaction.atomic
def release_answer(
    *,
    referral: Referral,
    by: User,
    now: datetime,
    text: str,
    files: Iterable[Any] = (),
    wait: bool = False,
    override_reason: str = "",
    guidance: Iterable[Said] = (),
) -> Referral:
    """The account manager answers the participant in words of their own, made of what the department said.

    It is an ordinary answer: checked for names of other companies as every other, and nothing in it tells who was
    asked.
    """
    referral = locked(referral)
    permissions.can_manage_referral(by, referral).enforce()
    given = {"text": text, "files": files, "wait": wait, "override_reason": override_reason, "guidance": guidance}
    said = answer_issue(issue=referral.issue, by=by, now=now, referral=referral, **given)
    if isinstance(said, HeldAnswer):
        return referral
    return went_out(referral, said, by=by, now=now)


def went_out(referral: Referral, comment: Comment, *, by: User, now: datetime) -> Referral:
    """The participant has the answer; call it while holding the lock."""
    enter(referral, ReferralState.RELEASED, by=by, now=now, released_in=comment, ended_at=now)
    trail.record("issues.referral.released", of=referral, by=by, at=now)
    return referral


@transaction.atomic
def withdraw_referral(*, referral: Referral, by: User, now: datetime, reason: str) -> Referral:
    """The question is not needed any more; its deadline is neither met nor missed."""
    reason = require_reason(reason)
    referral = locked(referral)
    permissions.can_manage_referral(by, referral).enforce()
    return take_back(referral, by=by, now=now, reason=reason)


def take_back(referral: Referral, *, by: Any, now: datetime, reason: str) -> Referral:
    """Withdraw it without asking who may; call it while holding the lock."""
    with_department = referral.is_open
    enter(referral, ReferralState.WITHDRAWN, by=by, now=now, reason=reason, hand_back="", ended_at=now)
    if (clock := open_clock(referral, REFERRAL)) is not None:
        late = clock.due_at is not None and clock.due_at < now
        stop_clock(clock=clock, by=by, now=now, outcome=None if late else Outcome.CANCELED, reason=reason[:300])
    trail.record("issues.referral.withdrawn", of=referral, by=by, at=now, reason=reason)
    if with_department:
        tell_department("withdrawn", referral, by=by, now=now)
    return referral


def require_nameless(participant: Participant, *texts: str) -> None:
    """That no text names the participant by its name, a short name or a number."""
    rows = Registration.objects.of(participant).values_list("short_name", "duns")
    names = [participant.name, participant.duns, *(one for row in rows for one in row)]
    found = named_in("\n".join(texts), [name for name in names if name])
    if found:
        raise Refused(NAMED.format(name=found[0]))


def _require_askable(issue: Issue, department: Department) -> None:
    if department.outside or not department.active:
        raise Refused(OUT_OF_USE)
    if needs_call(issue, department) and not DeskCall.objects.filter(issue=issue, department=department).exists():
        phones = f" ({', '.join(department.phones)})" if department.phones else ""
        raise Refused(CALL.format(department=department.name, phones=phones))


def needs_call(issue: Issue, department: Department) -> bool:
    """Whether the department's desk is called about such a matter, before anything is written."""
    return issue.category.call_the_desk and department.code in issue.category.departments


def _sound(title: str, question: str, needed: str, goal: str) -> dict[str, str]:
    texts = {"title": tidy(title), "question": sound_text(question), "needed": needed.strip(), "goal": tidy(goal)}
    if not texts["title"]:
        raise Refused(UNTITLED)
    if not texts["goal"]:
        raise Refused(NO_GOAL)
    require_shape(Referral(**texts), "title", "needed", "goal")
    return texts


def _replace(old: Referral, issue: Issue, *, by: User, now: datetime) -> None:
    old = locked(old)
    if old.issue_id != issue.pk or old.state != ReferralState.HANDED_BACK or old.hand_back != HandBack.NOT_OURS:
        raise Refused("Only a question of this issue that was handed back as not theirs can be asked elsewhere.")
    take_back(old, by=by, now=now, reason="Asked of another department")


def _run_on(referral: Referral, answered: bool, due_on: date | None, *, by: User, now: datetime) -> Clock:
    rule = rule_for(referral.department, due_on, now)
    rule.pop("plan")
    if answered:
        last = Clock.objects.of(referral).filter(kind=REFERRAL).latest("cycle")
        return restart_clock(clock=last, by=by, now=now, reason="Asked again", **rule)
    clock = resume_clock(clock=open_clock(referral, REFERRAL), by=by, now=now, reason="Asked again")
    if due_on is not None:
        clock = change_target(clock=clock, by=by, now=now, reason="Another day was agreed", **rule)
    return clock
