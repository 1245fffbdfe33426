"""What other tests made the cache remember is told in none of these."""

from uuid import uuid4

import pytest

from portal.dashboards import overview_views


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overview_views, "KEY", f"dashboard-{uuid4()}")
