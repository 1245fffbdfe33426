"""An issue: what a participant raised and the operator must bring to an end."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from issues.choices import Area, CauseCode, Channel, Impact, IssueState, SettlementRun, Severity, Turn, Urgency
from issues.querysets.issues import CountQuerySet, IssueQuerySet
from issues.rules.held import before_the_answer
from issues.rules.issue_moves import ENDED, STILL_OPEN, TURN
from participants.models.findable import findable
from portal.lifecycle.rows import Row
from portal.scoping import wall
from portal.web.addresses import reverse


class Issue(Row):
    """One matter of one participant, from the question to the end of it.

    Participants read this row: whatever only the staff may know (referrals, escalations, notes, tags, how the asker
    was verified) stands in tables of its own. `reporter` is the user who raised it, `contact` the person for whom the
    staff took it down; nobody entered what came by mail from a contact without an account. `last_spoken_at` is when
    either side last spoke to the other, `awaiting_since` when the participant began to wait for an answer (empty: the
    operator spoke last). What stands in `statement_id`, `esi_id` and the like names things of other systems, as they
    write them.

    While an answer may still be taken back, until `held_until`, the participant reads what `held` keeps: how the issue
    stood before it. So every row that is read inside the wall says it.
    """

    REF_PREFIX = "IS"

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="issues", db_index=False)
    registration = models.ForeignKey(
        "participants.Registration", models.PROTECT, null=True, blank=True, related_name="issues"
    )
    title = models.CharField(max_length=160)
    area = models.CharField(max_length=20, choices=Area)
    category = models.ForeignKey("issues.Category", models.PROTECT, related_name="issues", db_index=False)
    subcategory = models.CharField(max_length=80, blank=True)
    severity = models.PositiveSmallIntegerField(choices=Severity, default=Severity.NORMAL)
    impact = models.CharField(max_length=20, choices=Impact, blank=True)
    urgency = models.CharField(max_length=20, choices=Urgency, blank=True)
    state = models.CharField(max_length=20, choices=IssueState, default=IssueState.NEW)
    channel = models.CharField(max_length=20, choices=Channel, default=Channel.PORTAL)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="issues", db_index=False
    )
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    contact = models.ForeignKey(
        "participants.Contact", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="on behalf of"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    operating_day = models.DateField(null=True, blank=True)
    settlement_run = models.CharField(max_length=20, choices=SettlementRun, blank=True)
    statement_id = models.CharField("statement ID", max_length=60, blank=True)
    interval = models.CharField("interval or hour ending", max_length=40, blank=True)
    resource = models.ForeignKey("participants.Resource", models.PROTECT, null=True, blank=True, related_name="+")
    esi_id = models.CharField("ESI ID", max_length=40, blank=True)

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by", help_text="a closed one it continues"
    )

    opened_at = models.DateTimeField()
    first_answered_at = models.DateTimeField(null=True, blank=True)
    last_spoken_at = models.DateTimeField()
    awaiting_since = models.DateTimeField("waits for an answer since", null=True, blank=True)
    resolution = models.TextField(blank=True)
    cause = models.CharField(max_length=20, choices=CauseCode, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    confirmed_at = models.DateTimeField("confirmed by the participant", null=True, blank=True)
    ended_at = models.DateTimeField("closed, withdrawn or merged", null=True, blank=True)
    reopened = models.PositiveSmallIntegerField("times reopened", default=0)
    held_until = models.DateTimeField("an answer waits until", null=True, blank=True, editable=False)
    held = models.JSONField("as it stood before that answer", null=True, blank=True, editable=False)

    objects = IssueQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="issue_titled"),
            models.CheckConstraint(condition=Q(area__in=Area.values), name="issue_area"),
            models.CheckConstraint(condition=Q(severity__in=Severity.values), name="issue_severity"),
            models.CheckConstraint(condition=Q(impact="") | Q(impact__in=Impact.values), name="issue_impact"),
            models.CheckConstraint(condition=Q(urgency="") | Q(urgency__in=Urgency.values), name="issue_urgency"),
            models.CheckConstraint(condition=Q(state__in=IssueState.values), name="issue_state"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="issue_channel"),
            models.CheckConstraint(
                condition=Q(settlement_run="") | Q(settlement_run__in=SettlementRun.values), name="issue_settlement_run"
            ),
            models.CheckConstraint(condition=Q(cause="") | Q(cause__in=CauseCode.values), name="issue_cause"),
            models.CheckConstraint(
                condition=Q(state__in=[IssueState.RESOLVED, IssueState.CLOSED], resolved_at__isnull=False)
                | ~Q(state__in=[IssueState.RESOLVED, IssueState.CLOSED]),
                name="issue_resolved_at",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[IssueState.RESOLVED, IssueState.CLOSED]) | (~Q(resolution="") & ~Q(cause="")),
                name="issue_resolved_with_cause",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, ended_at__isnull=False) | (~Q(state__in=ENDED) & Q(ended_at=None)),
                name="issue_ended_at",
            ),
            models.CheckConstraint(
                condition=Q(state=IssueState.MERGED, merged_into__isnull=False)
                | (~Q(state=IssueState.MERGED) & Q(merged_into=None)),
                name="issue_merged_into",
            ),
            models.CheckConstraint(condition=~Q(parent=models.F("id")), name="issue_not_own_parent"),
            models.CheckConstraint(condition=~Q(merged_into=models.F("id")), name="issue_not_into_itself"),
        ]
        indexes = [
            models.Index(
                fields=["owner", "severity", "opened_at", "id"],
                condition=Q(state__in=STILL_OPEN),
                name="issue_of_owner",
            ),
            models.Index(fields=["opened_at", "id"], condition=Q(state__in=STILL_OPEN), name="issue_still_open"),
            models.Index(fields=["last_spoken_at", "id"], condition=Q(state__in=STILL_OPEN), name="issue_quiet_since"),
            models.Index(fields=["participant", "-opened_at", "-id"], name="issue_participant"),
            models.Index(fields=["-opened_at", "-id"], name="issue_newest"),
            models.Index(fields=["category", "-opened_at", "-id"], name="issue_category"),
            models.Index(fields=["esi_id"], condition=~Q(esi_id=""), name="issue_esi_id"),
            models.Index(fields=["operating_day"], condition=Q(operating_day__isnull=False), name="issue_day"),
            findable("title", name="issue_search"),
            models.Index(
                fields=["severity", "opened_at", "id"], condition=Q(state__in=STILL_OPEN), name="issue_by_severity"
            ),
            models.Index(
                fields=["participant", "severity", "opened_at", "id"],
                condition=Q(state__in=STILL_OPEN),
                name="issue_open_of_participant",
            ),
            models.Index(
                fields=["-resolved_at", "-id"], condition=Q(state=IssueState.RESOLVED), name="issue_resolved_lately"
            ),
            models.Index(fields=["-ended_at", "-id"], condition=Q(state__in=ENDED), name="issue_ended_lately"),
            models.Index(
                fields=["statement_id"],
                opclasses=["varchar_pattern_ops"],
                condition=~Q(statement_id=""),
                name="issue_statement_id",
            ),
            models.Index(
                fields=["esi_id"],
                opclasses=["varchar_pattern_ops"],
                condition=~Q(esi_id=""),
                name="issue_esi_id_beginning",
            ),
        ]

    @classmethod
    def from_db(cls, db: str, field_names: Any, values: Any) -> "Issue":
        row = super().from_db(db, field_names, values)
        until = row.__dict__.get("held_until")
        if until is not None and wall.current() is not None and until > timezone.now():
            row.__dict__.update(before_the_answer(row.held, row.__dict__))
        return row

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("issues:issue-detail", args=[self.ref])

    def get_my_url(self) -> str:
        return reverse("my-issue", args=[self.ref])

    @property
    def is_open(self) -> bool:
        """Somebody still has to act."""
        return self.state in STILL_OPEN

    @property
    def turn(self) -> Turn:
        """Who must act next."""
        return TURN[self.state]


class IssueCount(models.Model):
    """How many issues a year has seen: the counted part of the next reference, drawn under this row's lock."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    objects = CountQuerySet.as_manager()

    class Meta:
        verbose_name = "count of issues"
        verbose_name_plural = "counts of issues"

    def __str__(self) -> str:
        return f"{self.last} in {self.year}"
