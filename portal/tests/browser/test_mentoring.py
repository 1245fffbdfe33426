"""A new colleague's first weeks: reading along, answers that the mentor releases until the topic is signed off, a
review with coaching points, accounts of the own, and a page of the library that a question corrects."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from accounts.actions.learning_catalog import load_learning
from accounts.actions.mentorings import start_mentoring
from accounts.actions.topics import load_topics, mark_expertise
from accounts.choices import Level
from accounts.models import Topic, User
from accounts.tests.factories import StaffFactory
from issues.actions.coaching_catalog import load_reviews
from issues.models import Comment, HeldAnswer
from issues.tests.factories import CategoryFactory, CommentFactory, IssueFactory
from participants.actions.complexity import mark_complexity
from participants.choices import Degree
from participants.models import Participant
from participants.tests.actions.following_up import load_deadlines
from participants.tests.factories import ParticipantFactory
from portal.tests.browser.conftest import arrived
from training.actions.article_reviews import approve_version, submit_for_review
from training.actions.articles import Text, add_article

pytestmark = pytest.mark.browser

SignIn = Callable[[User], Page]
WRITTEN = "Please send the bid file in the old format."
CORRECTED = "Please send the bid file in the new format."


def test_a_new_colleague_is_mentored_until_accounts_of_the_own(
    signed: SignIn,
    live_server: Any,
    manager: User,
    senior: User,
    supervisor: User,
    lantern: SimpleNamespace,
    restricted: SimpleNamespace,
) -> None:
    now, base = datetime.now(UTC), live_server.url
    load_deadlines(now)
    load_topics(now=now)
    load_reviews(now=now)
    crr = Topic.objects.get(code="crr")
    start_mentoring(mentor=senior, colleague=manager, by=supervisor, now=now, starts_on=(now - timedelta(9)).date())
    mark_expertise(person=senior, topic=crr, by=supervisor, now=now)
    category = CategoryFactory(code="WM-CRR", name="CRR", complex=True, topic=crr)
    issue = IssueFactory(participant=lantern.participant, owner=manager, category=category, title="Bid file rejected")
    CommentFactory(issue=issue, text="Which format do you need?")

    _opens_a_plan(signed, base, manager, senior, now)
    _shadows(signed, base, restricted.participant, manager, supervisor)

    page = signed(manager)
    page.goto(base + issue.get_absolute_url())
    page.get_by_role("textbox", name="Answer", exact=True).fill(WRITTEN)
    page.get_by_role("button", name="Send answer").click()
    expect(page.get_by_text(f"waits for release by {senior.name}").first).to_be_visible()
    assert not Comment.objects.filter(text=WRITTEN).exists()

    page = signed(senior)
    page.goto(f"{base}/answers/?view=mine")
    page.get_by_role("link", name="Bid file rejected").click()
    arrived(page, "Bid file rejected")
    page.get_by_label("Coaching point").fill("The format changed in spring: see the handbook.")
    page.get_by_role("textbox", name="Answer", exact=True).fill(CORRECTED)
    page.get_by_role("button", name="Release").click()
    expect(page.get_by_text("Released: it leaves in the author's name.")).to_be_visible()
    assert Comment.objects.get(text=CORRECTED).author == manager

    page = signed(manager)
    page.goto(base + HeldAnswer.objects.get().get_absolute_url())
    expect(page.locator("del")).to_have_text("old")
    expect(page.locator("ins")).to_have_text("new")
    expect(page.get_by_text("The format changed in spring")).to_be_visible()

    page = signed(senior)
    page.goto(base + manager.get_absolute_url())
    page.get_by_role("link", name="All topics").click()
    arrived(page, f"Topics of {manager.name}")
    page.get_by_role("button", name="Sign off for CRR").click()
    expect(page.get_by_text("Signed off", exact=True)).to_be_visible()

    page = signed(manager)
    page.goto(base + issue.get_absolute_url())
    page.get_by_role("textbox", name="Answer", exact=True).fill("Thank you, the file is accepted.")
    page.get_by_role("button", name="Send answer").click()
    expect(page.get_by_text("Answered.").first).to_be_visible()
    page.goto(f"{base}/staff/?q=who+knows+CRR%3F")
    expect(page.locator("table tbody tr")).to_have_count(1)
    expect(page.get_by_role("link", name=senior.name)).to_be_visible()

    _is_reviewed(signed, base, Comment.objects.get(text=CORRECTED), manager, senior)
    _has_learned(signed, base, manager)
    _takes_over(signed, base, manager, supervisor)
    _corrects_the_library(signed, base, manager, senior, now)


def _opens_a_plan(signed: SignIn, base: str, colleague: User, mentor: User, now: datetime) -> None:
    """The mentor begins the plan of the level and adds the step that this scenario reaches."""
    load_learning(now=now)
    page = signed(mentor)
    page.goto(f"{base}/staff/{colleague.ref}/learning/")
    page.get_by_role("button", name="Begin the plan").click()
    expect(page.get_by_text("0 of 9 steps done")).to_be_visible()
    page.get_by_text("Add a step").click()
    page.get_by_label("What is to be learned").fill("Signed off for congestion rights")
    page.get_by_label("What shows it").select_option("sign_off:crr")
    page.locator("#add-day").fill((now + timedelta(60)).date().isoformat())
    page.get_by_role("button", name="Add step").click()
    expect(page.get_by_text("0 of 10 steps done")).to_be_visible()


def _has_learned(signed: SignIn, base: str, colleague: User) -> None:
    """The sign-off and the shadowing count by themselves; the weak mark of the review does not."""
    page = signed(colleague)
    page.goto(f"{base}/staff/{colleague.ref}/learning/")
    expect(page.get_by_text("1 of 10 steps done")).to_be_visible()
    steps = page.locator(".learning-table tbody tr")
    expect(steps.filter(has_text="Signed off for congestion rights")).to_contain_text("Done")
    expect(steps.filter(has_text="Shadow a colleague")).to_contain_text("1 of 2")
    expect(steps.filter(has_text="Three answers")).to_contain_text("0 of 3")
    expect(page.locator("section", has_text="Competence record")).to_contain_text("CRR")


def _shadows(signed: SignIn, base: str, company: Participant, colleague: User, supervisor: User) -> None:
    """A supervisor opens a restricted participant; each page is recorded, and nothing can be written."""
    page = signed(supervisor)
    page.goto(f"{base}/participants/shadowings/")
    page.get_by_role("link", name="Arrange").click()
    arrived(page, "Arrange a shadowing")
    page.get_by_label("Who reads along").select_option(label=str(colleague))
    page.get_by_label("Participant", exact=True).fill(company.name)
    page.get_by_label("What for").fill("See how an acquisition is prepared")
    page.get_by_label("Opens the participant also where it is restricted").check()
    page.get_by_role("button", name="Arrange").click()
    arrived(page, f"{colleague.name} shadows {company.name}")
    sheet = page.url

    page = signed(colleague)
    page.goto(base + company.get_absolute_url())
    expect(page.get_by_text("You read along and change nothing.")).to_be_visible()
    page.goto(sheet)
    page.get_by_label("What you saw and learned").fill("The plan comes first.")
    page.get_by_role("button", name="Save the note").click()
    expect(page.get_by_text("Saved.")).to_be_visible()

    page = signed(supervisor)
    page.goto(sheet)
    expect(page.get_by_text(f"Participant {company.ref}, participant-detail")).to_be_visible()
    page.get_by_text("Comment", exact=True).click()
    page.get_by_role("textbox", name="Comment on the note").fill("Well seen.")
    page.get_by_role("button", name="Save the comment").click()
    expect(page.get_by_text("Well seen.")).to_be_visible()
    page.get_by_label("Why").fill("Seen enough")
    page.get_by_role("button", name="End", exact=True).click()
    expect(page.get_by_text("Ended: the next page is closed again.")).to_be_visible()
    page = signed(colleague)
    page.goto(base + company.get_absolute_url())
    expect(page.get_by_text("You read along")).to_have_count(0)


def _is_reviewed(signed: SignIn, base: str, said: Comment, colleague: User, mentor: User) -> None:
    """The colleague asks how an answer was; the mentor marks it, and the coaching points are taken up."""
    # It has left: nobody may take it back any more.
    Comment.objects.filter(pk=said.pk).update(seen_from=None)
    page = signed(colleague)
    page.goto(base + said.issue.get_absolute_url())
    page.get_by_role("link", name="Ask for a review of an answer").click()
    arrived(page, "Ask for a review")
    page.get_by_label("Answer").select_option(said.ref)
    page.get_by_label("What should be looked at").fill("Was it clear?")
    page.get_by_role("button", name="Ask for the review").click()
    expect(page.get_by_text(f"on its way to {mentor.name}")).to_be_visible()

    page = signed(mentor)
    page.goto(f"{base}/answer-reviews/")
    page.get_by_role("link", name=said.issue.title).click()
    arrived(page, said.issue.title)
    page.get_by_role("button", name="Save the review").click()
    expect(page.get_by_text("Give a mark for one criterion at least.").first).to_be_visible()
    page.get_by_label("Right").select_option("4")
    page.get_by_label("Clear and courteous").select_option("2")
    page.get_by_label("What of it, point 1").fill("Name the next step.")
    page.get_by_role("button", name="Save the review").click()
    expect(page.get_by_text("Saved: the author reads it now.")).to_be_visible()

    page = signed(colleague)
    page.goto(f"{base}/answer-reviews/?view=own")
    page.get_by_role("link", name=said.issue.title).click()
    arrived(page, said.issue.title)
    expect(page.get_by_text("Name the next step.")).to_be_visible()
    page.get_by_label("What you take along").fill("I will.")
    page.get_by_role("button", name="I have read it").click()
    expect(page.get_by_text("Discussed").first).to_be_visible()


def _takes_over(signed: SignIn, base: str, colleague: User, supervisor: User) -> None:
    """A company of low complexity goes at once; one marked above the level only with a supervisor's reason."""
    easy, hard = ParticipantFactory(name="Small Coop"), ParticipantFactory(name="Large Group")
    mark_complexity(participant=hard, degree=Degree.HIGH, reason="An agent", by=supervisor, now=datetime.now(UTC))
    page = signed(supervisor)
    for company in (easy, hard):
        page.goto(f"{base}/participants/{company.ref}/assignments/assign/")
        page.get_by_label("Person").select_option(colleague.ref)
        page.get_by_role("button", name="Assign").click()
        if company == hard:
            expect(page.get_by_text("marked").first).to_be_visible()
            assert not hard.assignments.exists()
            page.get_by_label("Why it is accepted above the level").fill("With the mentor beside")
            page.get_by_role("button", name="Assign").click()
        expect(page.get_by_text(f"{colleague.name} is assigned.")).to_be_visible()
    assert set(colleague.assignments.values_list("participant__name", flat=True)) >= {"Small Coop", "Large Group"}


def _corrects_the_library(signed: SignIn, base: str, colleague: User, mentor: User, now: datetime) -> None:
    """The colleague's question about a page leads to its next version."""
    owner = StaffFactory(name="Olga Owner", level=Level.TWO)
    article = add_article(by=owner, now=now, text=Text("Bid files", "Their format", "Use the old format."))
    submit_for_review(version=article.versions.get(), by=owner, now=now)
    approve_version(version=article.versions.get(), revision=1, by=mentor, now=now)
    page = signed(colleague)
    page.goto(f"{base}/library/{article.ref}/")
    page.get_by_label("No", exact=True).check()
    page.locator("#feedback textarea").fill("The format changed in spring, did it not?")
    page.locator("#feedback").get_by_role("button", name="Send").click()
    expect(page.locator("#feedback").get_by_role("button", name="Change")).to_be_visible()

    page = signed(owner)
    page.goto(base + article.get_absolute_url())
    expect(page.get_by_text("The format changed in spring, did it not?")).to_be_visible()
    page.get_by_role("link", name="New version").click()
    page.get_by_role("button", name="Begin a new version").click()
    arrived(page, "Edit Bid files")
    page.get_by_label("Text").fill("Use the new format, since spring.")
    page.get_by_role("button", name="Save and send to review").click()
    expect(page.get_by_text("Sent to review.")).to_be_visible()

    page = signed(mentor)
    page.goto(base + article.get_absolute_url())
    page.get_by_role("link", name="Review", exact=True).click()
    arrived(page, "Review Bid files")
    page.get_by_label("Publish it now").check()
    page.get_by_role("button", name="Decide").click()
    expect(page.get_by_text("Published.", exact=True)).to_be_visible()
    page = signed(colleague)
    page.goto(f"{base}/library/{article.ref}/")
    expect(page.get_by_text("Use the new format, since spring.")).to_be_visible()
