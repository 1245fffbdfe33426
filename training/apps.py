from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "training"

    def ready(self) -> None:
        from training import (
            audit_verbs,  # noqa: F401 - importing it registers the verbs
            joining,
            notifications,
        )

        joining.register()
        notifications.register()
