"""Saved views: one's own, the team's and everybody's."""

from datetime import datetime
from typing import Any

import pytest
from django.urls import reverse

from accounts.actions.saved_views import change_view, drop_view, save_view
from accounts.models import SavedView, Team, User
from accounts.saved_lists import views_of
from portal.lifecycle.refusals import NotPermitted, Refused

pytestmark = pytest.mark.django_db


def kept(by: User, now: datetime, name: str = "Retailers", **given: Any) -> SavedView:
    return save_view(noun="participants", name=name, query="role=LSE&after=MP-X", by=by, now=now, **given)


def test_who_is_shown_which_view(manager: User, colleague: User, supervisor: User, member: User, now: datetime) -> None:
    team = Team.objects.create(name="Retail")
    User.objects.filter(pk__in=[manager.pk, supervisor.pk]).update(team=team)
    manager.refresh_from_db()
    supervisor.refresh_from_db()
    own, of_team = kept(manager, now), kept(manager, now, "Team's", sharing="team")
    of_all = kept(supervisor, now, "All's", sharing="all")
    assert own.query == "role=LSE"
    assert set(views_of(manager, "participants")) == {own, of_team, of_all}
    assert set(views_of(supervisor, "participants")) == {of_team, of_all}
    assert views_of(colleague, "participants") == [of_all]
    assert not SavedView.objects.visible_to(member).exists()


def test_refusals(manager: User, colleague: User, supervisor: User, now: datetime) -> None:
    view = kept(manager, now)
    with pytest.raises(Refused, match="already"):
        kept(manager, now)
    with pytest.raises(Refused, match="name"):
        kept(manager, now, "  ")
    with pytest.raises(NotPermitted, match="no team"):
        kept(manager, now, "Ours", sharing="team")
    with pytest.raises(NotPermitted, match="supervisors"):
        kept(manager, now, "Everybody's", sharing="all")
    with pytest.raises(NotPermitted):
        save_view(noun="nothing", name="x", query="", by=manager, now=now)
    for stranger in (colleague, supervisor):
        with pytest.raises(NotPermitted):
            drop_view(view=view, by=stranger, now=now)
    change_view(view=view, name="Load", sharing="own", by=manager, now=now)
    drop_view(view=view, by=manager, now=now)
    assert not SavedView.objects.exists()


def test_saving_from_the_list_and_its_bar(signed_in: Any, manager: User, now: datetime) -> None:
    client = signed_in(manager)
    form = client.get(reverse("accounts:saved-view-add"), {"noun": "participants", "query": "view=mine"})
    assert b"Only you" in form.content
    data = {"noun": "participants", "query": "view=mine&after=MP-1", "name": "Mine", "sharing": "own"}
    saved = client.post(reverse("accounts:saved-view-add"), data)
    view = SavedView.objects.get()
    assert saved["Location"] == f"{reverse('participants:participant-list')}?view=mine&saved={view.ref}"
    bar = client.get(reverse("accounts:saved-view-bar"), {"noun": "participants", "saved": view.ref}).content.decode()
    assert f'id="count-{view.ref}">0<' in bar
    assert client.get(reverse("accounts:saved-view-bar"), {"noun": "secrets"}).status_code == 404
    client.post(reverse("accounts:saved-view-drop", args=[view.ref]))
    assert not SavedView.objects.exists()
