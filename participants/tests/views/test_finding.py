"""Search and palette find what one may see, and nothing else."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

SEARCH = reverse("search")
# Session, person and membership, one for all that is found by a query, and two for issues; the library that
# participants read also asks how its words are spelled.
DESK, MINE = 8, 10
FRAME = ("SAVEPOINT", "RELEASE", "SELECT set_config")


def found(client, words):
    return client.get(SEARCH, {"q": words}).content.decode()


@pytest.mark.parametrize("words", ["Prairie", "lantern", "111111111", "QLANTERN", "LANTERN_UNIT1", "lantern contact"])
def test_an_outsider_finds_nothing_of_another_company(signed_in, outsider, lantern, words):
    text = found(signed_in(outsider), words).replace(words, "")
    assert "Nothing found" in text


def test_staff_find_companies_people_registrations_and_units(signed_in, colleague, lantern):
    client = signed_in(colleague)
    assert "Prairie Lantern Energy" in found(client, "prarie")
    assert lantern.qse.get_absolute_url() in found(client, "qlant")
    assert f"#{lantern.contact.ref}" in found(client, "lantern contact")
    assert f"#{lantern.resource.ref}" in found(client, "lantern_unit")


def test_a_member_finds_the_own_unit_on_the_own_side(signed_in, member, lantern):
    assert f"/my/resources/#{lantern.resource.ref}" in found(signed_in(member), "unit1")


def test_a_stubs_people_and_units_are_not_found(signed_in, colleague, restricted):
    client = signed_in(colleague)
    assert "Nothing found" in found(client, "harbor contact@")
    assert restricted.resource.ref not in found(client, "HARBOR_UNIT1")
    assert "333333333" not in found(client, "quiet harbor")


def test_the_palette_gets_bare_results_and_the_back_button_the_page(signed_in, colleague, lantern):
    client = signed_in(colleague)
    bare = client.get(SEARCH, {"q": "prairie"}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in bare
    assert "Prairie Lantern" in bare
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in client.get(SEARCH, {"q": "prairie"}, headers=headers).content.decode()


def test_the_palette_asks_for_all_kinds_at_once(signed_in, colleague, member, lantern, mesa):
    for person, budget in ((colleague, DESK), (member, MINE)):
        client = signed_in(person)
        asked = {"q": "lantern"}, {"HX-Request": "true"}
        client.get(SEARCH, asked[0], headers=asked[1])
        with CaptureQueriesContext(connection) as captured:
            assert "lantern" in client.get(SEARCH, asked[0], headers=asked[1]).content.decode()
        sent = [one["sql"] for one in captured if not one["sql"].startswith(FRAME)]
        assert len(sent) <= budget, "\n".join(line[:200] for line in sent)
