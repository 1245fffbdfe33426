"""The rows of the queue: {% load queue %}{% queue_rows page.rows columns ticks=may_work ending=queue_link %}

Twenty-five rows of a dozen cells are most of what the page is. Each cell is one function here and no piece of a
template: drawn so they cost a tenth.
"""

from collections.abc import Callable, Iterable
from typing import Any, Final

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from issues.models import Issue
from portal.calendars.templatetags.deadlines import due
from portal.web.templatetags.look import avatar, day, icon, when

register = template.Library()

ICONS: Final = {1: "siren", 2: "chevrons-up", 3: "minus"}
NOTHING: Final = '<span class="muted">–</span>'
CHOSEN: Final = ("state", "area", "severity", "channel", "settlement_run", "cause")
LABELS: Final = {
    name: {key: escape(label) for key, label in Issue._meta.get_field(name).flatchoices} for name in CHOSEN
}


@register.simple_tag
def queue_rows(rows: Iterable[Any], columns: Iterable[str], *, ticks: bool, ending: str) -> SafeString:
    """`ticks`: whether rows are ticked for what is done to many; `ending`: what their addresses carry, so that the way
    leads on from each."""
    cells = [CELLS[key] for key in columns]
    after = escape(ending)
    drawn = (f"<tr>{_tick(row) if ticks else ''}\n{_title(row, after)}\n{_cells(row, cells)}</tr>\n" for row in rows)
    return mark_safe("".join(drawn))  # noqa: S308 - each cell escapes what it shows


def _cells(row: Any, cells: Iterable[Callable[[Any], str]]) -> str:
    return "".join(cell(row) for cell in cells)


def _tick(row: Any) -> str:
    label = escape(row.title)
    return (
        f'<td class="cell-tick"><input type="checkbox" name="issues" value="{escape(row.ref)}" form="bulk" '
        f'aria-label="Tick {label}"></td>'
    )


def _title(row: Any, ending: str) -> str:
    title, address = escape(row.title), escape(row.get_absolute_url())
    return (
        f'<td class="cell-title"><a class="row-link" href="{address}{ending}" title="{title}">{title}</a>'
        f'<span class="cell-note"><span class="mono">{escape(row.ref)}</span> · {_label(row, "state")}</span></td>'
    )


def _label(row: Any, name: str) -> str:
    """A choice in words, as `get_..._display` gives it."""
    value = getattr(row, name)
    return LABELS[name].get(value, escape(value))


def _participant(row: Any) -> str:
    company = row.participant
    address = escape(company.get_absolute_url())
    return f'<td data-label="Participant"><a href="{address}">{escape(company.name)}</a></td>'


def _category(row: Any) -> str:
    name = escape(row.category.name)
    return f'<td data-label="Category" class="small" title="{_label(row, "area")}">{name}</td>'


def _severity(row: Any) -> str:
    sign = icon(ICONS.get(row.severity, "chevrons-down"), 14)
    return f'<td><span class="severity severity-{row.severity}">{sign}{_label(row, "severity")}</span></td>'


def _due(row: Any) -> str:
    return f'<td class="nowrap">{due(row.clock) if row.clock else NOTHING}</td>'


def _owner(row: Any) -> str:
    if row.owner is None:
        return '<td data-label="Owner"><span class="text-warn">Nobody</span></td>'
    name = row.owner.name
    return f'<td data-label="Owner"><span class="person">{avatar(name, "sm")}{escape(name)}</span></td>'


def _small(name: str, without: str = "") -> Callable[[Any], str]:
    """A choice in words, or what stands there without one."""
    return lambda row: f'<td class="small">{_label(row, name) or without}</td>'


def _time(name: str, label: str, drawn: Callable[[Any], str]) -> Callable[[Any], str]:
    return lambda row: f'<td data-label="{label}" class="small nowrap">{drawn(getattr(row, name))}</td>'


# By the names of issues.queue_columns.
CELLS: Final[dict[str, Callable[[Any], str]]] = {
    "participant": _participant,
    "category": _category,
    "severity": _severity,
    "due": _due,
    "owner": _owner,
    "spoken": _time("last_spoken_at", "Last word", when),
    "opened": _time("opened_at", "Opened", day),
    "awaiting": _time("awaiting_since", "Waits since", when),
    "area": _small("area"),
    "channel": _small("channel"),
    "day": _time("operating_day", "Operating day", day),
    "run": _small("settlement_run", "–"),
    "cause": _small("cause", "–"),
}
