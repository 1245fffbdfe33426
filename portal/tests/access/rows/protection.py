"""Protected files and who opened them; disclosures."""

from portal.tests.access.profiles import (
    MEMBERS,
    MY_MEMBERS_ADMIN,
    SIGNED_IN,
    Row,
    button,
    endpoint,
    form,
    page,
    profile,
    row,
)

P = "participants:"
# Whoever works on issues, audits, or discloses.
LOOKS = profile(participants="missing", staff="ok", specialist="forbidden", coordinator="forbidden")
SETS = profile(participants="missing", staff="forbidden", manager="ok", supervisor="ok")
READS = profile(participants="missing", staff="forbidden", supervisor="ok", auditor="ok")
DISCLOSES = profile(participants="missing", staff="forbidden", supervisor="ok")
RELEASES = profile(participants="missing", staff="forbidden", supervisor="ok")
STEPS = ("items", "notice", "silence", "confirm", "tell", "decide", "disclosed", "withdraw")
OWN_FILE = profile(participants="missing", staff="missing", member="forbidden", org_admin="ok")
OWN_LINE = profile(participants="missing", staff="missing", org_admin="ok")

ROWS: dict[str, Row] = {
    P + "catalog-protection": page(profile(participants="missing", staff="ok")),
    P + "protected-list": page(LOOKS),
    P + "protected-file": row(get=LOOKS, post=SETS, of="filed_document"),
    **{P + f"protected-{step}": button(RELEASES, of="filed_document") for step in ("release", "confirm", "keep")},
    P + "opening-list": page(LOOKS),
    "my-files": page(MY_MEMBERS_ADMIN),
    "my-files-mark": form(OWN_FILE, of="filed_document"),
    P + "disclosure-list": page(READS),
    P + "disclosure-add": form(DISCLOSES),
    P + "disclosure-detail": row(get=READS, post=DISCLOSES, of="disclosure"),
    **{P + f"disclosure-{step}": button(DISCLOSES, of="disclosure_line") for step in STEPS},
    P + "disclosure-item-remove": button(DISCLOSES, of="disclosure_item"),
    "my-disclosures": page(MY_MEMBERS_ADMIN),
    "my-disclosure-object": form(OWN_LINE, of="disclosure_line"),
    "my-who-opened": page(MY_MEMBERS_ADMIN),
    "rest:disclosures-list": endpoint(get=MEMBERS),
    "rest:disclosures-detail": endpoint(
        get=profile(participants="missing", staff="missing", supervisor="ok", auditor="ok", org_admin="ok"),
        of="disclosure_line",
    ),
    "rest:protection-classes-list": endpoint(get=SIGNED_IN),
    "rest:protection-classes-detail": endpoint(get=SIGNED_IN, of={"code": "=PI-CREDIT"}),
}
