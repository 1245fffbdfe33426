"""Certificates: that somebody completed a course, until when that counts, and which requirements it proves."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from participants.models.findable import findable
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse
from training.choices import CertificateSource
from training.querysets.certificates import CertificateQuerySet, EvidenceQuerySet, NumbersQuerySet
from training.rules.certificate_days import Standing, standing


class Certificate(Row):
    """One completion of a course by a named person. Name and title are kept as they were printed.

    `number` names it in public; a part of it is random. `expires_on` is the last day on which it counts (empty: for
    ever). What another learning system reported has that system's `outside_number` and no paper of ours.
    `reminded` is the last reminder sent, in days before the end. Participants read theirs and write none.
    """

    REF_PREFIX = "CF"

    number = models.CharField(max_length=32, unique=True)
    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+", db_index=False)
    contact = models.ForeignKey(
        "participants.Contact", models.PROTECT, related_name="certificates", verbose_name="person", db_index=False
    )
    course = models.ForeignKey("training.Course", models.PROTECT, related_name="certificates", db_index=False)
    version = models.ForeignKey(
        "training.CourseVersion", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    enrollment = models.ForeignKey(
        "training.Enrollment", models.PROTECT, null=True, blank=True, related_name="certificates", db_index=False
    )
    source = models.CharField("how it is known", max_length=20, choices=CertificateSource)
    holder_name = models.CharField("name as printed", max_length=120)
    course_title = models.CharField("title as printed", max_length=200)
    completed_on = models.DateField()
    issued_on = models.DateField()
    expires_on = models.DateField("counts until", null=True, blank=True)
    percent = models.DecimalField("score in percent", max_digits=5, decimal_places=2, null=True, blank=True)
    hours = models.DecimalField("continuing-education hours", max_digits=5, decimal_places=2, default=0)
    outside_number = models.CharField("number in the other learning system", max_length=80, blank=True)
    document = models.OneToOneField(
        "documents.Document", models.PROTECT, null=True, blank=True, related_name="certificate"
    )
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    revoke_reason = models.CharField("why it was revoked", max_length=300, blank=True)
    reminded = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrollment"], condition=Q(revoked_at=None), name="certificate_once_an_enrollment"
            ),
            models.UniqueConstraint(
                fields=["contact", "course", "completed_on"],
                condition=Q(revoked_at=None),
                name="certificate_once_a_day",
            ),
            models.CheckConstraint(condition=Q(source__in=CertificateSource.values), name="certificate_source"),
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(holder_name="") & ~Q(course_title=""), name="certificate_named"
            ),
            models.CheckConstraint(
                condition=Q(expires_on=None) | Q(expires_on__gte=F("completed_on")), name="certificate_days_in_order"
            ),
            models.CheckConstraint(condition=Q(issued_on__gte=F("completed_on")), name="certificate_issued_after"),
            models.CheckConstraint(condition=Q(hours__gte=0), name="certificate_hours"),
            models.CheckConstraint(
                condition=Q(percent=None) | Q(percent__gte=0, percent__lte=100), name="certificate_percent"
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoke_reason="") | Q(revoked_at__isnull=False) & ~Q(revoke_reason=""),
                name="certificate_revoked",
            ),
        ]
        indexes = [
            models.Index(fields=["participant", "-issued_on", "-id"], name="certificate_participant"),
            models.Index(fields=["contact", "course", "-completed_on"], name="certificate_person"),
            models.Index(fields=["-issued_on", "-id"], name="certificate_newest"),
            models.Index(fields=["course", "-issued_on", "-id"], name="certificate_course"),
            models.Index(
                fields=["expires_on", "id"],
                condition=Q(revoked_at=None, expires_on__isnull=False),
                name="certificate_expiring",
            ),
            models.Index(fields=["outside_number"], condition=~Q(outside_number=""), name="certificate_outside_number"),
            findable("holder_name", "number", name="certificate_search"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("training:certificate-detail", args=[self.ref])

    def get_my_url(self) -> str:
        return reverse("my-certificate", args=[self.ref])

    def standing_on(self, today: date) -> Standing:
        return standing(expires_on=self.expires_on, revoked=self.revoked_at is not None, today=today)


class CertificateCount(models.Model):
    """How many certificates a year has seen: the counted part of the next number, drawn under this row's lock."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    objects = NumbersQuerySet.as_manager()

    class Meta:
        verbose_name = "count of certificates"
        verbose_name_plural = "counts of certificates"

    def __str__(self) -> str:
        return f"{self.last} in {self.year}"


class TrainingEvidence(models.Model):
    """That certificates of a course prove a requirement of registrations.

    All courses named for one requirement are needed, of one person. `role`: only for checklists of that role or
    profile (empty: for all). Rows that somebody edited are never overwritten by the defaults; `active` off keeps a
    default out of use.
    """

    requirement_code = models.CharField("requirement", max_length=12)
    course = models.ForeignKey("training.Course", models.PROTECT, related_name="proves")
    role = models.ForeignKey("participants.MarketRole", models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=300)
    active = models.BooleanField("in use", default=True)
    edited = models.BooleanField("edited here", default=False)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "requirement proven by training"
        verbose_name_plural = "requirements proven by training"
        ordering = ["requirement_code", "course"]
        constraints = [
            models.UniqueConstraint(
                fields=["requirement_code", "course", "role"], nulls_distinct=False, name="training_evidence_once"
            ),
            models.CheckConstraint(condition=~Q(requirement_code="") & ~Q(source=""), name="training_evidence_named"),
        ]

    def __str__(self) -> str:
        return f"{self.requirement_code} by {self.course_id}"
