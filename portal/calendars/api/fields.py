"""What the endpoints of calendars and deadlines take and show: instants, hours, weeks, ledgers."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from portal.calendars import weeks
from portal.calendars.ledger import LedgerSpan
from portal.calendars.week import Hours
from portal.calendars.weeks import BadHours, Week
from portal.web.days import EARLIEST, LATEST

INSTANT: Final = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d{1,6}))?)?(Z|[+-]\d{2}:?\d{2})?",
    re.ASCII | re.IGNORECASE,
)
SECOND: Final = timedelta(seconds=1)
PAIRS: Final = {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2}


@extend_schema_field(OpenApiTypes.DATETIME)
class InstantField(serializers.Field):
    """An instant in ISO 8601 with its offset from UTC, to the microsecond at most."""

    default_error_messages = {
        "invalid": "An instant such as 2026-03-06T16:55:00-06:00, to the microsecond at most.",
        "naive": "Without its offset from UTC an instant is unclear: give it as in 2026-03-06T16:55:00-06:00.",
        "range": f"An instant from the year {EARLIEST.year} to the year {LATEST.year}.",
    }

    def to_internal_value(self, data: Any) -> datetime:
        found = INSTANT.fullmatch(data) if isinstance(data, str) else None
        if found is None:
            self.fail("invalid")
        day, clock, seconds, fraction, offset = found.groups()
        if offset is None:
            self.fail("naive")
        exact = f"{clock}:{seconds or '00'}.{(fraction or '').ljust(6, '0')}"
        try:
            instant = datetime.fromisoformat(f"{day}T{exact}{'+00:00' if offset in 'Zz' else offset}")
        except ValueError:
            self.fail("invalid")
        if not EARLIEST.year < instant.year < LATEST.year:
            self.fail("range")
        return instant.astimezone(UTC)

    def to_representation(self, value: datetime) -> str:
        return instant_json(value)


@extend_schema_field({"type": "array", "items": PAIRS})
class HoursField(serializers.Field):
    """The hours of a day: `[["08:00", "12:00"], ["13:00", "17:00"]]`."""

    def to_internal_value(self, data: Any) -> tuple[Hours, ...]:
        try:
            return weeks.day_from_json(data)
        except BadHours as error:
            raise serializers.ValidationError(str(error)) from error

    def to_representation(self, value: Any) -> Any:
        return value


@extend_schema_field({"type": "array", "items": {"type": "array", "items": PAIRS}, "minItems": 7, "maxItems": 7})
class WeekField(serializers.Field):
    """The hours of each weekday, Monday first."""

    def to_internal_value(self, data: Any) -> Week:
        try:
            return weeks.from_json(data)
        except BadHours as error:
            raise serializers.ValidationError(str(error)) from error

    def to_representation(self, value: Any) -> Any:
        return value


# One row of a ledger; the spans lie end to end, and what they count adds up to the amount.
class LedgerRow(serializers.Serializer):
    to = serializers.DateTimeField(allow_null=True, help_text="Null while a pause is open.")
    counted_seconds = serializers.FloatField(help_text="Business time, for minutes and hours.")
    counted_days = serializers.IntegerField(help_text="Whole days, for days.")
    reason = serializers.CharField()
    kind = serializers.CharField(help_text="counted, closed, weekend, holiday, paused or not_counted")

    def get_fields(self) -> dict[str, serializers.Field]:
        return {"from": serializers.DateTimeField(), **super().get_fields()}


def ledger_json(spans: Iterable[LedgerSpan]) -> list[dict[str, Any]]:
    """A ledger as the API shows it."""
    return [
        {
            "from": instant_json(span.start),
            "to": instant_json(span.end),
            "counted_seconds": seconds_json(span.counted),
            "counted_days": span.counted_days,
            "reason": span.reason,
            "kind": span.kind,
        }
        for span in spans
    ]


def instant_json(instant: datetime | None) -> str | None:
    """The instant in UTC, as "2026-03-09T13:05:00Z"."""
    return None if instant is None else instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def seconds_json(length: timedelta) -> int | float:
    """Seconds, whole ones as a whole number, exact to the microsecond."""
    return length.total_seconds() if length % SECOND else length // SECOND
