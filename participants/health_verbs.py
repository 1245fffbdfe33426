"""What happens to the health of relationships, in the words of the audit trail."""

from typing import Final

from portal.audit import verbs

VERBS: Final = (
    ("healthdrop.found", "Relationship health fell", "trending-down"),
    ("healthdrop.recovered", "Relationship health recovered", "trending-up"),
    ("healthoverride.set", "Mark of the relationship set by hand", "heart-pulse"),
    ("healthoverride.taken_back", "Mark set by hand taken back", "undo-2"),
    ("healthoverride.ran_out", "Mark set by hand ended", "timer-off"),
    ("healthmeasure.changed", "Measure of relationship health changed", "sliders-horizontal"),
)

for _verb, _label, _icon in VERBS:
    verbs.register(f"participants.{_verb}", _label, icon=_icon)
