"""How companies belong together, in the words of the audit trail."""

from portal.audit import verbs

verbs.register("participants.affiliation.added", "Affiliation recorded", icon="network")
verbs.register("participants.affiliation.announced", "Change of ownership announced", icon="megaphone")
verbs.register("participants.affiliation.changed", "Affiliation corrected", icon="pencil")
verbs.register("participants.affiliation.ended", "Affiliation ended", icon="unlink")
verbs.register("participants.affiliation.duties_taken", "Duties of an acquisition planned", icon="list-plus")
verbs.register("participants.relationships.exported", "Relationships exported", icon="download")
