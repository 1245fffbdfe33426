"""Pages of the audit trail, for supervisors and auditors."""
