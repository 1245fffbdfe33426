"""Registrations in any state with a checklist in any state, for tests of moves and letters."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from accounts.models import User
from participants.actions import qualifying, registration_ends, registration_reviews
from participants.choices import ItemState
from participants.models import BlockVersion, Checklist, ChecklistItem, Registration, Requirement, RequirementBlock
from participants.rules import registration_moves as rules
from participants.rules.checklist_moves import SETTLED

TITLES = {
    "COM-02": "DUNS number obtained",
    "COM-04": "Application form of the role complete and signed",
    "COM-07": "Standard Form Market Participant Agreement executed",
    "QSE-07": "MIS access shown",
    "QSE-90": "Qualification notice issued",
}
SECTIONS = {"COM-07": ["16.1"]}
REASONED = (ItemState.NOT_APPLICABLE, ItemState.AT_RISK)


def open_checklist(registration: Registration, by: User, now: datetime, **states: str) -> Checklist:
    """A checklist of five mandatory items, accepted but for those given, such as `COM_04="in_review"`."""
    checklist = Checklist.objects.create(
        participant=registration.participant,
        registration=registration,
        role=registration.role,
        opened_at=now,
        opened_by=by,
    )
    checklist.versions.add(_version(now))
    given = {code.replace("_", "-"): state for code, state in states.items()}
    for requirement in Requirement.objects.filter(version__block__code="TST").order_by("position"):
        state = given.get(requirement.code, ItemState.ACCEPTED)
        ChecklistItem.objects.create(
            participant=registration.participant,
            checklist=checklist,
            requirement=requirement,
            code=requirement.code,
            position=requirement.position,
            state=state,
            submitted_at=None if state in (ItemState.NOT_STARTED, ItemState.WAITING) else now,
            settled_at=now if state in SETTLED else None,
            reason="Its evidence lapsed" if state in REASONED else "",
        )
    return checklist


def put(registration: Registration, code: str, state: str, now: datetime) -> None:
    """Bring one item into a state, as its own actions would."""
    ChecklistItem.objects.filter(checklist__registration=registration, code=code).update(
        state=state,
        settled_at=now if state in SETTLED else None,
        submitted_at=now,
        reason="Its evidence lapsed" if state in REASONED else "",
    )


def stand(registration: Registration, status: str) -> Registration:
    """Put a registration into a state as if its moves had been made."""
    ground = {"status_reason": "Collateral", "status_section": "16.11"} if status == "suspended" else {}
    registration.apply(status=status, **ground)
    return registration


GIVEN: dict[str, tuple[Callable[..., Registration], dict[str, Any]]] = {
    rules.RECEIVE: (registration_reviews.receive_application, {"received_on": date(2026, 11, 2)}),
    rules.DECLARE_INCOMPLETE: (registration_reviews.declare_incomplete, {"lacking": "The fee"}),
    rules.BEGIN_REVIEW: (registration_reviews.begin_review, {}),
    rules.APPROVE: (registration_reviews.approve_registration, {}),
    rules.QUALIFY: (qualifying.qualify_registration, {"effective_on": date(2026, 12, 1)}),
    rules.SUSPEND: (qualifying.suspend_registration, {"reason": "Collateral call unpaid", "section": "16.11.6"}),
    rules.REINSTATE: (qualifying.reinstate_registration, {"reason": "Paid"}),
    rules.TERMINATE: (registration_ends.terminate_registration, {"reason": "Left the market"}),
    rules.WITHDRAW: (registration_ends.withdraw_registration, {"reason": "No longer wanted"}),
}


def make(name: str, registration: Registration, by: User, now: datetime, **instead: Any) -> Registration:
    """Make the named move with what it asks for."""
    action, given = GIVEN[name]
    return action(registration=registration, by=by, now=now, **given | instead)


def _version(now: datetime) -> BlockVersion:
    block, _ = RequirementBlock.objects.get_or_create(code="TST", defaults={"name": "For tests"})
    version, new = BlockVersion.objects.get_or_create(
        block=block, number=1, defaults={"published_at": now, "effective_from": now.date()}
    )
    if new:
        for position, (code, title) in enumerate(TITLES.items()):
            Requirement.objects.create(
                version=version,
                code=code,
                position=position,
                title=title,
                evidence="evidence",
                sections=SECTIONS.get(code, []),
                reviewers=["REG"],
                source="tests",
                tag="P",
            )
    return version
