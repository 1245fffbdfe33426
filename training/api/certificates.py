"""/api/v1/certificates/: read by both sides, issued and revoked by who runs the training."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request

from participants.api.shared import OfParticipantFilters, at_large
from portal.documents.serving import respond
from portal.rest.serializers import DayField, Input, RefField, RowSerializer, shown
from portal.rest.views import ScopedViewSet, creates, verb
from training import permissions
from training.actions.certificates import issue_certificate, reissue_certificate, revoke_certificate
from training.certificate_lists import learners_open_to
from training.choices import CertificateSource
from training.models import Certificate, Course, Enrollment


class CertificateSerializer(RowSerializer):
    participant = shown("participant_ref")
    contact = shown("contact_ref", note="The person.")
    course = shown("course_code", note="Code of the course.")
    version = serializers.IntegerField(source="version_number", read_only=True, allow_null=True)
    enrollment = shown("enrollment_ref", nullable=True)
    replaces = shown("replaces_ref", nullable=True, note="The certificate whose name was corrected by this one.")
    has_paper = serializers.BooleanField(read_only=True, help_text="Whether there is a PDF to download.")

    class Meta:
        model = Certificate
        fields = (
            "ref",
            "number",
            "participant",
            "contact",
            "course",
            "version",
            "enrollment",
            "source",
            "holder_name",
            "course_title",
            "completed_on",
            "issued_on",
            "expires_on",
            "percent",
            "hours",
            "outside_number",
            "replaces",
            "revoked_at",
            "revoke_reason",
            "has_paper",
            "created_at",
        )


def courses(user: Any) -> QuerySet:
    return Course.objects.all()


class IssueCertificate(Input):
    contact = RefField(learners_open_to)
    course = RefField(courses, name="code")
    enrollment = RefField(Enrollment, required=False, allow_null=True, help_text="The seat, where it was in a session.")
    completed_on = DayField(required=False, allow_null=True, help_text="Empty: today; of a session its last day.")
    percent = serializers.DecimalField(
        max_digits=5, decimal_places=2, min_value=0, max_value=100, required=False, allow_null=True
    )
    hours = serializers.DecimalField(
        max_digits=5,
        decimal_places=2,
        min_value=0,
        required=False,
        allow_null=True,
        help_text="Continuing-education hours without a seat of ours; of a session they follow from it.",
    )


class RevokeCertificate(Input):
    reason = serializers.CharField(max_length=300)


class ReissueCertificate(RevokeCertificate):
    holder_name = serializers.CharField(max_length=120, help_text="The name as it should be printed.")


class CertificateFilters(OfParticipantFilters):
    contact = django_filters.CharFilter(field_name="contact__ref", help_text="Reference of the person.")
    course = django_filters.CharFilter(field_name="course__code", help_text="Code of the course.")
    number = django_filters.CharFilter()
    source = django_filters.ChoiceFilter(choices=CertificateSource.choices)
    revoked = django_filters.BooleanFilter(field_name="revoked_at", lookup_expr="isnull", exclude=True)
    counts_on = django_filters.DateFilter(method="in_force", help_text="Only what counts on this day.")
    ends_by = django_filters.DateFilter(field_name="expires_on", lookup_expr="lte", help_text="Last day at the latest.")

    def in_force(self, rows: QuerySet, name: str, day: Any) -> QuerySet:
        return rows.in_force(day)


class CertificateViewSet(ScopedViewSet):
    """Who completed which course, and until when that counts."""

    model = Certificate
    serializer_class = CertificateSerializer
    filterset_class = CertificateFilters
    orders = {"issued_on": ("issued_on", "id"), "expires_on": ("ends", "id"), "created_at": ("id",)}
    search_fields = ("holder_name", "number")
    subject = "certificate"

    def rows(self, user: Any) -> QuerySet:
        return (
            super()
            .rows(user)
            .annotate(
                participant_ref=F("participant__ref"),
                contact_ref=F("contact__ref"),
                course_code=F("course__code"),
                version_number=F("version__number"),
                enrollment_ref=F("enrollment__ref"),
                replaces_ref=F("replaces__ref"),
                has_paper=ExpressionWrapper(Q(document__isnull=False), BooleanField()),
                # What counts for ever comes last; pages go on by values, and nothing goes on from an empty one.
                ends=Coalesce("expires_on", Value(date.max)),
            )
        )

    def owner(self, row: Certificate) -> Certificate:
        """Who runs the training may, whoever looks after the company."""
        return row

    issues = {"asks": at_large(permissions.can_issue_certificates)}
    create = creates(
        issue_certificate, IssueCertificate, CertificateSerializer, asks=permissions.can_issue_certificates
    )
    revoke = verb("revoke", revoke_certificate, RevokeCertificate, CertificateSerializer, **issues)
    reissue = verb("reissue", reissue_certificate, ReissueCertificate, CertificateSerializer, **issues)

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY}, description="The certificate as PDF.")
    @action(detail=True, methods=["get"])
    def download(self, request: Request, **kwargs: str) -> HttpResponse:
        rows = Certificate.objects.visible_to(request.user).select_related("document")
        row = get_object_or_404(rows, ref=self.kwargs["ref"])
        if row.document is None:
            raise Http404
        return respond(row.document, to=request.user)
