"""/api/v1/deadlines/preview/"""

from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from portal.calendars.api.fields import InstantField, LedgerRow, instant_json, ledger_json
from portal.calendars.choices import DueTime, StartDay, Unit
from portal.calendars.loading import current
from portal.calendars.localtime import NeverOpens, TooFar
from portal.calendars.models import Calendar
from portal.calendars.pauses import Pause
from portal.calendars.targets import Due, Target, due
from portal.calendars.week import WorkCalendar
from portal.rest.serializers import Input, RefField
from portal.rest.views import Gate

MOST_DAYS: Final = 4000
LARGEST: Final = {Unit.DAY: MOST_DAYS, Unit.HOUR: MOST_DAYS * 24, Unit.MINUTE: MOST_DAYS * 24 * 60}
MOST_PAUSES: Final = 200
MOST_ROWS: Final = 20_000
BACKWARD: Final = "Counting back takes no pauses."


@extend_schema_field({"type": "number"})
class AmountField(serializers.Field):
    """A JSON number: no text, no truth value, nothing infinite."""

    default_error_messages = {"invalid": "A whole or decimal number."}

    def to_internal_value(self, data: Any) -> Decimal:
        if type(data) not in (int, float):
            self.fail("invalid")
        # The shortest decimal that reads as this number is what was written.
        amount = Decimal(repr(data)) if isinstance(data, float) else Decimal(data)
        if not amount.is_finite():
            self.fail("invalid")
        return amount

    def to_representation(self, value: Any) -> Any:
        return value


PAIR = {
    "type": "array",
    "items": {"type": "string", "format": "date-time", "nullable": True},
    "minItems": 2,
    "maxItems": 2,
}


@extend_schema_field(PAIR)
class PauseField(serializers.Field):
    """A pair of instants; the second is null while the pause is open."""

    default_error_messages = {
        "invalid": "A pair of instants: from when, and until when or null.",
        "order": "This pause ends before it begins.",
    }

    def to_internal_value(self, data: Any) -> Pause:
        if not isinstance(data, list) or len(data) != 2:
            self.fail("invalid")
        one = InstantField()
        start = one.to_internal_value(data[0])
        end = None if data[1] is None else one.to_internal_value(data[1])
        if end is not None and end < start:
            self.fail("order")
        return Pause(start, end)

    def to_representation(self, value: Any) -> Any:
        return value


class Preview(Input):
    calendar = RefField(Calendar, name="code", help_text="Code of the calendar, as in /api/v1/calendars/.")
    start = InstantField(help_text="From when it counts, with the offset from UTC.")
    amount = AmountField(help_text=f"Negative counts back. At most {MOST_DAYS} days, or as many hours and minutes.")
    unit = serializers.ChoiceField(choices=Unit.choices, help_text="Days are whole days on which the calendar opens.")
    start_day = serializers.ChoiceField(
        choices=StartDay.choices, default=StartDay.EXCLUSIVE, help_text="For days: whether the first one counts."
    )
    due_time = serializers.ChoiceField(
        choices=DueTime.choices, default=DueTime.SAME, help_text="For days: the time of day of the result."
    )
    at_zero = serializers.ChoiceField(
        choices=[("start", "the start itself"), ("opening", "the next opening")],
        default="start",
        help_text="For minutes and hours: what an amount of nothing means.",
    )
    pauses = serializers.ListField(
        child=PauseField(), max_length=MOST_PAUSES, default=list, help_text="Pairs [from, to]; to is null while open."
    )

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        largest = LARGEST[data["unit"]]
        if abs(data["amount"]) > largest:
            raise serializers.ValidationError({"amount": [f"At most {largest} {Unit(data['unit']).label}."]})
        if data["amount"] < 0 and data["pauses"]:
            raise serializers.ValidationError({"pauses": [BACKWARD]})
        return data


class Previewed(serializers.Serializer):
    calendar = serializers.CharField()
    calendar_version = serializers.IntegerField()
    rule = serializers.CharField(help_text="The target in words.")
    due_at = serializers.DateTimeField(allow_null=True, help_text="Null while a pause is open.")
    ledger = LedgerRow(many=True)


class DeadlinePreviewView(Gate, APIView):
    """What a deadline would be, and why."""

    only_reads = True
    http_method_names = ["post"]

    @extend_schema(request=Preview, responses=Previewed, summary="Preview", operation_id="deadlines_preview")
    def post(self, request: Request) -> Response:
        """When a target would be due in a calendar, and why: every span that counts or does not. Writes nothing."""
        asked = Preview(data=request.data, context={"request": request})
        asked.is_valid(raise_exception=True)
        data = asked.validated_data
        version, calendar = current(data["calendar"].code)
        target = _target(data)
        found = _due(calendar, data["start"], target, data["pauses"])
        return Response(
            {
                "calendar": calendar.code,
                "calendar_version": version.number,
                "rule": target.in_words(),
                "due_at": instant_json(found.due_at),
                "ledger": ledger_json(found.ledger),
            }
        )


def _target(data: dict[str, Any]) -> Target:
    try:
        return Target(data["amount"], data["unit"], data["start_day"], data["due_time"], data["at_zero"])
    except ValueError as error:
        raise serializers.ValidationError({"amount": [str(error)]}) from error


def _due(calendar: WorkCalendar, start: datetime, target: Target, pauses: list[Pause]) -> Due:
    """The engine's answer; what it cannot reach is a matter of the amount, a calendar that never opens its own."""
    try:
        found = due(calendar, start, target, pauses)
    except NeverOpens as error:
        raise serializers.ValidationError({"calendar": [str(error)]}) from error
    except (TooFar, ValueError, OverflowError) as error:
        raise serializers.ValidationError({"amount": [str(error)]}) from error
    if len(found.ledger) > MOST_ROWS:
        raise serializers.ValidationError({"amount": [f"Its ledger would have more than {MOST_ROWS} rows."]})
    return found
