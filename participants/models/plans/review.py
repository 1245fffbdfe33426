"""Review meetings of a plan: agenda, decisions, action items."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from participants.choices import MeetingState, PlanSide, PointKind
from participants.querysets.plans import ReviewPointQuerySet, ReviewQuerySet
from portal.lifecycle.rows import Row


class PlanReview(Row):
    """One meeting about a plan. Participants' users see it and its shared points; remarks of the staff are points
    that are not shared."""

    REF_PREFIX = "PW"

    plan = models.ForeignKey("participants.AccountPlan", models.CASCADE, related_name="reviews", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    starts_at = models.DateTimeField("begins")
    ends_at = models.DateTimeField("ends")
    place = models.CharField(max_length=300, blank=True, help_text="a room, or the link to join")
    state = models.CharField(max_length=10, choices=MeetingState, default=MeetingState.PLANNED)
    held_at = models.DateTimeField("recorded", null=True, blank=True)
    minutes = models.TextField(blank=True, help_text="for both sides")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = "review meeting"
        ordering = ["-starts_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="plan_review_titled"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="plan_review_in_order"),
            models.CheckConstraint(condition=Q(state__in=MeetingState.values), name="plan_review_state"),
            models.CheckConstraint(
                condition=Q(state=MeetingState.HELD, held_at__isnull=False)
                | ~Q(state=MeetingState.HELD) & Q(held_at__isnull=True),
                name="plan_review_held",
            ),
        ]
        indexes = [models.Index(fields=["plan", "-starts_at", "-id"], name="plan_review_plan")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("participants:plan-review", args=[self.ref])

    def get_my_url(self) -> str:
        return reverse("my-plan-review", args=[self.ref])


class ReviewPoint(Row):
    """A point of the agenda, a decision, or an action item; an action item becomes a task of the plan."""

    REF_PREFIX = "PJ"

    review = models.ForeignKey(PlanReview, models.CASCADE, related_name="points", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=PointKind)
    order = models.PositiveSmallIntegerField(default=0)
    text = models.TextField()
    shared = models.BooleanField("the participant reads it", default=True)
    about = models.CharField(max_length=20, blank=True, help_text="the reference of what it is about")
    side = models.CharField(max_length=12, choices=PlanSide, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    contact = models.ForeignKey(
        "participants.Contact", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    due_on = models.DateField("due", null=True, blank=True)
    task_line = models.UUIDField(null=True, blank=True, help_text="the line of the task it became")

    objects = ReviewPointQuerySet.as_manager()

    class Meta:
        verbose_name = "point of a review"
        verbose_name_plural = "points of reviews"
        ordering = ["review", "kind", "order", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="review_point_says_something"),
            models.CheckConstraint(condition=Q(kind__in=PointKind.values), name="review_point_kind"),
            models.CheckConstraint(condition=Q(side="") | Q(side__in=PlanSide.values), name="review_point_side"),
        ]
        indexes = [models.Index(fields=["review", "kind", "order", "id"], name="review_point_review")]

    def __str__(self) -> str:
        return self.text[:60]
