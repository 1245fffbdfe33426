"""How entries and fields of issues are protected, as the API tells it."""

from typing import Any

from django.utils import timezone
from rest_framework import serializers

from issues import protected_reading
from issues.protected_reading import Badge
from portal.documents.choices import Protection


class EntryProtectionSerializer(serializers.Serializer):
    ref = serializers.CharField(help_text="Of the protection itself, as the log of openings names it.")
    protection = serializers.ChoiceField(Protection.choices, help_text="Its class.")
    confidential_until = serializers.DateField(allow_null=True, help_text="The last one; null without an end.")
    why_until = serializers.CharField(help_text="How that day was reckoned.")
    because = serializers.CharField(help_text="On what grounds it has this class.")
    set_by_operator = serializers.BooleanField()
    released = serializers.BooleanField(help_text="Whether somebody decided to let go of it.")


class FieldProtectionSerializer(EntryProtectionSerializer):
    field = serializers.CharField(help_text="Which structured field.")


def told(one: Badge) -> dict[str, Any]:
    return {
        "ref": one.ref,
        "protection": one.code,
        "confidential_until": one.until.isoformat() if one.until else None,
        "why_until": one.why,
        "because": one.because,
        "set_by_operator": one.by_operator,
        "released": one.released,
    }


class NotesOpenings:
    """What is protected and given out to somebody of the staff is written down, for its owner to read.

    `whole_lists`: also where it stands in a list.
    """

    whole_lists = True

    def get_object(self) -> Any:
        row = super().get_object()
        if self.action == "retrieve":
            protected_reading.note_read([row], by=self.request.user, now=timezone.now())
        return row

    def paginate_queryset(self, queryset: Any) -> Any:
        rows = super().paginate_queryset(queryset)
        if rows and self.whole_lists and self.action == "list":
            protected_reading.note_read(rows, by=self.request.user, now=timezone.now())
        return rows
