"""The demo's answers to release: a new colleague's, one waiting, one released with changes, one returned."""

from datetime import datetime, timedelta
from typing import Final

from accounts.models import User
from issues.actions.changing import hand_over_issue
from issues.actions.conversation import answer_issue
from issues.actions.held_answers import release_answer, return_answer
from issues.actions.opening import open_issue
from issues.choices import Channel, Proof
from issues.models import Category, HeldAnswer
from participants.actions.complexity import mark_complexity
from participants.choices import Degree
from participants.models import Assignment

TOLD: Final = (
    (
        "WM-CRR",
        "Bid file for the monthly auction rejected",
        "They sent the file twice; both were rejected without a reason.",
        "Dear colleagues,\n\nplease send the file again; the auction closes on Thursday.\n\nSam",
    ),
    (
        "WM-PRICE",
        "Price correction for two hours of last Tuesday",
        "They ask whether the corrected prices are final.",
        "Yes, the corrected prices are final.",
    ),
    (
        "FS-DISPUTE",
        "How to dispute a charge on the final statement",
        "They want to know which facts to send.",
        "Please write to your account manager and attach the statement.",
    ),
)
CHANGED: Final = (
    "The corrected prices are posted; they become final once the board has confirmed them, usually at its next meeting."
)
PRAISE: Final = "Good to the point. Say *posted* until the board has confirmed a correction."
COACHING: Final = "The participant needs the window and the list of facts: quote the section on disputes, name the day."
REASON: Final = {
    Degree.HIGH: "Several registrations under one parent, with an agent of its own",
    Degree.MEDIUM: "Two market roles and a resource under construction",
}


def fill_held(*, now: datetime) -> None:
    """On issues of their own; nothing where the demo's staff is not there."""
    people = {person.email.partition("@")[0]: person for person in User.objects.active().staff()}
    if not {"supervisor", "senior", "newcomer"} <= people.keys():
        return
    _mark(people, now)
    assignment = Assignment.objects.today().filter(person=people["senior"], kind="primary").order_by("id").first()
    if assignment is None:
        return
    at = now - timedelta(days=2)
    held = [_answered(one, assignment, people, at + timedelta(hours=hours)) for hours, one in enumerate(TOLD)]
    senior, later = people["senior"], at + timedelta(hours=6)
    release_answer(held=held[1], by=senior, now=later, text=CHANGED, coaching=PRAISE)
    return_answer(held=held[2], by=senior, now=later, coaching=COACHING)


def _mark(people: dict[str, User], now: datetime) -> None:
    """One participant of each that a level suffices for."""
    for key, degree in (("senior", Degree.HIGH), ("manager2", Degree.MEDIUM)):
        held = Assignment.objects.today().filter(person=people.get(key), kind="primary").order_by("-id")
        if (assignment := held.select_related("participant").first()) is not None:
            given = {"participant": assignment.participant, "by": people["supervisor"], "now": now - timedelta(days=90)}
            mark_complexity(degree=degree, reason=REASON[degree], **given)


def _answered(
    told: tuple[str, str, str, str], assignment: Assignment, people: dict[str, User], at: datetime
) -> HeldAnswer:
    """Taken down by the newcomer, whose issue it becomes, and whose answer waits."""
    code, title, asked, answer = told
    newcomer = people["newcomer"]
    issue = open_issue(
        participant=assignment.participant,
        category=Category.objects.get(code=code),
        title=title,
        text=asked,
        by=newcomer,
        now=at,
        channel=Channel.PHONE,
        proof=Proof.NONE,
    )
    issue = hand_over_issue(issue=issue, owner=newcomer, by=people["supervisor"], now=at + timedelta(minutes=20))
    return answer_issue(issue=issue, by=newcomer, now=at + timedelta(hours=1), text=answer)
