"""The participant: a legal entity, and the tenant whose data stay apart from every other's."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from participants.choices import Origin
from participants.querysets.participants import ParticipantQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class Participant(Row):
    """A company; its market roles are its registrations, each under an own DUNS.

    `search_text` (name, short names, DUNS numbers, lower case) is kept by database triggers. `duns` may be
    empty: a prospect, or a listed company whose DUNS another entity carries. A participant that was joined
    into another keeps its row, empty, so that the joining can be undone.
    """

    REF_PREFIX = "MP"

    name = models.CharField(max_length=200)
    duns = models.CharField("DUNS", max_length=13, blank=True, help_text="9 digits, or 9 and 4")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="subsidiaries")
    origin = models.CharField(max_length=20, choices=Origin, default=Origin.ENTERED)
    website = models.URLField(blank=True)
    address = models.TextField("postal address", blank=True)
    restricted = models.BooleanField(default=False)
    restricted_reason = models.CharField(max_length=200, blank=True)
    joined_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="joined")
    search_text = models.TextField(editable=False, default="")

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(duns="") | Q(duns__regex=r"^[0-9]{9}([0-9]{4})?$"), name="participant_duns"
            ),
            models.UniqueConstraint(fields=["duns"], condition=~Q(duns=""), name="participant_duns_once"),
            models.CheckConstraint(
                condition=Q(restricted=False) | ~Q(restricted_reason=""), name="participant_restricted_reason"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="participant_named"),
            models.CheckConstraint(condition=Q(origin__in=Origin.values), name="participant_origin"),
            models.CheckConstraint(condition=~Q(parent=models.F("id")), name="participant_not_own_parent"),
        ]
        indexes = [
            models.Index(fields=["name", "id"], name="participant_name"),
            models.Index(fields=["-created_at", "-id"], name="participant_created"),
            models.Index(fields=["restricted"], condition=Q(restricted=True), name="participant_restricted"),
            GinIndex(fields=["search_text"], opclasses=["gin_trgm_ops"], name="participant_search"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("participants:participant-detail", args=[self.ref])

    @property
    def participant_id(self) -> int:
        """Whose data this is: its own."""
        return self.pk
