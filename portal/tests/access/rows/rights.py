"""What levels add: overseers read, supervisors decide."""

from portal.tests.access.profiles import OVERSIGHT, SIGNED_IN, SUPERVISOR, Row, endpoint, form, profile, row

# Who does not oversee the staff finds none of it in the API.
READS = profile(participants="missing", staff="missing", supervisor="ok", auditor="ok")
DECIDES = profile(participants="missing", staff="missing", supervisor="ok", auditor="forbidden")
METHOD = profile(participants="missing", staff="method")
# The walks' person is the manager, who reads the own plan.
LEARNING = profile(participants="missing", staff="forbidden", manager="ok", supervisor="ok", auditor="ok")
OWN = profile(participants="missing", staff="missing", manager="ok", supervisor="ok", auditor="ok")
GUIDES = OWN | {"manager": "forbidden", "auditor": "forbidden"}
BEGINS = profile(participants="forbidden", staff="ok")
KEEPS = profile(participants="missing", staff="forbidden", supervisor="ok")

ROWS: dict[str, Row] = {
    "accounts:topic-catalog": form(SUPERVISOR),
    "accounts:learning": row(get=LEARNING, post=SUPERVISOR, of="person"),
    "accounts:level-rights": row(get=OVERSIGHT, post=SUPERVISOR),
    "accounts:configuration": row(get=OVERSIGHT, post=SUPERVISOR),
    "accounts:retention": row(get=OVERSIGHT, post=SUPERVISOR),
    "accounts:configuration-file": row(get=METHOD, post=OVERSIGHT),
    # For whom somebody may begin or add to one is asked by the action, once the person is named.
    "rest:learning-plans-list": endpoint(get=SIGNED_IN, post=BEGINS),
    "rest:learning-plans-detail": endpoint(get=OWN, of="learning_plan"),
    "rest:learning-plans-progress": endpoint(get=OWN, of="learning_plan"),
    "rest:learning-plans-end": endpoint(post=GUIDES, of="learning_plan"),
    "rest:learning-goals-list": endpoint(get=SIGNED_IN, post=BEGINS),
    "rest:learning-goals-detail": endpoint(get=OWN, of="learning_goal"),
    "rest:learning-goals-move": endpoint(post=GUIDES, of="learning_goal"),
    "rest:learning-goals-give-word": endpoint(post=GUIDES, of="learning_goal"),
    "rest:learning-goals-take-word-back": endpoint(post=GUIDES, of="learning_goal"),
    "rest:level-rights-list": endpoint(get=SIGNED_IN),
    "rest:level-rights-detail": endpoint(get=READS, of="level_rights"),
    "rest:level-rights-change": endpoint(post=DECIDES, of="level_rights"),
    "rest:topics-retire": endpoint(post=KEEPS, of="topic"),
    "rest:topics-restore": endpoint(post=KEEPS, of="topic"),
    "rest:level-rights-reset": endpoint(post=DECIDES, of="level_rights"),
}
