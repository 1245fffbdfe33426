"""What levels add: overseers read, supervisors decide."""

from portal.tests.access.profiles import OVERSIGHT, SIGNED_IN, SUPERVISOR, Row, endpoint, form, profile, row

# Who does not oversee the staff finds none of it in the API.
READS = profile(participants="missing", staff="missing", supervisor="ok", auditor="ok")
DECIDES = profile(participants="missing", staff="missing", supervisor="ok", auditor="forbidden")
# The walks' person is the manager, who reads the own plan.
LEARNING = profile(participants="missing", staff="forbidden", manager="ok", supervisor="ok", auditor="ok")
KEEPS = profile(participants="missing", staff="forbidden", supervisor="ok")

ROWS: dict[str, Row] = {
    "accounts:topic-catalog": form(SUPERVISOR),
    "accounts:learning": row(get=LEARNING, post=SUPERVISOR, of="person"),
    "accounts:level-rights": row(get=OVERSIGHT, post=SUPERVISOR),
    "rest:level-rights-list": endpoint(get=SIGNED_IN),
    "rest:level-rights-detail": endpoint(get=READS, of="level_rights"),
    "rest:level-rights-change": endpoint(post=DECIDES, of="level_rights"),
    "rest:topics-retire": endpoint(post=KEEPS, of="topic"),
    "rest:topics-restore": endpoint(post=KEEPS, of="topic"),
    "rest:level-rights-reset": endpoint(post=DECIDES, of="level_rights"),
}
