"""What stands in the menus. Apps register their entries in `ready()`; nothing here knows an app.

    navigation.register("desk", "participants", "Participants", "building-2", "participants:participant-list",
                        visible=lambda user: user.can("participants.view"), order=20)

Areas: "desk" (staff sidebar), "my" (participants' top bar), "user" (the menu under one's own name), "account"
(the tabs of one's own settings), "keys" (what stands in no menu: where the list of shortcuts leads, and "log", one
key away on every page of the desk).
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from portal.web.addresses import reverse

AREAS = ("desk", "my", "user", "account", "keys")


@dataclass(frozen=True)
class Entry:
    key: str
    label: str
    icon: str
    url_name: str
    visible: Callable[[object], bool]
    order: int
    section: str = ""
    match: tuple[str, ...] = field(default=())
    counted: str = ""


@dataclass(frozen=True)
class Shown:
    """An entry as one person sees it on one page."""

    label: str
    icon: str
    url: str
    section: str
    current: bool
    starts_section: bool = False
    count_url: str = ""


@dataclass(frozen=True)
class Group:
    """A section of a menu with its entries; the entries that stand in none are a group without a name."""

    section: str
    entries: list[Shown]
    folds: bool = False
    opened: bool = False


@dataclass(frozen=True)
class Bar:
    """A top bar: its entries, and those behind its "More"."""

    first: list[Shown]
    more: list[Shown]

    @property
    def current_in_more(self) -> str:
        """The label of the page's entry where it stands behind "More", for the button to say."""
        return next((entry.label for entry in self.more if entry.current), "")


# A menu of more entries than this is longer than a screen; its sections fold.
LONG = 18
# So many entries of a top bar are read at a glance; more stand behind one of them.
IN_A_BAR = 6

# Whether the address of an entry exists to a person at all; asked beside the entry's own condition.
_offers: list[Callable[[object, str], bool]] = []
_entries: dict[str, dict[str, Entry]] = {area: {} for area in AREAS}


def register(
    area: str,
    key: str,
    label: str,
    icon: str,
    url_name: str,
    *,
    visible: Callable[[object], bool] = lambda user: True,
    order: int = 100,
    section: str = "",
    match: tuple[str, ...] = (),
    counted: str = "",
) -> None:
    """`match`: beginnings of URL names under which the entry is the current one; by default those that share
    the noun of `url_name` ("participants:participant-list" also lights up on "participants:participant-detail").
    `counted`: the URL name of a number that the page asks for once it stands."""
    prefixes = match or (url_name.removesuffix("-list"),)
    _entries[area][key] = Entry(key, label, icon, url_name, visible, order, section, prefixes, counted)


def limit(offers: Callable[[object, str], bool]) -> None:
    """`offers(user, url_name)` says whether any menu names the address to the person."""
    if offers not in _offers:
        _offers.append(offers)


def _finds(user: object, entry: Entry) -> bool:
    return entry.visible(user) and all(offers(user, entry.url_name) for offers in _offers)


def entries_for(area: str, user: object, view_name: str = "") -> list[Shown]:
    """The entries `user` may see, in order; the one with the longest matching beginning is current.

    A section stands where its first entry does, and its other entries with it, whatever their order.
    """
    chosen = sorted((entry for entry in _entries[area].values() if _finds(user, entry)), key=lambda entry: entry.order)
    places = list(dict.fromkeys(entry.section for entry in chosen))
    chosen.sort(key=lambda entry: places.index(entry.section))
    current = max(chosen, key=lambda entry: _matched(entry, view_name), default=None)
    shown = []
    section = ""
    for entry in chosen:
        lit = entry is current and _matched(entry, view_name) > 0
        starts = entry.section != section and bool(entry.section)
        section = entry.section
        count = reverse(entry.counted) if entry.counted else ""
        shown.append(Shown(entry.label, entry.icon, reverse(entry.url_name), section, lit, starts, count))
    return shown


def groups_of(shown: list[Shown], last: str = "") -> list[Group]:
    """The entries by section. In a long menu one section is open: the one of the page, else the one that was open
    last, else the first."""
    by_section: dict[str, list[Shown]] = {}
    for entry in shown:
        by_section.setdefault(entry.section, []).append(entry)
    sections = [section for section in by_section if section]
    ranked = [entry.section for entry in shown if entry.current and entry.section]
    ranked += [section for section in sections if section == last] + sections
    return [
        Group(section, entries, folds=bool(section) and len(shown) > LONG, opened=section in ranked[:1])
        for section, entries in by_section.items()
    ]


def bar_of(shown: list[Shown]) -> Bar:
    """The first entries stand in the bar and the others behind "More"; where only one would, it stands there too."""
    first = IN_A_BAR if len(shown) > IN_A_BAR + 1 else len(shown)
    return Bar(shown[:first], shown[first:])


def address_of(area: str, key: str, user: object = None) -> str:
    """Where an entry leads, for a page that may not name the app it belongs to; nothing if there is none.

    With `user` also nothing where that person does not find it.
    """
    entry = _entries[area].get(key)
    return reverse(entry.url_name) if entry and (user is None or _finds(user, entry)) else ""


def _matched(entry: Entry, view_name: str) -> int:
    return max((len(prefix) for prefix in entry.match if _begins(view_name, prefix)), default=0)


def _begins(view_name: str, prefix: str) -> bool:
    """Whole words only: "home" isn't the beginning of "homeowners"."""
    return view_name == prefix or (view_name.startswith(prefix) and view_name[len(prefix)] in "-:_")
