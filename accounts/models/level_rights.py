"""What a level adds to the rights of an account manager, where supervisors chose otherwise than the default."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.choices import Level
from accounts.querysets.staff_side import LevelRightsQuerySet
from accounts.rules.capabilities import OF_LEVEL
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class LevelRights(Row):
    """One row a level. The database writes a changed level's rights into its people at once, and into whoever gets
    the level later, so that each reader of a person has them without another statement."""

    REF_PREFIX = "LV"
    FROM_CATALOG = True

    level = models.CharField(max_length=10, choices=Level, unique=True)
    rights = ArrayField(models.CharField(max_length=40), default=list, blank=True, help_text="counts once edited")
    edited = models.BooleanField("edited here", default=False, help_text="otherwise the level is as the default has it")
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(null=True, blank=True)

    objects = LevelRightsQuerySet.as_manager()

    class Meta:
        verbose_name = "rights of a level"
        verbose_name_plural = "rights of levels"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(level__in=Level.values), name="level_rights_level"),
            models.CheckConstraint(condition=Q(edited=True) | Q(rights=[]), name="level_rights_edited"),
        ]

    def __str__(self) -> str:
        return self.get_level_display()

    def get_absolute_url(self) -> str:
        return reverse("accounts:level-rights")

    @property
    def held(self) -> frozenset[str]:
        """What the level adds today."""
        return frozenset(self.rights) if self.edited else OF_LEVEL[self.level]
