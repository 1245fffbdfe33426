from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "training"

    def ready(self) -> None:
        from portal.lifecycle import (
            catalogs,
            demo,
        )
        from training import (
            article_notifications,
            audit_verbs,  # noqa: F401 - importing it registers the verbs
            certificate_news,
            course_pages,
            course_verbs,  # noqa: F401 - importing it registers the verbs
            joining,
            navigation,
            need_navigation,
            need_news,
            need_sources,
            need_verbs,  # noqa: F401 - importing it registers the verbs
            notifications,
            outcome_verbs,  # noqa: F401 - importing it registers the verbs
            proofs,
            session_pages,
        )
        from training.actions.catalog import (
            load_courses,
            load_paths,
        )
        from training.actions.demo_articles import (
            fill_articles,
        )
        from training.actions.evidence_catalog import (
            load_evidence,
        )
        from training.api import (
            articles_urls,  # noqa: F401 - importing it registers the endpoints
            urls,  # noqa: F401 - importing it registers the endpoints
        )

        catalogs.register("courses", load_courses)
        catalogs.register("learning paths", load_paths)
        demo.register("knowledge", fill_articles)
        catalogs.register("requirements proven by training", load_evidence)
        joining.register()
        article_notifications.register()
        notifications.register()
        navigation.register()
        course_pages.register()
        need_sources.register()
        need_news.register()
        need_navigation.register()
        certificate_news.register()
        proofs.register()
        session_pages.register()
