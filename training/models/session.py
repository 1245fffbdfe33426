"""A session: one occasion on which a course is taught, or a window in which it can be taken alone."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from participants.models.findable import findable
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse
from training.choices import Format, SessionState
from training.querysets.sessions import LinkQuerySet, OfSessionQuerySet, SessionQuerySet
from training.rules.session_moves import ANNOUNCED


class CourseSession(Row):
    """A classroom or online session of one or several days, or the window of a self-paced course.

    `starts_at` and `ends_at` span its days (of a self-paced one: the window). `zone` is the one its times are shown
    in. `seats` empty: no limit. `seats_taken` and `waiting` are counted under the session's lock, so that who may not
    see the others sees how full it is; `last_queued` is the last number the waiting list gave out. `audience` holds
    codes of market roles, empty: everybody. `remind_at` is when people with a seat are reminded next.
    """

    REF_PREFIX = "TS"

    course = models.ForeignKey("training.Course", models.PROTECT, related_name="sessions", db_index=False)
    version = models.ForeignKey("training.CourseVersion", models.PROTECT, related_name="+", verbose_name="version")
    title = models.CharField(max_length=200, blank=True, help_text="empty: the course's own")
    format = models.CharField(max_length=20, choices=Format)
    state = models.CharField(max_length=20, choices=SessionState, default=SessionState.DRAFT)
    starts_at = models.DateTimeField("begins")
    ends_at = models.DateTimeField("ends")
    zone = models.CharField("time zone", max_length=64, default="America/Chicago")
    place = models.CharField(max_length=200, blank=True)
    seats = models.PositiveIntegerField(null=True, blank=True)
    seats_taken = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    last_queued = models.PositiveIntegerField(default=0)
    need_approval = models.BooleanField("enrollment is approved", default=False)
    closes_at = models.DateTimeField("enrollment until", null=True, blank=True)
    audience = models.JSONField(default=list, blank=True)
    note = models.TextField("for participants", blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField("finished or canceled", null=True, blank=True)
    cancel_reason = models.TextField(blank=True)
    remind_at = models.DateTimeField("next reminder", null=True, blank=True, editable=False)
    revision = models.PositiveIntegerField(default=0, help_text="goes up with each change that people are told of")

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = "session"
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(format__in=Format.values), name="session_format"),
            models.CheckConstraint(condition=Q(state__in=SessionState.values), name="session_state"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_in_order"),
            models.CheckConstraint(condition=Q(seats=None) | Q(seats__gte=1), name="session_seats"),
            models.CheckConstraint(
                condition=Q(seats=None) | Q(seats_taken__lte=F("seats")), name="session_never_overbooked"
            ),
            models.CheckConstraint(condition=Q(waiting__lte=F("last_queued")), name="session_waiting_queued"),
            models.CheckConstraint(
                condition=Q(state=SessionState.DRAFT) | ~Q(published_at=None) | Q(state=SessionState.CANCELED),
                name="session_published_at",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[SessionState.FINISHED, SessionState.CANCELED], ended_at__isnull=False)
                | Q(state__in=[SessionState.DRAFT, SessionState.PUBLISHED], ended_at__isnull=True),
                name="session_ended_at",
            ),
            models.CheckConstraint(
                condition=Q(cancel_reason="") | Q(state=SessionState.CANCELED), name="session_cancel_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["starts_at", "id"], condition=Q(state__in=ANNOUNCED), name="session_agenda"),
            models.Index(fields=["state", "starts_at", "id"], name="session_by_state"),
            models.Index(fields=["course", "starts_at", "id"], name="session_course"),
            models.Index(
                fields=["remind_at"],
                condition=Q(state=SessionState.PUBLISHED, remind_at__isnull=False),
                name="session_remind",
            ),
            findable("title", name="session_search"),
        ]

    def __str__(self) -> str:
        return self.title or self.course.title

    def get_absolute_url(self) -> str:
        return reverse("training:session-detail", args=[self.ref])

    def get_my_url(self) -> str:
        return reverse("my-session", args=[self.ref])

    @property
    def seats_left(self) -> int | None:
        """How many seats nobody holds; None without a limit."""
        return None if self.seats is None else self.seats - self.seats_taken


class SessionDay(models.Model):
    """One day on which a session meets."""

    session = models.ForeignKey(CourseSession, models.CASCADE, related_name="days", db_index=False)
    starts_at = models.DateTimeField("begins")
    ends_at = models.DateTimeField("ends")

    objects = OfSessionQuerySet.as_manager()

    class Meta:
        verbose_name = "day of a session"
        verbose_name_plural = "days of sessions"
        ordering = ["session", "starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["session", "starts_at"], name="session_day_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_day_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d}"


class SessionInstructor(models.Model):
    """Who teaches: a colleague, or somebody from outside by name."""

    session = models.ForeignKey(CourseSession, models.CASCADE, related_name="instructors", db_index=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=120)

    objects = OfSessionQuerySet.as_manager()

    class Meta:
        verbose_name = "instructor"
        ordering = ["session", "id"]
        constraints = [
            models.UniqueConstraint(fields=["session", "name"], name="session_instructor_once"),
            models.CheckConstraint(condition=~Q(name=""), name="session_instructor_named"),
        ]

    def __str__(self) -> str:
        return self.name


class SessionLink(models.Model):
    """Where an online session is joined; apart from the session, because only people with a seat may read it."""

    session = models.OneToOneField(CourseSession, models.CASCADE, primary_key=True, related_name="link")
    url = models.URLField("link to join", max_length=500)
    note = models.CharField("dial-in or access code", max_length=200, blank=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = "link of a session"
        verbose_name_plural = "links of sessions"

    def __str__(self) -> str:
        return f"Link of {self.session_id}"
