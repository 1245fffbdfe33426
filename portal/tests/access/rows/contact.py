"""Interactions, templates of letters, meetings and their invitations."""

from portal.tests.access.profiles import ADDERS, ASSIGNED, DESK, MY, PUBLIC, Row, button, form, page, profile

P = "participants:"

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
}
