"""The template tags; each is rendered as a page would."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone
from lucide import IconDoesNotExist

from portal.web.banners import Banner


def draw(source: str, **context: object) -> str:
    return Template(source).render(Context(context))


def test_an_icon_is_hidden_from_screen_readers():
    drawn = draw('{% icon "pencil" %}')
    assert drawn.startswith("<svg")
    assert 'aria-hidden="true"' in drawn
    assert 'width="16"' in drawn


def test_an_unknown_icon_is_a_fault_of_the_template():
    with pytest.raises(IconDoesNotExist):
        draw('{% icon "no-such-icon" %}')


def test_a_chip_takes_its_tone_from_the_word_or_as_told():
    assert draw('{% chip "Active" %}') == '<span class="chip chip-good">Active</span>'
    assert draw('{% chip "Active" "info" %}') == '<span class="chip chip-info">Active</span>'
    assert draw('{% chip "" %}') == ""


def test_text_of_users_is_escaped_everywhere():
    evil = "<script>alert(1)</script>"
    for tag in ("{% chip evil %}", "{% avatar evil %}", "{% empty evil %}{{ evil }}{% endempty %}"):
        assert "<script" not in draw(tag, evil=evil)


def test_times_carry_no_microseconds_and_the_viewers_zone():
    at = datetime(2026, 11, 23, 18, 0, 5, 123456, tzinfo=UTC)
    with timezone.override("America/Chicago"):
        drawn = draw("{% moment at %}", at=at)
    assert 'datetime="2026-11-23T12:00:05-06:00"' in drawn
    assert ">Nov 23, 2026, 12:00<" in drawn
    assert "12:00 CST" in drawn


def test_a_day_is_the_day_in_the_viewers_zone():
    late = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
    with timezone.override("America/Chicago"):
        assert ">Nov 23, 2026<" in draw("{% day at %}", at=late)
    assert 'datetime="2026-03-05"' in draw("{% day at %}", at=date(2026, 3, 5))


def test_a_missing_time_is_a_dash():
    for tag in ("{% when at %}", "{% moment at %}", "{% day at %}"):
        assert "–" in draw(tag, at=None)


def test_an_avatar_keeps_its_color():
    assert draw('{% avatar "Ana Kowal" %}') == draw('{% avatar "Ana Kowal" %}')
    assert "avatar-lg" in draw('{% avatar "Ana Kowal" "lg" %}')


def test_an_empty_state_takes_the_next_step_as_its_content():
    drawn = draw('{% empty "No contacts yet" icon="users" %}<a href="/new">Add one</a>{% endempty %}')
    assert "No contacts yet" in drawn
    assert '<a href="/new">Add one</a>' in drawn


@pytest.mark.parametrize(
    ("address", "order", "target"),
    [
        ("/?q=x", None, "q=x&amp;sort=name"),
        ("/?sort=name&after=P-1", "ascending", "sort=-name"),
        ("/?sort=-name", "descending", "sort=name"),
    ],
)
def test_a_column_sorts_from_its_head(address, order, target):
    drawn = draw('{% sort_header "name" "Name" %}', request=RequestFactory().get(address))
    assert f'href="?{target}"' in drawn
    assert ("aria-sort" in drawn) is bool(order)
    if order:
        assert f'aria-sort="{order}"' in drawn


def test_the_views_default_order_is_shown_too():
    drawn = draw('{% sort_header "-at" "Last contact" %}', request=RequestFactory().get("/"), sort="-at")
    assert 'aria-sort="descending"' in drawn


def test_the_number_in_a_banner_is_called_from_there():
    shell = {"banners": [Banner("Our office is closed now.", "Call the desk:", phone="+1 512 555 0100")]}
    drawn = render_to_string("components/banners.html", {"shell": shell})
    assert 'Call the desk: <a class="nowrap" href="tel:+15125550100">+1 512 555 0100</a></div>' in drawn
