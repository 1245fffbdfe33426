"""Search and palette find what one may see, and nothing else."""

import pytest
from django.urls import reverse

SEARCH = reverse("search")


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
