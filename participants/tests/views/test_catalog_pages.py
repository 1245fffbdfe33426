"""The catalogs at the desk and in the API: every row with its source; supervisors keep the flights."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils.html import escape

from participants import models
from participants.actions.catalog import load_roles
from participants.actions.reference_catalogs import CATALOGS, load_reference_catalogs
from participants.rules.flights import NONE_AHEAD
from participants.tests.actions.recorded import nothing_recorded, recorded
from portal.scoping.today import MARKET_ZONE
from portal.testing import acting

pytestmark = pytest.mark.django_db

TABS = {
    "forms": "forms",
    "lead times": "lead-times",
    "obligations": "obligations",
    "change procedures": "changes",
    "test flights": "flights",
    "plan templates": "plan-templates",
    "measures of health": "health",
    "classes of protected information": "protection",
}
NOUNS = {
    "forms": "forms",
    "lead times": "lead-times",
    "obligations": "obligation-types",
    "change procedures": "change-procedures",
    "test flights": "test-flights",
    "plan templates": "plan-templates",
    "measures of health": "health-measures",
    "classes of protected information": "protection-classes",
}
# What these hold is not shared: whoever is not of the staff is shown none.
INNER = {models.PlanTemplate, models.HealthMeasure}
FLIGHTS = reverse("participants:catalog-flights")
ADD = reverse("participants:flight-add")
DATES = {
    "starts_on": "2027-02-02",
    "ends_on": "2027-03-05",
    "application_deadline": "2027-01-13T17:00",
    "registration_deadline": "2027-01-27T17:00",
    "texas_set": "5.0",
    "source": "market notice",
    "tag": "V",
}
FLIGHT = {"code": "0227"} | DATES


@pytest.fixture(autouse=True)
def _loaded(db: None, now: datetime) -> None:
    load_roles(now=now)
    load_reference_catalogs(now=now)


@pytest.mark.parametrize("catalog", CATALOGS, ids=lambda catalog: catalog.name)
def test_a_page_shows_every_row_with_its_source(signed_in: Any, manager: Any, catalog: Any) -> None:
    page = signed_in(manager).get(reverse(f"participants:catalog-{TABS[catalog.name]}")).content.decode()
    rows = list(catalog.model.objects.all())
    assert len(rows) == len(catalog.defaults())
    assert all(escape(row.source) in page for row in rows)
    if catalog.model is models.HealthMeasure:
        # Proposals of this product: they go by their names, and there is no rule of the market to check them against.
        assert all(escape(row.name) in page for row in rows)
        assert page.count(">Proposal<") == len(rows)
        assert "erified" not in page
        return
    assert all(row.code in page for row in rows)
    unverified = sum(not row.verified for row in rows)
    assert page.count(">Unverified<") == unverified
    assert page.count(">Verified<") == len(rows) - unverified
    assert (f"{unverified} of {len(rows)} rows" in page) is bool(unverified)


@pytest.mark.parametrize("tab", TABS.values())
def test_an_empty_catalog_says_so(signed_in: Any, manager: Any, tab: str) -> None:
    for catalog in CATALOGS:
        catalog.model.objects.all().delete()
    page = signed_in(manager).get(reverse(f"participants:catalog-{tab}"))
    assert page.status_code == 200
    assert "yet</" in page.content.decode()


def test_lead_times_are_told_in_words(signed_in: Any, manager: Any) -> None:
    models.LeadTime.objects.filter(code="LT-NCI").update(calendar="gone")
    page = signed_in(manager).get(reverse("participants:catalog-lead-times")).content.decode()
    assert "6 months" in page
    assert "10 days" in page


@pytest.mark.parametrize("who", ["org_admin", "outsider", "agent"])
def test_participants_find_no_page_of_the_desk(signed_in: Any, request: pytest.FixtureRequest, who: str) -> None:
    client = signed_in(request.getfixturevalue(who))
    row = models.TestFlight.objects.first()
    assert all(client.get(reverse(f"participants:catalog-{tab}")).status_code == 404 for tab in TABS.values())
    for address in (ADD, reverse("participants:flight-change", args=[row.ref])):
        assert client.get(address).status_code == client.post(address, FLIGHT).status_code == 404
    assert models.TestFlight.objects.count() == 3


def test_none_ahead_is_said_and_a_flight_ahead_is_named(signed_in: Any, supervisor: Any) -> None:
    client = signed_in(supervisor)
    assert NONE_AHEAD in client.get(FLIGHTS).content.decode()
    models.TestFlight.objects.create(
        code="0299",
        starts_on=date(2099, 2, 3),
        ends_on=date(2099, 3, 6),
        application_deadline=datetime(2099, 1, 14, 23, tzinfo=UTC),
        registration_deadline=datetime(2099, 1, 28, 23, tzinfo=UTC),
        texas_set="5.0",
        source="here",
        tag="k",
    )
    page = client.get(FLIGHTS).content.decode()
    assert NONE_AHEAD not in page
    assert "Next is flight 0299" in page
    assert "Jan 14, 2099, 17:00" in page


@pytest.mark.parametrize("zone", ["America/Chicago", "Asia/Tokyo"])
def test_a_supervisor_adds_a_flight_in_the_markets_time(signed_in: Any, supervisor: Any, zone: str) -> None:
    supervisor.time_zone = zone
    supervisor.save()
    client = signed_in(supervisor)
    assert ADD in client.get(FLIGHTS).content.decode()
    answer = client.post(ADD, FLIGHT, follow=True)
    assert "Flight 0227 was added." in answer.content.decode()
    row = models.TestFlight.objects.get(code="0227")
    assert row.application_deadline == datetime(2027, 1, 13, 17, tzinfo=MARKET_ZONE)
    assert recorded("flight.added").by == supervisor
    change = reverse("participants:flight-change", args=[row.ref])
    assert 'value="2027-01-13T17:00"' in client.get(change).content.decode()
    client.post(change, DATES | {"ends_on": "2027-03-12"})
    row.refresh_from_db()
    assert row.ends_on == date(2027, 3, 12)
    assert recorded("flight.changed").changes == {"ends_on": ["2027-03-05", "2027-03-12"]}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"code": "0225", "starts_on": "2025-02-04", "ends_on": "2025-03-07"}, "before the flight&#x27;s first day"),
        ({"ends_on": "2027-02-01"}, "The last day is before the first one."),
        ({"registration_deadline": "2027-01-12T17:00"}, "comes after the application deadline"),
        ({"registration_deadline": "2027-02-02T08:00"}, "before the flight&#x27;s first day"),
        ({"code": "27"}, "month and year in four digits"),
        ({"code": "0527"}, "named after a month in which it does not run"),
        ({"source": ""}, "This field is required."),
        ({"starts_on": "2027-02-31"}, "Enter a valid date."),
    ],
)
def test_a_refusal_stands_in_the_form(signed_in: Any, supervisor: Any, changes: dict[str, str], words: str) -> None:
    answer = signed_in(supervisor).post(ADD, FLIGHT | changes)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert models.TestFlight.objects.count() == 3
    assert nothing_recorded()


@pytest.mark.parametrize("who", ["manager", "specialist", "auditor"])
def test_others_of_the_staff_look_and_are_told_why_not_more(
    signed_in: Any, request: pytest.FixtureRequest, who: str
) -> None:
    client = signed_in(request.getfixturevalue(who))
    page = client.get(FLIGHTS)
    assert page.status_code == 200
    assert ADD not in page.content.decode()
    answer = client.post(ADD, FLIGHT)
    assert answer.status_code == 403
    assert "Only supervisors may edit the catalogs." in answer.content.decode()


@pytest.mark.parametrize("catalog", CATALOGS, ids=lambda catalog: catalog.name)
@pytest.mark.parametrize("who", ["outsider", "agent", "manager"])
def test_the_api_shows_every_row_to_whoever_is_signed_in(
    signed_in: Any, request: pytest.FixtureRequest, catalog: Any, who: str
) -> None:
    person = request.getfixturevalue(who)
    if who == "agent":
        acting(person)
    client = signed_in(person)
    address = f"/api/v1/{NOUNS[catalog.name]}/"
    shown = {row["code"]: row for row in client.get(address).json()["results"]}
    if catalog.model in INNER and not person.is_staff:
        assert shown == {}
        assert client.get(f"{address}{next(iter(catalog.defaults()))}/").status_code == 404
        return
    assert {code: (row["tag"], row["source"]) for code, row in shown.items()} == {
        code: (row["tag"], row["source"]) for code, row in catalog.defaults().items()
    }
    assert all(row["verified"] == (row["tag"] == "V") for row in shown.values())
    code = next(iter(shown))
    assert client.get(f"{address}{code}/").json() == shown[code]
    assert client.post(address, {"code": "X"}, content_type="application/json").status_code == 405
    assert client.get(f"{address}NOT-THERE/").status_code == 404


@pytest.mark.parametrize(
    ("question", "codes"),
    [
        ("forms/?tag=k", {"22-B", "22-D", "22-E", "23-M"}),
        ("forms/?search=attestation", {"23-L", "23-Q", "23-S"}),
        ("obligation-types/?owner_kind=holder", {"OB-CERT"}),
        ("test-flights/?ahead=true", set()),
        ("test-flights/?ahead=false&search=06", {"0625"}),
    ],
)
def test_what_the_api_is_asked_for(signed_in: Any, manager: Any, question: str, codes: set[str]) -> None:
    answer = signed_in(manager).get(f"/api/v1/{question}")
    assert {row["code"] for row in answer.json()["results"]} == codes


def test_structured_rules_come_as_data(signed_in: Any, manager: Any) -> None:
    client = signed_in(manager)
    row = client.get("/api/v1/obligation-types/OB-DOWP-S/").json()
    assert row["schedule"] == {"kind": "window", "from": [5, 1], "to": [6, 1]}
    assert row["role_codes"] == ["RE", "TSP"]
    assert client.get("/api/v1/change-procedures/CHG-USA/").json()["steps"][0] == "Form 23-E"


def test_the_number_of_statements_does_not_grow_with_the_rows(
    signed_in: Any, manager: Any, django_assert_max_num_queries: Any
) -> None:
    client = signed_in(manager)
    client.get(FLIGHTS)
    for tab in TABS.values():
        with django_assert_max_num_queries(14):
            client.get(reverse(f"participants:catalog-{tab}"))
