"""The audit trail: `portal.audit.trail.record` writes, nothing changes what is written."""
