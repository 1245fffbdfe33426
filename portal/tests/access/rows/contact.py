"""Interactions, templates of letters, meetings and their invitations."""

from portal.tests.access.profiles import (
    ADDERS,
    ASSIGNED,
    DESK,
    MY,
    PUBLIC,
    SIGNED_IN,
    Row,
    button,
    endpoint,
    form,
    page,
    profile,
)
from portal.tests.access.rows.api import DESK_CHANGE, DESK_READ, MAY_ADD

P = "participants:"
R = "rest:"
# Of the company only whoever is invited finds the meeting.
MEETING_READ = profile(participants="missing", staff="ok", member="ok")
MEETING_CHANGE = profile(participants="missing", staff="forbidden", member="forbidden", manager="ok", supervisor="ok")
MEETING_ANSWER = profile(participants="missing", staff="forbidden", member="ok", manager="ok")

# The walk's meeting is the manager's; on the own side only whoever is invited finds the invitation.
INVITED = profile(participants="missing", staff="missing", member="ok")

ROWS: dict[str, Row] = {
    P + "interaction-list": page(DESK),
    P + "interaction-log": form(ADDERS),
    P + "interaction-people": page(DESK),
    P + "interaction-detail": page(DESK, of="interaction"),
    P + "interaction-change": form(ASSIGNED, of="interaction"),
    P + "interaction-strike": form(ASSIGNED, of="interaction"),
    P + "letter-template-list": page(DESK),
    P + "letter-template-add": form(ADDERS),
    P + "letter-template-change": form(ADDERS, of="letter_template"),
    P + "meeting-list": page(DESK),
    P + "meeting-plan": form(ASSIGNED, of="participant"),
    P + "meeting-detail": page(DESK, of="meeting"),
    P + "meeting-change": form(ASSIGNED, of="meeting"),
    P + "meeting-cancel": form(ASSIGNED, of="meeting"),
    P + "meeting-hold": form(ASSIGNED, of="meeting"),
    P + "guest-answer": button(ASSIGNED, of="guest_invited"),
    "my-meeting-list": page(MY),
    "my-meeting-answer": button(INVITED, of="guest_invited"),
    "invitation-answer": form(PUBLIC, of={"token": "invitation_token"}),
    R + "interactions-list": endpoint(get=SIGNED_IN, post=MAY_ADD),
    R + "interactions-detail": endpoint(get=DESK_READ, patch=DESK_CHANGE, of="interaction"),
    R + "interactions-strike": endpoint(post=DESK_CHANGE, of="interaction"),
    R + "meetings-list": endpoint(get=SIGNED_IN, post=SIGNED_IN),
    R + "meetings-detail": endpoint(get=MEETING_READ, patch=MEETING_CHANGE, of="meeting"),
    R + "meetings-cancel": endpoint(post=MEETING_CHANGE, of="meeting"),
    R + "meetings-hold": endpoint(post=MEETING_CHANGE, of="meeting"),
    R + "meetings-respond": endpoint(post=MEETING_ANSWER, of="meeting"),
}
