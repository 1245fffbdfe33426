from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "training"

    def ready(self) -> None:
        from portal.lifecycle import catalogs, demo
        from portal.reporting import registry
        from training import (
            article_notifications,
            audit_verbs,  # noqa: F401 - importing it registers the verbs
            certificate_news,
            certificate_pages,
            course_pages,
            course_verbs,  # noqa: F401 - importing it registers the verbs
            feed_sources,
            handing_over,
            health_sources,
            historic,
            joining,
            learning_facts,
            navigation,
            need_navigation,
            need_news,
            need_sources,
            need_verbs,  # noqa: F401 - importing it registers the verbs
            notifications,
            outcome_verbs,  # noqa: F401 - importing it registers the verbs
            plan_sources,
            proofs,
            report_training,
            session_pages,
            worklist,
            your_turn,
        )
        from training.actions.article_catalog import load_articles
        from training.actions.catalog import load_courses, load_paths
        from training.actions.demo_articles import fill_articles
        from training.actions.demo_library import fill_library
        from training.actions.demo_needs import fill_needs
        from training.actions.demo_sessions import fill_sessions
        from training.actions.evidence_catalog import load_evidence
        from training.actions.scale import load_training
        from training.api import urls  # noqa: F401 - importing it registers the endpoints

        catalogs.register("courses", load_courses)
        catalogs.register("learning paths", load_paths)
        catalogs.register("articles", load_articles)
        demo.register("knowledge", fill_articles)
        demo.register("library", fill_library)
        demo.register("training sessions", fill_sessions)
        demo.register("training needs", fill_needs)
        demo.register_bulk("training", load_training)
        catalogs.register("requirements proven by training", load_evidence)
        joining.register()
        historic.register()
        plan_sources.register()
        handing_over.register()
        health_sources.register()
        article_notifications.register()
        notifications.register()
        navigation.register()
        course_pages.register()
        need_sources.register()
        need_news.register()
        need_navigation.register()
        certificate_news.register()
        certificate_pages.register()
        proofs.register()
        session_pages.register()
        learning_facts.register()
        worklist.register()
        your_turn.register()
        feed_sources.register()
        registry.register(report_training.REPORT)
