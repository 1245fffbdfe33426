"""What the list of issues in the API can be narrowed by: the queue's filters, several values each.

`severity=1&severity=2` are alternatives; different filters add up.
"""

from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from drf_spectacular.utils import extend_schema_field

from issues import queue_filters
from issues.choices import Area, CauseCode, Channel, IssueState, SettlementRun, Severity
from issues.querysets.held import shown_in
from issues.rules.issue_moves import STILL_OPEN
from issues.rules.queue_filters import MOST, Wanted
from portal.rest.filters import Filters, YesNo

LONGEST = 60


class TextsField(forms.MultipleChoiceField):
    """Short texts that name something; whether they do, the list shows."""

    def valid_value(self, value: str) -> bool:
        return 0 < len(value) <= LONGEST and value.isprintable()

    def clean(self, value: Any) -> list[str]:
        return super().clean(value)[:MOST]


@extend_schema_field({"type": "array", "items": {"type": "string", "maxLength": LONGEST}})
class SeveralTexts(django_filters.MultipleChoiceFilter):
    field_class = TextsField

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(method="narrow", **kwargs)


class Several(django_filters.MultipleChoiceFilter):
    def __init__(self, choices: Any, **kwargs: Any) -> None:
        super().__init__(choices=choices, method="narrow", **kwargs)


class IssueFilters(Filters):
    """Each with several values; participants ask only by what they read of an issue."""

    staff_only = frozenset({"owner", "role", "cause"})
    # What the queue calls a filter otherwise.
    named: ClassVar[dict[str, str]] = {"settlement_run": "run"}

    q = django_filters.CharFilter(method="said", max_length=200, help_text="Words, a number or a company.")
    participant = SeveralTexts(help_text="References of participants.")
    area = Several(Area.choices)
    category = SeveralTexts(help_text="Codes of categories.")
    severity = Several(Severity.choices)
    state = Several(IssueState.choices)
    channel = Several(Channel.choices)
    cause = Several(CauseCode.choices)
    settlement_run = Several(SettlementRun.choices)
    owner = SeveralTexts(help_text="References of people; “me” and “none” as well.")
    role = SeveralTexts(help_text="Codes of market roles of the participant.")
    number = SeveralTexts(help_text="Reference, number in another system, statement ID or ESI ID, as it is written.")
    statement_id = django_filters.CharFilter()
    esi_id = django_filters.CharFilter()
    operating_day = django_filters.DateFilter()
    operating_day_from = django_filters.DateFilter(field_name="operating_day", lookup_expr="gte")
    operating_day_until = django_filters.DateFilter(field_name="operating_day", lookup_expr="lte")
    opened_from = django_filters.IsoDateTimeFilter(field_name="opened_at", lookup_expr="gte")
    opened_until = django_filters.IsoDateTimeFilter(field_name="opened_at", lookup_expr="lte")
    open = YesNo(method="only_open", help_text="Whether somebody still has to act.")

    def narrow(self, rows: QuerySet, name: str, values: list[str]) -> QuerySet:
        if not values:
            return rows
        wanted = Wanted({self.named.get(name, name): tuple(values)})
        return queue_filters.narrowed(rows, wanted, self.request.user, timezone.now())

    def said(self, rows: QuerySet, name: str, words: str) -> QuerySet:
        words = " ".join(words.replace("\x00", "").split())
        return queue_filters.said(rows, words, self.request.user, timezone.now()) if words else rows

    def only_open(self, rows: QuerySet, name: str, wanted: bool) -> QuerySet:
        still_open = Q(state__in=STILL_OPEN) if self.request.user.is_staff else shown_in(STILL_OPEN)
        return rows.filter(still_open if wanted else ~still_open)
