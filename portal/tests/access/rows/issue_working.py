"""What is done with issues beside answering them: followers, relations, drafts, surveys, import."""

from portal.tests.access.profiles import (
    ADDERS,
    PUBLIC,
    Row,
    button,
    endpoint,
    form,
    page,
    profile,
    row,
)

I = "issues:"  # noqa: E741
A = "rest:issues-working-"

# Who reads issues: account managers, supervisors, auditors.
READERS = ADDERS | {"auditor": "ok"}
# Who moves this one along: whoever looks after the participant. Other staff do not find it, or lack the right.
WORKERS = profile(participants="missing", staff="forbidden", manager="ok", supervisor="ok")
NOT_FOUND_BY = {"specialist": "missing", "coordinator": "missing"}
# Behind the door of the desk nothing is looked for before the role is asked.
OWN_DRAFT = profile(participants="missing", staff="forbidden", manager="ok", colleague="missing", auditor="missing",
                    supervisor="missing")  # fmt: skip
# Whoever sees what a button is about learns that it is not to be looked at.
DESK_BUTTON = {persona: "method" if word == "ok" else word for persona, word in READERS.items()}
# On the participants' side: who raised it, and the company's administrators.
MY_ISSUE = profile(participants="missing", staff="missing", member="ok", org_admin="ok")
MY_BUTTON = {persona: "method" if word == "ok" else word for persona, word in MY_ISSUE.items()}
MY_ASKED = profile(participants="missing", staff="missing", member="ok")
MY_ALL = profile(participants="ok", staff="missing")
API_WORK = WORKERS | NOT_FOUND_BY | {"member": "forbidden", "org_admin": "forbidden"}
API_VIEW = profile(participants="missing", staff="ok", member="ok", org_admin="ok") | NOT_FOUND_BY
API_ADD = API_WORK | {"member": "ok", "org_admin": "ok"}
API_DRAFT = API_VIEW | {"auditor": "forbidden"}
API_CONTINUE = API_VIEW | {"auditor": "forbidden"}
ISSUE = "worked_issue"

ROWS: dict[str, Row] = {
    I + "issue-import": form(ADDERS),
    I + "issue-import-template": page(ADDERS),
    I + "survey-list": page(READERS),
    I + "survey-answer": form(PUBLIC, of={"secret": "survey_secret"}),
    I + "watching-leave": form(PUBLIC, of={"token": "leaving_token"}),
    I + "follower-remove": row(get=DESK_BUTTON, post=WORKERS, of="follower"),
    I + "link-remove": row(get=DESK_BUTTON, post=WORKERS, of="issue_link"),
    I + "draft-hand-over": form(OWN_DRAFT, of="issue_draft"),
    I + "draft-drop": button(OWN_DRAFT, of="issue_draft"),
    I + "issue-around": page(READERS, of=ISSUE),
    I + "issue-presence": row(get=DESK_BUTTON, post=READERS, of=ISSUE),
    I + "issue-add-draft": form(ADDERS | {"manager": "missing", "colleague": "missing", "supervisor": "missing"}),
    I + "issue-drafts": row(get=READERS, post=READERS | {"auditor": "forbidden"}, of=ISSUE),
    I + "issue-follow": row(get=DESK_BUTTON, post=READERS, of=ISSUE),
    I + "issue-leave": row(get=DESK_BUTTON, post=READERS, of=ISSUE),
    I + "follower-add": form(WORKERS, of=ISSUE),
    I + "issue-tags": form(WORKERS, of=ISSUE),
    I + "issue-parent": form(WORKERS, of=ISSUE),
    I + "issue-link": form(WORKERS, of=ISSUE),
    I + "issue-merge": form(WORKERS, of=ISSUE),
    I + "issue-unmerge": form(WORKERS, of=ISSUE),
    I + "issue-split": form(WORKERS, of=ISSUE),
    I + "issue-verify": form(WORKERS, of=ISSUE),
    I + "issue-continue": form(ADDERS, of=ISSUE),
    "my-issue-survey": form(MY_ASKED, of="my_survey"),
    "my-issue-ask-draft": form(MY_ALL),
    "my-follower-remove": row(get=MY_BUTTON, post=MY_ISSUE | {"member": "forbidden"}, of="follower"),
    "my-issue-drafts": form(MY_ISSUE, of=ISSUE),
    "my-issue-follow": row(get=MY_BUTTON, post=MY_ISSUE, of=ISSUE),
    "my-issue-leave": row(get=MY_BUTTON, post=MY_ISSUE, of=ISSUE),
    "my-follower-add": form(MY_ISSUE, of=ISSUE),
    "my-issue-continue": form(MY_ISSUE, of=ISSUE),
    A + "follow": endpoint(post=API_VIEW, of=ISSUE),
    A + "leave": endpoint(post=API_VIEW, of=ISSUE),
    A + "add-follower": endpoint(post=API_ADD, of=ISSUE),
    A + "remove-follower": endpoint(post=API_VIEW, of=ISSUE),
    A + "tag": endpoint(post=API_WORK, of=ISSUE),
    A + "place": endpoint(post=API_WORK, of=ISSUE),
    A + "link": endpoint(post=API_WORK, of=ISSUE),
    A + "unlink": endpoint(post=API_WORK, of=ISSUE),
    A + "merge": endpoint(post=API_WORK, of=ISSUE),
    A + "unmerge": endpoint(post=API_WORK, of=ISSUE),
    A + "split": endpoint(post=API_WORK, of=ISSUE),
    A + "verify": endpoint(post=API_WORK, of=ISSUE),
    A + "draft": endpoint(post=API_DRAFT, of=ISSUE),
    A + "follow-up": endpoint(post=API_CONTINUE, of=ISSUE),
    "rest:issue-surveys-list": endpoint(get=profile(participants="ok", staff="ok")),
    "rest:issue-surveys-detail": endpoint(get=MY_ASKED, of="my_survey"),
    "rest:issue-surveys-rate": endpoint(post=MY_ASKED, of="my_survey"),
}
