from django.apps import AppConfig


class ParticipantsConfig(AppConfig):
    name = "participants"

    def ready(self) -> None:
        from accounts import invitation_plans
        from participants import (
            access_review_joining,
            access_review_news,
            access_review_verbs,  # noqa: F401 - importing it registers the verbs
            affiliation_joining,
            affiliation_verbs,  # noqa: F401 - importing it registers the verbs
            audit_verbs,  # noqa: F401 - importing it registers the verbs
            change_kinds,
            complexity_joining,
            complexity_verbs,  # noqa: F401 - importing it registers the verbs
            configured,
            contact_joining,
            contact_sources,
            data_export_news,
            deadline_wiring,
            desk_hours,
            disclosable,
            disclosure_joining,
            disclosure_news,
            feed_sources,
            glass_news,
            hand_over_joining,
            hand_over_notifications,
            hand_over_sources,
            hand_over_verbs,  # noqa: F401 - importing it registers the verbs
            health_wiring,
            held_above,
            historic,
            interaction_verbs,  # noqa: F401 - importing it registers the verbs
            interactions_navigation,
            meeting_news,
            notifications,
            obligation_notifications,
            plan_facts,
            plan_finders,
            plan_joining,
            plan_navigation,
            plan_notifications,
            plan_signing_navigation,
            plan_signing_notifications,
            plan_signing_verbs,  # noqa: F401 - importing it registers the verbs
            plan_verbs,  # noqa: F401 - importing it registers the verbs
            protected_reading,
            protection_navigation,
            protection_news,
            protection_verbs,  # noqa: F401 - importing it registers the verbs
            report_obligations,
            retained,
            shadowing_wiring,
            sign_in_gate,
            signing_in_joining,
            signing_in_news,
            signing_in_verbs,  # noqa: F401 - importing it registers the verbs
            who_sees_nouns,
            worklist_joining,
            worklist_meetings,
            worklist_navigation,
            worklist_sources,
            worklist_verbs,  # noqa: F401 - importing it registers the verbs
            your_turn_sources,
        )
        from participants import navigation as pages
        from participants.access import acting_as
        from participants.actions.catalog import load_roles
        from participants.actions.demo import fill_participants
        from participants.actions.demo_access import fill_access
        from participants.actions.demo_families import fill_families
        from participants.actions.demo_interactions import fill_interactions
        from participants.actions.demo_protection import fill_protection
        from participants.actions.demo_sign_in import fill_sign_in
        from participants.actions.demo_worklist import fill_worklist
        from participants.actions.invitations import begin_planned_membership, describe_plan
        from participants.actions.letter_templates import load_letter_templates
        from participants.actions.reference_catalogs import CATALOGS
        from participants.actions.requirements_catalog import load_requirements
        from participants.actions.scale import load_participants
        from participants.actions.scale_families import load_families
        from participants.actions.scale_hand_overs import load_hand_overs
        from participants.actions.scale_obligations import load_obligations
        from participants.actions.scale_plans import load_plans
        from participants.api import urls  # noqa: F401 - importing it registers the endpoints
        from participants.withdrawals import withdrawn
        from portal.documents import stamping
        from portal.lifecycle import catalogs, demo
        from portal.outbox import people
        from portal.reporting import registry

        catalogs.register("market roles", load_roles)
        catalogs.register("requirements", load_requirements)
        catalogs.register("templates of letters", load_letter_templates)
        for catalog in CATALOGS:
            catalogs.register(catalog.name, catalog.load)
        invitation_plans.register(begin_planned_membership, describe_plan)

        people.register_viewer(lambda user, participant_id, now: acting_as(user, participant_id, now=now))
        people.register_withdrawals(withdrawn)
        notifications.register()
        change_kinds.register()
        configured.register()
        retained.register()
        historic.register()
        obligation_notifications.register()
        signing_in_joining.register_moves()
        signing_in_news.register()
        sign_in_gate.register()
        access_review_joining.register_moves()
        access_review_news.register()
        data_export_news.register()
        protection_news.register()
        disclosure_news.register()
        disclosable.register_files()
        stamping.register_company(protected_reading.company_of)
        disclosure_joining.register_moves()
        glass_news.register()
        feed_sources.register()
        who_sees_nouns.register()
        plan_joining.register_moves()
        hand_over_joining.register_moves()
        hand_over_notifications.register()
        hand_over_sources.register_all()
        affiliation_joining.register_moves()
        complexity_joining.register_moves()
        held_above.register()
        plan_notifications.register()
        worklist_sources.register()
        worklist_meetings.register()
        worklist_joining.register_moves()
        worklist_navigation.register()
        your_turn_sources.register()
        plan_signing_notifications.register()
        plan_facts.register()
        plan_finders.register()
        meeting_news.register()
        contact_sources.register()
        deadline_wiring.register()
        desk_hours.register()
        contact_joining.register_moves()
        pages.register()
        plan_navigation.register()
        interactions_navigation.register()
        plan_signing_navigation.register()
        demo.register_bulk("participants", load_participants)
        health_wiring.register()
        protection_navigation.register()
        registry.register(report_obligations.REPORT)
        demo.register("participants", fill_participants)
        demo.register("interactions", fill_interactions)
        demo.register("families", fill_families)
        demo.register("worklist", fill_worklist)
        demo.register("access reviews", fill_access)
        demo.register("protected files", fill_protection)
        demo.register("sign-in of companies", fill_sign_in)
        shadowing_wiring.register()
        demo.register_bulk("plans", load_plans, sizes=("plans",))
        demo.register_bulk("hand-overs", load_hand_overs, sizes=("plans",))
        demo.register_bulk("families", load_families, sizes=("families",))
        demo.register_bulk("obligations", load_obligations, sizes=("history",))
