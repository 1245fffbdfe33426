"""/api/v1/affiliations/ and /api/v1/relationships/"""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from participants.actions import affiliations as actions
from participants.api.shared import DatedFilters, LastDay, OfParticipant
from participants.choices import Certainty, Holding, Relation, TieKind, TieSource
from participants.models import Affiliation, Participant
from participants.permissions.affiliations import can_change_affiliation
from participants.relationships import EXPORTED, SHOWN, Relationships
from portal.rest.serializers import DayField, Input, RefField, RowSerializer, seen, shown
from portal.rest.views import Gate, creates, verb
from portal.scoping.today import market_day


class AffiliationSerializer(RowSerializer):
    """What `other` is to `participant`; an ownership between two participants is the child's parent."""

    participant = shown("seen_participant", nullable=True, note="Where you may see it.")
    other = shown("seen_other", nullable=True)
    told_by = shown("seen_teller", nullable=True, note="The company that declared it.")

    class Meta:
        model = Affiliation
        fields = (
            "ref",
            "participant",
            "other",
            "other_name",
            "kind",
            "share",
            "source",
            "certainty",
            "told_by",
            "announced_on",
            "starts_on",
            "ends_on",
        )


class AddAffiliation(Input):
    participant = RefField(Participant)
    other = RefField(Participant, required=False, allow_null=True, help_text="Where the other one is a participant.")
    other_name = serializers.CharField(max_length=200, required=False, allow_blank=True, help_text="Otherwise.")
    kind = serializers.ChoiceField(choices=TieKind.choices)
    share = serializers.DecimalField(max_digits=5, decimal_places=2, required=False, allow_null=True)
    source = serializers.ChoiceField(choices=TieSource.choices)
    certainty = serializers.ChoiceField(choices=Certainty.choices, default=Certainty.CERTAIN)
    announced_on = DayField(required=False, allow_null=True, help_text="For a change of ownership still to close.")
    starts_on = DayField(help_text="The closing day of a change of ownership.")
    ends_on = DayField(required=False, allow_null=True)


class AffiliationFilters(DatedFilters):
    participant = django_filters.CharFilter(method="of_party", help_text="Reference of either company.")
    kind = django_filters.ChoiceFilter(choices=TieKind.choices)

    def of_party(self, rows: QuerySet, name: str, ref: str) -> QuerySet:
        company = Participant.objects.visible_to(self.request.user).filter(ref=ref).first()
        return rows.none() if company is None else rows.of(company)


class AffiliationViewSet(OfParticipant):
    """How companies belong together. A participant's users read what their company declared itself."""

    members_only = True
    model = Affiliation
    serializer_class = AffiliationSerializer
    filterset_class = AffiliationFilters
    subject = "affiliation"

    def rows(self, user: Any) -> QuerySet:
        return (
            super()
            .rows(user)
            .annotate(
                seen_participant=seen(user, Participant, "participant"),
                seen_other=seen(user, Participant, "other"),
                seen_teller=seen(user, Participant, "told_by"),
            )
        )

    def owner(self, row: Affiliation) -> Affiliation:
        """Whoever may change one of the two companies may change what stands between them."""
        return row

    create = creates(actions.add_affiliation, AddAffiliation, AffiliationSerializer)
    end = verb("end", actions.end_affiliation, LastDay, AffiliationSerializer, asks=can_change_affiliation)


class AskRelationships(Input):
    participant = serializers.CharField(max_length=20, help_text="Reference of the participant.")
    relation = serializers.ChoiceField(choices=Relation.choices, required=False)
    holding = serializers.ChoiceField(choices=Holding.choices, default=Holding.NOW)
    q = serializers.CharField(max_length=200, required=False, help_text="In the other company's name.")
    most = serializers.IntegerField(default=SHOWN, min_value=1, max_value=EXPORTED, help_text="Of each relation.")


class RelationshipLine(serializers.Serializer):
    relation = serializers.ChoiceField(choices=Relation.choices)
    name = serializers.CharField(help_text="“A restricted participant” where you may not know which.")
    participant = serializers.CharField(source="ref", help_text="Empty for a company outside, and for a closed one.")
    what = serializers.CharField()
    since = serializers.DateField(allow_null=True)
    until = serializers.DateField(allow_null=True)
    share = serializers.DecimalField(max_digits=5, decimal_places=2, allow_null=True)
    source = serializers.CharField()


class RelationshipList(serializers.Serializer):
    results = RelationshipLine(many=True)
    left_off = serializers.ListField(child=serializers.CharField(), help_text="Relations of which there are more.")


class RelationshipsApiView(Gate, APIView):
    """A participant's family, agents, principals, and who represents whom; for the staff."""

    @extend_schema(parameters=[AskRelationships], responses=RelationshipList, operation_id="relationships_list")
    def get(self, request: Request) -> Response:
        """The relationships of one participant, grouped by what they are."""
        user = request.user
        if not user.is_staff or not user.can("participants.view"):
            raise Http404
        asked = AskRelationships(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        wanted = asked.validated_data
        company = Participant.objects.visible_to(user).filter(ref=wanted["participant"]).first()
        if company is None:
            raise Http404
        reading = Relationships(
            company,
            user,
            market_day(timezone.now()),
            holding=wanted["holding"],
            relation=wanted.get("relation", ""),
            words=wanted.get("q", ""),
            most=wanted["most"],
        )
        left_off = [group.relation for group in reading.groups if group.more]
        return Response(RelationshipList({"results": reading.lines, "left_off": left_off}).data)
