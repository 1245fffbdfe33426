"""What happens to the balance of work, in the words of the audit trail."""

from portal.audit import verbs

verbs.register("issues.workweights.published", "Weights of the balance published", icon="scale")
