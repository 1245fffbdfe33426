"""A change of a block that a supervisor works on and has not published yet."""

from django.conf import settings
from django.db import models

from participants.models.requirement_block import BlockVersion, RequirementBlock
from participants.querysets.block_drafts import BlockDraftQuerySet
from portal.lifecycle.rows import Row


class BlockDraft(Row):
    """One person's draft of one block: it outlives the session and is the same in every tab.

    `revision` goes up with each step, so that a page that has fallen behind (a second tab) is told so instead of
    undoing what was done since. Only its author sees a draft; publishing or discarding ends it.
    """

    REF_PREFIX = "BD"

    block = models.ForeignKey(RequirementBlock, models.PROTECT, related_name="drafts", db_index=False)
    base = models.ForeignKey(BlockVersion, models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    items = models.JSONField(default=list)
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    objects = BlockDraftQuerySet.as_manager()

    class Meta:
        verbose_name = "draft of a block"
        ordering = ["block", "id"]
        constraints = [
            models.UniqueConstraint(fields=["block", "author"], name="block_draft_once_a_person"),
            models.CheckConstraint(condition=models.Q(revision__gte=1), name="block_draft_from_one"),
        ]
        indexes = [models.Index(fields=["author"], name="block_draft_author")]

    def __str__(self) -> str:
        return f"{self.block.code}, a draft"
