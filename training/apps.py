from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "training"

    def ready(self) -> None:
        from portal.lifecycle import catalogs
        from training import (
            course_pages,
            course_verbs,  # noqa: F401 - importing it registers the verbs
            joining,
        )
        from training.actions.catalog import load_courses, load_paths
        from training.api import urls  # noqa: F401 - importing it registers the endpoints

        catalogs.register("courses", load_courses)
        catalogs.register("learning paths", load_paths)
        joining.register()
        course_pages.register()
