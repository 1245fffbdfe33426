"""What the ground floor cannot know of people: who is absent, who still has access, how a participant's user sees.

Apps register the answers in `ready()`. Without any, nobody is absent and staff see as they are.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import Value

from portal.scoping import wall

StandIns = Callable[[set[int], datetime], dict[int, Any]]
Away = Callable[[str, datetime], Any]
Access = Callable[[Any, datetime], bool]
Viewer = Callable[[Any, int, datetime], AbstractContextManager[None]]

Withdrawals = Callable[[set[str]], dict[str, str]]

_stand_ins: list[StandIns] = []
_away: list[Away] = []
_access: list[Access] = []
_viewers: list[Viewer] = []
_withdrawals: list[Withdrawals] = []


def register_stand_ins(find: StandIns, away: Away) -> None:
    """`find(user_ids, now)` gives whoever stands in for those of them who are absent; one statement. `away(key, now)`
    is the condition "the person named by that column is absent", read along with people."""
    _stand_ins[:] = [find]
    _away[:] = [away]


def register_access(may_enter: Access) -> None:
    """`may_enter(user, now)`: whether the person may still use the portal at all; no statement."""
    _access[:] = [may_enter]


def register_viewer(view_as: Viewer) -> None:
    """`view_as(user, participant_id, now)`: a block in which a participant's user sees one participant's rows.

    It raises `LookupError` when the person may not act there any more.
    """
    _viewers[:] = [view_as]


def register_withdrawals(find: Withdrawals) -> None:
    """`find(message_refs)` gives the written mails among these that must not leave any more, each with the reason."""
    _withdrawals[:] = [find]


def withdrawn(message_refs: Iterable[str]) -> dict[str, str]:
    """Which of these written mails must not leave any more, and why; asked only where there are any."""
    wanted = set(message_refs)
    return _withdrawals[0](wanted) if _withdrawals and wanted else {}


def stand_ins(user_ids: Iterable[int], now: datetime) -> dict[int, Any]:
    """Who acts for the absent ones among these people, by the absent one's key."""
    wanted = set(user_ids)
    return _stand_ins[0](wanted, now) if _stand_ins and wanted else {}


def may_enter(user: Any, now: datetime) -> bool:
    return user.is_active and all(allows(user, now) for allows in _access)


def view_as(user: Any, participant_id: int | None, now: datetime) -> AbstractContextManager[None]:
    """A block that reads what this person may see: staff as they are, participants' users inside the wall."""
    if user.is_staff:
        return nullcontext()
    if participant_id is None or not _viewers:
        return wall.inside(wall.ActingFor(user_id=user.pk))
    return _viewers[0](user, participant_id, now)


def with_settings(user_ids: Iterable[int], **also: Any) -> dict[int, Any]:
    """People and their delivery settings, by key; `also` are expressions that are read along. One statement."""
    wanted = set(user_ids)
    if not wanted:
        return {}
    return get_user_model()._default_manager.select_related("delivery_settings").annotate(**also).in_bulk(wanted)


def away(now: datetime) -> Any:
    """The condition "this person is absent", to be read along with people."""
    return _away[0]("pk", now) if _away else Value(False)


def zone_of(user: Any) -> ZoneInfo:
    """The person's zone; the installation's where the stored name means nothing."""
    try:
        return ZoneInfo(user.time_zone)
    except (KeyError, ValueError, OSError):
        return ZoneInfo(settings.TIME_ZONE)
