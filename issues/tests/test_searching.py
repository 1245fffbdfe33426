"""Finding issues by what was said, by number and by company, and never another's."""

from datetime import datetime
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from django.db import connection

from accounts.models import User
from issues import searching
from issues.models import DeskWords, Issue
from issues.queue_filters import said
from issues.search import find_issues, jump_to_issues
from issues.tests.factories import CommentFactory, ExternalReferenceFactory, IssueFactory, NoteFactory
from participants.tests.factories import ParticipantFactory
from portal.scoping import wall
from portal.search import registry

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue(lantern: SimpleNamespace) -> Issue:
    row = IssueFactory(participant=lantern.participant, title="Reads of the plant are missing", statement_id="S-771")
    CommentFactory(issue=row, text="The settlement statement of **Odessa** looks wrong.")
    NoteFactory(issue=row, text="They whispered about a merger.")
    ExternalReferenceFactory(issue=row, number="3104455")
    learn()
    return row


def learn() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT issues_learn_words()")


def found(user: User, words: str, now: datetime) -> list[Issue]:
    return list(said(Issue.objects.visible_to(user), words, user, now))


def test_the_staff_find_words_beginnings_typos_numbers_and_companies(
    issue: Issue, manager: User, now: datetime
) -> None:
    other = IssueFactory(title="Something else")
    for words in (
        "plant reads",
        "odesa settlement",
        "setlement",
        "whisperd",
        "odes",
        "3104455",
        "3104",
        "S-77",
        issue.ref,
    ):
        assert found(manager, words, now) == [issue], words
    assert found(manager, "lantern", now) == [issue]
    assert found(manager, "reads nowhere", now) == []
    assert other in found(manager, "something", now)


def test_a_common_word_is_asked_row_by_row(issue: Issue, manager: User, now: datetime) -> None:
    with patch.object(searching, "FEW", 0):
        assert found(manager, "odessa", now) == [issue]
        assert found(manager, "nothing", now) == []


def test_words_follow_corrections_and_moves(issue: Issue, manager: User, now: datetime) -> None:
    other = IssueFactory(participant=issue.participant, title="A second matter")
    comment = issue.comments.get()
    comment.apply(issue=other)
    issue.apply(title="Certificates expired")
    assert found(manager, "odessa", now) == [other]
    assert found(manager, "plant", now) == []
    assert found(manager, "certificate", now) == [issue]
    assert DeskWords.objects.count() == 2


def test_a_text_that_no_index_holds_is_written_all_the_same(issue: Issue) -> None:
    huge = " ".join(f"word{number}letters{number * 7919}" for number in range(100_000))
    for _ in range(8):
        CommentFactory(issue=issue, text=huge)
    assert issue.comments.count() == 9


def test_participants_find_what_they_may_read_and_nothing_of_the_notes(
    issue: Issue, org_admin: User, outsider: User, now: datetime
) -> None:
    with wall.inside(org_admin.acting_for):
        for words in ("plant", "odesa", "3104455", issue.ref):
            assert found(org_admin, words, now) == [issue], words
        assert found(org_admin, "whispered", now) == []
    with wall.inside(outsider.acting_for):
        assert found(outsider, "plant", now) == found(outsider, "3104455", now) == []


def test_restricted_participants_stay_unfound(manager: User, supervisor: User, now: datetime) -> None:
    closed = ParticipantFactory(restricted=True, restricted_reason="Acquisition")
    IssueFactory(participant=closed, title="Transformer on fire")
    assert found(manager, "transformer", now) == []
    assert len(found(supervisor, "transformer", now)) == 1


def test_a_hash_leads_straight_to_the_number(issue: Issue, manager: User) -> None:
    number = issue.ref.rpartition("-")[2].lstrip("0")
    hits = list(jump_to_issues(manager, number, 6))
    assert [hit.title for hit in hits] == [issue.title]
    assert [label for label, _hits in registry.search(manager, f"#{number}")] == ["Issues"]
    assert list(find_issues(manager, issue.ref, 6))[0].title == issue.title
