"""/api/v1/calendars/"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from portal.calendars import loading, permissions
from portal.calendars.actions.calendars import HolidayDraft, publish_version
from portal.calendars.api.fields import HoursField, WeekField, instant_json
from portal.calendars.choices import DayKind
from portal.calendars.drafts import LONGEST_NAME, LONGEST_NOTE, LONGEST_SOURCE, MOST_A_YEAR, MOST_HOLIDAYS
from portal.calendars.missing import warnings_of
from portal.calendars.models import Calendar, CalendarVersion
from portal.calendars.opening import opening
from portal.calendars.week import DAY_NAMES
from portal.rest.filters import Filters
from portal.rest.serializers import DayField, Input, RowSerializer
from portal.rest.views import CatalogViewSet
from portal.web.days import EARLIEST, LATEST

YEAR = "year"
ONLY_A_YEAR = "Only the holidays of this year."


class YearField(serializers.IntegerField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=EARLIEST.year, max_value=LATEST.year, **kwargs)


class Interval(serializers.Serializer):
    weekday = serializers.CharField()
    number = serializers.IntegerField(help_text="1 is Monday.")
    opens = serializers.CharField(help_text="Local time, as 08:00.")
    closes = serializers.CharField(help_text="Local time; 24:00 is the end of the day.")


class HolidayRow(serializers.Serializer):
    date = serializers.DateField()
    name = serializers.CharField()
    hours = HoursField(help_text="Empty when closed all day.")
    verified = serializers.BooleanField()
    source = serializers.CharField()


class CalendarSerializer(RowSerializer):
    version = serializers.SerializerMethodField()
    zone = serializers.SerializerMethodField()
    intervals = serializers.SerializerMethodField()
    holidays = serializers.SerializerMethodField(help_text="Those that count.")
    entered_yearly = serializers.SerializerMethodField(help_text="Holidays whose days are set each year, and how many.")
    warnings = serializers.SerializerMethodField(help_text="What is not entered yet.")
    open_now = serializers.SerializerMethodField()
    closes_at = serializers.SerializerMethodField(help_text="Null while closed, or when it never closes.")
    next_opening = serializers.SerializerMethodField(help_text="Null when it never closes.")

    class Meta:
        model = Calendar
        fields = (
            "code",
            "name",
            "day_kind",
            "description",
            "source",
            "zone",
            "version",
            "intervals",
            "holidays",
            "entered_yearly",
            "warnings",
            "open_now",
            "closes_at",
            "next_opening",
        )

    def get_version(self, row: Calendar) -> int:
        return held(row).number

    def get_zone(self, row: Calendar) -> str:
        return held(row).zone

    @extend_schema_field(Interval(many=True))
    def get_intervals(self, row: Calendar) -> list[dict[str, Any]]:
        days = enumerate(zip(DAY_NAMES, held(row).week, strict=True), start=1)
        return [
            {"weekday": name, "number": number, "opens": opens, "closes": closes}
            for number, (name, hours) in days
            for opens, closes in hours
        ]

    @extend_schema_field(HolidayRow(many=True))
    def get_holidays(self, row: Calendar) -> list[dict[str, Any]]:
        year = self.context.get(YEAR)
        return [
            {
                "date": one.day.isoformat(),
                "name": one.name,
                "hours": one.hours,
                "verified": one.verified,
                "source": one.source,
            }
            for one in held(row).holidays.all()
            if one.counts and (year is None or one.day.year == year)
        ]

    def get_entered_yearly(self, row: Calendar) -> dict[str, int]:
        return held(row).entered_yearly

    def get_warnings(self, row: Calendar) -> list[str]:
        calendar = loading.work_calendar(held(row))
        return warnings_of(held(row), self.context["now"].astimezone(calendar.zone).date())

    def get_open_now(self, row: Calendar) -> bool:
        return self._opening(row).is_open

    def get_closes_at(self, row: Calendar) -> datetime | None:
        return instant_json(self._opening(row).closes_at)

    def get_next_opening(self, row: Calendar) -> datetime | None:
        return instant_json(self._opening(row).opens_at)

    def _opening(self, row: Calendar) -> Any:
        return opening(loading.work_calendar(held(row)), self.context["now"])


def held(row: Calendar) -> CalendarVersion:
    """The version that holds now, as the queryset fetched it."""
    return row.held[0]


class HolidayInput(Input):
    date = DayField()
    name = serializers.CharField(max_length=LONGEST_NAME)
    hours = HoursField(required=False, help_text="Shortened hours; empty when closed all day.")
    counts = serializers.BooleanField(default=True, help_text="False: the calendar is open all the same.")
    source = serializers.CharField(max_length=LONGEST_SOURCE, default="", allow_blank=True)
    verified = serializers.BooleanField(default=False)

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        return {"hours": ()} | data


class Publish(Input):
    base = serializers.IntegerField(min_value=1, help_text="The version this change is made from.")
    note = serializers.CharField(max_length=LONGEST_NOTE, help_text="Why.")
    week = WeekField(required=False, help_text='Hours of each weekday, Monday first: [[["08:00", "17:00"]], ...].')
    zone = serializers.CharField(required=False, max_length=60)
    holidays = serializers.ListField(
        child=HolidayInput(), required=False, max_length=MOST_HOLIDAYS, help_text="All of them, not only new ones."
    )
    entered_yearly = serializers.DictField(
        child=serializers.IntegerField(min_value=1, max_value=MOST_A_YEAR), required=False
    )


def publish(*, calendar: Calendar, holidays: Iterable[dict[str, Any]] | None = None, **given: Any) -> Calendar:
    """Publish a new version: what is not given stays as it is. Open clocks are then worked out anew."""
    present = loading.draft_of(calendar.versions.current().get())
    parts = {"week": present.week, "zone": present.zone, "entered_yearly": present.entered_yearly} | given
    days: Iterable[HolidayDraft] = present.holidays
    if holidays is not None:
        days = [HolidayDraft(day=row["date"], **{k: v for k, v in row.items() if k != "date"}) for row in holidays]
    publish_version(calendar=calendar, holidays=days, **parts)
    return calendar


class CalendarFilters(Filters):
    day_kind = django_filters.ChoiceFilter(choices=DayKind.choices)
    year = django_filters.NumberFilter(method="all_of_them", help_text=ONLY_A_YEAR)

    def all_of_them(self, rows: QuerySet, name: str, value: Any) -> QuerySet:
        """The year narrows what each row shows, not the rows."""
        return rows


class CalendarViewSet(CatalogViewSet):
    """Working time: the hours of a week and the holidays, as they hold now."""

    model = Calendar
    serializer_class = CalendarSerializer
    filterset_class = CalendarFilters
    orders = {"order": ("order", "code"), "code": ("code",)}
    search_fields = ("code", "name")

    def rows(self, user: Any) -> QuerySet:
        return super().rows(user).prefetch_related(loading.held())

    def get_serializer_context(self) -> dict[str, Any]:
        return super().get_serializer_context() | {"now": timezone.now(), YEAR: self._year()}

    def _year(self) -> int | None:
        given = self.request.query_params.get(YEAR, "") if self.request else ""
        if not given:
            return None
        try:
            return YearField().run_validation(given)
        except serializers.ValidationError as error:
            raise serializers.ValidationError({YEAR: error.detail}) from error

    @extend_schema(parameters=[OpenApiParameter(YEAR, int, description=ONLY_A_YEAR)])
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().retrieve(request, *args, **kwargs)

    @extend_schema(request=Publish, responses={201: CalendarSerializer}, description=publish.__doc__)
    @action(detail=True, methods=["post"])
    def versions(self, request: Request, **kwargs: str) -> Response:
        calendar = self.get_object()
        self.permit(permissions.can_edit)
        return self.answer(self.act(publish, calendar=calendar, **self.given(Publish)), status.HTTP_201_CREATED)
