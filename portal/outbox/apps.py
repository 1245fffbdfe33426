from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "portal.outbox"
    label = "outbox"
    verbose_name = "Messages"

    def ready(self) -> None:
        from portal.outbox import audit_verbs, bounces, kinds, navigation  # noqa: F401 - importing it registers the verbs
        from portal.outbox.choices import Severity

        kinds.register(
            kinds.DIGEST,
            label="Your digest",
            severity=Severity.INFO,
            audience="both",
            template="outbox/digest",
            optional=False,
            default_in_app=False,
        )
        bounces.connect()
        navigation.register()
