"""Equal treatment: what was said on a section is held against what is said on it next."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from accounts.choices import Level
from accounts.models import User
from accounts.tests.factories import StaffFactory
from issues.actions import approved_answers as library
from issues.actions.bulk import advance, begin_bulk
from issues.actions.conversation import answer_issue
from issues.actions.dispatching import take_back_answer
from issues.actions.guidance_reviews import settle_review
from issues.actions.guiding import Unweighed, record_guidance
from issues.actions.moves import resolve_issue
from issues.actions.systemic import open_systemic, tell_all
from issues.actions.systemic_telling import deliver
from issues.models import Dispatch, Draft, Guidance, GuidanceReview, Issue, SystemicDelivery
from issues.rules.guidance import Said
from issues.tests.factories import IssueFactory
from issues.tests.referral_world import fresh, heard
from participants.models import FollowUp
from portal.calendars.models import Clock
from portal.lifecycle.refusals import IllegalMove, NotPermitted, Refused
from training.rules.citations import Cited

CHAPTER, PART, OTHER = Cited("NP", "16.12"), Cited("NP", "16.12.1"), Cited("NP", "16.12.2")


@pytest.fixture
def senior(db: None) -> User:
    return StaffFactory(name="Ruth Senior", level=Level.SENIOR)


@pytest.fixture
def elsewhere(desk: SimpleNamespace) -> Issue:
    """Somebody else's question on the same subject."""
    return IssueFactory(owner=desk.supervisor)


def say(issue: Issue, by: User, now: datetime, text: str, *said: Said) -> Guidance | None:
    comment = answer_issue(issue=issue, by=by, now=now, text=text, guidance=said)
    return Guidance.objects.filter(comment=comment).first()


def test_whoever_answers_on_the_section_next_says_whether_it_is_the_same(
    desk: SimpleNamespace, manager: User, elsewhere: Issue, senior: User, now: datetime
) -> None:
    first = say(desk.issue, manager, now, "Prairie Lantern Energy files two forms.", Said(CHAPTER))
    assert (first.stand, first.path, first.wording) == ("first", "NP/16/12/", "[the participant] files two forms.")
    boss, later = desk.supervisor, now + timedelta(days=90)

    with pytest.raises(Unweighed, match="Guidance on 16.12 was given on .*16.12.1 is the same") as refused:
        say(elsewhere, boss, later, "One form.", Said(PART))
    assert refused.value.code == "unweighed"
    assert refused.value.sections == [PART]
    with pytest.raises(Unweighed, match="Your text names 16.12.1"):
        say(elsewhere, boss, later, "Under section 16.12.1 one form is enough.")
    with pytest.raises(Unweighed, match="Say why your answer on 16.12.1 differs"):
        say(elsewhere, boss, later, "One form.", Said(PART, "differs", " "))
    with pytest.raises(Unweighed):
        resolve_issue(issue=elsewhere, by=boss, now=later, resolution="One form, 16.12.1.", cause="question")
    assert not elsewhere.comments.exists()
    assert Guidance.objects.count() == 1

    assert say(elsewhere, boss, later, "As section 16.12.1 says.", Said(PART, "mentioned")) is None
    assert say(elsewhere, boss, later, "Two forms.", Said(PART, "same")).earlier == first
    differs = say(elsewhere, boss, later, "One form.", Said(PART, "differs", "It is an LSE."))
    assert (differs.stand, differs.because, differs.review.state) == ("differs", "It is an LSE.", "open")
    assert Clock.objects.of(differs.review).get().due_at > later
    assert heard("issues.guidancereview.opened") == {"Ruth Senior"}

    long_after = later + timedelta(days=91)
    assert say(elsewhere, boss, long_after, "Three forms.", Said(CHAPTER)).stand == "first"
    assert say(elsewhere, boss, now, "Sibling.", Said(OTHER, "same")).earlier == first


def test_a_review_is_judged_by_somebody_else_and_every_participant_told_wrong_gets_a_task(
    desk: SimpleNamespace, manager: User, elsewhere: Issue, senior: User, now: datetime
) -> None:
    third = IssueFactory(owner=manager)
    say(desk.issue, manager, now, "Two forms.", Said(PART))
    say(elsewhere, desk.supervisor, now, "Two forms.", Said(PART, "same"))
    say(third, desk.supervisor, now, "One form.", Said(PART, "differs", "The rule says one."))
    review = GuidanceReview.objects.get()
    told = {"review": review, "now": now, "reason": "The table of 16.12.1 says one."}
    with pytest.raises(NotPermitted, match="You gave one of the two"):
        settle_review(by=desk.supervisor, outcome="both", **told)
    with pytest.raises(NotPermitted, match="Only senior"):
        settle_review(by=StaffFactory(level=Level.ONE), outcome="both", **told)
    with pytest.raises(Refused, match="Choose"):
        settle_review(by=senior, outcome="perhaps", **told)

    settle_review(by=senior, outcome="earlier", **told)
    tasks = FollowUp.objects.order_by("pk")
    assert [row.participant for row in tasks] == [desk.issue.participant, elsewhere.participant]
    assert tasks[0].responsible == manager
    assert "16.12.1" in tasks[0].title
    assert Guidance.objects.filter(ended="corrected", task__isnull=False).count() == 2
    assert Clock.objects.of(review).get().outcome == "met"
    with pytest.raises(IllegalMove):
        settle_review(by=senior, outcome="this", **told)
    # Only the right one is held against the next answer.
    assert say(third, desk.supervisor, now, "One.", Said(PART, "same")).earlier.wording == "One form."


def test_an_answer_that_is_taken_back_was_never_guidance(
    desk: SimpleNamespace, manager: User, elsewhere: Issue, senior: User, now: datetime
) -> None:
    say(desk.issue, manager, now, "Two forms.", Said(PART))
    say(elsewhere, desk.supervisor, now, "One form.", Said(PART, "differs", "Other facts."))
    answer = Dispatch.objects.get(issue=elsewhere)
    take_back_answer(issue=elsewhere, answer=answer, by=desk.supervisor, now=now)
    review = GuidanceReview.objects.select_related("guidance").get()
    assert (review.state, review.guidance.ended, review.guidance.comment) == ("dropped", "taken_back", None)
    assert Clock.objects.of(review).get().outcome == "canceled"
    assert not Guidance.objects.standing(now).filter(pk=review.guidance_id).exists()


def test_approved_words_count_as_the_same_once_somebody_else_approved_them(
    desk: SimpleNamespace, manager: User, elsewhere: Issue, senior: User, now: datetime
) -> None:
    say(desk.issue, manager, now, "Two forms.", Said(PART))
    wording = "Everybody files **one** form."
    answer = library.draft_answer(by=senior, now=now, section="section 16.12.1", title="Forms", wording=wording)
    text = f"Dear all,\n\n{wording}\n\n(Nodal Protocols, section 16.12.1)"
    with pytest.raises(Unweighed):
        say(elsewhere, desk.supervisor, now, text)
    with pytest.raises(NotPermitted, match="You drafted"):
        library.approve_answer(answer=answer, by=senior, now=now)
    library.approve_answer(answer=answer, by=desk.supervisor, now=now)
    used = say(elsewhere, desk.supervisor, now, text)
    assert (used.stand, used.approved.answer, used.section) == ("same", answer, "16.12.1")

    library.redraft_answer(answer=answer, by=manager, now=now, wording="Everybody files two forms.")
    assert say(elsewhere, desk.supervisor, now, text).approved.number == 1
    library.approve_answer(answer=answer, by=senior, now=now)
    assert [one.state for one in answer.versions.order_by("number")] == ["replaced", "approved"]
    with pytest.raises(Unweighed):
        say(elsewhere, desk.supervisor, now, text)
    library.retire_answer(answer=answer, by=senior, now=now, reason="The section was rewritten.")
    with pytest.raises(Refused, match="retired"):
        library.redraft_answer(answer=fresh(answer), by=manager, now=now, wording="New.")


def test_what_was_said_by_phone_is_recorded_without_the_participants_names(
    desk: SimpleNamespace, manager: User, now: datetime
) -> None:
    owner = desk.issue.participant
    given = {"participant": owner, "by": manager, "now": now, "section": "NOG 3.2"}
    row = record_guidance(wording=f"{owner.name.upper()} may test twice.", **given)
    assert (row.cited.words, row.wording, row.way) == ("NOG 3.2", "[the participant] may test twice.", "call")
    with pytest.raises(Unweighed):
        record_guidance(wording="Once.", **given)
    with pytest.raises(Refused, match="is no section"):
        record_guidance(wording="Once.", **given | {"section": "soon"})
    assert record_guidance(wording="Once.", mark="differs", because="A new rule.", **given).review.is_open
    assert not Guidance.objects.visible_to(desk.specialist).exists()


def test_a_text_to_many_waits_as_a_draft_where_it_lacks_its_authors_mark(
    desk: SimpleNamespace, manager: User, elsewhere: Issue, senior: User, now: datetime
) -> None:
    say(desk.issue, manager, now, "Two forms.", Said(PART))
    boss, later = desk.supervisor, now + timedelta(hours=1)
    text = "Dear {{ participant }}, under section 16.12.1 one form is enough."
    other = IssueFactory(owner=boss)
    library.approve_answer(
        answer=library.draft_answer(by=boss, now=now, section="16.12.2", title="Forms", wording="Two are enough."),
        by=senior,
        now=now,
    )
    run = begin_bulk(issues=[elsewhere, other], act="answer", told={"text": text}, by=boss, now=later)
    advance(run=run, now=later)
    assert {row.outcome for row in run.rows.all()} == {"needs_mark"}
    assert "16.12.1" in run.rows.first().reason
    assert fresh(run).finished_at == later
    assert not elsewhere.comments.exists()
    draft = Draft.objects.get(issue=elsewhere, person=boss, kind="answer")
    assert draft.text == text.replace("{{ participant }}", elsewhere.participant.name)
    # Marked on the issue itself, it leaves; the draft another text finds there is not overwritten.
    assert say(elsewhere, boss, later, draft.text, Said(PART, "same")).stand == "same"
    systemic = open_systemic(by=boss, now=later, title="Forms", cause="A rule.", issues=[elsewhere, other])
    tell_all(systemic=systemic, by=boss, now=later, text="Section 16.12.1: one form.")
    deliver(now=later)
    rows = SystemicDelivery.objects.order_by("issue")
    assert [row.state for row in rows] == ["needs_mark"] * 2
    assert Draft.objects.get(issue=other, person=boss, kind="answer").text != "Section 16.12.1: one form."
    assert "another draft" in rows.get(issue=other).refusal
