"""What happens to mail that comes in, in the words of the audit trail."""

from portal.audit import verbs

for _verb, _label, _icon in (
    ("received", "E-mail came in", "mail"),
    ("automatic", "Automatic answer filed", "bot"),
    ("released", "E-mail released to an issue", "mail-check"),
    ("noted", "E-mail kept as an internal note", "sticky-note"),
    ("opened", "Issue opened from an e-mail", "circle-plus"),
    ("discarded", "E-mail discarded", "mail-x"),
    ("addresses_ended", "Reply addresses ended", "key-round"),
):
    verbs.register(f"issues.mail.{_verb}", _label, icon=_icon)
