"""Inside the wall, work done as the operator is the exception: every block is listed here with why it is safe."""

import ast
from pathlib import Path

from django.conf import settings

BLOCKS = {
    ("participants/actions/disclosures.py", "object to a disclosure for the participant acted for"): (
        "writes the objection of one notice of the company, after permission, stops its clock and tells supervisors"
    ),
    ("participants/actions/protection.py", "mark a file of the participant acted for as confidential"): (
        "sets the class of one file of the company, after permission, never to one that protects less"
    ),
    ("participants/actions/meeting_answers.py", "answer an invitation of the person acting"): (
        "writes one answer to an invitation that is the person's own, or whose link the person holds"
    ),
    ("participants/views/invitations.py", "read the invitation whose link was opened"): (
        "reads the one invitation whose signed link was opened, whoever is signed in in that browser"
    ),
    ("participants/actions/contacting.py", "keep when the two sides were last in touch"): (
        "writes one row of the participant whose row the action has locked; nothing of it comes back"
    ),
    ("issues/reactions.py", "let the operator's side react to what happened to an issue"): (
        "clocks, news and surveys of one issue that the action was permitted to move; nothing of it comes back"
    ),
    ("issues/reply_addresses.py", "sign the address that answers go to"): (
        "reads, or makes, the key that signs reply addresses; of it only a signature stands in the mail"
    ),
    ("issues/actions/rows.py", "lock an issue of the participant acted for"): (
        "locks the row of one issue, whose participant is compared before and after"
    ),
    ("issues/actions/opening.py", "write an issue of the participant acted for"): (
        "inserts one issue of the participant acted for, after permission; its owner stands on the participant's page"
    ),
    ("issues/actions/conversation.py", "write a reply of the participant acted for"): (
        "inserts one comment of the person acting, in an issue that the person may see"
    ),
    ("issues/actions/conversation.py", "give the turn back to the operator"): (
        "moves the issue that was replied to from waiting to open"
    ),
    ("issues/actions/dispute_rows.py", "lock a dispute of the participant acted for"): (
        "locks the row of one dispute, whose issue was locked and compared before"
    ),
    ("issues/actions/disputes.py", "write a dispute of the participant acted for"): (
        "inserts one dispute of an issue that the person may see, tells its owner and starts the desk's clock"
    ),
    ("issues/actions/disputes.py", "change a dispute of the participant acted for"): (
        "changes one dispute that is not filed, after permission"
    ),
    ("issues/actions/disputes.py", "record the number of a dispute of the participant acted for"): (
        "writes the person's own number and stops the desk's clock; that a number is taken is told of the own company"
    ),
    ("issues/actions/dispute_steps.py", "withdraw a dispute of the participant acted for"): (
        "withdraws one dispute with the person's own words, after permission"
    ),
    ("issues/actions/dispute_steps.py", "reject a resolution for the participant acted for"): (
        "opens one dispute again with the person's own words, after permission"
    ),
    ("issues/actions/adr.py", "hand a dispute of the participant acted for over to ADR"): (
        "inserts one proceeding of a denied dispute and a note for the staff, which does not come back"
    ),
    ("issues/actions/adr.py", "record a step of ADR of the participant acted for"): (
        "records the written request of one proceeding, after permission"
    ),
    ("issues/actions/adr.py", "lock a proceeding of the participant acted for"): (
        "locks the row of one proceeding, whose issue was locked and compared before"
    ),
    ("issues/actions/marketrak.py", "compare a report with the MarkeTrak numbers of the participant acted for"): (
        "reads the company's own numbers; one linked to another issue is told without naming that issue"
    ),
    ("issues/actions/marketrak.py", "link MarkeTrak numbers to an issue of the participant acted for"): (
        "writes the report's numbers for one issue of the company, after permission"
    ),
    ("issues/actions/moves.py", "close an issue of the participant acted for"): (
        "closes one resolved issue, after permission"
    ),
    ("issues/actions/moves.py", "reopen an issue of the participant acted for"): (
        "reopens one issue with the person's own words, after permission"
    ),
    ("issues/actions/following.py", "write that the person acting follows an issue"): (
        "inserts the follower's row of the person acting, after permission"
    ),
    ("issues/actions/following.py", "write who else of the participant acted for follows an issue"): (
        "checks whether a contact of the company may see the issue and inserts the follower's row; only that returns"
    ),
    ("issues/actions/following.py", "write that the person acting left an issue"): (
        "ends the follower's row of the person acting"
    ),
    ("issues/actions/following.py", "take a follower of the participant acted for off an issue"): (
        "ends one follower's row of the participant acted for, after permission"
    ),
    ("issues/actions/following.py", "leave an issue by the link of the own mail"): (
        "ends the one follower's row that an encrypted link names, whoever is signed in; nothing of it is shown"
    ),
    ("issues/views/leaving.py", "find the follower that the link of a mail names"): (
        "finds the one row that an encrypted link names; the page shows whether it has ended, and nothing else"
    ),
    ("issues/actions/merging.py", "find where a merged issue of the participant acted for goes on"): (
        "follows the chain of one issue; what it ends in is asked for permission before anything is written"
    ),
    ("issues/actions/continuing.py", "write which issue of the participant acted for a new one follows"): (
        "writes the reference of an issue that the person may see into one that the person just opened"
    ),
    ("issues/actions/surveying.py", "write the answer of the person who was asked"): (
        "writes mark and comment of the person asked, once, and tells the issue's owner; nothing else returns"
    ),
    ("issues/actions/surveying.py", "find the survey behind the link of a mail"): (
        "finds the one open survey whose digest the link's secret has; the page shows nothing of it"
    ),
    ("issues/actions/moves.py", "withdraw an issue of the participant acted for"): (
        "withdraws one issue, after permission"
    ),
    ("issues/actions/escalations.py", "see whether a participant has asked for escalation already"): (
        "looks for one open wish of the same issue, after permission; only a refusal comes of it"
    ),
    ("issues/actions/escalations.py", "escalate an issue at the wish of the participant acted for"): (
        "puts one issue of the participant acted for before a supervisor, after permission; returns nothing of it"
    ),
    (
        "participants/actions/sign_in_attempts.py",
        "try a connection of the participant acted for, its secret with it",
    ): ("begins one attempt of the found connection, after permission; the provider's address is all that returns"),
    ("accounts/actions/tokens.py", "a token belongs to a person, so its history to no company"): (
        "writes one line of history about a token that the wall let go; reads nothing"
    ),
    (
        "accounts/actions/invitations.py",
        "an invitation counts what others sent and stores a digest that participants can't read",
    ): ("writes the inviting company's row; the counts only decide about a refusal in general words"),
    ("accounts/actions/invitations.py", "participants can't lock rows that they read without their digest"): (
        "locks one row, whose participant the permission compares afterwards"
    ),
    ("participants/actions/agencies.py", "write an agency of the participant acted for"): (
        "inserts or withdraws one agency of the participant acted for, after permission; an agent is never looked up"
    ),
    ("participants/actions/item_clocks.py", "start the reviewing department's clock"): (
        "reads a public lead time and starts the clock of an item the participant was permitted to send evidence for"
    ),
    ("participants/actions/item_clocks.py", "find the clock of an item"): (
        "finds the clock of one item, to be stopped; nothing of it is shown to participants"
    ),
    ("participants/actions/item_news.py", "find the people of a registration"): (
        "looks up who hears of an item of the participant acted for; only news rows are written"
    ),
    ("participants/actions/item_news.py", "find who reviews an item"): (
        "looks up staff to be told; only news rows are written"
    ),
    ("participants/actions/item_news.py", "find who looks after the participant"): (
        "looks up staff to be told; only news rows are written"
    ),
    ("participants/actions/evidence.py", "find what a person's certificate proves"): (
        "puts items of the participant acted for at risk after one of its contacts was removed; returns their number"
    ),
    ("participants/actions/intake.py", "take in what the public form sends"): (
        "inserts one application of nobody, its deadline and news; only a limit on all or on a network shows outside"
    ),
    ("participants/actions/locks.py", "lock the participant"): (
        "locks the row of the participant acted for, which is compared before"
    ),
    ("participants/actions/data_exports.py", "ask for a copy of one's own data"): (
        "writes one row of the person and company acted for; the copy is gathered inside the wall"
    ),
    ("participants/actions/data_exports.py", "read the content of one's own copy"): (
        "reads the bytes of a copy that the person was just shown to have asked for"
    ),
    ("participants/actions/sign_in_connections.py", "set up how the people of the participant acted for sign in"): (
        "writes connections of the participant acted for, after permission; secrets go in and never come back"
    ),
    (
        "participants/actions/sign_in_domains.py",
        "say which mail domains the participant acted for owns",
    ): ("writes domains of the participant acted for, after permission; of others only that one is confirmed is told"),
    ("participants/actions/factor_policies.py", "set the second factor that the participant acted for asks"): (
        "writes the one policy of the participant acted for, after permission, and finds whom to tell"
    ),
    ("participants/actions/sign_in_links.py", "unlink people whose membership ended from the company's provider"): (
        "deletes links of memberships that ended in the same transaction; nothing comes back"
    ),
    ("participants/signing_in_news.py", "find the administrators of the company whose sign-in changed"): (
        "looks up administrators of the participant acted for; only news rows are written"
    ),
    ("participants/signing_in_news.py", "tell supervisors of a claimed mail domain"): (
        "looks up supervisors to be told; only news rows are written"
    ),
    ("participants/actions/access_reviews.py", "open or decide an access review"): (
        "writes a review of the participant acted for, its lines, deadline and news, after permission; nothing"
        " comes back but what the company reads anyway"
    ),
    ("participants/actions/memberships.py", "change a membership"): (
        "changes one membership of the participant acted for, after permission and the last-administrator check"
    ),
    ("participants/actions/suspending.py", "suspend or resume a membership"): (
        "changes one membership of the participant acted for, after permission and the last-administrator check"
    ),
    ("participants/actions/memberships.py", "end the tokens and invitations of ended memberships"): (
        "deletes tokens of, revokes invitations sent under, and ends sessions without any other of memberships that"
        " ended or were suspended in the same transaction"
    ),
    ("participants/actions/obligations/rows.py", "stop the clock of an obligation"): (
        "stops the clock of the obligation that the action was permitted to hand in; nothing of it comes back"
    ),
    ("participants/actions/obligations/rows.py", "run the clock of an obligation on"): (
        "restarts or moves the clock of the obligation that the action was permitted to move; nothing of it comes back"
    ),
    ("participants/actions/obligations/rows.py", "find who hears of an obligation"): (
        "looks up the account manager and the company's own people and writes their news; nothing comes back"
    ),
    ("participants/actions/obligations/owing.py", "a duty follows from what a participant's user did"): (
        "adds one obligation of the participant acted for, with its clock; the returned row is the participant's own"
    ),
    ("participants/actions/change_rows.py", "lock a change of the participant acted for"): (
        "locks one change; the participant's lock before it compares whose it is"
    ),
    ("participants/actions/changes.py", "write a change of the participant acted for"): (
        "writes one change and its parts, after permission; a QSE is found by its exact number, and nothing else of it"
    ),
    ("participants/actions/change_talk.py", "write a change of the participant acted for"): (
        "adds one comment or file to a change, after permission"
    ),
    ("participants/actions/change_signing.py", "write a signature of the participant acted for"): (
        "writes one signature, and the state that follows, after the role held on the day was read"
    ),
    ("participants/actions/change_signing.py", "look whether who takes a role has access already"): (
        "reads the people named in the own change; only whether they are asked or invited follows"
    ),
    ("participants/actions/change_signing.py", "answer for the QSE that is asked"): (
        "answers one question put to the company acted for, which is compared; of the other one nothing comes back"
    ),
    ("participants/change_news.py", "name the people who hear of a change"): (
        "reads whom to tell, for the outbox; no name reaches the response"
    ),
    ("training/actions/article_feedback.py", "write a reader's word on an article and tell its owner"): (
        "writes the one row of the person and version, and news for the owner; the returned row is the person's own"
    ),
    ("portal/outbox/posting.py", "write news for people the participant may not know"): (
        "inserts notifications and e-mails for the people an action named; nothing but their number comes back"
    ),
    ("portal/outbox/posting.py", "write a letter and look at its address"): (
        "inserts the writer's own e-mail; whether its address is in trouble shows on that row only"
    ),
    ("portal/outbox/actions/troubles.py", "note what a mail provider reports of an address"): (
        "the provider's own door, with its secret; the answer is empty"
    ),
    ("portal/outbox/actions/undo.py", "take back one's own letter"): "locks one e-mail, whose writer is compared",
    ("portal/outbox/posting.py", "write an account mail"): "inserts an encrypted mail; reads nothing",
    ("training/actions/attendance.py", "count the codes somebody typed"): (
        "locks the own seat and counts its tries; only a refusal after too many of them shows"
    ),
    ("training/actions/attendance.py", "compare a session's code and mark whoever typed it as present"): (
        "writes one mark of the own seat after permission; of the code only whether it was typed right comes back"
    ),
    ("training/actions/evaluations.py", "write what somebody thought of a session"): (
        "inserts one row of the own seat after permission, under the locks of session and company; nothing comes back"
    ),
    ("training/verifying.py", "look a certificate up by its number"): (
        "reads one certificate by its whole number, of which a part cannot be guessed; only its standing, course, days "
        "and initials come back, and whether a typed name is the holder's"
    ),
    ("portal/calendars/actions/clocks.py", "start, pause, stop and change the desk's clocks"): (
        "moves one clock of the row an action was permitted to change; nothing of the clock is shown to participants"
    ),
    ("training/actions/seats.py", "lock a session"): (
        "locks one session, which is announced to everybody or refused; nothing but that row comes back"
    ),
    ("training/actions/seats.py", "read an enrollment whose session is locked"): (
        "reads one enrollment, whose participant and person the permission compares before anything else"
    ),
    ("training/actions/enrolling.py", "write an enrollment of the participant acted for"): (
        "writes one enrollment of a contact of the participant acted for, after permission; the line is only counted"
    ),
    ("training/actions/groups.py", "write enrollments of the participant acted for"): (
        "writes enrollments of contacts of the participant acted for, each after permission; the line is only counted"
    ),
    ("training/actions/offers.py", "seat a person who accepts an offer"): (
        "moves one enrollment after permission, with its clock and news; the row is the participant's own"
    ),
    ("training/actions/offers.py", "offer a seat that was not wanted to the next in line"): (
        "ends one enrollment after permission and offers its seat on; of the next one nothing comes back"
    ),
    ("participants/actions/plan_work.py", "work on a task of the plan"): (
        "moves one shared task of the company's own agreed plan, after permission, and its clock"
    ),
    ("participants/actions/plan_signing.py", "confirm the plan of the participant acted for"): (
        "writes the confirmation of one version that waits for it, after permission, and what follows from both having "
        "signed; nothing of the staff comes back"
    ),
    ("participants/actions/plan_signing.py", "return the plan of the participant acted for"): (
        "makes one version that waits a draft again with the person's own words, after permission, and tells its owner"
    ),
    ("participants/actions/plan_clocks.py", "start the clocks of agreed tasks"): (
        "starts the desk's clocks of a version that the caller agreed; only their number comes back"
    ),
    ("participants/actions/plan_clocks.py", "stop the clocks of superseded tasks"): (
        "stops the desk's clocks of a version that the caller superseded; only their number comes back"
    ),
    ("participants/actions/plan_clocks.py", "find the clock of a task"): (
        "reads the clock of one task that the caller holds, to stop it"
    ),
    ("training/actions/withdrawing.py", "offer the seat of who withdrew to the next in line"): (
        "ends one enrollment after permission and offers its seat on; of the next one nothing comes back"
    ),
    ("training/positions.py", "count who waits ahead"): (
        "counts how many wait ahead of enrollments that were read before; only those numbers come back"
    ),
}
APPS = ("portal", "accounts", "participants", "training", "issues")


def blocks_in(path: Path) -> list[str]:
    """The reasons given to `as_operator(...)` in a file."""
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    named = [call for call in calls if getattr(call.func, "attr", getattr(call.func, "id", "")) == "as_operator"]
    return [call.args[0].value for call in named]


def test_every_block_is_listed() -> None:
    found = set()
    for app in APPS:
        for path in (settings.BASE_DIR / app).rglob("*.py"):
            if "tests" not in path.parts:
                found |= {(str(path.relative_to(settings.BASE_DIR)), reason) for reason in blocks_in(path)}
    assert found == set(BLOCKS)
