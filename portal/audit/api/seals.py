"""/api/v1/seals/: the seals of the audit trail, for whoever reads the whole trail, so that they are kept elsewhere."""

from typing import Any

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from rest_framework import serializers

from portal.audit.models import Seal
from portal.rest.views import ScopedViewSet


class SealSerializer(serializers.ModelSerializer):
    """What a seal says; `seal_digest` follows from the other fields and stands in the seal after it as `previous`."""

    ref = serializers.CharField(read_only=True, help_text="The number, as addresses name the seal.")

    seal_digest = serializers.CharField(source="digest", read_only=True)

    class Meta:
        model = Seal
        fields = ("ref", "number", "sealed_at", "count", "first_id", "last_id", "root", "previous", "seal_digest")
        read_only_fields = fields


class SealViewSet(ScopedViewSet):
    """Seals of the audit trail: each closes a batch of events and the seal before it. Read only."""

    model = Seal
    serializer_class = SealSerializer
    orders = {"number": ("number",)}
    lookup_value_regex = "[0-9]{1,18}"

    def rows(self, user: Any) -> QuerySet[Seal]:
        return super().rows(user).light().annotate(ref=Cast("number", CharField()))
