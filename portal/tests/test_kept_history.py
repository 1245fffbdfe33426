"""Every table whose kind asks for a history has one, or a reason to have none; triggers do what is declared."""

import re
from collections.abc import Iterator
from typing import Any, Final

import pytest
from django.apps import apps
from django.db import connection

from portal.audit import history
from portal.audit.keeping import NEVER

pytestmark = pytest.mark.django_db

OURS: Final = ("portal", "accounts", "participants", "training", "issues")
# Columns that say who may do, see or be trusted with what, how a rule counts, or who somebody is.
TELLING: Final = {
    *("edited", "rights", "level", "role", "restricted", "protection", "areas", "nouns", "scope", "sight", "narrowed"),
    *("keep_days", "weight", "share", "trusts_factor", "permitted_to", "phone", "last_four"),
}
SECRET: Final = re.compile("password|secret|sealed|digest|token|cipher|hash|seed|private")
EXCUSED: Final = {
    "what happened, once: its own steps are told elsewhere": {
        *("accounts.invitation", "participants.signinattempt", "documents.opening", "issues.survey"),
        *("issues.escalation", "calendars.escalationstep", "outbox.outboundmessage", "issues.incomingmail"),
        *("participants.application", "participants.checklist", "accounts.learningplan"),
    },
    "how far work in the background got": {"calendars.recomputerun", "issues.targetrun"},
    "never changed at all": {"audit.seal", "issues.replykey"},
    "a person's own choices about messages": {"outbox.deliverysettings"},
    "only a secret and when it was last used": {"accounts.calendarfeed"},
}
INSTALLED: Final = r"""
SELECT relname, string_to_array(encode(tgargs, 'escape'), '\000'), tgname, (tgtype & 4) <> 0
  FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE tgname IN ('audit_kept', 'audit_kept_others')
"""


def kinds(model: Any) -> Iterator[str]:
    """Why a model should have a history."""
    names = {field.name for field in model._meta.concrete_fields}
    if getattr(model, "FROM_CATALOG", False):
        yield "a catalog"
    yield from sorted(names & TELLING)
    if any(SECRET.search(name) for name in names):
        yield "a secret"
    if any(history.of_model(owner) for owner in owners(model)):
        yield "a list of rows of a table with history"


def owners(model: Any) -> list[Any]:
    return [model._meta.auto_created] if model._meta.auto_created else []


def ours() -> list[Any]:
    found = apps.get_models(include_auto_created=True)
    return [one for one in found if one.__module__.partition(".")[0] in OURS and not one._meta.proxy]


def test_each_table_of_such_a_kind_has_a_history_or_a_reason() -> None:
    excused = set().union(*EXCUSED.values())
    asked = {one._meta.label_lower: list(kinds(one)) for one in ours() if not history.of_model(one)}
    missing = {label: why for label, why in asked.items() if why and label not in excused}
    assert missing == {}
    assert excused <= {label for label, why in asked.items() if why}, "excused, and not asked for"


def test_triggers_do_what_each_app_declares() -> None:
    with connection.cursor() as cursor:
        cursor.execute(INSTALLED)
        found = {(table, name): (args[:-1], entries) for table, args, name, entries in cursor.fetchall()}
    declared = {}
    for one in history.every():
        args = [one.whose, one.part_of, *one.without]
        declared[one.table, "audit_kept"] = args, False
        declared[one.table, "audit_kept_others"] = args, one.entries
    assert found == declared


def test_no_table_keeps_a_secret_and_each_column_it_is_told_of_is_there() -> None:
    for one in history.every():
        columns = {field.column for field in one.model._meta.concrete_fields}
        told = columns - set(one.without)
        assert [name for name in told if SECRET.search(name) and not re.search(NEVER, name)] == [], one.noun
        assert set(one.without) | set(one.personal) | ({one.part_of} - {""}) <= columns, one.noun
        assert one.model._meta.pk.column == "id" or "ref" in columns, one.noun
        assert not set(one.personal) & set(one.without), one.noun
