"""A row of the API says the same in its list and alone; alone it may say more."""

import pytest

from portal.tests.access.world import World
from portal.tests.test_api_lists import AMONG_EVERYTHING, shape

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("noun", sorted(AMONG_EVERYTHING))
def test_a_row_says_the_same_in_the_list_and_alone(noun: str, among: World) -> None:
    client = among.clients["supervisor"]
    rows = client.get(f"/api/v1/{noun}/").json()["results"]
    assert rows
    assert len(shape(rows)) == 1
    name = rows[0].get("ref") or rows[0]["code"]
    alone = client.get(f"/api/v1/{noun}/{name}/").json()
    assert alone | rows[0] == alone
