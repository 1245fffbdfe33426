"""The participants' side."""

from portal.tests.access.profiles import (
    MY,
    MY_ADMIN,
    MY_MEMBERS,
    MY_MEMBERS_ADMIN,
    MY_PEOPLE_EDIT,
    Row,
    form,
    page,
    profile,
    row,
)

MY_METHOD = profile(participants="method", staff="missing")
# An empty choice names no membership of theirs.
NO_CHOICE = profile(participants="missing", staff="missing")
# Any user of Prairie Lantern; the agent acts for the other company first.
MY_ROW = profile(participants="missing", staff="missing", member="ok", org_admin="ok")

ROWS: dict[str, Row] = {
    "my-home": page(MY),
    "my-who-sees": row(get=MY_ROW, post=MY_METHOD, of={"noun": "=checklist", "ref": "own_checklist"}),
    "my-turn": page(MY),
    "my-switch": row(get=MY, post=NO_CHOICE),
    "my-checklists": page(MY),
    "my-checklist": row(get=MY_ROW, post=MY_METHOD, of="own_checklist"),
    "my-checklist-item": form(MY_ROW, of="own_item"),
    "my-checklist-item-take-back": form(MY_ROW, of="own_item"),
    "my-checklist-evidence": row(get=MY_ROW, post=MY_METHOD, of="own_evidence"),
    "my-company": page(MY),
    "my-official-letters": page(MY),
    "my-official-letter": row(get=MY_ROW, post=MY_METHOD, of="official_letter"),
    "my-people": page(MY),
    "my-resources": page(MY_MEMBERS),
    "my-agencies": page(MY_MEMBERS),
    "my-member-invite": form(MY_ADMIN),
    "my-invitation-revoke": form(MY_PEOPLE_EDIT, of={"invitation": "guest"}),
    "my-membership-change": form(MY_PEOPLE_EDIT, of="membership"),
    "my-membership-suspend": form(MY_PEOPLE_EDIT, of="membership"),
    "my-membership-resume": form(MY_PEOPLE_EDIT, of="membership"),
    "my-membership-end": form(MY_PEOPLE_EDIT, of="membership"),
    "my-contact-add": form(MY_ADMIN),
    "my-contact-change": form(MY_PEOPLE_EDIT, of="contact"),
    "my-contact-remove": form(MY_PEOPLE_EDIT, of="contact"),
    "my-role-give": form(MY_PEOPLE_EDIT, of="contact"),
    "my-role-end": form(MY_PEOPLE_EDIT, of="role"),
    "my-agency-grant": form(MY_MEMBERS_ADMIN),
    "my-agency-withdraw": form(MY_PEOPLE_EDIT, of="agency"),
}
