"""Who gets which answer: the profiles that rows of the access matrix share.

Words: `ok` (let in, whatever is made of the input), `login` (asked to sign in; 401 in the API), `confirm` (asked for
the password or second factor again), `missing` (404), `forbidden` (403), `method` (405).
"""

from dataclasses import dataclass

from portal.tests.access.world import PERSONAS

STAFF = ("manager", "colleague", "specialist", "coordinator", "auditor", "supervisor")
PARTICIPANTS = ("prospect", "member", "org_admin", "outsider", "agent")
NOBODY = ("anonymous", "deactivated")

Profile = dict[str, str]


def profile(*, nobody: str = "login", participants: str, staff: str, **persons: str) -> Profile:
    """A word for each persona: for the three kinds, and for single persons who differ."""
    words = dict.fromkeys(NOBODY, nobody) | dict.fromkeys(PARTICIPANTS, participants) | dict.fromkeys(STAFF, staff)
    assert persons.keys() <= set(PERSONAS)
    return words | persons


def few(words: Profile) -> Profile:
    """One person of each kind, for pages that packages bring and that make no finer difference."""
    return {
        persona: words[persona]
        for persona in ("anonymous", "member", "manager", "auditor", "supervisor")
        if persona in words
    }


@dataclass(frozen=True)
class Row:
    """`names` maps the address's parameters to rows of the world; methods not given answer 405 to whom GET lets in."""

    get: Profile | None = None
    post: Profile | None = None
    patch: Profile | None = None
    names: tuple[tuple[str, str], ...] = ()

    def words(self, method: str) -> Profile:
        given = getattr(self, method)
        if given is not None:
            return given
        other = self.get or self.post or self.patch
        return {persona: "method" if word in {"ok", "confirm"} else word for persona, word in other.items()}


def row(*, of: str | dict[str, str] = "", **methods: Profile) -> Row:
    """`of` is the row its `ref` names, or a mapping of the address's parameters."""
    names = {"ref": of} if isinstance(of, str) and of else (of or {})
    return Row(names=tuple(names.items()), **methods)


def form(who: Profile, of: str | dict[str, str] = "") -> Row:
    """A page with a form: the same people may look at it and send it."""
    return row(get=who, post=who, of=of)


def button(who: Profile, of: str | dict[str, str] = "") -> Row:
    """A button: POST only."""
    return row(post=who, of=of)


def page(who: Profile, of: str | dict[str, str] = "") -> Row:
    """A page to read: GET only."""
    return row(get=who, of=of)


PUBLIC = profile(nobody="ok", participants="ok", staff="ok")
SIGNED_IN = profile(participants="ok", staff="ok")
MEMBERS = SIGNED_IN | {"prospect": "missing"}  # in the market, or of the staff

# -- the desk: participants' users learn of no page there
DESK = profile(participants="missing", staff="ok")
ASSIGNED = profile(participants="missing", staff="forbidden", manager="ok", supervisor="ok")
SUPERVISOR = profile(participants="missing", staff="forbidden", supervisor="ok")
OVERSIGHT = profile(participants="missing", staff="forbidden", supervisor="ok", auditor="ok")
ADDERS = profile(participants="missing", staff="forbidden", manager="ok", colleague="ok", supervisor="ok")
STAFF_NOBODY_FINDS = profile(participants="missing", staff="missing")

# -- /my/: staff find nothing there; rows in the address are Prairie Lantern's
MY = profile(participants="ok", staff="missing")
MY_MEMBERS = MY | {"prospect": "missing"}  # closed to a company that only applies so far
MY_PEOPLE_EDIT = profile(participants="missing", staff="missing", member="forbidden", org_admin="ok")
MY_ADMIN = profile(
    participants="forbidden", staff="missing", org_admin="ok", prospect="ok", outsider="ok"
)  # each administers the own company

MY_MEMBERS_ADMIN = MY_ADMIN | {"prospect": "missing"}

# -- the API: never a sign-in page, and a method that no endpoint offers is refused before any row is looked for
API_METHOD = profile(participants="method", staff="method")
API_OWN_ROW = profile(participants="missing", staff="ok", member="ok", org_admin="ok")


def endpoint(
    *, get: Profile = API_METHOD, post: Profile = API_METHOD, patch: Profile = API_METHOD, of: str | dict[str, str] = ""
) -> Row:
    return row(get=get, post=post, patch=patch, of=of)
