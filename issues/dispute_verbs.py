"""What happens to disputes, the settlement calendar and MarkeTrak reports, in the words of the audit trail."""

from portal.audit import verbs

for _verb, _label, _icon in (
    ("dispute.written", "Dispute written", "file-pen"),
    ("dispute.changed", "Dispute changed", "pencil"),
    ("dispute.filed", "Dispute filed", "stamp"),
    ("dispute.opened", "Dispute open", "play"),
    ("dispute.planned", "Dates of the dispute changed", "calendar"),
    ("dispute.closed", "Dispute closed", "circle-check"),
    ("dispute.refused", "Dispute rejected", "ban"),
    ("dispute.withdrawn", "Dispute withdrawn", "undo-2"),
    ("dispute.resolution_rejected", "Resolution rejected", "rotate-ccw"),
    ("adrcase.opened", "Handed over to ADR", "scale"),
    ("adrcase.step_done", "Step of ADR done", "check"),
    ("adrcase.ended", "ADR ended", "archive"),
    ("disputewindow.moved", "Dispute window ends on another day", "calendar"),
    ("settlementimport.taken_over", "Settlement calendar imported", "upload"),
    ("disputerule.changed", "Rule of disputes changed", "pencil"),
    ("disputerule.added", "Exception of disputes added", "circle-plus"),
    ("marketrakimport.taken_over", "MarkeTrak report taken over", "upload"),
    ("marketraksubtype.changed", "Benchmark of MarkeTrak changed", "pencil"),
):
    verbs.register(f"issues.{_verb}", _label, icon=_icon)
