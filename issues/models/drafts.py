"""What somebody is writing and has not sent: kept by the portal, so that a closed window loses nothing.

Two tables: the staff's drafts, which participants hold no right on, and the participants' own behind the wall.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q

from issues.choices import DraftKind, MyDraftKind
from issues.querysets.links import DraftQuerySet, MyDraftQuerySet
from portal.lifecycle.rows import Row


class Draft(Row):
    """The staff's: one for each person, issue and kind. `handed_by` is the colleague who began it.

    What is taken down for a participant has no issue yet, and `more` keeps the other fields of its form.
    """

    REF_PREFIX = "ID"

    issue = models.ForeignKey(
        "issues.Issue", models.CASCADE, null=True, blank=True, related_name="drafts", db_index=False
    )
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=DraftKind)
    text = models.TextField()
    more = models.JSONField(default=dict, blank=True)
    saved_at = models.DateTimeField()
    handed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = "draft"
        ordering = ["-saved_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=DraftKind.values), name="draft_kind"),
            models.CheckConstraint(condition=~Q(text="") | ~Q(more={}), name="draft_not_empty"),
            models.CheckConstraint(
                condition=Q(kind=DraftKind.TAKEN_DOWN, issue=None)
                | (~Q(kind=DraftKind.TAKEN_DOWN) & Q(issue__isnull=False)),
                name="draft_of_an_issue",
            ),
            models.UniqueConstraint(
                fields=["issue", "person", "kind", "participant"], nulls_distinct=False, name="draft_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} begun on {self.saved_at:%Y-%m-%d %H:%M}"


class MyDraft(Row):
    """A participant's user's: of a reply to an issue, or of a new one, which has no issue yet.

    `more` keeps what stands in the other fields of the form, as it was typed.
    """

    REF_PREFIX = "MD"

    issue = models.ForeignKey("issues.Issue", models.CASCADE, null=True, blank=True, related_name="my_drafts")
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=20, choices=MyDraftKind)
    text = models.TextField()
    more = models.JSONField(default=dict, blank=True)
    saved_at = models.DateTimeField()

    objects = MyDraftQuerySet.as_manager()

    class Meta:
        verbose_name = "participant's draft"
        ordering = ["-saved_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=MyDraftKind.values), name="my_draft_kind"),
            models.CheckConstraint(
                condition=Q(kind=MyDraftKind.ASK, issue=None) | (~Q(kind=MyDraftKind.ASK) & Q(issue__isnull=False)),
                name="my_draft_of_an_issue",
            ),
            models.UniqueConstraint(
                fields=["person", "participant", "issue", "kind"], nulls_distinct=False, name="my_draft_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} begun on {self.saved_at:%Y-%m-%d %H:%M}"
