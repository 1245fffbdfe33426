"""The secret address under which a person's own calendar program reads deadlines and appointments."""

from django.conf import settings
from django.db import models

from accounts.querysets.calendar_feeds import CalendarFeedQuerySet
from portal.lifecycle.rows import Row


class CalendarFeed(Row):
    """One a person. Only a digest of the secret is stored; a new secret ends the former address at once."""

    REF_PREFIX = "CF"

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feed")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField("last read", null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Calendar feed {self.ref}"
