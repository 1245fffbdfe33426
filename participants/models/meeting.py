"""A meeting with a participant, and who is invited to it."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from participants.choices import AnswerWay, GuestAnswer, MeetingState, Topic
from participants.models.findable import findable
from participants.querysets.meetings import GuestQuerySet, MeetingQuerySet
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class Meeting(Row):
    """What calendars know by its reference.

    `sequence` rises with each change that people are told of (RFC 5545); answers to one before `asked_sequence` were to
    other times, and count no more.

    Title, times, place and agenda are read by everybody invited; what came of it is an interaction, which is not.
    """

    REF_PREFIX = "MG"

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="meetings", db_index=False)
    title = models.CharField(max_length=160)
    agenda = models.TextField(blank=True, help_text="everybody invited reads it")
    starts_at = models.DateTimeField("begins")
    ends_at = models.DateTimeField("ends")
    place = models.CharField("place or link", max_length=200, blank=True)
    topics = ArrayField(models.CharField(max_length=20, choices=Topic), default=list, blank=True)
    organizer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    organizer_name = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=MeetingState, default=MeetingState.PLANNED)
    sequence = models.PositiveIntegerField("version of the invitation", default=0)
    asked_sequence = models.PositiveIntegerField("version since which answers count", default=0)
    changed_at = models.DateTimeField("last told of")
    interaction = models.OneToOneField(
        "participants.Interaction", models.PROTECT, null=True, blank=True, related_name="meeting"
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="meeting_titled"),
            models.CheckConstraint(condition=Q(state__in=MeetingState.values), name="meeting_state"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meeting_lasts"),
            models.CheckConstraint(condition=Q(topics__contained_by=Topic.values), name="meeting_topics"),
            models.CheckConstraint(
                condition=Q(state=MeetingState.HELD, interaction__isnull=False)
                | ~Q(state=MeetingState.HELD) & Q(interaction__isnull=True),
                name="meeting_held_in_words",
            ),
        ]
        indexes = [
            models.Index(fields=["participant", "-starts_at", "-id"], name="meeting_participant"),
            models.Index(fields=["starts_at", "id"], condition=Q(state="planned"), name="meeting_planned"),
            models.Index(fields=["-starts_at", "-id"], name="meeting_newest"),
            findable("title", name="meeting_search"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("participants:meeting-detail", args=[self.ref])

    def get_my_url(self) -> str:
        return reverse("my-meeting-list")


class MeetingGuest(Row):
    """Somebody invited: a contact of the participant or a colleague, under the name and address of that day.

    Removed: no longer invited.
    """

    REF_PREFIX = "GT"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="guests", db_index=False)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    contact = models.ForeignKey("participants.Contact", models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="meeting_invitations"
    )
    name = models.CharField(max_length=120)
    address = models.EmailField()
    answer = models.CharField(max_length=10, choices=GuestAnswer, default=GuestAnswer.WAITING)
    answered_at = models.DateTimeField(null=True, blank=True)
    way = models.CharField("how it came", max_length=10, choices=AnswerWay, blank=True)
    remark = models.CharField(max_length=300, blank=True)
    removed_at = models.DateTimeField("no longer invited since", null=True, blank=True)

    objects = GuestQuerySet.as_manager()

    class Meta:
        verbose_name = "invitation to a meeting"
        verbose_name_plural = "invitations to meetings"
        ordering = ["meeting", "name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "contact"], name="meeting_contact_once"),
            models.UniqueConstraint(
                fields=["meeting", "person"], condition=Q(contact__isnull=True), name="meeting_colleague_once"
            ),
            models.CheckConstraint(condition=~Q(address=""), name="meeting_guest_addressed"),
            models.CheckConstraint(
                condition=Q(contact__isnull=False) | Q(person__isnull=False), name="meeting_guest_somebody"
            ),
            models.CheckConstraint(condition=Q(answer__in=GuestAnswer.values), name="meeting_guest_answer"),
            models.CheckConstraint(condition=Q(way="") | Q(way__in=AnswerWay.values), name="meeting_guest_way"),
            models.CheckConstraint(
                condition=Q(answer=GuestAnswer.WAITING, answered_at__isnull=True, way="")
                | ~Q(answer=GuestAnswer.WAITING) & Q(answered_at__isnull=False) & ~Q(way=""),
                name="meeting_guest_answered",
            ),
        ]
        indexes = [models.Index(fields=["meeting", "name", "id"], name="meeting_guest_order")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return self.meeting.get_absolute_url()

    def get_my_url(self) -> str:
        return self.meeting.get_my_url()
