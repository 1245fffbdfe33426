"""Issues: the page at the desk and its forms, the participants' side, and the API."""

from portal.tests.access.profiles import (
    MY,
    SIGNED_IN,
    Row,
    endpoint,
    form,
    page,
    profile,
    row,
)

ISSUES = "issues:"
R = "rest:"
# Departments and the training department read no issues.
READERS = profile(participants="missing", staff="ok", specialist="forbidden", coordinator="forbidden")
# Whoever may work on Prairie Lantern's issues: its account manager and the supervisor.
WORKERS = profile(participants="missing", staff="forbidden", manager="ok", supervisor="ok")
# Any account manager takes issues down and leaves notes.
WRITERS = WORKERS | {"colleague": "ok"}
MY_OWN = profile(participants="missing", staff="missing", member="ok", org_admin="ok")
MY_METHOD = profile(participants="method", staff="missing")
API_READ = profile(participants="missing", staff="ok", specialist="missing", coordinator="missing")
API_READ |= {"member": "ok", "org_admin": "ok"}
API_NOTES = API_READ | {"member": "missing", "org_admin": "missing"}
API_WORK = API_READ | {
    "member": "forbidden",
    "org_admin": "forbidden",
    "colleague": "forbidden",
    "auditor": "forbidden",
}
API_NOTE = API_WORK | {"colleague": "ok"}
# Only whoever wrote the answer.
API_TAKE_BACK = API_WORK | {"supervisor": "forbidden"}
API_EITHER = API_WORK | {"member": "ok", "org_admin": "ok"}
API_CONFIRM = API_EITHER | {"manager": "forbidden", "supervisor": "forbidden"}
API_ASK = SIGNED_IN | {"specialist": "forbidden", "coordinator": "forbidden", "auditor": "forbidden"}

ROWS: dict[str, Row] = {
    ISSUES + "issue-add": form(WRITERS),
    ISSUES + "issue-detail": page(READERS, of="issue"),
    ISSUES + "issue-file": page(READERS, of="issue_note_file"),
    ISSUES + "issue-note": form(WRITERS, of="issue"),
    **{
        f"{ISSUES}issue-{name}": form(WORKERS, of="issue")
        for name in (
            *("answer", "write-down", "take-up", "resume", "change", "hand-over"),
            *("resolve", "close", "reopen", "withdraw"),
        )
    },
    "my-issues": page(MY),
    "my-issue-start": page(MY),
    "my-issue-ask": form(MY, of={"code": "=FS-METER"}),
    "my-issue-severity": page(MY),
    "my-issue": row(get=MY_OWN, post=MY_METHOD, of="issue"),
    "my-issue-file": row(get=MY_OWN, post=MY_METHOD, of="issue_file"),
    **{f"my-issue-{name}": form(MY_OWN, of="issue") for name in ("reply", "confirm", "reopen", "withdraw")},
    R + "issues-list": endpoint(get=SIGNED_IN, post=API_ASK),
    R + "issues-detail": endpoint(get=API_READ, patch=API_WORK, of="issue"),
    **{
        f"{R}issues-{name}": endpoint(post=API_WORK, of="issue")
        for name in ("take-up", "hand-over", "resolve", "close", "write-down")
    },
    **{f"{R}issues-{name}": endpoint(post=API_EITHER, of="issue") for name in ("comments", "reopen", "withdraw")},
    R + "issues-confirm": endpoint(post=API_CONFIRM, of="issue"),
    R + "issues-notes": endpoint(post=API_NOTE, of="issue"),
    R + "issue-categories-list": endpoint(get=SIGNED_IN),
    R + "issue-categories-detail": endpoint(get=SIGNED_IN, of={"code": "=FS-METER"}),
    R + "issue-comments-list": endpoint(get=SIGNED_IN),
    R + "issue-comments-detail": endpoint(get=API_READ, of="issue_comment"),
    R + "issue-comments-take-back": endpoint(post=API_TAKE_BACK, of="spoken_comment"),
    R + "issue-notes-list": endpoint(get=SIGNED_IN),
    R + "issue-notes-detail": endpoint(get=API_NOTES, of="issue_note"),
    R + "issue-files-list": endpoint(get=SIGNED_IN),
    R + "issue-files-detail": endpoint(get=API_READ, of="issue_attached"),
    R + "issue-files-content": endpoint(get=API_READ, of="issue_attached"),
}
