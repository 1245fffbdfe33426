"""An interaction: a call, meeting, visit or e-mail with a participant, as the staff took it down."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from participants.choices import ContactChannel, PlanSide, Topic
from participants.models.findable import findable
from participants.querysets.interactions import InteractionPersonQuerySet, InteractionQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class Interaction(Row):
    """One contact with a participant outside of issues and letters. Staff only: participants never read it.

    `side` is who came to whom. `minutes` is 0 where nobody looked at the clock. `about` is the reference of the row it
    was about (an issue, say). Struck: it was written down by mistake; nothing of it is counted or shown any more but
    that.
    """

    REF_PREFIX = "IN"

    participant = models.ForeignKey(
        "participants.Participant", models.PROTECT, related_name="interactions", db_index=False
    )
    channel = models.CharField("kind", max_length=10, choices=ContactChannel)
    side = models.CharField("who began it", max_length=12, choices=PlanSide, default=PlanSide.OPERATOR)
    happened_at = models.DateTimeField("when")
    minutes = models.PositiveSmallIntegerField("minutes it took", default=0)
    topics = ArrayField(models.CharField(max_length=20, choices=Topic), default=list, blank=True)
    summary = models.TextField(help_text="for the staff only")
    about = models.CharField("about the row", max_length=20, blank=True)
    follow_up = models.ForeignKey(
        "participants.FollowUp", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    struck_at = models.DateTimeField("struck out", null=True, blank=True)

    objects = InteractionQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(summary=""), name="interaction_summarized"),
            models.CheckConstraint(condition=Q(channel__in=ContactChannel.values), name="interaction_channel"),
            models.CheckConstraint(condition=Q(side__in=PlanSide.values), name="interaction_side"),
            models.CheckConstraint(condition=Q(topics__contained_by=Topic.values), name="interaction_topics"),
            models.CheckConstraint(condition=Q(minutes__lte=1440), name="interaction_within_a_day"),
        ]
        indexes = [
            models.Index(fields=["participant", "-happened_at", "-id"], name="interaction_participant"),
            models.Index(fields=["-happened_at", "-id"], name="interaction_newest"),
            models.Index(fields=["written_by", "-happened_at", "-id"], name="interaction_writer"),
            models.Index(fields=["about"], condition=~Q(about=""), name="interaction_about"),
            GinIndex(fields=["topics"], name="interaction_topic"),
            findable("summary", name="interaction_search"),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} of {self.happened_at:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("participants:interaction-detail", args=[self.ref])


class InteractionPerson(models.Model):
    """Somebody who took part: a contact of the participant or a colleague, under the name of that day."""

    interaction = models.ForeignKey(Interaction, models.CASCADE, related_name="people", db_index=False)
    contact = models.ForeignKey("participants.Contact", models.PROTECT, null=True, blank=True, related_name="+")
    colleague = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    name = models.CharField(max_length=120)

    objects = InteractionPersonQuerySet.as_manager()

    class Meta:
        verbose_name = "person of an interaction"
        verbose_name_plural = "people of interactions"
        ordering = ["interaction", "id"]
        constraints = [
            models.UniqueConstraint(fields=["interaction", "contact"], name="interaction_contact_once"),
            models.UniqueConstraint(fields=["interaction", "colleague"], name="interaction_colleague_once"),
            models.CheckConstraint(
                condition=Q(contact__isnull=False, colleague__isnull=True)
                | Q(contact__isnull=True, colleague__isnull=False),
                name="interaction_person_of_one_side",
            ),
        ]

    def __str__(self) -> str:
        return self.name
