"""The building blocks of every template; loaded everywhere without `{% load %}`.

{% icon "zap" %} {% icon "zap" 20 %}         a Lucide icon, hidden from screen readers: put a word beside it
{% chip "Active" %}                          status with dot; its tone follows the word (portal/web/tones.py)
{% chip "Restricted" "warn" %}               or is given: good, warn, bad, info, accent, neutral
{% when issue.created_at %}                  "3 hours ago", the exact time in the viewer's zone on hover
{% moment issue.created_at %}                "Oct 16, 2026, 19:17", always exact
{% day contact.starts_on %}                  "Oct 16, 2026"
{% avatar user %} {% avatar "Ana Kowal" "lg" %}   initials on a color that stays the same for the name
{% sort_header "name" "Participant" %}       a column's <th> whose link sorts by it; "-name" begins downwards
{% browser session.user_agent %}             "Firefox on Windows"
<a href="tel:{{ phone|dialed }}">{{ phone }}</a>   a number to call
{% field form.email %}                       label, control, help and error of one field
{% field form.login "E-mail" %}              with another label than the form's own
{% empty "No contacts yet" icon="users" %}Add the first one.{% endempty %}
{{ version.body|markdown }}                  a text in Markdown as harmless HTML; put it into <div class="text">
{% querystring page=None q="x" %}            Django's own: the current query with changes
"""

import zlib
from datetime import date, datetime
from functools import lru_cache

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from portal.web import icons, words
from portal.web import markdown as texts
from portal.web.addresses import url_tag
from portal.web.tones import tone_of

register = template.Library()
register.tag("url", url_tag)

AVATAR_TINTS = 6
# Another order starts at the first page again.
CURSORS = ("after", "before", "page")


@register.filter
def dialed(phone: str) -> str:
    return words.dialed(phone)


@register.filter
def markdown(text: str) -> SafeString:
    return texts.to_html(str(text))


@register.simple_tag
def icon(name: str, size: int = 16) -> SafeString:
    return _icon(str(name), int(size))


@lru_cache(maxsize=512)
def _icon(name: str, size: int) -> SafeString:
    return mark_safe(icons.drawing(name, size))  # noqa: S308 - a file of the icon package, no text of ours in it


@register.simple_tag
def chip(text: object, tone: str = "") -> SafeString:
    label = str(text)
    return format_html('<span class="chip chip-{}">{}</span>', tone or tone_of(label), label) if label else ""


@register.simple_tag
def when(at: datetime | None) -> SafeString:
    if not at:
        return _nothing()
    return _time(at, words.distance(at, timezone.now()))


@register.simple_tag
def moment(at: datetime | None) -> SafeString:
    return _time(at, words.moment(timezone.localtime(at))) if at else _nothing()


@register.simple_tag
def day(on: date | None) -> SafeString:
    if not on:
        return _nothing()
    on = timezone.localdate(on) if isinstance(on, datetime) else on
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', on.isoformat(), words.long_day(on), words.short_day(on)
    )


@register.simple_tag
def avatar(person: object, size: str = "") -> SafeString:
    name = getattr(person, "name", "") or getattr(person, "email", "") or str(person)
    tint = zlib.crc32(name.casefold().encode()) % AVATAR_TINTS
    return format_html(
        '<span class="avatar avatar-tint-{}{}" aria-hidden="true">{}</span>',
        tint,
        f" avatar-{size}" if size else "",
        words.initials(name),
    )


@register.simple_tag
def browser(user_agent: str) -> str:
    return words.browser(user_agent)


@register.simple_tag
def field(bound_field, label: str = "") -> SafeString:
    bound_field.label = label or bound_field.label
    return bound_field.as_field_group()


@register.simple_block_tag(takes_context=True)
def empty(context, content: str, title: str, icon: str = "inbox") -> SafeString:
    return format_html(
        '<div class="empty">{}<p class="empty-title">{}</p><div class="empty-text">{}</div></div>',
        _icon(icon, 24),
        title,
        content,
    )


@register.simple_tag(takes_context=True)
def sort_header(context, key: str, label: str, css: str = "") -> SafeString:
    """The current order is the query's `sort`, else the view's context variable `sort`."""
    query = context["request"].GET.copy()
    current = query.get("sort") or context.get("sort", "")
    name = key.removeprefix("-")
    order = {name: "ascending", f"-{name}": "descending"}.get(current)
    query["sort"] = {name: f"-{name}", f"-{name}": name}.get(current, key)
    for cursor in CURSORS:
        query.pop(cursor, None)
    return format_html(
        '<th scope="col"{}{}><a class="sort" href="?{}">{}{}</a></th>',
        format_html(' class="{}"', css) if css else "",
        format_html(' aria-sort="{}"', order) if order else "",
        query.urlencode(),
        label,
        _icon({"ascending": "arrow-up", "descending": "arrow-down"}[order], 12) if order else "",
    )


def _time(at: datetime, text: str) -> SafeString:
    local = timezone.localtime(at)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        local.isoformat(timespec="seconds"),
        words.exact(local),
        text,
    )


def _nothing() -> SafeString:
    return format_html('<span class="muted">{}</span>', "–")
