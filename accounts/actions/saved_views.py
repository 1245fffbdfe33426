"""Saved views: keeping a list's filters and order under a name, sharing and dropping it; and the columns one likes."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from accounts import permissions
from accounts.choices import Sharing
from accounts.models import SavedView, User
from accounts.saved_lists import LONGEST, kept_query, list_of
from portal.audit import trail
from portal.lifecycle.constraints import refusing
from portal.lifecycle.refusals import Denied, Refused

TAKEN: Final = {"saved_view_name_once": "You have a view of this name already."}
NO_LIST: Final = Denied("Your role does not read this list.")


@transaction.atomic
def save_view(*, noun: str, name: str, query: str, by: User, now: datetime, sharing: str = Sharing.OWN) -> SavedView:
    """Keep what an address of the list asks for."""
    if list_of(noun, by) is None:
        NO_LIST.enforce()
    if len(query) > LONGEST:
        raise Refused("This view has too many filters to be saved.")
    shared = _shared(sharing, by)
    view = SavedView(noun=noun, name=_sound(name), query=kept_query(query), owner=by, **shared)
    with refusing(TAKEN):
        view.save(force_insert=True)
    trail.record("accounts.view.saved", of=view, by=by, at=now, changes={"shown to": ["", view.sharing]})
    return view


@transaction.atomic
def change_view(*, view: SavedView, name: str, sharing: str, by: User, now: datetime) -> SavedView:
    """Another name, or other people it is shown to."""
    view = SavedView.objects.lock(view.pk)
    permissions.can_change_view(by, view).enforce()
    shared = _shared(sharing, by) if sharing != view.sharing else {}
    with refusing(TAKEN):
        changes = view.apply(name=_sound(name), **shared)
    if changes:
        trail.record("accounts.view.changed", of=view, by=by, at=now, changes=changes)
    return view


@transaction.atomic
def drop_view(*, view: SavedView, by: User, now: datetime) -> None:
    """Nobody is offered it any more."""
    view = SavedView.objects.lock(view.pk)
    permissions.can_change_view(by, view).enforce()
    trail.record("accounts.view.dropped", of=view, by=by, at=now)
    view.delete()


@transaction.atomic
def choose_columns(*, noun: str, columns: Iterable[str], by: User, now: datetime) -> User:
    """Which columns a list shows to the person from now on; none chosen: its usual ones."""
    found = list_of(noun, by)
    if found is None:
        NO_LIST.enforce()
    wanted = set(columns)
    kept = dict(User.objects.lock(by.pk).list_columns)
    kept.pop(noun, None)
    if chosen := [key for key in found.columns if key in wanted]:
        kept[noun] = chosen
    by.apply(list_columns=kept)
    return by


@transaction.atomic
def switch_shortcuts(*, on: bool, by: User, now: datetime) -> User:
    """Whether single keys do something for the person."""
    person = User.objects.lock(by.pk)
    if changes := person.apply(shortcuts=on):
        trail.record("accounts.user.profile_changed", of=person, by=by, at=now, changes=changes)
    return person


def _sound(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > SavedView._meta.get_field("name").max_length:
        raise Refused("Give the view a name of at most 60 letters.")
    return name


def _shared(sharing: str, by: User) -> dict[str, Any]:
    if sharing not in Sharing.values:
        raise Refused("Choose who else is shown the view.")
    permissions.can_share_view(by, sharing).enforce()
    return {"sharing": sharing, "team": by.team if sharing == Sharing.TEAM else None}
