"""The queue as one address asks for it: which tab, whose issues, which filters, in which order."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any, Final
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict

from issues import queue_filters, queue_tabs
from issues.models import Issue
from issues.queue_tabs import ALL, MINE, Asked, Tab
from issues.rules import queue_filters as rules
from issues.rules.queue_filters import Wanted
from portal.web import keyset
from portal.web.keyset import Page

NOUN: Final = "issues"
PAGE_SIZE: Final = 25
# No page waits for its total: it comes with the counts of the tabs.
LATER: Final = "…"
# What a row of the list shows, whichever columns are chosen.
SHOWN: Final = (
    "ref",
    "title",
    "area",
    "severity",
    "state",
    "channel",
    "operating_day",
    "settlement_run",
    "opened_at",
    "last_spoken_at",
    "awaiting_since",
    "resolved_at",
    "ended_at",
    "cause",
    "participant__ref",
    "participant__name",
    "category__code",
    "category__name",
    "owner__ref",
    "owner__name",
)
JOINED: Final = ("participant", "category", "owner")


class Queue:
    """Reads only; every list starts from what the person may see."""

    def __init__(self, lists: Mapping[str, Any], *, user: Any, now: datetime, asked: Asked | None = None) -> None:
        self.user = user
        self.now = now
        self.asked = asked or Asked(user, now)
        self.wanted: Wanted = rules.wanted(lists)
        self.tab: Tab = queue_tabs.tab_of(self._first(lists, "view", "any" if self.wanted.of("state") else ""))
        whose = self._first(lists, "whose", MINE if queue_tabs.mine_by_default(user) else ALL)
        self.whose = whose if whose in (MINE, ALL) else ALL
        sort = self._first(lists, "sort", self.tab.sort)
        self.sort = sort if sort in self.tab.sorts else self.tab.sort

    @classmethod
    def of_query(cls, query: str, *, user: Any, now: datetime, asked: Asked | None = None) -> "Queue":
        """The queue that the part of an address behind its question mark asks for."""
        return cls(lists_of(QueryDict(query)), user=user, now=now, asked=asked)

    @staticmethod
    def _first(lists: Mapping[str, Any], name: str, otherwise: str) -> str:
        return next(iter(lists.get(name, ())), "") or otherwise

    @property
    def query(self) -> str:
        """The same as an address writes it, without a page; equal questions are written equally."""
        return urlencode([("view", self.tab.key), ("whose", self.whose), ("sort", self.sort), *self.wanted.pairs()])

    def narrowed(self, tab: Tab, wanted: Wanted) -> QuerySet:
        rows = queue_tabs.of_whom(Issue.objects.visible_to(self.user), self.whose, self.asked)
        return queue_filters.narrowed(tab.narrow(rows, self.asked), wanted, self.user, self.now)

    @cached_property
    def rows(self) -> QuerySet:
        """All issues of this view, in no order."""
        return self.narrowed(self.tab, self.wanted)

    @property
    def in_order(self) -> QuerySet:
        """The same with what its order reads beside the issue's own fields; of a tab of clocks each by its clock."""
        if self.sort != "due" or self.tab.clocks is None:
            return self.rows
        still_open = replace(self.tab, narrow=lambda rows, asked: rows.still_open())
        return queue_filters.by_clock(self.narrowed(still_open, self.wanted), *self.tab.clocks(self.asked))

    @property
    def order(self) -> tuple[str, ...]:
        return queue_filters.ORDERS[self.sort]

    def page(self, *, after: str = "", before: str = "", size: int = PAGE_SIZE) -> Page:
        """One page with what its rows show; its total is asked for later."""
        rows = self.in_order.select_related(*JOINED).only(*SHOWN)
        return keyset.paginate(rows, self.order, after=after, before=before, size=size, total=LATER)

    def neighbor(self, ref: str, *, back: bool) -> str:
        """The reference of the issue before or after that one; nothing at either end."""
        rows = self.in_order.only("ref")
        bounds = {"before" if back else "after": ref}
        page = keyset.paginate(rows, self.order, size=1, total=LATER, **bounds)
        return page.first if page.first != ref else ""


def lists_of(given: QueryDict) -> dict[str, list[str]]:
    return {name: given.getlist(name) for name in given}
