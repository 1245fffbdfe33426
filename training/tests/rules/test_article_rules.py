"""Moves, states, differences, citations and review dates of articles, without a database."""

from datetime import date

import pytest

from portal.lifecycle.refusals import Refused
from training.choices import ArticleState, ArticleVersionState
from training.rules import citations
from training.rules.article_moves import CURRENT, EDITABLE, MOVES, ONCE_PUBLISHED, OPEN, RECALLABLE, state_of_article
from training.rules.citations import Cited
from training.rules.differences import differences, with_context, words_changed
from training.rules.review_dates import require_review_date, usual

V = ArticleVersionState


def test_what_was_published_is_never_written_again() -> None:
    assert MOVES.states == set(V)
    assert {before for before in V if MOVES.allows(before, V.PUBLISHED)} == {V.IN_REVIEW, V.APPROVED}
    assert MOVES.after(V.PUBLISHED) == {V.SUPERSEDED}
    assert not MOVES.after(V.SUPERSEDED) | MOVES.after(V.DISCARDED)
    assert all(MOVES.allows(state, V.DISCARDED) for state in OPEN)
    assert set(OPEN) == set(EDITABLE) | set(RECALLABLE)
    assert set(CURRENT) & set(ONCE_PUBLISHED) == {V.PUBLISHED}


@pytest.mark.parametrize(
    ("published", "open_state", "archived", "state"),
    [
        (False, V.DRAFT, False, ArticleState.DRAFT),
        (False, V.RETURNED, False, ArticleState.DRAFT),
        (False, V.IN_REVIEW, False, ArticleState.IN_REVIEW),
        (False, V.APPROVED, False, ArticleState.SCHEDULED),
        (True, V.IN_REVIEW, False, ArticleState.PUBLISHED),
        (True, "", False, ArticleState.PUBLISHED),
        (True, "", True, ArticleState.ARCHIVED),
    ],
)
def test_an_article_is_what_its_versions_are(published: bool, open_state: str, archived: bool, state: str) -> None:
    assert state_of_article(published=published, open_state=open_state, archived=archived) == state


def told(before: str, after: str) -> list[tuple[str, str]]:
    marks = {"same": "{}", "added": "+{}+", "removed": "-{}-"}
    return [
        (block.kind, "".join(marks[piece.kind].format(piece.text) for piece in block.pieces))
        for block in differences(before, after)
    ]


def test_differences_are_told_by_words_and_paragraphs() -> None:
    before = "The window opens on May 1.\n\nKept as it is.\n\nGoes away entirely here."
    after = "The window opens on June 1.\n\nKept as it is.\n\nSomething wholly new 42."
    assert told(before, after) == [
        ("changed", "The window opens on -May-+June+ 1."),
        ("same", "Kept as it is."),
        ("added", "+Something wholly new 42.+"),
        ("removed", "-Goes away entirely here.-"),
    ]
    assert told("", "") == told("\n\n", "") == []
    assert told("a\r\n\r\nb", "a\n\nb") == [("same", "a"), ("same", "b")]
    assert words_changed(differences(before, after)) == (5, 5)


def test_both_texts_can_be_read_from_their_difference() -> None:
    before = "one two three\n\nfour five six\n\nseven"
    after = "one 2 three\n\ninserted\n\nfour five 6 six"
    blocks = differences(before, after)
    for left_out, text in (("added", before), ("removed", after)):
        parts = ["".join(piece.text for piece in block.pieces if piece.kind != left_out) for block in blocks]
        assert "\n\n".join(part for part in parts if part) == text


def test_of_a_long_text_only_the_surroundings_of_changes_are_shown() -> None:
    old = [f"Paragraph number {n} says this." for n in range(20)]
    new = [*old[:10], "Paragraph number 10 says that.", *old[11:]]
    shown = with_context(differences("\n\n".join(old), "\n\n".join(new)))
    assert [one if isinstance(one, int) else one.kind for one in shown] == [9, "same", "changed", "same", 8]


def test_a_very_long_paragraph_is_shown_as_removed_and_added() -> None:
    assert [block.kind for block in differences("word " * 3000, "word " * 3001)] == ["added", "removed"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x\n\n" * 15_000, "x\n\n" * 14_000),
        ("\n\n".join(f"old {n} one" for n in range(4_000)), "\n\n".join(f"new {n} two" for n in range(4_000))),
        ("a b " * 900, "b a " * 900),
    ],
    ids=["the same again and again", "wholly rewritten", "turned around"],
)
def test_no_two_texts_take_long_to_compare(before: str, after: str) -> None:
    # Without its bounds each of these would outlast the suite's patience.
    assert differences(before, after)


def test_sections_are_read_as_people_write_them() -> None:
    assert citations.read("16.2.1, nog 3.2; Section 16.11.4.3(1)(b)\n§ 2.1\n16.2.1") == (
        Cited("NP", "16.2.1"),
        Cited("NOG", "3.2"),
        Cited("NP", "16.11.4.3(1)(b)"),
        Cited("NP", "2.1"),
    )
    cited = citations.read("22A, RMG 7.3.2(4)")
    assert citations.read(citations.written(cited)) == cited
    assert citations.read(" \n") == ()


@pytest.mark.parametrize("text", ["see above", "16..2", "NOG", "16.2.1 and 16.3", "1" * 80, "<b>16</b>", "16.2.1(x"])
def test_what_is_no_section_is_refused_in_words(text: str) -> None:
    with pytest.raises(Refused, match="is no section"):
        citations.read(text)


def test_a_review_date_lies_between_tomorrow_and_three_years() -> None:
    today = date(2028, 2, 29)
    assert usual(today) == date(2029, 2, 28)
    require_review_date(usual(today), today)
    for day in (today, date(2027, 1, 1), date(2040, 1, 1)):
        with pytest.raises(Refused):
            require_review_date(day, today)
