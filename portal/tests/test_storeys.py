"""What the import contract in .importlinter can't see: foreign keys, templates, addresses, unlisted modules."""

import configparser
import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import Model

GROUND = "portal"
STOREYS = [GROUND, "accounts", "participants", "training", "issues"]
ROOF = len(STOREYS)
# Folders of templates that aren't named after the app that fills them.
TEMPLATE_HOMES = {
    **dict.fromkeys(["account", "allauth", "mfa", "usersessions"], "accounts"),
    "my": "participants",
}
ROOF_TEMPLATES = {"home", "dashboard", "bench"}
TAG = re.compile(r"""\{%\s*(include|extends|url)\s+["']([^"']+)["']""")
REVERSED = re.compile(r"""\b(?:reverse|reverse_lazy|redirect|resolve_url)\(\s*f?["']([a-z_]+):""")


def storey_of_module(module: str) -> int | None:
    """The storey of a module of ours, None for other packages."""
    top = module.partition(".")[0]
    return STOREYS.index(top) if top in STOREYS else None


def storey_of_template(name: str) -> int:
    folder = name.partition("/")[0]
    if folder in ROOF_TEMPLATES:
        return ROOF
    return STOREYS.index(TEMPLATE_HOMES.get(folder, folder if folder in STOREYS else GROUND))


def upward_keys(model: type[Model]) -> Iterator[str]:
    own = storey_of_module(model.__module__)
    for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
        target = field.related_model
        if own is None or not isinstance(target, type) or target._meta.label == settings.AUTH_USER_MODEL:
            continue
        other = storey_of_module(target.__module__)
        if other is not None and other > own:
            yield f"{model._meta.label}.{field.name} -> {target._meta.label}"


def upward_tags(path: Path, name: str) -> Iterator[str]:
    """Addresses without a namespace belong to the house as a whole and may be linked from everywhere."""
    own = storey_of_template(name)
    for tag, target in TAG.findall(path.read_text(encoding="utf-8")):
        if tag == "url":
            namespace, colon, _ = target.partition(":")
            upward = bool(colon) and namespace in STOREYS and STOREYS.index(namespace) > own
        else:
            upward = storey_of_template(target) > own
        if upward:
            yield f"{name}: {tag} {target}"


def test_no_foreign_key_points_to_a_higher_storey():
    assert [key for model in apps.get_models() for key in upward_keys(model)] == []


def test_no_template_includes_extends_or_links_a_higher_storey():
    folder = settings.BASE_DIR / "templates"
    found = [tag for path in folder.rglob("*.html") for tag in upward_tags(path, str(path.relative_to(folder)))]
    assert found == []


def test_no_module_resolves_an_address_of_a_higher_storey():
    found = []
    for storey, top in enumerate(STOREYS[1:], start=1):
        for path in (settings.BASE_DIR / top).rglob("*.py"):
            if "tests" not in path.parts:
                names = REVERSED.findall(path.read_text(encoding="utf-8"))
                found += [f"{path}: {name}" for name in names if name in STOREYS and STOREYS.index(name) > storey]
    assert found == []


def test_every_module_of_portal_stands_in_the_contract():
    contract = configparser.ConfigParser()
    contract.read(settings.BASE_DIR / ".importlinter")
    listed = set(re.findall(r"portal\.(\w+)", contract["importlinter:contract:storeys"]["layers"]))
    folder = settings.BASE_DIR / "portal"
    packages = {path.parent.name for path in folder.glob("*/__init__.py")}
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert (packages | modules) - {"tests"} == listed
