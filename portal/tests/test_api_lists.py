"""Lists of the API: walking them page by page, searching, filtering, sorting."""

import inspect
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from participants.actions.reference_catalogs import load_reference_catalogs
from participants.actions.requirements_catalog import load_requirements
from participants.choices import AssignmentKind
from participants.models import Participant
from participants.tests.factories import AssignmentFactory, FollowUpFactory, ParticipantFactory, RegistrationFactory
from portal.rest import routers
from portal.rest.serializers import Input, RefField
from training.tests.factories import LearningStepFactory

LIST = "/api/v1/participants/"


def names(client: Client, question: str = "", path: str = LIST) -> list[str]:
    answer = client.get(f"{path}?{question}")
    assert answer.status_code == 200, answer.content
    return [row["name"] for row in answer.json()["results"]]


def walk(client: Client, address: str | None, key: str = "next") -> list[list[str]]:
    pages = []
    while address:
        body = client.get(address).json()
        pages.append([row["ref"] for row in body["results"]])
        address = body[key]
    return pages


@pytest.fixture
def many(db) -> list[Participant]:
    """23 companies, several of the same name."""
    return [ParticipantFactory(name=f"Company {number % 4}") for number in range(23)]


@pytest.mark.parametrize("ordering", ["", "name", "-name", "created_at", "-created_at"])
@pytest.mark.parametrize("size", [1, 5, 23])
def test_walking_a_list_shows_each_row_once(ordering, size, signed_in, supervisor, many):
    client = signed_in(supervisor)
    pages = walk(client, f"{LIST}?page_size={size}&ordering={ordering}")
    refs = [ref for page in pages for ref in page]
    assert len(refs) == len(set(refs)) == 23
    assert all(len(page) <= size for page in pages)


def test_walking_back_shows_the_same_pages(signed_in, supervisor, many):
    client = signed_in(supervisor)
    there = walk(client, f"{LIST}?page_size=5")
    address = f"{LIST}?page_size=5"
    while following := client.get(address).json()["next"]:
        address = following
    back = walk(client, address, "previous")
    assert [ref for page in reversed(back) for ref in page] == [ref for page in there for ref in page]
    assert client.get(f"{LIST}?page_size=5").json()["previous"] is None


def test_rows_added_or_filtered_out_meanwhile_do_not_shift_the_walk(signed_in, supervisor, many):
    client = signed_in(supervisor)
    first = client.get(f"{LIST}?page_size=5&ordering=name&origin=entered").json()
    Participant.objects.filter(ref=first["results"][-1]["ref"]).update(origin="listed")
    ParticipantFactory(name="AAA, before everything")
    rest = walk(client, first["next"])
    refs = [row["ref"] for row in first["results"]] + [ref for page in rest for ref in page]
    assert sorted(refs) == sorted(one.ref for one in many)


def test_addresses_of_pages_hold_no_fact_of_a_row(signed_in, supervisor, many):
    following = signed_in(supervisor).get(f"{LIST}?page_size=5&ordering=name").json()["next"]
    assert "Company" not in following
    assert "after=MP-" in following


@pytest.mark.parametrize("cursor", ["after=MP-00000000", "before=MP-00000000", "after=%00", "after=a&before=b"])
def test_a_page_after_an_unknown_row_is_refused_not_started_anew(cursor, signed_in, supervisor, many):
    answer = signed_in(supervisor).get(f"{LIST}?{cursor}")
    assert answer.status_code == 400


def test_a_foreign_row_as_a_cursor_reads_like_one_that_does_not_exist(signed_in, outsider, lantern):
    client = signed_in(outsider)
    foreign = client.get(f"{LIST}?after={lantern.participant.ref}")
    assert foreign.status_code == 400
    assert foreign.json() == client.get(f"{LIST}?after=MP-00000000").json()


@pytest.mark.parametrize(("wish", "given"), [("", 50), ("page_size=60", 60), ("page_size=999", 200)])
def test_the_size_of_a_page(wish, given, signed_in, supervisor):
    ParticipantFactory.create_batch(201)
    assert len(signed_in(supervisor).get(f"{LIST}?{wish}").json()["results"]) == given


@pytest.mark.parametrize("wish", ["0", "-1", "x", "1.5", "²"])
def test_a_size_that_is_none_is_refused(wish, signed_in, supervisor):
    assert signed_in(supervisor).get(LIST, {"page_size": wish}).status_code == 400


def test_searching_forgives_typos_and_puts_the_likeliest_first(signed_in, supervisor, lantern, mesa):
    client = signed_in(supervisor)
    assert names(client, "search=prairie+lantern") == ["Prairie Lantern Energy"]
    assert names(client, "search=prarie+lantern") == ["Prairie Lantern Energy"]
    assert names(client, "search=222222222") == ["Blue Mesa Trading"]
    assert names(client, "search=QMESA") == ["Blue Mesa Trading"]


def test_a_search_is_walked_page_by_page(signed_in, supervisor, many):
    client = signed_in(supervisor)
    refs = [ref for page in walk(client, f"{LIST}?search=company&page_size=4") for ref in page]
    assert len(refs) == len(set(refs)) == 23


@pytest.mark.parametrize("words", ["\x00", "a\x00b", "x" * 201, "\x1b"])
def test_a_search_for_what_no_text_holds_is_refused(words, signed_in, supervisor):
    assert signed_in(supervisor).get(LIST, {"search": words}).status_code == 400


@pytest.mark.parametrize("noun", sorted(routers.nouns()))
def test_a_search_takes_words_for_words(noun, signed_in, supervisor, lantern):
    client = signed_in(supervisor)
    for words in ("o'brien; --", "%", "_", "\\", "x" * 200, "' OR 1=1 --"):
        answer = client.get(f"/api/v1/{noun}/", {"search": words})
        assert answer.status_code in {200, 400}
        if answer.status_code == 400:
            assert answer.json()["errors"][0]["code"] == "unknown"


@pytest.mark.parametrize(
    "question",
    ["colour=blue", "ordering=search_text", "ordering=--name", "ordering=name,duns", "name__startswith=P", "offset=3"]
    + ["without_account_manager=perhaps", "registration_status=x", "restricted=1"],
)
def test_what_is_not_allowed_is_refused_not_ignored(question, signed_in, supervisor):
    assert signed_in(supervisor).get(f"{LIST}?{question}").status_code == 400


def test_filters_of_participants(signed_in, supervisor, manager, lantern, mesa, restricted):
    alone = ParticipantFactory(name="Nobody's Company")
    RegistrationFactory(participant=alone, status="terminated")
    client = signed_in(supervisor)
    assert names(client, "without_account_manager=true") == ["Nobody's Company"]
    assert names(client, "without_account_manager=false&ordering=name") == [
        "Blue Mesa Trading",
        "Prairie Lantern Energy",
        "Quiet Harbor Storage",
    ]
    assert names(client, f"account_manager={manager.ref}") == ["Prairie Lantern Energy"]
    assert names(client, "duns=222222222") == ["Blue Mesa Trading"]
    assert names(client, "restricted=true") == ["Quiet Harbor Storage"]
    assert len(names(client, "role=QSE")) == 3
    assert names(client, "registration_status=terminated") == ["Nobody's Company"]
    assert names(client, "role=QSE&search=mesa") == ["Blue Mesa Trading"]


def test_who_was_responsible_on_a_day(signed_in, supervisor, manager, colleague):
    company = ParticipantFactory()
    AssignmentFactory(participant=company, person=manager, starts_on="2026-01-01", ends_on="2026-03-03")
    AssignmentFactory(participant=company, person=colleague, starts_on="2026-03-04")
    AssignmentFactory(participant=company, person=colleague, kind=AssignmentKind.BACKUP, starts_on="2026-01-01")
    client = signed_in(supervisor)

    def responsible(day: str) -> list[str]:
        question = {"on": day, "participant": company.ref, "kind": "primary"}
        return [row["person_name"] for row in client.get("/api/v1/assignments/", question).json()["results"]]

    assert responsible("2026-03-03") == ["Dana Manager"]
    assert responsible("2026-03-04") == ["Omar Colleague"]
    assert responsible("2025-12-31") == []
    assert client.get("/api/v1/assignments/?on=yesterday").status_code == 400


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("contacts/?participant={ref}", 1),
        ("contacts/?email=CONTACT@lantern.example", 1),
        ("contacts/?active=false", 0),
        ("contacts/?search=lantern", 1),
        ("contact-roles/?participant={ref}&kind=authorized_representative&on=2026-01-01", 1),
        ("registrations/?participant={ref}&role=QSE&status=qualified", 1),
        ("registrations/?no_longer_listed=true", 0),
        ("registrations/?search=QLAN", 1),
        ("resources/?participant={ref}&type=generation&active=true", 1),
        ("representations/?participant={ref}&on=2026-01-01", 1),
        ("representations/?participant=MP-00000000", 0),
        ("memberships/?participant={ref}&kind=member&on=2026-01-01", 1),
        ("agencies/?participant={ref}", 0),
        ("assignments/?participant={ref}", 1),
        ("market-roles/?kind=registration&search=qse", 1),
    ],
)
def test_filters_of_the_other_nouns(question, found, signed_in, supervisor, member, lantern, mesa):
    address = "/api/v1/" + question.format(ref=lantern.participant.ref)
    answer = signed_in(supervisor).get(address)
    assert answer.status_code == 200, answer.content
    assert len(answer.json()["results"]) == found


def shape(rows: list[dict[str, Any]]) -> set[frozenset[str]]:
    return {frozenset(row) for row in rows}


OTHERS = {"tokens", "departments", "agencies", "calendars", "deadlines", "issue-surveys", "report-runs", "seals"}
# Lists that need rows of their own are tried among those of the matrix of access, which has one of everything.
AMONG_EVERYTHING = {
    "acknowledgments",
    "adr-cases",
    "affiliations",
    "answer-reviews",
    "applications",
    "article-feedback",
    "article-versions",
    "approved-answers",
    "articles",
    "attendance",
    "bank-accounts",
    "campaigns",
    "certificates",
    "changes",
    "checklist-items",
    "checklists",
    "coverage-gaps",
    "access-review-lines",
    "access-reviews",
    "disclosures",
    "disputes",
    "duty-shifts",
    "enrollments",
    "escalations",
    "expertise",
    "grid-events",
    "hand-over-lines",
    "hand-over-notes",
    "hand-overs",
    "held-answers",
    "incoming-mails",
    "interactions",
    "issue-categories",
    "issue-comments",
    "issue-files",
    "issue-notes",
    "issues",
    "item-evidence",
    "guidance",
    "guidance-reviews",
    "improvements",
    "learning-goals",
    "learning-plans",
    "level-rights",
    "marketrak-issues",
    "meetings",
    "obligations",
    "official-letters",
    "plan-milestones",
    "plan-objectives",
    "plan-reviews",
    "plan-risks",
    "plan-stakeholders",
    "plan-tasks",
    "plan-versions",
    "plans",
    "referrals",
    "relationship-health",
    "saved-replies",
    "service-policies",
    "sessions",
    "settlement-dates",
    "shadowings",
    "report-schedules",
    "sign-offs",
    "systemic-issues",
    "test-results",
    "topics",
    "training-coverage",
    "training-needs",
    "version-decisions",
    "waivers",
}


@pytest.mark.parametrize("noun", sorted(set(routers.nouns()) - OTHERS - AMONG_EVERYTHING))
def test_a_row_has_the_same_shape_in_the_list_and_alone(noun, signed_in, supervisor, member, lantern, now):
    load_reference_catalogs(now=now)
    load_requirements(now=now)
    FollowUpFactory(participant=lantern.participant)
    LearningStepFactory()
    client = signed_in(supervisor)
    rows = client.get(f"/api/v1/{noun}/").json()["results"]
    name = rows[0].get("ref") or rows[0]["code"]
    assert client.get(f"/api/v1/{noun}/{name}/").json() == rows[0]
    assert len(shape(rows)) == 1


@pytest.mark.parametrize("noun", sorted(routers.nouns()))
def test_nobody_can_ask_by_what_is_not_shown(noun: str) -> None:
    """A filter over a field that only the staff read would tell it, answer by answer."""
    view = routers.nouns()[noun]
    hidden = set(getattr(getattr(view.serializer_class, "Meta", None), "staff_only", ()))
    if view.filterset_class is None or not hidden:
        return
    asked = view.filterset_class.base_filters.items()
    open_ones = {name for name, one in asked if hidden & {name, (one.field_name or name).partition("__")[0]}}
    assert open_ones <= view.filterset_class.staff_only


def shapes(shape: type[Input] = Input) -> Iterator[type[Input]]:
    for one in shape.__subclasses__():
        yield one
        yield from shapes(one)


def test_related_rows_are_always_looked_up_for_the_person_who_names_them() -> None:
    named = [field for shape in shapes() for field in shape().fields.values() if isinstance(field, RefField)]
    assert named
    for field in named:
        # A model is narrowed by `visible_to`; anything else is asked with the person, and must take one.
        if not isinstance(field.rows, type):
            inspect.signature(field.rows).bind("the person")
