"""Every line of code that can write a registration's status is known here, with why it is no way around the guards."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings

# Calls with a keyword `status`: the called name, by file.
KNOWN = {
    ("participants/actions/registration_moves.py", "apply"): "the last steps of every move, after its guard",
    ("participants/actions/registrations.py", "Registration"): "a new row, in a state that its origin may begin in",
    ("participants/actions/imports/participants_plan.py", "Registration"): "a new row of the official list",
    ("participants/actions/demo.py", "add_registration"): "the demo's listed companies; the action checks the origin",
    ("participants/actions/scale.py", "row"): "made-up listed registrations, in a database without real ones",
    ("participants/actions/scale_checklists.py", "Registration"): "made-up applications, none of them qualified",
    # Other nouns have a status too.
    ("participants/actions/imports/at_once.py", "ImportRun"): "an import",
    ("participants/actions/imports/claims.py", "filter"): "reads imports",
    ("participants/actions/imports/claims.py", "update"): "an import",
    ("participants/actions/imports/runs.py", "apply"): "an import",
    ("training/actions/courses.py", "apply"): "a course that is taught no more",
    ("issues/actions/dispute_rows.py", "create"): "a dispute's history: the step that was taken",
    ("issues/actions/dispute_rows.py", "apply"): "a dispute, in the step its own moves allow",
}
WRITERS = {"apply", "update", "update_or_create", "get_or_create", "create", "bulk_update", "bulk_create", "row"}
MODELS = {model.__name__ for model in apps.get_models() if any(one.name == "status" for one in model._meta.fields)}
# Without one of these a file can do nothing that is looked for here.
WORDS = ("status", "participants_registration")
APPS = ("portal", "accounts", "participants", "training", "issues")


@cache
def sources() -> list[tuple[str, list[ast.AST]]]:
    """Every file that names a status or that table, with the nodes of its code."""
    return list(_read())


def _read() -> Iterator[tuple[str, list[ast.AST]]]:
    for app in APPS:
        for path in sorted((settings.BASE_DIR / app).rglob("*.py")):
            if {"tests", "migrations"} & set(path.parts):
                continue
            text = path.read_text()
            if any(word in text.lower() for word in WORDS):
                yield str(path.relative_to(settings.BASE_DIR)), list(ast.walk(ast.parse(text)))


def called(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def writes(call: ast.Call) -> bool:
    """Whether a call may write a status: one of the writers, a model, or an action that takes one."""
    name = called(call)
    named = any(keyword.arg == "status" for keyword in call.keywords)
    listed = name == "bulk_update" and any("'status'" in ast.dump(argument) for argument in call.args)
    return listed or (named and (name in WRITERS or name in MODELS or name == "add_registration"))


def test_every_call_that_writes_a_status_is_known() -> None:
    found = {
        (file, called(node))
        for file, nodes in sources()
        for node in nodes
        if isinstance(node, ast.Call) and writes(node)
    }
    assert found - KNOWN.keys() == set()


def test_what_is_known_is_still_there() -> None:
    found = {
        (file, called(node))
        for file, nodes in sources()
        for node in nodes
        if isinstance(node, ast.Call) and any(keyword.arg == "status" for keyword in node.keywords)
    }
    assert KNOWN.keys() - found == set()


def test_no_line_assigns_to_a_status() -> None:
    found = [
        f"{file}:{node.lineno}"
        for file, nodes in sources()
        for node in nodes
        if isinstance(node, ast.Attribute) and node.attr == "status" and isinstance(node.ctx, ast.Store)
    ]
    assert found == []


def test_no_statement_of_our_own_updates_registrations() -> None:
    found = [
        file
        for file, nodes in sources()
        for node in nodes
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and "update participants_registration" in " ".join(node.value.lower().split())
    ]
    assert found == []


def test_the_folder_of_apps_is_complete() -> None:
    assert {path.parent.name for path in Path(settings.BASE_DIR).glob("*/apps.py")} <= set(APPS)
