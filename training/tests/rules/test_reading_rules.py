"""Grading, taking questions apart, excerpts, and the starter articles' files; none needs a database."""

import pytest

from training.actions.article_catalog import FOLDER
from training.choices import ArticleKind, Audience
from training.rules.article_files import read_all
from training.rules.asking import begun, question, words_in
from training.rules.excerpts import FOUND_FROM, FOUND_TO, is_marked, marked, plain
from training.rules.quizzes import grade

TWO_RIGHT = {"a": [0], "b": [0, 2], "c": [1]}


@pytest.mark.parametrize(
    ("answers", "right", "percent", "passed"),
    [
        ({"a": [0], "b": [2, 0], "c": [1]}, 3, 100, True),
        ({"a": [0], "b": [0], "c": [1]}, 2, 66, False),  # half of several is none, and 66.7 is not 67
        ({"a": [0], "b": [0, 1, 2], "c": []}, 1, 33, False),  # ticking everything is no answer
        ({}, 0, 0, False),
        ({"a": [0], "b": [0, 2], "x": [1]}, 2, 66, False),  # what was not asked counts for nothing
    ],
)
def test_a_quiz_is_graded_question_by_question(
    answers: dict[str, list[int]], right: int, percent: int, passed: bool
) -> None:
    assert grade(TWO_RIGHT, answers, 70) == (right, 3, percent, passed)


def test_the_last_percent_is_enough_and_nothing_asked_is_no_quiz() -> None:
    assert grade(TWO_RIGHT, {"a": [0], "c": [1]}, 66).passed
    with pytest.raises(ValueError, match="without questions"):
        grade({}, {}, 70)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Form 23-E, please!", ("form", "23-e", "please")),
        ("section 16.2.1.", ("section", "16.2.1")),
        ("\x00'; DROP TABLE x;--", ("drop", "table", "x")),
        ("the the the", ("the",)),
        ("one two three four", ("two", "three", "four")),
    ],
)
def test_words_of_a_text(text: str, words: tuple[str, ...]) -> None:
    assert words_in(text, 3) == words


@pytest.mark.parametrize(
    ("text", "is_plain", "sections"),
    [
        ("bank account", True, []),
        ("section 16.2.1", True, ["16.2.1"]),
        ("NOG 3.2", True, ["NOG 3.2"]),
        ('"bank account"', False, []),
        ("bank -account", False, []),
        ("bank or account", False, []),
        ("23-E", True, []),
    ],
)
def test_a_question_is_taken_apart(text: str, is_plain: bool, sections: list[str]) -> None:
    asked = question(text)
    assert asked.plain is is_plain
    assert [one.words for one in asked.sections] == sections


def test_the_word_being_typed_is_only_begun() -> None:
    assert begun(("bank", "acc"), "bank acc") == ["bank", "acc*"]
    assert begun(("bank", "acc"), "bank acc ") == ["bank", "acc"]
    assert begun(("section", "16.2"), "section 16.2") == ["section", "16.2"]
    assert begun((), "") == []


def test_an_excerpt_is_escaped_and_only_what_was_found_is_marked() -> None:
    excerpt = f"<script>{FOUND_FROM}bank & co{FOUND_TO}</script>"
    assert marked(excerpt) == "&lt;script&gt;<mark>bank &amp; co</mark>&lt;/script&gt;"
    assert plain(excerpt) == "<script>bank & co</script>"
    assert is_marked(excerpt)
    assert not is_marked("bank")


@pytest.mark.parametrize("text", [f"a{FOUND_FROM}b", f"a{FOUND_TO}b", f"{FOUND_FROM}{FOUND_FROM}a{FOUND_TO}", ""])
def test_signs_without_their_other_half_leave_no_open_mark(text: str) -> None:
    html = marked(text)
    assert html.count("<mark>") == html.count("</mark>")


def test_the_starter_articles_are_sound() -> None:
    """Each says for whom it is, cites something, and asks questions that can be answered."""
    filed = read_all(FOLDER)
    assert 12 <= len(filed) <= 20
    assert len({one.title for one in filed}) == len(filed)
    for one in filed:
        assert one.cited, one.code
        assert len(one.summary) <= 400, one.code
        assert len(one.body) > 600, one.code
        assert (one.kind == ArticleKind.PROCEDURE) == bool(one.quiz) == (one.audience == Audience.STAFF), one.code
        for asked in one.quiz:
            assert len(asked.choices) > 1 <= len(asked.right), one.code
