"""Questions to departments, escalations, systemic issues: the desk's own; a department finds what it is asked."""

from portal.tests.access.profiles import (
    ASSIGNED,
    DESK,
    SIGNED_IN,
    SUPERVISOR,
    Row,
    button,
    endpoint,
    form,
    page,
    profile,
    row,
)

N = "issues:"
A = "rest:referrals-"
E = "rest:escalations-"
S = "rest:systemic-issues-"
# The specialist's department was asked, the coordinator's was not.
SEES_IT = DESK | {"coordinator": "missing"}
ANSWERS = profile(participants="missing", staff="forbidden", specialist="ok", coordinator="missing")
MANAGES = ASSIGNED | {"coordinator": "missing"}
SPEAKS = MANAGES | {"specialist": "ok"}
DENIED = {"specialist": "forbidden", "coordinator": "forbidden"}
READS = DESK | DENIED
METHOD = profile(participants="missing", staff="method")
# Whoever is asked nothing about issues finds none of these in the API.
NOWHERE = {"specialist": "missing", "coordinator": "missing"}
WRITES = profile(participants="forbidden", staff="forbidden", manager="ok", colleague="ok", supervisor="ok")
KEEPS = profile(participants="forbidden", staff="forbidden", supervisor="ok")
MY_OWN = profile(participants="missing", staff="missing", member="ok", org_admin="ok")
FILE = {"ref": "referral", "file": "referral_file"}
MEMBER = {"ref": "systemic", "member": "systemic_member"}

ROWS: dict[str, Row] = {
    N + "referral-list": page(DESK),
    N + "referral-time": page(DESK),
    N + "referral-ask": form(ASSIGNED, of="referred_issue"),
    N + "desk-call-log": form(ASSIGNED, of="referred_issue"),
    N + "referral-detail": row(get=SEES_IT, post=METHOD, of="referral"),
    N + "referral-file": row(get=SEES_IT, post=METHOD, of=FILE),
    N + "referral-take": form(ANSWERS, of="referral"),
    N + "referral-ask-back": form(ANSWERS, of="referral"),
    N + "referral-hand-back": form(ANSWERS, of="referral"),
    N + "referral-answer": form(ANSWERS, of="referral"),
    N + "referral-message": form(SPEAKS, of="referral"),
    N + "referral-ask-again": form(MANAGES, of="referral"),
    N + "referral-release": form(MANAGES, of="referral"),
    N + "referral-withdraw": form(MANAGES, of="referral"),
    N + "escalation-list": page(READS),
    N + "escalate": form(ASSIGNED, of="referred_issue"),
    N + "escalation-detail": page(READS, of="escalation"),
    N + "escalation-plan": form(ASSIGNED, of="escalation"),
    N + "escalation-end": form(ASSIGNED, of="escalation"),
    N + "systemic-list": page(READS),
    N + "systemic-add": form(SUPERVISOR),
    N + "systemic-detail": page(READS, of="systemic"),
    N + "systemic-progress": page(READS, of="systemic"),
    N + "systemic-change": form(SUPERVISOR, of="systemic"),
    N + "systemic-join": form(SUPERVISOR, of="systemic"),
    N + "systemic-leave": button(SUPERVISOR, of=MEMBER),
    N + "systemic-tell": form(SUPERVISOR, of="systemic"),
    N + "systemic-close": form(SUPERVISOR, of="systemic"),
    "my-issue-escalate": form(MY_OWN, of="referred_issue"),
    A + "list": endpoint(get=SIGNED_IN, post=WRITES),
    A + "detail": endpoint(get=SEES_IT, of="referral"),
    A + "take": endpoint(post=ANSWERS, of="referral"),
    A + "ask-back": endpoint(post=ANSWERS, of="referral"),
    A + "hand-back": endpoint(post=ANSWERS, of="referral"),
    A + "submit-answer": endpoint(post=ANSWERS, of="referral"),
    A + "ask-again": endpoint(post=MANAGES, of="referral"),
    A + "release": endpoint(post=MANAGES, of="referral"),
    A + "withdraw": endpoint(post=MANAGES, of="referral"),
    E + "list": endpoint(get=SIGNED_IN, post=WRITES),
    E + "detail": endpoint(get=DESK | NOWHERE, of="escalation"),
    E + "plan": endpoint(post=ASSIGNED | NOWHERE, of="escalation"),
    E + "end": endpoint(post=ASSIGNED | NOWHERE, of="escalation"),
    S + "list": endpoint(get=SIGNED_IN, post=KEEPS),
    S + "detail": endpoint(get=DESK | NOWHERE, patch=SUPERVISOR | NOWHERE, of="systemic"),
    **{f"{S}{name}": endpoint(post=SUPERVISOR | NOWHERE, of="systemic") for name in ("join", "leave", "tell", "close")},
}
