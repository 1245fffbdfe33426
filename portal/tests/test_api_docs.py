"""The OpenAPI document is sound, and its readable form keeps to the strict policy."""

from io import StringIO
from typing import Any

import pytest
import yaml
from django.core.management import call_command

from portal.rest import routers


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    out = StringIO()
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=out)
    return yaml.safe_load(out.getvalue())


def test_the_document_is_valid_and_names_every_noun(document):
    assert {path.split("/")[3] for path in document["paths"]} == set(routers.nouns())


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


@pytest.mark.parametrize("address", ["/api/v1/schema/", "/api/docs/", "/api/docs/?script="])
def test_the_docs_hold_no_data_and_are_open_to_all(address, db, client, signed_in, member):
    assert client.get(address).status_code == 200
    assert signed_in(member).get(address).status_code == 200


def test_the_index_names_the_nouns(signed_in, member):
    assert set(signed_in(member).get("/api/v1/").json()) == set(routers.nouns())


@pytest.mark.browser
def test_the_docs_keep_to_the_strict_policy(live_server, page):
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.add_init_script(
        "window.violations = [];"
        "document.addEventListener('securitypolicyviolation', e => window.violations.push(e.violatedDirective));"
    )
    page.goto(f"{live_server.url}/api/docs/")
    page.get_by_text("/api/v1/participants/", exact=True).first.click()
    page.get_by_role("button", name="Try it out").first.click()
    page.wait_for_timeout(300)
    assert page.evaluate("window.violations") == []
    assert said == []
