from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "training"

    def ready(self) -> None:
        from portal.lifecycle import catalogs
        from training import (
            audit_verbs,  # noqa: F401 - importing it registers the verbs
            joining,
            need_navigation,
            need_news,
            need_sources,
            need_verbs,  # noqa: F401 - importing it registers the verbs
            notifications,
        )
        from training.actions.catalog import load_courses, load_paths
        from training.api import urls  # noqa: F401 - importing it registers the endpoints

        catalogs.register("courses", load_courses)
        catalogs.register("learning paths", load_paths)
        joining.register()
        notifications.register()
        need_sources.register()
        need_news.register()
        need_navigation.register()
