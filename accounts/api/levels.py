"""/api/v1/level-rights/: what each level of account managers adds to the role; for whoever oversees the staff."""

from typing import Any

from rest_framework import serializers

from accounts.actions import level_rights as actions
from accounts.models import LevelRights
from accounts.permissions import can_change_levels
from accounts.rules.level_rights import OFFERED
from portal.lifecycle.refusals import Answer
from portal.rest.serializers import Input, RowSerializer
from portal.rest.views import ScopedViewSet, verb

WORDS = "; ".join(f"`{code}`: {right.about}" for code, right in OFFERED.items())


def decides(user: Any, row: LevelRights) -> Answer:
    return can_change_levels(user)


class LevelRightsSerializer(RowSerializer):
    level_name = serializers.CharField(source="get_level_display", read_only=True)
    rights = serializers.SerializerMethodField(help_text=WORDS)

    class Meta:
        model = LevelRights
        fields = ("ref", "level", "level_name", "rights", "edited", "version", "changed_at")

    def get_rights(self, row: LevelRights) -> list[str]:
        return sorted(row.held)


class ChangeLevel(Input):
    rights = serializers.ListField(
        child=serializers.CharField(max_length=40), allow_empty=True, max_length=50, help_text=WORDS
    )
    version = serializers.IntegerField(required=False, min_value=1, help_text="The version that was looked at.")
    reason = serializers.CharField(max_length=300)


class ResetLevel(Input):
    reason = serializers.CharField(max_length=300)


class LevelRightsViewSet(ScopedViewSet):
    """What each level adds to the role of an account manager."""

    model = LevelRights
    serializer_class = LevelRightsSerializer
    orders = {"level": ("id",)}
    subject = "level"

    def owner(self, row: LevelRights) -> LevelRights:
        return row

    change = verb("change", actions.change_level, ChangeLevel, LevelRightsSerializer, asks=decides)
    reset = verb("reset", actions.reset_level, ResetLevel, LevelRightsSerializer, asks=decides)
