"""A file of sessions: rows become sessions, and every fault is told with its row."""

from datetime import UTC, datetime, time

import pytest

from participants.rules.imports.outcome import RowRefused, UnreadableFile
from training.rules.session_table import clock_of, read

HEAD = "course,format,date,starts,ends,session,last_date,zone,title,place,seats,link,link_note,note"


def file_of(*rows: str, head: str = HEAD) -> bytes:
    return "\n".join([head, *rows]).encode()


def test_rows_that_share_a_word_are_days_of_one_session() -> None:
    found = read(
        file_of(
            "set301,Classroom,2027-02-09,09:00,5:00 PM,A,,,,Taylor,30,,,",
            "SET301,classroom,02/10/2027,8:00 AM,16:00,A,,,,,,,,",
            "WMO-RT,online,2027-03-01,08:30,17:00,,,,Real-time,,,https://join.example/1,code 5,",
        )
    )
    assert [(one.row, one.course, one.format, len(one.days), one.errors) for one in found] == [
        (2, "SET301", "classroom", 2, {}),
        (4, "WMO-RT", "online", 1, {}),
    ]
    assert found[0].days[0] == (datetime(2027, 2, 9, 15, tzinfo=UTC), datetime(2027, 2, 9, 23, tzinfo=UTC))
    assert (found[0].seats, found[0].place) == (30, "Taylor")
    assert (found[1].link_url, found[1].link_note, found[1].title) == ("https://join.example/1", "code 5", "Real-time")


def test_a_self_paced_session_is_a_window_until_the_end_of_its_last_day() -> None:
    (found,) = read(file_of("FND,self-paced,2027-02-01,,,,2027-03-31,,,,,,,"))
    assert found.errors == {}
    assert found.days == [(datetime(2027, 2, 1, 6, tzinfo=UTC), datetime(2027, 4, 1, 5, tzinfo=UTC))]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",online,2027-02-09,09:00,10:00,,,,,,,,,", "The course is missing."),
        ("FND,webinar,2027-02-09,09:00,10:00,,,,,,,,,", "is not one of classroom, online, self_paced"),
        ("FND,online,9 Feb,09:00,10:00,,,,,,,,,", "is not a date"),
        ("FND,online,2027-02-09,nine,10:00,,,,,,,,,", "is not a time of day; write 08:30 or 8:30 AM."),
        ("FND,online,2027-02-09,10:00,09:00,,,,,,,,,", "The day ends before it begins."),
        ("FND,online,2027-02-09,09:00,10:00,,2027-02-10,,,,,,,", "give each day a row of its own"),
        ("FND,online,2027-02-09,09:00,10:00,,,Central,,,,,,", "write it as America/Chicago"),
        ("FND,online,2027-02-09,09:00,10:00,,,,,,thirty,,,", "are not a number from 1 to 10,000"),
        ("FND,online,2026-03-08,02:30,10:00,,,,,,,,,", "the clocks skip 02:30"),
    ],
)
def test_a_row_that_cannot_be_says_why(row: str, reason: str) -> None:
    (found,) = read(file_of(row))
    assert reason in found.errors[2]


def test_a_file_of_something_else_is_refused_as_a_whole() -> None:
    with pytest.raises(UnreadableFile, match="must name the columns"):
        read(b"name,phone\nA,1\n")


@pytest.mark.parametrize(
    ("text", "expected"), [("12:00 AM", time(0)), ("12:15 pm", time(12, 15)), ("7:05", time(7, 5))]
)
def test_times_of_day_are_read_in_both_spellings(text: str, expected: time) -> None:
    assert clock_of(text, "starts") == expected


@pytest.mark.parametrize("text", ["24:00", "13:00 PM", "0:30 AM", "08:60", "8"])
def test_what_no_clock_shows_is_no_time(text: str) -> None:
    with pytest.raises(RowRefused):
        clock_of(text, "starts")
