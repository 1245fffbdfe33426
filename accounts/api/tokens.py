"""/api/v1/tokens/: one's own tokens. New ones are made on the settings page, behind a fresh confirmation."""

from typing import Any

from rest_framework import serializers

from accounts import permissions
from accounts.actions import tokens as actions
from accounts.models import ApiToken
from portal.rest.serializers import Input, RowSerializer
from portal.rest.views import ScopedViewSet, verb


class ApiTokenSerializer(RowSerializer):
    """Never the secret nor its digest; the former is shown once, when the token is made."""

    membership = serializers.CharField(
        source="membership_ref", read_only=True, help_text="The membership it works for; empty for staff."
    )
    expires_at = serializers.DateTimeField(source="expiry", read_only=True)

    class Meta:
        model = ApiToken
        fields = ("ref", "name", "scope", "nouns", "membership", "created_at", "expires_at", "last_used_at")


class Revoke(Input):
    reason = serializers.CharField(max_length=1000, required=False, allow_blank=True)


class ApiTokenViewSet(ScopedViewSet):
    """One's own tokens only, whatever the role."""

    model = ApiToken
    serializer_class = ApiTokenSerializer
    orders = {"created_at": ("created_at", "ref")}
    subject = "token"

    def owner(self, row: Any) -> Any:
        """Tokens belong to people: the permission asks about the token itself."""
        return row

    revoke = verb("revoke", actions.revoke_token, Revoke, None, asks=permissions.can_revoke_token)
