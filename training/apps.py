from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "training"

    def ready(self) -> None:
        from portal.lifecycle import catalogs
        from training import (
            audit_verbs,  # noqa: F401 - importing it registers the verbs
            certificate_news,
            joining,
            need_navigation,
            need_news,
            need_sources,
            need_verbs,  # noqa: F401 - importing it registers the verbs
            notifications,
            outcome_verbs,  # noqa: F401 - importing it registers the verbs
            proofs,
        )
        from training.actions.catalog import load_courses, load_paths
        from training.actions.evidence_catalog import load_evidence
        from training.api import urls  # noqa: F401 - importing it registers the endpoints

        catalogs.register("courses", load_courses)
        catalogs.register("learning paths", load_paths)
        catalogs.register("requirements proven by training", load_evidence)
        joining.register()
        notifications.register()
        need_sources.register()
        need_news.register()
        need_navigation.register()
        certificate_news.register()
        proofs.register()
