"""The audit trail's words for access reviews."""

from portal.audit import verbs

for _verb, _label, _icon in (
    ("opened", "Access review opened", "user-search"),
    ("decided", "Access decided about", "user-check"),
    ("attested", "Access review attested", "badge-check"),
):
    verbs.register(f"participants.access_review.{_verb}", _label, icon=_icon)
