"""What messages and clocks of participants are about, and the kinds of messages.

A subject line is the kind and a reference, never a name or a text.
"""

from typing import Any

from django.db.models import QuerySet

from participants import registration_news
from participants.actions.follow_up_days import follow_clocks
from participants.actions.letters import forget_unsent
from participants.application_audiences import AUDIENCES as APPLICATION_AUDIENCES
from participants.application_audiences import people_for as applications_people_for
from participants.audiences import AUDIENCES, people_for
from participants.item_audiences import ITEM_AUDIENCES, people_for_items
from participants.models import Application, BlockVersion, Checklist, ChecklistItem, FollowUp, Letter
from portal.calendars import audiences, followers
from portal.lifecycle import subjects
from portal.outbox import kinds, undoing
from portal.outbox.choices import Severity

FOLDER = "outbox/participants"


def register() -> None:
    """Called when the app is ready."""
    subjects.register("participants.followup", _follow_ups)
    audiences.register("participants.followup", people_for, words=AUDIENCES)
    followers.register("participants.followup", follow_clocks)
    undoing.register("participants.letter", forget_unsent)
    subjects.register("participants.letter", lambda user: Letter.objects.visible_to(user).select_related("participant"))
    kinds.register(
        "participants.letter.replied",
        label="An answer to your letter",
        audience="staff",
        template=f"{FOLDER}/letter_replied",
    )
    for verb, label, severity in (
        ("assigned", "Follow-up assigned to you", Severity.NORMAL),
        ("ahead", "Follow-up due soon", Severity.NORMAL),
        ("due", "Follow-up due", Severity.NORMAL),
        ("late", "Follow-up overdue", Severity.HIGH),
        ("escalated", "Overdue follow-up escalated", Severity.HIGH),
    ):
        kinds.register(
            f"participants.followup.{verb}",
            label=label,
            severity=severity,
            audience="staff",
            template=f"{FOLDER}/followup_{verb}",
        )
    _register_checklists()
    kinds.register(
        "participants.followup.handed_over",
        label="Follow-ups handed over to you",
        audience="staff",
        template=f"{FOLDER}/followups_handed_over",
    )
    _register_applications()
    kinds.register(
        "participants.letter",
        label="Message from your account manager",
        audience="participant",
        template=f"{FOLDER}/letter",
        default_in_app=False,
        optional=False,
        written=True,
    )
    registration_news.register()


def _register_checklists() -> None:
    subjects.register("participants.checklist", lambda user: Checklist.objects.visible_to(user))
    subjects.register("participants.checklistitem", _items)
    audiences.register("participants.checklistitem", people_for_items, words=ITEM_AUDIENCES)
    for verb, label, severity, audience in (
        ("asked", "Evidence asked for", Severity.NORMAL, "participant"),
        ("submitted", "Evidence to review", Severity.NORMAL, "staff"),
        ("returned", "Evidence returned", Severity.HIGH, "both"),
        ("accepted", "Requirement settled", Severity.INFO, "participant"),
        ("at_risk", "Requirement at risk", Severity.HIGH, "both"),
        ("waiver_asked", "Waiver to decide", Severity.NORMAL, "staff"),
        ("waiver_decided", "Waiver decided", Severity.NORMAL, "staff"),
        ("ahead", "Requirement due soon", Severity.NORMAL, "both"),
        ("due", "Requirement due", Severity.HIGH, "both"),
        ("late", "Requirement overdue", Severity.HIGH, "staff"),
        ("review_ahead", "Review due soon", Severity.NORMAL, "staff"),
        ("review_due", "Review due", Severity.HIGH, "staff"),
        ("review_late", "Review overdue", Severity.HIGH, "staff"),
    ):
        kinds.register(
            f"participants.checklistitem.{verb}",
            label=label,
            severity=severity,
            audience=audience,
            template=f"{FOLDER}/checklist_item",
        )
    subjects.register("participants.blockversion", _versions)
    kinds.register(
        "participants.requirements.in_force",
        label="Requirements changed: checklists to decide about",
        audience="staff",
        template=f"{FOLDER}/requirements_in_force",
    )
    for verb, label, severity in (
        ("opened", "Your checklist", Severity.NORMAL),
        ("version_adopted", "Your checklist follows changed requirements", Severity.NORMAL),
        ("flight_missed", "Test flight missed", Severity.HIGH),
    ):
        kinds.register(
            f"participants.checklist.{verb}",
            label=label,
            severity=severity,
            audience="both",
            template=f"{FOLDER}/checklist_{verb}",
        )


def _versions(user: Any) -> QuerySet[BlockVersion]:
    """With the block, which the message names; participants' users get no such message."""
    rows = BlockVersion.objects.visible_to(user).select_related("block")
    return rows if user.is_staff else rows.none()


def _items(user: Any) -> QuerySet[ChecklistItem]:
    """With the requirement, which every message names."""
    return ChecklistItem.objects.visible_to(user).select_related("requirement")


def _register_applications() -> None:
    """The sender's acknowledgment is written to a bare address: nobody chooses it, and it tells nothing of anybody."""
    subjects.register("participants.application", _applications)
    audiences.register("participants.application", applications_people_for, words=APPLICATION_AUDIENCES)
    for verb, label in (("arrived", "Application received"), ("assigned", "Application assigned to you")):
        code = f"participants.application.{verb}"
        kinds.register(code, label=label, audience="staff", template=f"{FOLDER}/application_{verb}")
    kinds.register(
        "participants.application.acknowledged",
        label="We received your application",
        audience="participant",
        template=f"{FOLDER}/application_acknowledged",
        default_in_app=False,
        optional=False,
        written=True,
    )


def _applications(user: Any) -> QuerySet[Application]:
    return Application.objects.visible_to(user).select_related("account_manager")


def _follow_ups(user: Any) -> QuerySet[FollowUp]:
    """With the participant, whom every message names."""
    return FollowUp.objects.visible_to(user).select_related("participant", "responsible")
