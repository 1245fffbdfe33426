"""The checklist of a registration: its items, the evidence sent for them, and how each was judged."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from participants.choices import ItemState, RoundOutcome, WaiverWish
from participants.querysets.checklists import (
    ChecklistItemQuerySet,
    ChecklistQuerySet,
    ItemEvidenceQuerySet,
    ItemRoundQuerySet,
)
from participants.querysets.owned import DeskQuerySet
from participants.rules.checklist_moves import OPEN, REVIEWABLE, SETTLED
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class Checklist(Row):
    """What one registration must bring, under the versions of the blocks that held when it was opened.

    `role` is the market role or profile whose requirements it follows; `target_on` the day by which all is wanted,
    `flight` the test flight to be joined. Both may be empty: nothing is planned then.
    """

    REF_PREFIX = "CL"

    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, related_name="checklists", db_index=False
    )
    registration = models.OneToOneField("participants.Registration", models.PROTECT, related_name="checklist")
    role = models.ForeignKey("participants.MarketRole", models.PROTECT, related_name="+", db_index=False)
    versions = models.ManyToManyField("participants.BlockVersion", related_name="checklists")
    target_on = models.DateField("wanted by", null=True, blank=True)
    flight = models.ForeignKey(
        "participants.TestFlight", models.PROTECT, null=True, blank=True, related_name="checklists"
    )
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    objects = ChecklistQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-id"]
        indexes = [models.Index(fields=["participant", "-opened_at", "-id"], name="checklist_participant")]

    def __str__(self) -> str:
        return f"Checklist {self.ref}"

    def get_absolute_url(self) -> str:
        return reverse("participants:checklist-detail", args=[self.ref])

    def get_my_url(self) -> str:
        return reverse("my-checklist", args=[self.ref])


class ChecklistItem(Row):
    """One requirement of one registration.

    `waits_for` holds the codes it waits for, as its versions say. `values` are the structured fields last sent.
    `holder` is the person whose certificate proves it; `evidence_expires_on` the last day on which the evidence
    counts. `due_on` comes from the plan back from the target.
    """

    REF_PREFIX = "CI"

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+", db_index=False)
    checklist = models.ForeignKey(Checklist, models.CASCADE, related_name="items", db_index=False)
    requirement = models.ForeignKey("participants.Requirement", models.PROTECT, related_name="checklist_items")
    code = models.CharField(max_length=12)
    position = models.PositiveSmallIntegerField()
    mandatory = models.BooleanField(default=True)
    waits_for = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=20, choices=ItemState, default=ItemState.NOT_STARTED)
    round = models.PositiveSmallIntegerField("rounds of evidence", default=0)
    values = models.JSONField(default=dict, blank=True)
    due_on = models.DateField("due", null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    evidence_expires_on = models.DateField(null=True, blank=True)
    holder = models.ForeignKey(
        "participants.Contact", models.PROTECT, null=True, blank=True, related_name="evidence_held"
    )
    reused_from = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="reused_by")
    reason = models.CharField("why it is so", max_length=1000, blank=True, help_text="the participant reads it")

    objects = ChecklistItemQuerySet.as_manager()

    class Meta:
        verbose_name = "checklist item"
        ordering = ["checklist", "position"]
        constraints = [
            models.UniqueConstraint(fields=["checklist", "code"], name="checklist_item_code_once"),
            models.UniqueConstraint(
                fields=["checklist", "position"],
                name="checklist_item_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=Q(state__in=ItemState.values), name="checklist_item_state"),
            models.CheckConstraint(
                condition=Q(state__in=SETTLED, settled_at__isnull=False) | Q(state__in=OPEN, settled_at__isnull=True),
                name="checklist_item_settled_at",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=REVIEWABLE) | Q(submitted_at__isnull=False), name="checklist_item_submitted_at"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ItemState.NOT_APPLICABLE, ItemState.AT_RISK]) | ~Q(reason=""),
                name="checklist_item_reasoned",
            ),
        ]
        indexes = [
            models.Index(fields=["participant", "code", "state"], name="checklist_item_participant"),
            models.Index(
                fields=["submitted_at", "id"], condition=Q(state__in=REVIEWABLE), name="checklist_item_to_review"
            ),
            models.Index(fields=["due_on", "id"], condition=Q(state__in=OPEN), name="checklist_item_open_due"),
            models.Index(
                fields=["evidence_expires_on", "id"],
                condition=Q(state=ItemState.ACCEPTED, evidence_expires_on__isnull=False),
                name="checklist_item_expiring",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("participants:checklist-item", args=[self.ref])

    def get_my_url(self) -> str:
        return reverse("my-checklist-item", args=[self.ref])

    @property
    def is_settled(self) -> bool:
        return self.state in SETTLED


class ItemRound(Row):
    """Evidence sent once for an item, and what the reviewing department said; the participant reads both."""

    REF_PREFIX = "IR"

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+", db_index=False)
    item = models.ForeignKey(ChecklistItem, models.CASCADE, related_name="rounds", db_index=False)
    number = models.PositiveSmallIntegerField()
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    by_operator = models.BooleanField("recorded by the operator", default=False)
    remark = models.TextField(blank=True)
    values = models.JSONField(default=dict, blank=True)
    outcome = models.CharField(max_length=20, choices=RoundOutcome, blank=True)
    department = models.CharField("reviewed by", max_length=20, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    comment = models.TextField("comment for the participant", blank=True)

    objects = ItemRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "round of evidence"
        verbose_name_plural = "rounds of evidence"
        ordering = ["item", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="item_round_number"),
            models.UniqueConstraint(fields=["item"], condition=Q(outcome=""), name="item_round_one_open"),
            models.CheckConstraint(
                condition=Q(outcome="", reviewed_at__isnull=True) | ~Q(outcome="") & Q(reviewed_at__isnull=False),
                name="item_round_reviewed",
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome__in=RoundOutcome.values), name="item_round_outcome"
            ),
            models.CheckConstraint(
                condition=~Q(outcome=RoundOutcome.RETURNED) | ~Q(comment=""), name="item_round_returned_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"Round {self.number}"


class ItemEvidence(Row):
    """One stored file of one round."""

    REF_PREFIX = "EV"

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+", db_index=False)
    round = models.ForeignKey(ItemRound, models.CASCADE, related_name="evidence")
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="item_evidence")

    objects = ItemEvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "evidence"
        verbose_name_plural = "evidence"
        ordering = ["round", "id"]

    def __str__(self) -> str:
        return f"Evidence {self.ref}"


class ReviewNote(Row):
    """What reviewers and account managers tell one another about an item. Staff only."""

    REF_PREFIX = "RN"

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+", db_index=False)
    item = models.ForeignKey(ChecklistItem, models.CASCADE, related_name="notes", db_index=False)
    text = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField()

    objects = DeskQuerySet.as_manager()

    class Meta:
        verbose_name = "review note"
        ordering = ["item", "-written_at", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="review_note_not_empty")]
        indexes = [models.Index(fields=["item", "-written_at", "-id"], name="review_note_item")]

    def __str__(self) -> str:
        return f"Note {self.ref}"


class Waiver(Row):
    """One person asks to do without an item, a second one with the right decides. Staff only.

    `wanted` is what the item becomes: waived, or found not to apply.
    """

    REF_PREFIX = "WV"

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+", db_index=False)
    item = models.ForeignKey(ChecklistItem, models.CASCADE, related_name="waivers", db_index=False)
    wanted = models.CharField(max_length=20, choices=WaiverWish, default=WaiverWish.WAIVED)
    reason = models.TextField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    granted = models.BooleanField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.TextField("reason of the decision", blank=True)

    objects = DeskQuerySet.as_manager()

    class Meta:
        ordering = ["item", "-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["item"], condition=Q(decided_at=None), name="waiver_one_open"),
            models.CheckConstraint(condition=~Q(reason=""), name="waiver_reasoned"),
            models.CheckConstraint(condition=Q(wanted__in=WaiverWish.values), name="waiver_wanted"),
            models.CheckConstraint(
                condition=Q(granted__isnull=True, decided_at__isnull=True, decided_by__isnull=True)
                | Q(granted__isnull=False, decided_at__isnull=False, decided_by__isnull=False),
                name="waiver_decided",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")), name="waiver_by_two_people"
            ),
        ]
        indexes = [models.Index(fields=["item", "-asked_at", "-id"], name="waiver_item")]

    def __str__(self) -> str:
        return f"Waiver {self.ref}"
