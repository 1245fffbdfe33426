"""What hangs on an issue: its history, who follows it, and its numbers in other systems."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from issues.choices import IssueState, Proof, ReferenceKind, Side, WatchReason
from issues.querysets.held import SaidQuerySet
from issues.querysets.parts import IssuePartQuerySet, StaffPartQuerySet, WatcherQuerySet
from portal.lifecycle.rows import Row


class IssueStep(models.Model):
    """That an issue entered a state: the time in each state is derived from these and never counted up.

    `reason` is read by the participant, the whole of it from `seen_from` on.
    """

    issue = models.ForeignKey("issues.Issue", models.CASCADE, related_name="steps", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=20, choices=IssueState)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    reason = models.CharField(max_length=300, blank=True)
    seen_from = models.DateTimeField("out of the participant's sight until", null=True, blank=True)

    objects = SaidQuerySet.as_manager()

    class Meta:
        verbose_name = "step of an issue"
        verbose_name_plural = "steps of issues"
        ordering = ["issue", "at", "id"]
        constraints = [models.CheckConstraint(condition=Q(state__in=IssueState.values), name="issue_step_state")]
        indexes = [
            models.Index(fields=["issue", "at", "id"], name="issue_step_order"),
            models.Index(fields=["participant"], name="issue_step_participant"),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} from {self.at:%Y-%m-%d %H:%M}"


class Watcher(Row):
    """Somebody who hears of an issue, why, and until when.

    `side` says whether a colleague of the operator or somebody of the participant's. A contact without an account
    hears by mail only. Participants read the people of their own side.
    """

    REF_PREFIX = "IW"

    issue = models.ForeignKey("issues.Issue", models.CASCADE, related_name="watchers", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    side = models.CharField(max_length=12, choices=Side)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="watching")
    contact = models.ForeignKey("participants.Contact", models.PROTECT, null=True, blank=True, related_name="watching")
    reason = models.CharField(max_length=20, choices=WatchReason)
    since = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    left_at = models.DateTimeField(null=True, blank=True)

    objects = WatcherQuerySet.as_manager()

    class Meta:
        verbose_name = "watcher"
        ordering = ["issue", "since", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(side__in=Side.values), name="watcher_side"),
            models.CheckConstraint(condition=Q(reason__in=WatchReason.values), name="watcher_reason"),
            models.CheckConstraint(condition=Q(user__isnull=False) | Q(contact__isnull=False), name="watcher_somebody"),
            models.UniqueConstraint(
                fields=["issue", "user"], condition=Q(left_at=None, user__isnull=False), name="watcher_user_once"
            ),
            models.UniqueConstraint(
                fields=["issue", "contact"],
                condition=Q(left_at=None, contact__isnull=False),
                name="watcher_contact_once",
            ),
        ]
        indexes = [models.Index(fields=["issue", "side"], name="watcher_issue")]

    def __str__(self) -> str:
        return f"{self.user or self.contact}"


class ExternalReference(Row):
    """A number under which another system knows the matter; never a second issue."""

    REF_PREFIX = "IX"

    issue = models.ForeignKey("issues.Issue", models.CASCADE, related_name="references", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=ReferenceKind)
    number = models.CharField(max_length=60)
    added_at = models.DateTimeField()

    objects = IssuePartQuerySet.as_manager()

    class Meta:
        verbose_name = "number in another system"
        verbose_name_plural = "numbers in other systems"
        ordering = ["issue", "kind", "number"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ReferenceKind.values), name="external_reference_kind"),
            models.CheckConstraint(condition=~Q(number=""), name="external_reference_numbered"),
            models.UniqueConstraint(fields=["issue", "kind", "number"], name="external_reference_once"),
        ]
        indexes = [
            models.Index(fields=["number"], name="external_reference_number"),
            models.Index(fields=["number"], opclasses=["varchar_pattern_ops"], name="external_reference_beginning"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


class Verification(Row):
    """How the operator knew who was asking, and what may be told to whom: the staff's own."""

    REF_PREFIX = "IV"

    issue = models.OneToOneField("issues.Issue", models.CASCADE, related_name="verification")
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    proof = models.CharField(max_length=20, choices=Proof)
    detail = models.CharField(max_length=200, blank=True)
    may_be_told = models.CharField("what may be told to whom", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    objects = StaffPartQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.CheckConstraint(condition=Q(proof__in=Proof.values), name="verification_proof")]

    def __str__(self) -> str:
        return self.get_proof_display()
