"""Answers that the staff give often."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from issues.choices import CauseCode, ReplyMove
from issues.querysets.saved_replies import SavedReplyQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class SavedReply(Row):
    """A text with places for the words of an issue (`rules.saved_replies.VARIABLES`); with a `move` it is a macro.

    Without `team` everybody uses it. `code` names a default row, which is left alone once it was `edited`. A macro that
    hands over gives the issue to `hand_to`.
    """

    REF_PREFIX = "SY"
    FROM_CATALOG = True

    code = models.CharField(max_length=30, blank=True)
    title = models.CharField(max_length=80)
    text = models.TextField()
    team = models.ForeignKey(
        "accounts.Team", models.PROTECT, null=True, blank=True, related_name="+", help_text="empty: everybody"
    )
    move = models.CharField("and then", max_length=20, choices=ReplyMove, blank=True)
    cause = models.CharField(max_length=20, choices=CauseCode, blank=True)
    hand_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    edited = models.BooleanField(
        "edited here", default=False, help_text="an edited row is never overwritten by defaults"
    )
    ended_at = models.DateTimeField("out of use since", null=True, blank=True)

    objects = SavedReplyQuerySet.as_manager()

    class Meta:
        verbose_name = "saved reply"
        verbose_name_plural = "saved replies"
        ordering = ["title", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(text=""), name="saved_reply_not_empty"),
            models.CheckConstraint(condition=Q(move="") | Q(move__in=ReplyMove.values), name="saved_reply_move"),
            models.CheckConstraint(
                condition=Q(move=ReplyMove.RESOLVE, cause__in=CauseCode.values)
                | (~Q(move=ReplyMove.RESOLVE) & Q(cause="")),
                name="saved_reply_cause",
            ),
            models.CheckConstraint(
                condition=Q(move=ReplyMove.HAND_OVER, hand_to__isnull=False)
                | (~Q(move=ReplyMove.HAND_OVER) & Q(hand_to=None)),
                name="saved_reply_hand_to",
            ),
            models.UniqueConstraint(fields=["code"], condition=~Q(code=""), name="saved_reply_code_once"),
        ]
        indexes = [models.Index(fields=["title", "id"], condition=Q(ended_at=None), name="saved_reply_in_use")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("issues:reply-list")

    @property
    def move_in_words(self) -> str:
        """What it does beside answering."""
        if self.move == ReplyMove.HAND_OVER:
            return f"hands over to {self.hand_to.name}"
        if self.move == ReplyMove.RESOLVE:
            return f"resolves: {self.get_cause_display()}"
        return "waits for the participant" if self.move == ReplyMove.WAIT else ""
