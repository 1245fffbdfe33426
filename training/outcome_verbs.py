"""What happens to attendance, tests and certificates, in the words of the audit trail."""

from portal.audit import verbs

verbs.register("training.certificate.issued", "Certificate issued", icon="award")
verbs.register("training.certificate.revoked", "Certificate revoked", icon="badge-x")
verbs.register("training.trainingevidence.added", "Course proves a requirement", icon="link")
verbs.register("training.trainingevidence.ended", "Course proves a requirement no more", icon="unlink")
