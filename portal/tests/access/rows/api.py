"""The API: one row for each endpoint; rows named in addresses are Prairie Lantern's."""

from portal.tests.access.profiles import API_METHOD, API_OWN_ROW, MEMBERS, PUBLIC, SIGNED_IN, Row, endpoint, profile

R = "rest:"

# Rows of Prairie Lantern: others' people don't find them, readers may not change them.
CHANGE = profile(
    participants="missing", staff="forbidden", member="forbidden", org_admin="forbidden", manager="ok", supervisor="ok"
)
CHANGE_PEOPLE = CHANGE | {"org_admin": "ok"}
FILE = CHANGE | {"member": "ok", "org_admin": "ok"}
SUPERVISE = CHANGE | {"manager": "forbidden"}
TOKEN_OWNER = profile(participants="missing", staff="missing", member="ok")
MAY_ADD = profile(participants="forbidden", staff="forbidden", manager="ok", colleague="ok", supervisor="ok")
MAY_ASSIGN = profile(participants="forbidden", staff="forbidden", supervisor="ok")
# The desk's own: participants find no row at all.
DESK_READ = profile(participants="missing", staff="ok")
DESK_CHANGE = profile(participants="missing", staff="forbidden", manager="ok", supervisor="ok")
# Applications: beyond participants also out of sight of specialists and coordinators.
APPLICATION_READ = profile(participants="missing", staff="ok", specialist="missing", coordinator="missing")
APPLICATION_WORK = APPLICATION_READ | {"colleague": "forbidden", "auditor": "forbidden"}
APPLICATION_ASSIGN = APPLICATION_WORK | {"manager": "forbidden"}
APPLICATION_INVITE = APPLICATION_ASSIGN | {"supervisor": "forbidden"}
# A second person with the right.
DESK_DECIDES = profile(participants="missing", staff="forbidden", supervisor="ok")
STAFF_ASKS = profile(participants="forbidden", staff="ok")
# The participant's own users, and whoever records for them.
SEND = CHANGE | {"member": "ok", "org_admin": "ok"}
LISTED = endpoint(get=SIGNED_IN)
# Whether one may add depends on the participant in the input; see test_writes.
ADDED_TO = endpoint(get=SIGNED_IN, post=SIGNED_IN)
NOWHERE = profile(nobody="missing", participants="missing", staff="missing")

ROWS: dict[str, Row] = {
    R + "api-root": endpoint(get=SIGNED_IN),
    R + "schema": endpoint(
        get=PUBLIC,
        post=API_METHOD | {"anonymous": "method", "deactivated": "method"},
        patch=API_METHOD | {"anonymous": "method", "deactivated": "method"},
    ),
    R + "docs": endpoint(
        get=PUBLIC,
        post=API_METHOD | {"anonymous": "method", "deactivated": "method"},
        patch=API_METHOD | {"anonymous": "method", "deactivated": "method"},
    ),
    R + "nothing": endpoint(get=NOWHERE, post=NOWHERE, patch=NOWHERE),
    R + "participants-list": endpoint(get=SIGNED_IN, post=MAY_ADD),
    R + "participants-detail": endpoint(get=API_OWN_ROW, patch=CHANGE, of="participant"),
    R + "participants-restrict": endpoint(post=SUPERVISE, of="participant"),
    R + "participants-unrestrict": endpoint(post=SUPERVISE, of="participant"),
    R + "registrations-list": ADDED_TO,
    R + "registrations-detail": endpoint(get=API_OWN_ROW, patch=CHANGE, of="registration"),
    R + "registrations-settle-missing": endpoint(post=CHANGE, of="registration"),
    R + "registrations-receive": endpoint(post=CHANGE, of="registration"),
    R + "registrations-declare-incomplete": endpoint(post=CHANGE, of="registration"),
    R + "registrations-begin-review": endpoint(post=CHANGE, of="registration"),
    R + "registrations-approve": endpoint(post=SUPERVISE, of="registration"),
    R + "registrations-qualify": endpoint(post=SUPERVISE, of="registration"),
    R + "registrations-suspend": endpoint(post=SUPERVISE, of="registration"),
    R + "registrations-reinstate": endpoint(post=SUPERVISE, of="registration"),
    R + "registrations-terminate": endpoint(post=SUPERVISE, of="registration"),
    R + "registrations-withdraw": endpoint(post=CHANGE, of="registration"),
    R + "official-letters-list": ADDED_TO,
    R + "official-letters-detail": endpoint(get=API_OWN_ROW, of="official_letter"),
    R + "official-letters-download": endpoint(get=API_OWN_ROW, of="official_letter"),
    R + "checklists-list": ADDED_TO,
    R + "checklists-detail": endpoint(get=API_OWN_ROW, of="checklist"),
    R + "checklists-plan": endpoint(post=CHANGE, of="checklist"),
    R + "checklist-items-list": LISTED,
    R + "checklist-items-detail": endpoint(get=API_OWN_ROW, of="item"),
    R + "checklist-items-ask": endpoint(post=CHANGE, of="item"),
    R + "checklist-items-submit": endpoint(post=SEND, of="item"),
    R + "checklist-items-take-back": endpoint(post=SEND, of="item"),
    R + "checklist-items-take-up": endpoint(post=CHANGE, of="item"),
    R + "checklist-items-send-back": endpoint(post=CHANGE, of="item"),
    R + "checklist-items-accept": endpoint(post=CHANGE, of="item"),
    R + "checklist-items-reopen": endpoint(post=CHANGE, of="item"),
    R + "checklist-items-exclude": endpoint(post=CHANGE, of="item"),
    R + "checklist-items-note": endpoint(post=CHANGE, of="item"),
    R + "item-evidence-list": LISTED,
    R + "item-evidence-detail": endpoint(get=API_OWN_ROW, of="evidence"),
    R + "item-evidence-content": endpoint(get=API_OWN_ROW, of="evidence"),
    R + "waivers-list": endpoint(get=SIGNED_IN, post=STAFF_ASKS),
    R + "waivers-detail": endpoint(get=DESK_READ, of="waiver"),
    R + "waivers-grant": endpoint(post=DESK_DECIDES, of="waiver"),
    R + "waivers-decline": endpoint(post=DESK_DECIDES, of="waiver"),
    R + "contacts-list": ADDED_TO,
    R + "contacts-detail": endpoint(get=API_OWN_ROW, patch=CHANGE_PEOPLE, of="contact"),
    R + "contacts-remove": endpoint(post=CHANGE_PEOPLE, of="contact"),
    R + "contacts-give-role": endpoint(post=CHANGE_PEOPLE, of="contact"),
    R + "contact-roles-list": LISTED,
    R + "contact-roles-detail": endpoint(get=API_OWN_ROW, of="role"),
    R + "contact-roles-end": endpoint(post=CHANGE_PEOPLE, of="role"),
    R + "memberships-list": ADDED_TO,
    R + "memberships-detail": endpoint(get=API_OWN_ROW, patch=CHANGE_PEOPLE, of="membership"),
    R + "memberships-suspend": endpoint(post=CHANGE_PEOPLE, of="membership"),
    R + "memberships-resume": endpoint(post=CHANGE_PEOPLE, of="membership"),
    R + "memberships-end": endpoint(post=CHANGE_PEOPLE, of="membership"),
    R + "agencies-list": endpoint(get=MEMBERS, post=MEMBERS),
    R + "agencies-detail": endpoint(get=API_OWN_ROW, of="agency"),
    R + "agencies-withdraw": endpoint(post=CHANGE_PEOPLE, of="agency"),
    R + "resources-list": endpoint(get=MEMBERS, post=MEMBERS),
    R + "resources-detail": endpoint(get=API_OWN_ROW, patch=CHANGE, of="resource"),
    R + "resources-retire": endpoint(post=CHANGE, of="resource"),
    R + "representations-list": endpoint(get=MEMBERS, post=MEMBERS),
    R + "representations-detail": endpoint(get=API_OWN_ROW, of="representation"),
    R + "representations-end": endpoint(post=CHANGE, of="representation"),
    R + "assignments-list": endpoint(get=SIGNED_IN, post=MAY_ASSIGN),
    R + "assignments-detail": endpoint(get=API_OWN_ROW, of="assignment"),
    R + "assignments-end": endpoint(post=SUPERVISE, of="assignment"),
    R + "assignments-replace": endpoint(post=SUPERVISE, of="assignment"),
    R + "calendars-list": LISTED,
    R + "calendars-detail": endpoint(get=SIGNED_IN, of={"code": "=ercot-business"}),
    R + "calendars-versions": endpoint(post=MAY_ASSIGN, of={"code": "=ercot-business"}),
    R + "deadlines-preview": endpoint(post=SIGNED_IN),
    R + "follow-ups-list": endpoint(get=SIGNED_IN, post=MAY_ADD),
    R + "follow-ups-detail": endpoint(get=DESK_READ, patch=DESK_CHANGE, of="follow_up"),
    R + "follow-ups-hand-over": endpoint(post=DESK_CHANGE, of="follow_up"),
    R + "follow-ups-postpone": endpoint(post=DESK_CHANGE, of="follow_up"),
    R + "follow-ups-wait": endpoint(post=DESK_CHANGE, of="follow_up"),
    R + "follow-ups-resume": endpoint(post=DESK_CHANGE, of="follow_up"),
    R + "follow-ups-finish": endpoint(post=DESK_CHANGE, of="follow_up"),
    R + "follow-ups-cancel": endpoint(post=DESK_CHANGE, of="follow_up"),
    R + "applications-list": LISTED,
    R + "applications-detail": endpoint(get=APPLICATION_READ, of="application"),
    R + "applications-assign": endpoint(post=APPLICATION_ASSIGN, of="application"),
    R + "applications-answered": endpoint(post=APPLICATION_WORK, of="application"),
    R + "applications-take-up": endpoint(post=APPLICATION_WORK, of="application"),
    R + "applications-decline": endpoint(post=APPLICATION_WORK, of="application"),
    R + "applications-withdraw": endpoint(post=APPLICATION_WORK, of="application"),
    R + "applications-mark-spam": endpoint(post=APPLICATION_WORK, of="application"),
    R + "applications-reopen": endpoint(post=APPLICATION_WORK, of="application"),
    R + "applications-invite": endpoint(post=APPLICATION_INVITE, of="application"),
    R + "block-versions-list": LISTED,
    R + "block-versions-detail": endpoint(get=SIGNED_IN, of="block_version"),
    R + "block-versions-adopt": endpoint(post=MAY_ADD, of="block_version"),
    R + "block-versions-stay": endpoint(post=MAY_ADD, of="block_version"),
    R + "version-decisions-list": LISTED,
    R + "version-decisions-detail": endpoint(get=DESK_READ, of="version_decision"),
    R + "obligations-list": LISTED,
    R + "obligations-detail": endpoint(get=API_OWN_ROW, of="obligation"),
    R + "obligations-submit": endpoint(post=FILE, of="obligation"),
    R + "obligations-claim": endpoint(post=FILE, of="obligation"),
    R + "obligations-take-back": endpoint(post=FILE, of="obligation"),
    R + "obligations-record-confirmation": endpoint(post=FILE, of="obligation"),
    R + "obligations-ask-extension": endpoint(post=FILE, of="obligation"),
    R + "obligations-accept": endpoint(post=SUPERVISE, of="obligation"),
    R + "obligations-send-back": endpoint(post=SUPERVISE, of="obligation"),
    R + "obligations-grant-extension": endpoint(post=SUPERVISE, of="obligation"),
    R + "obligations-decline-extension": endpoint(post=SUPERVISE, of="obligation"),
    R + "obligations-excuse": endpoint(post=CHANGE, of="obligation"),
    R + "obligations-ask-again": endpoint(post=CHANGE, of="obligation"),
    R + "obligations-note": endpoint(post=CHANGE, of="obligation"),
    R + "obligations-cancel": endpoint(post=CHANGE, of="obligation"),
    R + "campaigns-list": endpoint(get=SIGNED_IN, post=MAY_ASSIGN),
    R + "campaigns-detail": endpoint(get=DESK_READ, of="campaign"),
    R + "requirements-list": LISTED,
    R + "requirements-detail": endpoint(get=SIGNED_IN, of={"code": "=COM-02"}),
    R + "market-roles-list": LISTED,
    R + "market-roles-detail": endpoint(get=SIGNED_IN, of={"code": "=QSE"}),
    R + "change-procedures-list": endpoint(get=MEMBERS),
    R + "change-procedures-detail": endpoint(get=MEMBERS, of={"code": "=CHG-NAME"}),
    R + "plan-templates-list": LISTED,
    R + "plan-templates-detail": endpoint(get=DESK_READ, of={"code": "=PT-COMMON"}),
    R + "forms-list": LISTED,
    R + "forms-detail": endpoint(get=SIGNED_IN, of={"code": "=23-G"}),
    R + "lead-times-list": endpoint(get=MEMBERS),
    R + "lead-times-detail": endpoint(get=MEMBERS, of={"code": "=LT-NCI"}),
    R + "obligation-types-list": endpoint(get=MEMBERS),
    R + "obligation-types-detail": endpoint(get=MEMBERS, of={"code": "=OB-DCAA"}),
    R + "test-flights-list": LISTED,
    R + "test-flights-detail": endpoint(get=SIGNED_IN, of={"code": "=0225"}),
    R + "departments-list": endpoint(get=MEMBERS),
    R + "departments-detail": endpoint(get=MEMBERS, of={"code": "=STL"}),
    R + "tokens-list": LISTED,
    R + "tokens-detail": endpoint(get=TOKEN_OWNER, of="token"),
    R + "tokens-revoke": endpoint(post=TOKEN_OWNER, of="token"),
}
