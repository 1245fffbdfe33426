"""The audit trail's words for how a company's people sign in."""

from portal.audit import verbs

for _verb, _label, _icon in (
    ("added", "Sign-in connection set up", "log-in"),
    ("changed", "Sign-in connection changed", "log-in"),
    ("tried", "Sign-in connection tried", "flask-conical"),
    ("switched_on", "Sign-in connection switched on", "toggle-right"),
    ("switched_off", "Sign-in connection switched off", "toggle-left"),
    ("required", "Sign-in connection made the only way in", "lock"),
    ("released", "Password and codes allowed again", "lock-open"),
    ("removed", "Sign-in connection removed", "trash-2"),
    ("linked", "Person linked to the company's provider", "link"),
    ("unlinked", "Person no longer linked to the company's provider", "unlink"),
    ("domain_claimed", "Mail domain claimed", "at-sign"),
    ("domain_confirmed", "Mail domain confirmed", "badge-check"),
    ("domain_dropped", "Mail domain removed", "at-sign"),
    ("factor_set", "Second factor asked of people", "shield-check"),
):
    verbs.register(f"participants.sign_in.{_verb}", _label, icon=_icon)
