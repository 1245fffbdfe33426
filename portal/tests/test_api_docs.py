"""The OpenAPI document is sound, and its readable form keeps to the strict policy."""

from io import StringIO
from typing import Any

import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command

from portal.rest import routers


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    out = StringIO()
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=out)
    return yaml.safe_load(out.getvalue())


def test_the_document_is_valid_and_names_every_noun(document):
    single = {str(view.pattern).partition("/")[0] for view in routers.views()}
    assert {path.split("/")[3] for path in document["paths"]} == set(routers.nouns()) | single


def test_every_operation_says_how_it_fails(document):
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            assert "application/problem+json" in operation["responses"]["default"]["content"], (path, method)
            assert operation["security"] == [{"token": []}, {"session": []}], (path, method)


def test_nothing_is_deleted_or_replaced(document):
    assert {method for operations in document["paths"].values() for method in operations} == {"get", "post", "patch"}


def test_no_field_of_a_model_is_shown_by_accident(document):
    """What the document lists is what a reviewer has read: no password, digest or internal id."""
    fields = {name for schema in document["components"]["schemas"].values() for name in schema.get("properties", {})}
    assert not fields & {"id", "password", "digest", "token_key", "search_text", "joined_into", "is_staff"}


@pytest.mark.parametrize("address", ["/api/v1/schema/", "/api/docs/"])
def test_the_docs_hold_no_data_and_are_open_to_all(address, db, client, signed_in, member):
    assert client.get(address).status_code == 200
    assert signed_in(member).get(address).status_code == 200


def test_the_index_names_the_nouns(signed_in, member):
    assert set(signed_in(member).get("/api/v1/").json()) == set(routers.nouns())


def test_the_docs_tell_of_every_noun_verb_and_field(db, client, document):
    page = client.get("/api/docs/").content.decode()
    for path, operations in document["paths"].items():
        assert f"<code>{path}</code>" in page
        assert page.count(f"<code>{path}</code>") == len(operations)
    assert "<code>settle_missing</code>" not in page
    assert "<code>capacity_mw</code>" in page
    assert "<code>settlement_only</code>" in page


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.scale)])
def test_the_docs_are_accessible_and_keep_to_the_strict_policy(scheme, live_server, page):
    said = []
    page.emulate_media(color_scheme=scheme)
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{live_server.url}/api/docs/")
    for summary in page.locator("#participants summary").all():
        summary.click()
    assert Axe().run(page).response["violations"] == []
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert said == []
