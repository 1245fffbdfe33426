"""How issues stand to each other, and the words the staff sort them by."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from issues.choices import IssueState, LinkKind
from issues.querysets.links import LinkQuerySet, TagQuerySet
from issues.querysets.parts import StaffPartQuerySet
from issues.rules.issue_moves import STILL_OPEN
from portal.lifecycle.rows import Row


class Tag(Row):
    """A word of the staff's own for issues that belong together in some way; participants never read it."""

    REF_PREFIX = "TG"

    name = models.CharField(max_length=40)

    objects = TagQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="tag_named"),
            models.UniqueConstraint(Lower("name"), name="tag_once"),
        ]

    def __str__(self) -> str:
        return self.name


class IssueTag(models.Model):
    """That an issue carries a tag."""

    issue = models.ForeignKey("issues.Issue", models.CASCADE, related_name="tagged", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    tag = models.ForeignKey(Tag, models.PROTECT, related_name="tagged")

    objects = StaffPartQuerySet.as_manager()

    class Meta:
        verbose_name = "tag of an issue"
        verbose_name_plural = "tags of issues"
        ordering = ["issue", "tag"]
        constraints = [models.UniqueConstraint(fields=["issue", "tag"], name="issue_tag_once")]

    def __str__(self) -> str:
        return str(self.tag)


class IssueLink(Row):
    """That one issue has to do with another, maybe of another participant: the staff's own, both sides seen or none."""

    REF_PREFIX = "IL"

    issue = models.ForeignKey("issues.Issue", models.CASCADE, related_name="links", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=LinkKind)
    other = models.ForeignKey("issues.Issue", models.CASCADE, related_name="linked_from")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    at = models.DateTimeField()

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = "link between issues"
        verbose_name_plural = "links between issues"
        ordering = ["issue", "at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=LinkKind.values), name="issue_link_kind"),
            models.CheckConstraint(condition=~Q(issue=F("other")), name="issue_link_to_another"),
            models.UniqueConstraint(fields=["issue", "other", "kind"], name="issue_link_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.other_id}"


class Merge(Row):
    """That an issue was merged into another, and all that moved with it: what undoing it needs to know.

    `followers` are watchers that the target got, `numbers` those numbers of other systems that it was given, and
    `children` the issues that stand beneath it since; keys of rows.
    """

    REF_PREFIX = "IM"

    issue = models.ForeignKey("issues.Issue", models.CASCADE, related_name="merges")
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    into = models.ForeignKey("issues.Issue", models.CASCADE, related_name="+")
    state_before = models.CharField(max_length=20, choices=IssueState)
    followers = models.JSONField(default=list)
    numbers = models.JSONField(default=list)
    children = models.JSONField(default=list)
    reason = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = StaffPartQuerySet.as_manager()

    class Meta:
        verbose_name = "merging of issues"
        verbose_name_plural = "mergings of issues"
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state_before__in=STILL_OPEN), name="merge_state_before"),
            models.CheckConstraint(condition=~Q(issue=F("into")), name="merge_into_another"),
            models.UniqueConstraint(fields=["issue"], condition=Q(undone_at=None), name="merge_standing_once"),
        ]

    def __str__(self) -> str:
        return f"Merged on {self.at:%Y-%m-%d %H:%M}"
