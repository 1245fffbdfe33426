from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "portal.audit"
    label = "audit"
    verbose_name = "Audit trail"

    def ready(self) -> None:
        from portal.audit import seal_news, verbs
        from portal.audit.api import urls  # noqa: F401 - importing it registers the endpoints
        from portal.web import navigation

        verbs.register("audit.trail.exported", "Audit trail exported", icon="download")
        verbs.register("audit.seals.exported", "Seals of the audit trail exported", icon="download")
        verbs.register("audit.history.exported", "History of rows exported", icon="download")
        seal_news.register()
        navigation.register(
            "desk",
            "audit",
            "Audit trail",
            "scroll-text",
            "audit:audit-list",
            visible=lambda user: user.can("audit.view"),
            order=80,
            section="Oversight",
            match=("audit",),
        )
