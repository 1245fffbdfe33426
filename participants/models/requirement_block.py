"""What registrations must bring, in blocks, and the versions of each block.

A version is never edited: publishing a change makes the next one, so that a checklist can stay with the version it
was opened under.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from participants.querysets.requirements import BlockVersionQuerySet, RequirementBlockQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class RequirementBlock(Row):
    """One part of a checklist: common to every registration, or asked of those with one of its market roles."""

    REF_PREFIX = "RB"
    FROM_CATALOG = True

    code = models.CharField(max_length=8, unique=True)
    name = models.CharField(max_length=120)
    common = models.BooleanField("common to every role", default=False)
    role_codes = models.JSONField("market roles", default=list, blank=True)
    order = models.PositiveSmallIntegerField(default=100)

    objects = RequirementBlockQuerySet.as_manager()

    class Meta:
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="requirement_block_named"),
            models.CheckConstraint(
                condition=Q(common=False) | Q(role_codes=[]), name="requirement_block_common_has_no_roles"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} – {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("participants:requirement-block", args=[self.code])


class BlockVersion(Row):
    """What a block asks for from a day until the next version; the catalog's own has no publisher.

    A version that is `coming` was published for a later day and holds from then on; a block has one of them at most.
    """

    REF_PREFIX = "BV"
    FROM_CATALOG = True

    block = models.ForeignKey(RequirementBlock, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    current = models.BooleanField(default=True)
    coming = models.BooleanField(default=False)
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    effective_from = models.DateField()
    note = models.TextField(blank=True)

    objects = BlockVersionQuerySet.as_manager()

    class Meta:
        ordering = ["block", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["block", "number"], name="block_version_number"),
            models.UniqueConstraint(fields=["block"], condition=Q(current=True), name="block_version_current"),
            models.UniqueConstraint(fields=["block"], condition=Q(coming=True), name="block_version_coming"),
            models.CheckConstraint(condition=Q(current=False) | Q(coming=False), name="block_version_holds_or_comes"),
            models.CheckConstraint(condition=Q(number__gte=1), name="block_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.block.code} version {self.number}"

    def get_absolute_url(self) -> str:
        """Who must do what again because of it."""
        return reverse("participants:requirement-version", args=[self.block.code, self.number])
