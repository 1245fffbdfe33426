"""One thing a participant owes for one period: by when, in which state, what was handed in and said of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from participants.choices import ObligationState
from participants.querysets.obligations import ObligationQuerySet
from participants.rules.obligation_moves import OWED, SETTLED, UNSETTLED
from participants.rules.obligation_periods import in_words
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse

OWNERS = ("registration", "counter_party", "resource")
FILED = (ObligationState.SUBMITTED, ObligationState.ACCEPTED)


def _owned_by(*names: str) -> Q:
    """Only the named owners are given."""
    return Q(**{f"{owner}__isnull": owner not in names for owner in OWNERS})


def _once(*fields: str, owner: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(
        fields=[*fields, "type", "period"], condition=_owned_by(*([owner] if owner else [])),
        name=f"obligation_once_{owner or 'participant'}",
    )  # fmt: skip


class Obligation(Row):
    """Owed for one registration, Counter-Party or resource, or else for the participant itself.

    `period` names what it is about ("2026", "2026-Q3", "2026-11", or the day of an event). `due_on` is the day that
    holds now, after extensions and returns; `by_rule` the catalog's own. What somebody says was `filed_elsewhere`
    counts as not filed until its confirmation number is here. `onward`: excused for later periods as well.
    """

    REF_PREFIX = "OB"

    type = models.ForeignKey(
        "participants.ObligationType", models.PROTECT, related_name="obligations", verbose_name="obligation"
    )
    campaign = models.ForeignKey(
        "participants.Campaign", models.PROTECT, null=True, blank=True, related_name="obligations", db_index=False
    )
    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, related_name="obligations", db_index=False
    )
    registration = models.ForeignKey(
        "participants.Registration", models.PROTECT, null=True, blank=True, related_name="obligations", db_index=False
    )
    counter_party = models.ForeignKey(
        "participants.CounterParty", models.PROTECT, null=True, blank=True, related_name="obligations", db_index=False,
        verbose_name="Counter-Party",
    )  # fmt: skip
    resource = models.ForeignKey(
        "participants.Resource", models.PROTECT, null=True, blank=True, related_name="obligations", db_index=False
    )
    period = models.CharField(max_length=20)
    opens_on = models.DateField("window opens", null=True, blank=True)
    due_on = models.DateField("due")
    by_rule = models.DateField("due by the rule")
    period_end = models.DateField("last day of the period", null=True, blank=True)
    state = models.CharField(max_length=10, choices=ObligationState, default=ObligationState.OPEN)
    filed_elsewhere = models.BooleanField("said to be filed elsewhere", default=False)
    confirmation_number = models.CharField(max_length=80, blank=True)
    submitted_at = models.DateTimeField("submitted", null=True, blank=True)
    settled_at = models.DateTimeField("settled", null=True, blank=True)
    reason = models.TextField(blank=True, help_text="why it was excused or canceled")
    onward = models.BooleanField("excused from now on", default=False)

    objects = ObligationQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            _once("registration", owner="registration"),
            _once("counter_party", owner="counter_party"),
            _once("resource", owner="resource"),
            _once("participant", owner=""),
            models.CheckConstraint(
                condition=_owned_by() | _owned_by("registration") | _owned_by("counter_party") | _owned_by("resource"),
                name="obligation_one_owner",
            ),
            models.CheckConstraint(condition=~Q(period=""), name="obligation_period"),
            models.CheckConstraint(condition=Q(state__in=ObligationState.values), name="obligation_state"),
            models.CheckConstraint(condition=Q(opens_on=None) | Q(opens_on__lte=F("due_on")), name="obligation_window"),
            models.CheckConstraint(
                condition=Q(state__in=SETTLED, settled_at__isnull=False)
                | Q(state__in=UNSETTLED, settled_at__isnull=True),
                name="obligation_settled_at",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=FILED) | Q(submitted_at__isnull=False), name="obligation_submitted_at"
            ),
            models.CheckConstraint(
                condition=~Q(state=ObligationState.OPEN) | Q(submitted_at__isnull=True, confirmation_number=""),
                name="obligation_open_is_not_filed",
            ),
            models.CheckConstraint(
                condition=~Q(state=ObligationState.EXCUSED) | ~Q(reason=""), name="obligation_excused_for_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(onward=False) | Q(state=ObligationState.EXCUSED), name="obligation_onward_is_excused"
            ),
        ]
        indexes = [
            models.Index(fields=["due_on", "id"], condition=Q(state__in=OWED), name="obligation_owed"),
            models.Index(
                fields=["submitted_at", "id"], condition=Q(state=ObligationState.SUBMITTED), name="obligation_to_review"
            ),
            models.Index(fields=["campaign", "state", "due_on", "id"], name="obligation_campaign"),
            models.Index(fields=["participant", "due_on", "id"], name="obligation_participant"),
            models.Index(fields=["type", "id"], condition=Q(onward=True), name="obligation_onward"),
            *(
                models.Index(fields=[owner], condition=Q(**{f"{owner}__isnull": False}), name=f"obligation_{owner}")
                for owner in OWNERS
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type.code} {self.period}"

    @property
    def period_in_words(self) -> str:
        return in_words(self.period)

    def get_absolute_url(self) -> str:
        return reverse("participants:obligation-detail", args=[self.ref])

    def get_my_url(self) -> str:
        return reverse("my-obligation", args=[self.ref])

    @property
    def is_owed(self) -> bool:
        """Something is left to be filed."""
        return self.state in OWED

    @property
    def owner(self) -> models.Model:
        """What it is owed for; its row must be loaded already."""
        return self.registration or self.counter_party or self.resource or self.participant

    @property
    def is_settled(self) -> bool:
        return self.state in SETTLED


class ObligationNote(models.Model):
    """What the staff noted about an obligation; participants never read it."""

    obligation = models.ForeignKey(Obligation, models.CASCADE, related_name="notes")
    text = models.TextField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-written_at", "-id"]
        verbose_name = "note on an obligation"
        verbose_name_plural = "notes on obligations"
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="obligation_note_text")]

    def __str__(self) -> str:
        return f"Note of {self.written_at:%Y-%m-%d}"
