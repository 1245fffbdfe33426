"""What the work is about, who knows it well, and who answers on it alone."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.querysets.topics import ExpertiseQuerySet, SignOffQuerySet, TopicQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class Topic(Row):
    """A row of the catalog of topics. What has no topic of its own falls under the one whose code is `GENERAL`."""

    REF_PREFIX = "TO"
    FROM_CATALOG = True
    GENERAL = "general"

    code = models.SlugField(max_length=30, unique=True)
    name = models.CharField(max_length=80)
    about = models.TextField(blank=True, help_text="what belongs to it, in the words people search for")
    active = models.BooleanField(default=True)
    order = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=200, blank=True)
    edited = models.BooleanField(
        "edited here", default=False, help_text="an edited row is never overwritten by defaults"
    )

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="topic_named")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("accounts:topic-list") + f"#{self.code}"


class Expertise(Row):
    """That a colleague knows a topic well, so that others find whom to ask; a mentor or a supervisor says so."""

    REF_PREFIX = "EX"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="expertise", db_index=False)
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="experts")
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    marked_at = models.DateTimeField()

    objects = ExpertiseQuerySet.as_manager()

    class Meta:
        verbose_name = "topic of expertise"
        verbose_name_plural = "topics of expertise"
        ordering = ["topic", "id"]
        constraints = [models.UniqueConstraint(fields=["person", "topic"], name="expertise_once")]

    def __str__(self) -> str:
        return f"{self.person} knows {self.topic}"


class SignOff(Row):
    """That a colleague answers on a topic without release by the mentor, from `signed_at` until it is withdrawn."""

    REF_PREFIX = "SO"

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="sign_offs", db_index=False)
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="sign_offs", db_index=False)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    signed_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField("why withdrawn", max_length=300, blank=True)

    objects = SignOffQuerySet.as_manager()

    class Meta:
        verbose_name = "sign-off for a topic"
        verbose_name_plural = "sign-offs for topics"
        ordering = ["-signed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "topic"], condition=Q(withdrawn_at=None), name="sign_off_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(reason="")),
                name="sign_off_withdrawn",
            ),
        ]
        indexes = [models.Index(fields=["person", "-signed_at"], name="sign_off_of_person")]

    def __str__(self) -> str:
        return f"{self.person} answers on {self.topic} alone"
