"""Who comes to a session: seats, the waiting list, and why each row stands where it does."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.lifecycle.rows import Row
from portal.web.addresses import reverse
from training.choices import EnrolledAs, EnrollmentState
from training.querysets.enrollments import EnrollmentQuerySet, GroupQuerySet, OfEnrollmentQuerySet
from training.rules.enrollment_moves import HOLDS_A_SEAT, LIVE


class EnrollmentGroup(Row):
    """Several people of one participant entered at once; `together`: they are given seats all at once or not at all.

    `passed` counts the seats that went to people behind the group while too few were free for it.
    """

    REF_PREFIX = "EG"

    session = models.ForeignKey("training.CourseSession", models.PROTECT, related_name="groups")
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    together = models.BooleanField(default=False)
    passed = models.PositiveIntegerField("seats that went past it", default=0)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = "group of enrollments"
        verbose_name_plural = "groups of enrollments"
        ordering = ["session", "id"]

    def __str__(self) -> str:
        return self.ref


class Enrollment(Row):
    """One person of one participant in one session.

    `queued` is the number drawn from the waiting list, in the order in which the session's lock was taken; it is never
    given out again, and the place in the list is how many waiting numbers are not higher. `offer_until` is when an
    offered seat goes to the next one. Participants read their own rows and write none.
    """

    REF_PREFIX = "EN"

    session = models.ForeignKey("training.CourseSession", models.PROTECT, related_name="enrollments", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="enrollments")
    contact = models.ForeignKey(
        "participants.Contact", models.PROTECT, related_name="enrollments", verbose_name="person"
    )
    group = models.ForeignKey(EnrollmentGroup, models.PROTECT, null=True, blank=True, related_name="enrollments")
    state = models.CharField(max_length=20, choices=EnrollmentState)
    queued = models.PositiveIntegerField("number in the waiting list", null=True, blank=True)
    offer_until = models.DateTimeField("offer holds until", null=True, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    entered_as = models.CharField(max_length=20, choices=EnrolledAs)
    entered_at = models.DateTimeField()
    seated_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text="why it was declined, withdrawn or canceled")

    objects = EnrollmentQuerySet.as_manager()

    class Meta:
        ordering = ["session", "entered_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "contact"], condition=Q(state__in=LIVE), name="enrollment_once_a_session"
            ),
            models.UniqueConstraint(fields=["session", "queued"], name="enrollment_queued_once"),
            models.CheckConstraint(condition=Q(state__in=EnrollmentState.values), name="enrollment_state"),
            models.CheckConstraint(condition=Q(entered_as__in=EnrolledAs.values), name="enrollment_entered_as"),
            models.CheckConstraint(
                condition=~Q(state=EnrollmentState.WAITING) | Q(queued__isnull=False), name="enrollment_waits_in_line"
            ),
            models.CheckConstraint(
                condition=Q(state=EnrollmentState.OFFERED, offer_until__isnull=False)
                | ~Q(state=EnrollmentState.OFFERED) & Q(offer_until=None),
                name="enrollment_offer_until",
            ),
            models.CheckConstraint(
                condition=~Q(state=EnrollmentState.SEATED) | Q(seated_at__isnull=False), name="enrollment_seated_at"
            ),
            models.CheckConstraint(
                condition=Q(state__in=LIVE, ended_at__isnull=True) | ~Q(state__in=LIVE) & Q(ended_at__isnull=False),
                name="enrollment_ended_at",
            ),
        ]
        indexes = [
            models.Index(fields=["session", "state", "queued", "id"], name="enrollment_session"),
            models.Index(fields=["contact", "-entered_at", "-id"], name="enrollment_person"),
            models.Index(
                fields=["offer_until"], condition=Q(state=EnrollmentState.OFFERED), name="enrollment_offer_ends"
            ),
            models.Index(
                fields=["session", "queued"], condition=Q(state=EnrollmentState.WAITING), name="enrollment_line"
            ),
        ]

    def __str__(self) -> str:
        return self.contact.name

    def get_absolute_url(self) -> str:
        return reverse("training:enrollment-detail", args=[self.ref])

    def get_my_url(self) -> str:
        return reverse("my-enrollment", args=[self.ref])

    @property
    def is_live(self) -> bool:
        """Seated, offered, waiting or waiting for approval."""
        return self.state in LIVE

    @property
    def holds_a_seat(self) -> bool:
        return self.state in HOLDS_A_SEAT


class EnrollmentStep(models.Model):
    """One thing that happened to an enrollment and why: the log that makes the queue a fair one."""

    enrollment = models.ForeignKey(Enrollment, models.CASCADE, related_name="steps", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=20, choices=EnrollmentState)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    reason = models.CharField(max_length=300)

    objects = OfEnrollmentQuerySet.as_manager()

    class Meta:
        verbose_name = "step of an enrollment"
        verbose_name_plural = "steps of enrollments"
        ordering = ["enrollment", "at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=EnrollmentState.values), name="enrollment_step_state"),
            models.CheckConstraint(condition=~Q(reason=""), name="enrollment_step_reason"),
        ]
        indexes = [
            models.Index(fields=["enrollment", "at"], name="enrollment_step_order"),
            models.Index(fields=["participant"], name="enrollment_step_participant"),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} on {self.at:%Y-%m-%d}"
