"""Work that somebody hands over: for an absence, for some days, or for good."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from participants.choices import KIND_NAMES, DateChoice, HandOverKind, HandOverState
from participants.models.period import Dated, in_order
from participants.querysets.handing_over import HandOverQuerySet, OfHandOverQuerySet
from participants.rules.hand_over_moves import LIVE
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse

PERSON = settings.AUTH_USER_MODEL


class HandOver(Row, Dated):
    """`receiver` stands in for `person`, or succeeds, from `starts_on` on; a permanent one has no last day.

    `whole`: everything the person holds, not only chosen participants. It comes back once, at `returned_at`, and is
    closed when whoever comes back has read what happened, or the successor has decided about every date.
    """

    REF_PREFIX = "HO"

    kind = models.CharField(max_length=10, choices=HandOverKind)
    state = models.CharField(max_length=10, choices=HandOverState, default=HandOverState.PREPARED)
    person = models.ForeignKey(PERSON, models.PROTECT, related_name="hand_overs")
    receiver = models.ForeignKey(PERSON, models.PROTECT, related_name="taken_over", verbose_name="who takes over")
    absence = models.ForeignKey("accounts.Absence", models.SET_NULL, null=True, blank=True, related_name="hand_overs")
    whole = models.BooleanField(default=True)
    note = models.TextField(blank=True, help_text="about everything; notes on single participants stand with them")
    prepared_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", db_index=False)
    prepared_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    marks = models.JSONField(default=dict, blank=True, help_text="by kind of work the last row there was when it began")
    trouble = models.CharField("why it could not go on", max_length=500, blank=True)

    objects = HandOverQuerySet.as_manager()

    class Meta:
        verbose_name = "hand-over"
        ordering = ["-starts_on", "-id"]
        constraints = [
            in_order("hand_over_period"),
            models.CheckConstraint(condition=~Q(person=F("receiver")), name="hand_over_other_person"),
            models.CheckConstraint(condition=Q(kind__in=HandOverKind.values), name="hand_over_kind"),
            models.CheckConstraint(condition=Q(state__in=HandOverState.values), name="hand_over_state"),
            models.CheckConstraint(
                condition=Q(kind=HandOverKind.PERMANENT, ends_on=None, returned_at=None)
                | ~Q(kind=HandOverKind.PERMANENT) & Q(ends_on__isnull=False),
                name="hand_over_last_day",
            ),
            models.CheckConstraint(
                condition=Q(state=HandOverState.PREPARED, begun_at=None, returned_at=None, closed_at=None)
                | Q(state=HandOverState.RUNNING, begun_at__isnull=False, returned_at=None, closed_at=None)
                | Q(state=HandOverState.RETURNED, returned_at__isnull=False, closed_at=None)
                | Q(state=HandOverState.CLOSED, closed_at__isnull=False),
                name="hand_over_moments",
            ),
        ]
        indexes = [
            models.Index(fields=["starts_on", "id"], condition=Q(state__in=LIVE), name="hand_over_live"),
            models.Index(fields=["state", "-starts_on", "-id"], name="hand_over_list"),
        ]

    def __str__(self) -> str:
        return f"{self.person.name} to {self.receiver.name}"

    def get_absolute_url(self) -> str:
        return reverse("participants:hand-over-detail", args=[self.ref])

    @property
    def kind_name(self) -> str:
        """The kind in one word."""
        return str(KIND_NAMES[HandOverKind(self.kind)])

    @property
    def comes_back(self) -> bool:
        return self.kind != HandOverKind.PERMANENT

    @property
    def called_off(self) -> bool:
        """It was closed before it began."""
        return self.state == HandOverState.CLOSED and self.begun_at is None


class HandOverNote(Row):
    """One participant that is handed over, and what whoever takes over should know of it."""

    REF_PREFIX = "HN"

    hand_over = models.ForeignKey(HandOver, models.CASCADE, related_name="notes", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    told_at = models.DateTimeField("the participant was told", null=True, blank=True)

    objects = OfHandOverQuerySet.as_manager()

    class Meta:
        verbose_name = "note of a hand-over"
        verbose_name_plural = "notes of hand-overs"
        ordering = ["hand_over", "id"]
        constraints = [models.UniqueConstraint(fields=["hand_over", "participant"], name="hand_over_note_once")]

    def __str__(self) -> str:
        return f"Note {self.ref}"

    def get_absolute_url(self) -> str:
        return f"{self.hand_over.get_absolute_url()}#{self.ref}"


class HandOverLine(Row):
    """One thing that was open when it was handed over, or that came in meanwhile (`came_in`).

    `source` and `subject_ref` name it, `url` is its page. `state_at_begin` and `state_at_return` are its state in
    words; `passed_on`: it changed hands and comes back. Of a permanent hand-over the successor makes a `choice` about
    the day of each that is `to_decide`; `new_due` is the day that holds from then on.
    """

    REF_PREFIX = "HL"

    hand_over = models.ForeignKey(HandOver, models.CASCADE, related_name="lines", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    source = models.CharField(max_length=20)
    subject_ref = models.CharField(max_length=20)
    url = models.CharField(max_length=200, blank=True)
    what = models.CharField(max_length=200)
    due_on = models.DateField("due", null=True, blank=True)
    came_in = models.BooleanField(default=False)
    passed_on = models.BooleanField(default=False)
    state_at_begin = models.CharField(max_length=80, blank=True)
    state_at_return = models.CharField(max_length=80, blank=True)
    still_open = models.BooleanField(default=True)
    to_decide = models.BooleanField(default=False)
    choice = models.CharField(max_length=5, choices=DateChoice, blank=True)
    new_due = models.DateField("new day", null=True, blank=True)
    chosen_at = models.DateTimeField(null=True, blank=True)
    chosen_by = models.ForeignKey(PERSON, models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    reason = models.CharField(max_length=1000, blank=True)

    objects = OfHandOverQuerySet.as_manager()

    class Meta:
        verbose_name = "line of a hand-over"
        verbose_name_plural = "lines of hand-overs"
        ordering = ["hand_over", "due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["hand_over", "subject_ref"], name="hand_over_line_once"),
            models.CheckConstraint(condition=~Q(what=""), name="hand_over_line_says_what"),
            models.CheckConstraint(condition=Q(choice="") | Q(choice__in=DateChoice.values), name="hand_over_choice"),
            models.CheckConstraint(
                condition=Q(choice="", chosen_at=None, chosen_by=None)
                | ~Q(choice="") & Q(chosen_at__isnull=False, chosen_by__isnull=False),
                name="hand_over_chosen_by",
            ),
            models.CheckConstraint(
                condition=Q(choice=DateChoice.MOVED, new_due__isnull=False)
                | ~Q(choice=DateChoice.MOVED) & Q(new_due=None),
                name="hand_over_new_day",
            ),
        ]
        indexes = [
            models.Index(fields=["hand_over", "participant", "due_on", "id"], name="hand_over_line_participant"),
            models.Index(
                fields=["hand_over", "due_on", "id"], condition=Q(to_decide=True, choice=""), name="hand_over_undecided"
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return self.hand_over.get_absolute_url()
