"""Answers that wait for the mentor's release."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from issues.choices import CauseCode, Channel, HeldMove, HeldState
from issues.querysets.held_answers import HeldAnswerQuerySet, HeldFileQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class HeldAnswer(Row):
    """What somebody wanted to tell a participant, kept until the mentor releases it; participants see nothing of it.

    `text` is what the author wrote and `released_text` what left, so that both can be compared. `mentor` is who was
    asked first; `because` says in words why it was held. Clocks of the issue run on meanwhile.
    """

    REF_PREFIX = "HA"

    issue = models.ForeignKey("issues.Issue", models.CASCADE, related_name="held_answers", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    topic = models.ForeignKey("accounts.Topic", models.PROTECT, null=True, blank=True, related_name="+", db_index=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="held_answers", db_index=False)
    mentor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    text = models.TextField()
    move = models.CharField(max_length=10, choices=HeldMove, default=HeldMove.ANSWER)
    cause = models.CharField(max_length=20, choices=CauseCode, blank=True)
    channel = models.CharField(max_length=20, choices=Channel, default=Channel.PORTAL)
    override_reason = models.CharField(max_length=300, blank=True)
    referral = models.ForeignKey(
        "issues.Referral", models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    guidance = models.JSONField(default=list, blank=True, help_text="what the author said of sections of the rules")
    marking = models.JSONField(default=dict, blank=True, help_text="that it is protected information, if it is")
    because = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=HeldState, default=HeldState.HELD)
    held_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    released_text = models.TextField(blank=True)
    coaching = models.TextField("coaching point", blank=True)
    comment = models.ForeignKey("issues.Comment", models.SET_NULL, null=True, blank=True, related_name="+")

    objects = HeldAnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "answer to release"
        verbose_name_plural = "answers to release"
        ordering = ["held_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(text="") & ~Q(because=""), name="held_answer_not_empty"),
            models.CheckConstraint(condition=Q(move__in=HeldMove.values), name="held_answer_move"),
            models.CheckConstraint(condition=Q(state__in=HeldState.values), name="held_answer_state"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="held_answer_channel"),
            models.CheckConstraint(
                condition=Q(move=HeldMove.RESOLVE, cause__in=CauseCode.values)
                | (~Q(move=HeldMove.RESOLVE) & Q(cause="")),
                name="held_answer_cause",
            ),
            models.CheckConstraint(
                condition=Q(state=HeldState.HELD, decided_at=None, decided_by=None)
                | (~Q(state=HeldState.HELD) & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="held_answer_decided",
            ),
            models.CheckConstraint(
                condition=Q(state=HeldState.RELEASED) & ~Q(released_text="")
                | ~Q(state=HeldState.RELEASED) & Q(released_text=""),
                name="held_answer_released",
            ),
            models.CheckConstraint(
                condition=~Q(state=HeldState.RETURNED) | ~Q(coaching=""), name="held_answer_returned_with_a_word"
            ),
            models.UniqueConstraint(
                fields=["issue", "author"], condition=Q(state=HeldState.HELD), name="held_answer_one_at_a_time"
            ),
        ]
        indexes = [
            models.Index(fields=["held_at", "id"], condition=Q(state=HeldState.HELD), name="held_answer_waiting"),
            models.Index(fields=["issue", "held_at"], name="held_answer_of_issue"),
            models.Index(fields=["author", "-held_at"], name="held_answer_of_author"),
            models.Index(fields=["-held_at", "-id"], name="held_answer_newest"),
        ]

    def __str__(self) -> str:
        return f"{self.author}'s answer of {self.held_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("issues:held-detail", args=[self.ref])

    @property
    def waits(self) -> bool:
        return self.state == HeldState.HELD


class HeldFile(Row):
    """A file that goes with such an answer; stored as an internal one until the answer leaves."""

    REF_PREFIX = "HF"

    answer = models.ForeignKey(HeldAnswer, models.CASCADE, related_name="files")
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="+")

    objects = HeldFileQuerySet.as_manager()

    class Meta:
        verbose_name = "file of an answer to release"
        verbose_name_plural = "files of answers to release"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.document.name
