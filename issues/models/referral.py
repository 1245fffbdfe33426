"""A question to a department: what it must answer, what is said about it, and who held it when."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from issues.choices import HandBack, ReferralSaid, ReferralState
from issues.querysets.parts import StaffPartQuerySet
from issues.querysets.referrals import ReferralFileQuerySet, ReferralPartQuerySet, ReferralQuerySet
from issues.rules.referral_moves import ENDED, STILL_OPEN, UNSETTLED
from participants.models.catalog_entry import CatalogEntry
from participants.models.findable import findable
from portal.calendars.choices import Unit
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class ReferralTime(CatalogEntry):
    """How much time a department has for an answer unless another is agreed; `code` is the department's.

    The row "DEFAULT" holds for all departments without one. `plan` is the code of the reminder plan.
    """

    REF_PREFIX = "RX"
    DEFAULT = "DEFAULT"

    amount = models.PositiveSmallIntegerField(help_text="in open business time")
    unit = models.CharField(max_length=10, choices=Unit, default=Unit.DAY)
    plan = models.CharField("reminder plan", max_length=60, default="referral")

    class Meta(CatalogEntry.Meta):
        verbose_name = "time for an answer"
        verbose_name_plural = "times for answers"
        constraints = [
            *CatalogEntry.Meta.constraints,
            models.CheckConstraint(condition=Q(amount__gte=1), name="referral_time_amount"),
            models.CheckConstraint(condition=Q(unit__in=Unit.values), name="referral_time_unit"),
        ]


class Referral(Row):
    """One question of an issue to one department. Staff only: the participant never learns of it.

    A department reads `title`, `question`, `needed` and `goal`, and whose matter it is only where `name_needed`;
    never the issue. `due_at` is a copy of the clock's, kept to sort by; while handed back the clock rests.
    `came_from` is the issue it was asked in before that was merged.
    """

    REF_PREFIX = "RF"

    issue = models.ForeignKey("issues.Issue", models.PROTECT, related_name="referrals", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    department = models.ForeignKey("accounts.Department", models.PROTECT, related_name="referrals", db_index=False)
    title = models.CharField("subject", max_length=160)
    question = models.TextField()
    html = models.TextField(editable=False)
    needed = models.TextField("facts the department needs", blank=True)
    goal = models.CharField("agreed goal", max_length=300)
    name_needed = models.BooleanField("the participant's name is needed", default=False)
    state = models.CharField(max_length=20, choices=ReferralState, default=ReferralState.ASKED)
    hand_back = models.CharField("handed back because", max_length=20, choices=HandBack, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="referrals"
    )
    due_at = models.DateTimeField("answer due", null=True, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    released_in = models.ForeignKey("issues.Comment", models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField("released or withdrawn", null=True, blank=True)
    came_from = models.ForeignKey("issues.Issue", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = "question to a department"
        verbose_name_plural = "questions to departments"
        ordering = ["due_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "department"], condition=Q(state__in=STILL_OPEN), name="referral_one_open"
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(question="") & ~Q(goal=""), name="referral_says_what_is_asked"
            ),
            models.CheckConstraint(condition=Q(state__in=ReferralState.values), name="referral_state"),
            models.CheckConstraint(
                condition=Q(state=ReferralState.HANDED_BACK, hand_back__in=HandBack.values)
                | (~Q(state=ReferralState.HANDED_BACK) & Q(hand_back="")),
                name="referral_handed_back_because",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ReferralState.ANSWERED, ReferralState.RELEASED])
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="referral_answered",
            ),
            models.CheckConstraint(
                condition=Q(state=ReferralState.RELEASED, released_in__isnull=False)
                | (~Q(state=ReferralState.RELEASED) & Q(released_in=None)),
                name="referral_released_in",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, ended_at__isnull=False) | (~Q(state__in=ENDED) & Q(ended_at=None)),
                name="referral_ended_at",
            ),
        ]
        indexes = [
            models.Index(fields=["issue", "asked_at", "id"], name="referral_of_issue"),
            models.Index(
                fields=["department", "due_at", "id"], condition=Q(state__in=UNSETTLED), name="referral_queue"
            ),
            models.Index(fields=["due_at", "id"], condition=Q(state__in=UNSETTLED), name="referral_due"),
            models.Index(fields=["-asked_at", "-id"], name="referral_newest"),
            models.Index(fields=["department", "-asked_at", "-id"], name="referral_department"),
            findable("title", name="referral_search"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("issues:referral-detail", args=[self.ref])

    @property
    def is_open(self) -> bool:
        return self.state in STILL_OPEN

    @property
    def is_settled(self) -> bool:
        """Nothing is left to do, for either side."""
        return self.state in ENDED


class ReferralStep(models.Model):
    """That a question entered a state: who held the time is derived from these and never counted up."""

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="steps", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=ReferralState)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    reason = models.CharField(max_length=300, blank=True)

    objects = ReferralPartQuerySet.as_manager()

    class Meta:
        verbose_name = "step of a question"
        verbose_name_plural = "steps of questions"
        ordering = ["referral", "at", "id"]
        constraints = [models.CheckConstraint(condition=Q(state__in=ReferralState.values), name="referral_step_state")]
        indexes = [models.Index(fields=["referral", "at", "id"], name="referral_step_order")]

    def __str__(self) -> str:
        return f"{self.get_state_display()} from {self.at:%Y-%m-%d %H:%M}"


class ReferralMessage(Row):
    """What account manager and department say to each other about a question."""

    REF_PREFIX = "RM"

    referral = models.ForeignKey(Referral, models.CASCADE, related_name="messages", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=ReferralSaid)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    text = models.TextField()
    html = models.TextField(editable=False)
    at = models.DateTimeField()

    objects = ReferralPartQuerySet.as_manager()

    class Meta:
        verbose_name = "message on a question"
        verbose_name_plural = "messages on questions"
        ordering = ["referral", "at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="referral_message_not_empty"),
            models.CheckConstraint(condition=Q(kind__in=ReferralSaid.values), name="referral_message_kind"),
        ]
        indexes = [models.Index(fields=["referral", "at", "id"], name="referral_message_order")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.at:%Y-%m-%d %H:%M}"


class ReferralFile(Row):
    """A file that came with such a message."""

    REF_PREFIX = "RY"

    message = models.ForeignKey(ReferralMessage, models.CASCADE, related_name="files")
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="+")

    objects = ReferralFileQuerySet.as_manager()

    class Meta:
        verbose_name = "attachment of a question"
        verbose_name_plural = "attachments of questions"
        ordering = ["message", "id"]

    def __str__(self) -> str:
        return str(self.document)


class DeskCall(Row):
    """A call to an operations desk about a real-time matter, written down afterwards."""

    REF_PREFIX = "DK"

    issue = models.ForeignKey("issues.Issue", models.PROTECT, related_name="desk_calls")
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    department = models.ForeignKey("accounts.Department", models.PROTECT, related_name="+")
    called_at = models.DateTimeField("called")
    spoke_with = models.CharField(max_length=120)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    note = models.OneToOneField("issues.Note", models.PROTECT, related_name="+")

    objects = StaffPartQuerySet.as_manager()

    class Meta:
        verbose_name = "call to a desk"
        verbose_name_plural = "calls to a desk"
        ordering = ["-called_at", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(spoke_with=""), name="desk_call_with_somebody")]

    def __str__(self) -> str:
        return f"{self.spoke_with}, {self.called_at:%Y-%m-%d %H:%M}"
