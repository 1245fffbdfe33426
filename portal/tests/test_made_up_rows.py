"""Made-up rows: never in a database that may hold real ones, and the same ones for the same seed."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.models import User
from participants.models import Contact, Participant, Registration, Resource
from portal.lifecycle import catalogs, demo
from portal.lifecycle.models import DemoMark

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 18, 16, 0, tzinfo=UTC)


def test_a_database_with_rows_and_no_mark_is_refused(supervisor: User) -> None:
    with pytest.raises(CommandError, match="not marked as a demo"):
        call_command("load_demo", verbosity=0)
    with pytest.raises(CommandError, match="not marked as a demo"):
        call_command("load_scale", participants=2, verbosity=0)
    assert not DemoMark.objects.exists()
    assert not Participant.objects.exists()


def test_the_same_seed_makes_the_same_companies() -> None:
    catalogs.load_all(now=NOW)
    first, again, other = (made(seed) for seed in (7, 7, 8))
    assert first == again
    assert first != other


def made(seed: int) -> SimpleNamespace:
    """What thirty made-up companies are, undone afterwards."""
    with transaction.atomic():
        demo.load_bulk(participants=30, seed=seed, now=NOW)
        told = SimpleNamespace(
            companies=list(Participant.objects.order_by("ref").values_list("ref", "name", "duns")),
            registrations=list(Registration.objects.order_by("ref").values_list("ref", "duns", "short_name")),
            contacts=list(Contact.objects.order_by("ref").values_list("ref", "name", "email")),
            resources=list(Resource.objects.order_by("ref").values_list("ref", "code", "type")),
        )
        transaction.set_rollback(True)
    return told
