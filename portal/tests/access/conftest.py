"""The world that walks over all addresses happen in."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.test import override_settings

from portal.outbox import kinds
from portal.tests.access import world
from portal.tests.access.world import World
from training.throttles import LookUpThrottle


@pytest.fixture(scope="module")
def among(module_rows: None) -> Iterator[World]:
    often = patch.object(LookUpThrottle, "rate", "9999/min", create=True)
    news = patch.dict(kinds._kinds, {world.NEWS.code: world.NEWS})
    # The test client would keep a copy of everything that each part of a page was drawn from; nobody reads it here.
    forgetful = patch("django.test.client.store_rendered_templates", lambda *args, **kept: None)
    with override_settings(STAFF_SECOND_FACTOR=False), often, news, forgetful:
        yield world.build()
