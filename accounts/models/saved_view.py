"""A list as somebody likes to look at it: its filters and order under a name, for oneself or shared."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.choices import Sharing
from accounts.querysets.saved_views import SavedViewQuerySet
from portal.lifecycle.rows import Row


class SavedView(Row):
    """`noun` names the list (`accounts.saved_lists`); `query` is what stands behind the question mark of its address.

    It holds references only, never a name: whoever opens a shared view sees the rows of the own scope.
    """

    REF_PREFIX = "SV"

    noun = models.CharField(max_length=30)
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=2000, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="saved_views", db_index=False, editable=False
    )
    sharing = models.CharField("shown to", max_length=10, choices=Sharing, default=Sharing.OWN)
    team = models.ForeignKey("accounts.Team", models.PROTECT, null=True, blank=True, related_name="saved_views")

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["noun", "name", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="saved_view_named"),
            models.CheckConstraint(condition=Q(sharing__in=Sharing.values), name="saved_view_sharing"),
            models.CheckConstraint(
                condition=Q(sharing=Sharing.TEAM, team__isnull=False) | (~Q(sharing=Sharing.TEAM) & Q(team=None)),
                name="saved_view_of_team",
            ),
            models.UniqueConstraint(fields=["owner", "noun", "name"], name="saved_view_name_once"),
        ]
        indexes = [models.Index(fields=["noun", "sharing"], name="saved_view_shared")]

    def __str__(self) -> str:
        return self.name
