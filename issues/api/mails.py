"""/api/v1/incoming-mails/: for the staff only, and only to read; a decision about a mail is made on its page."""

from typing import Any

import django_filters
from django.db.models import F, QuerySet

from issues.choices import MailReason, MailState
from issues.models import IncomingMail
from portal.rest.filters import Filters
from portal.rest.serializers import RowSerializer, shown
from portal.rest.views import ScopedViewSet


class IncomingMailSerializer(RowSerializer):
    issue = shown("issue_ref", nullable=True, note="The issue it lies in, or may belong to while it waits.")
    participant = shown("participant_ref", nullable=True)
    judged_by = shown("judge_ref", nullable=True)

    class Meta:
        model = IncomingMail
        fields = (
            "ref",
            "sender",
            "subject",
            "received_at",
            "read_at",
            "size",
            "dmarc",
            "verdict",
            "state",
            "reason",
            "detail",
            "participant",
            "issue",
            "bounced",
            "acknowledged",
            "judged_by",
            "judged_at",
            "judgment",
        )


class IncomingMailFilters(Filters):
    state = django_filters.ChoiceFilter(choices=MailState.choices)
    reason = django_filters.ChoiceFilter(choices=MailReason.choices)
    issue = django_filters.CharFilter(field_name="issue__ref", help_text="Reference of the issue.")
    participant = django_filters.CharFilter(field_name="participant__ref", help_text="Reference of the participant.")


class IncomingMailViewSet(ScopedViewSet):
    """Mails that came in, what is known of them and what became of them; never what they say."""

    model = IncomingMail
    serializer_class = IncomingMailSerializer
    filterset_class = IncomingMailFilters
    orders = {"received_at": ("received_at", "id"), "created_at": ("id",)}
    search_fields = ("sender", "subject")

    def rows(self, user: Any) -> QuerySet:
        return (
            super()
            .rows(user)
            .annotate(
                issue_ref=F("issue__ref"),
                participant_ref=F("participant__ref"),
                judge_ref=F("judged_by__ref"),
            )
        )
