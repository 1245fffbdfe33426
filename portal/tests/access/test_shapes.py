"""A row of the API says the same in its list and alone; the participants' pages cost the same for more rows."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from portal.tests.access.multiplying import multiply
from portal.tests.access.rows import kwargs_of
from portal.tests.access.world import World
from portal.tests.browser import tours
from portal.tests.test_api_lists import AMONG_EVERYTHING, shape

pytestmark = pytest.mark.django_db
# More than any of these pages needs; the lists and the first page have closer budgets of their own.
MOST = 30
TIMES = 12
# Statements of what was remembered and has ended meanwhile; whoever asks per row takes a dozen more.
ENDED = 4


@pytest.mark.parametrize("noun", sorted(AMONG_EVERYTHING))
def test_a_row_says_the_same_in_the_list_and_alone(noun: str, among: World) -> None:
    client = among.clients["supervisor"]
    rows = client.get(f"/api/v1/{noun}/").json()["results"]
    assert rows
    assert len(shape(rows)) == 1
    name = rows[0].get("ref") or rows[0]["code"]
    alone = client.get(f"/api/v1/{noun}/{name}/").json()
    assert alone | rows[0] == alone


def test_every_page_of_a_company_takes_the_same_statements_for_more_rows(among: World) -> None:
    """Of everything that the company has a dozen more; a page that asks for each row says so by as many statements."""
    pages = [key for key in tours.tour("org_admin") if key.startswith("my-")]
    with transaction.atomic():
        few = {key: statements(among, key) for key in pages}
        gained = multiply(among.lantern.participant, TIMES)
        many = {key: statements(among, key) for key in pages}
        transaction.set_rollback(True)
    assert len([table for table, count in gained.items() if count]) > 80
    assert {key: len(told) for key, told in many.items() if len(told) > len(few[key]) + ENDED} == {}
    assert {key: len(told) for key, told in many.items() if len(told) > MOST} == {}


def statements(among: World, key: str) -> list[str]:
    """What a page takes of the database for the company's administrator."""
    path = tours.KNOWN[key].path(kwargs_of(tours.ROWS[key], among.named))
    with CaptureQueriesContext(connection) as captured:
        assert among.clients["org_admin"].get(path).status_code == 200, key
    return [query["sql"] for query in captured.captured_queries]
