"""Obligations and campaigns, at the desk and on the participants' side."""

from portal.tests.access.profiles import ASSIGNED, DESK, MY_MEMBERS, SUPERVISOR, Row, form, page, profile, row

P = "participants:"
M = "my-obligation"
# Prairie Lantern's own people, whose rows the addresses name.
MY_OWN = profile(participants="missing", staff="missing", member="ok", org_admin="ok")
# The method is refused before any row is looked for.
MY_METHOD = profile(participants="method", staff="missing", prospect="missing")

ROWS: dict[str, Row] = {
    P + "obligation-list": page(DESK),
    P + "obligation-calendar": page(DESK),
    P + "obligation-review": page(DESK),
    P + "obligation-file": page(DESK, of="filed_document"),
    P + "obligation-detail": page(DESK, of="obligation"),
    P + "obligation-submit": form(ASSIGNED, of="obligation"),
    P + "obligation-confirm": form(ASSIGNED, of="obligation"),
    P + "obligation-claim": form(ASSIGNED, of="obligation"),
    P + "obligation-take-back": form(ASSIGNED, of="obligation"),
    P + "obligation-extend": form(ASSIGNED, of="obligation"),
    P + "obligation-accept": form(SUPERVISOR, of="obligation"),
    P + "obligation-return": form(SUPERVISOR, of="obligation"),
    P + "obligation-grant": form(SUPERVISOR, of="obligation"),
    P + "obligation-decline": form(SUPERVISOR, of="obligation"),
    P + "obligation-excuse": form(ASSIGNED, of="obligation"),
    P + "obligation-ask-again": form(ASSIGNED, of="obligation"),
    P + "obligation-note": form(ASSIGNED, of="obligation"),
    P + "obligation-cancel": form(ASSIGNED, of="obligation"),
    P + "campaign-list": page(DESK),
    P + "campaign-start": form(SUPERVISOR),
    P + "campaign-board": page(DESK, of="campaign"),
    M + "-list": page(MY_MEMBERS),
    M + "-calendar": page(MY_MEMBERS),
    M + "-file": row(get=MY_OWN, post=MY_METHOD, of="filed_document"),
    M: row(get=MY_OWN, post=MY_METHOD, of="obligation"),
    M + "-submit": form(MY_OWN, of="obligation"),
    M + "-confirm": form(MY_OWN, of="obligation"),
    M + "-claim": form(MY_OWN, of="obligation"),
    M + "-take-back": form(MY_OWN, of="obligation"),
    M + "-extend": form(MY_OWN, of="obligation"),
}
