from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from portal.web import words

NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)  # noon in Chicago


@pytest.fixture(autouse=True)
def _central_time():
    with timezone.override("America/Chicago"):
        yield


@pytest.mark.parametrize(
    ("gap", "text"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(seconds=-20), "just now"),
        (timedelta(minutes=1, seconds=30), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(hours=3), "3 hours ago"),
        (timedelta(hours=-5), "in 5 hours"),
        (timedelta(hours=-1), "in 1 hour"),
        (timedelta(hours=14), "yesterday 22:00"),
        (timedelta(hours=-20), "tomorrow 08:00"),
        (timedelta(days=2), "Nov 21, 2026"),
        (timedelta(days=400), "Oct 19, 2025"),
    ],
)
def test_a_distance_is_said_as_a_person_would(gap, text):
    assert words.distance(NOW - gap, NOW) == text


def test_twelve_hours_back_on_the_same_day_is_today():
    evening = NOW + timedelta(hours=11)
    assert words.distance(evening - timedelta(hours=13), evening) == "today 10:00"


def test_days_and_moments_are_american_with_a_24_hour_clock():
    at = datetime(2026, 3, 5, 7, 9, tzinfo=UTC)
    assert words.short_day(date(2026, 3, 5)) == "Mar 5, 2026"
    assert words.moment(at) == "Mar 5, 2026, 07:09"
    assert words.exact(at) == "Thursday, March 5, 2026, 07:09 UTC"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Marcus Oyelaran", "MO"),
        ("Ana María Kowal", "AK"),
        ("Cher", "C"),
        ("ana.kowal@mesa.example", "AK"),
        ("", "?"),
        ("<b>", "?"),
        ("4 Winds", "4W"),
    ],
)
def test_initials_are_of_the_first_and_the_last_name(name, expected):
    assert words.initials(name) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15",
            "Safari on macOS",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"),
        ("", "Unknown browser"),
    ],
)
def test_a_browser_is_named_as_people_know_it(header, expected):
    assert words.browser(header) == expected


@pytest.mark.parametrize(
    ("phone", "address"),
    [("+1 512 555 0119", "+15125550119"), ("(512) 555-0119", "5125550119"), ("512.555.0119 ext 42", "5125550119,42")],
)
def test_a_phone_number_can_be_dialed(phone, address):
    assert words.dialed(phone) == address
