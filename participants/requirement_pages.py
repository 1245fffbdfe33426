"""What the pages show of requirements: items with links, names and words instead of codes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.urls import reverse

from accounts.models import Department
from participants.choices import FlightPart, SourceTag
from participants.rules.requirements import Dependency, Item
from participants.rules.requirements.words import lead_time
from portal.calendars.models import Calendar

VERIFIED = SourceTag("V")


class Link(NamedTuple):
    """A piece of text, and where it leads if anywhere."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Names:
    """The catalogs that items name by code; two statements."""

    departments: Mapping[str, str]
    days: Mapping[str, str]

    @classmethod
    def read(cls) -> "Names":
        days = {row.code: row.get_day_kind_display() for row in Calendar.objects.only("code", "day_kind")}
        return cls(dict(Department.objects.values_list("code", "name")), days)


@dataclass(frozen=True)
class Shown:
    """An item as a page shows it."""

    item: Item
    names: Names

    @property
    def url(self) -> str:
        return item_url(self.item.code)

    @property
    def reviewers(self) -> str:
        return ", ".join(self.names.departments.get(code, code) for code in self.item.reviewers)

    @property
    def lead_time(self) -> str:
        return lead_time(self.item, self.names.days.get(self.item.day_kind, self.item.day_kind))

    @property
    def waits_for(self) -> list[list[Link]]:
        return [links_of(one) for one in self.item.dependencies]

    @property
    def verified(self) -> bool:
        return self.item.tag == VERIFIED

    @property
    def how_sure(self) -> str:
        return SourceTag(self.item.tag).label

    @property
    def flight(self) -> str:
        return FlightPart(self.item.flight).label if self.item.flight else ""


def shown_of(items: Iterable[Item], names: Names) -> list[Shown]:
    return [Shown(item, names) for item in items]


def item_url(code: str) -> str:
    return reverse("participants:requirement-detail", args=[code])


def links_of(dependency: Dependency) -> list[Link]:
    """A dependency in words, its codes as links."""
    match dependency.kind:
        case "item":
            return [Link(dependency.code, item_url(dependency.code))]
        case "block":
            url = reverse("participants:requirement-block", args=[dependency.code])
            return [Link("all mandatory items of block "), Link(dependency.code, url)]
        case "range":
            first, last = (Link(code, item_url(code)) for code in (dependency.first, dependency.last))
            return [first, Link(" to "), last, *_without(dependency.without)]
    return [Link(dependency.in_words())]


def _without(codes: Iterable[str]) -> list[Link]:
    links: list[Any] = []
    for code in codes:
        links += [Link(", " if links else " without "), Link(code, item_url(code))]
    return links
