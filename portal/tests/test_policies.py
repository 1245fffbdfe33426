"""Every table of ours has a policy or a reason to have none, and participants hold no right beyond that."""

import pytest
from django.apps import apps
from django.db import connection

from portal.scoping import wall

pytestmark = pytest.mark.django_db

# Models without a row-level policy, each with the reason why that is right.
WITHOUT_POLICY = {
    "accounts.department": "public catalog of the operator",
    "participants.marketrole": "public catalog of market roles",
    "participants.requirementblock": "public catalog of what registrations must bring",
    "participants.blockversion": "public catalog of what registrations must bring",
    "participants.requirement": "public catalog of what registrations must bring",
    "participants.form": "public catalog of forms",
    "participants.leadtime": "public catalog of lead times",
    "participants.obligationtype": "public catalog of obligations",
    "participants.changeprocedure": "public catalog of change procedures",
    "participants.testflight": "public catalog of test flights",
    "accounts.team": "staff only: no right for participants",
    "accounts.savedview": "staff only: no right for participants",
    "accounts.mentoring": "staff only: no right for participants",
    "accounts.absence": "staff only: no right for participants",
    "accounts.apitoken": "read before the wall stands, or on the account pages outside it",
    "calendars.calendar": "public catalog of working time",
    "calendars.calendarversion": "public catalog of working time",
    "calendars.holiday": "public catalog of working time",
    "calendars.clock": "the desk's own: no right for participants",
    "calendars.clockinterval": "the desk's own: no right for participants",
    "calendars.clockchange": "the desk's own: no right for participants",
    "calendars.escalationstep": "the desk's own: no right for participants",
    "calendars.reminderplan": "staff only: no right for participants",
    "calendars.reminderlevel": "staff only: no right for participants",
    "calendars.recomputerun": "staff only: no right for participants",
    "outbox.outboundmessage": "the operator's side of delivery: no right for participants",
    "outbox.addresstrouble": "staff only: no right for participants",
    "lifecycle.sweeprun": "staff only: no right for participants",
    "lifecycle.demomark": "says that everything here is invented; no right for participants",
    "participants.application": "staff only: no right for participants, nor for whoever sends one",
    "participants.application_roles": "staff only: no right for participants",
    "participants.handover": "staff only: participants are told of a new account manager by a message",
    "participants.handovernote": "staff only: what colleagues tell each other",
    "participants.handoverline": "staff only: what of it concerns the participant stands on its own pages",
    "participants.coveragegap": "staff only: no right for participants",
    "participants.glassbreak": "staff only: no right for participants",
    "issues.category": "public catalog of what issues are about",
    "issues.dispatch": "staff only: answers that can still be taken back",
    "issues.disputerule": "public catalog of the rules of disputes",
    "issues.marketraksubtype": "public catalog of MarkeTrak's subtypes and benchmarks",
    "issues.settlementdate": "public catalog: the settlement calendar as published",
    "issues.settlementimport": "staff only: who imported which settlement calendar",
    "issues.issuecount": "staff only: no right for participants",
    "issues.note": "staff only: what colleagues tell each other",
    "issues.notefile": "staff only: what colleagues tell each other",
    "issues.releaseoverride": "staff only: answers that left although they name another company",
    "issues.savedreply": "staff only: what the staff answer often",
    "issues.deskwords": "staff only: the words of notes are in it",
    "issues.searchword": "staff only: words of all participants' issues",
    "issues.bulkrun": "staff only: no right for participants",
    "issues.bulkrow": "staff only: no right for participants",
    "issues.verification": "staff only: how the operator knew who was asking",
    "issues.tag": "staff only: no right for participants",
    "issues.issuetag": "staff only: no right for participants",
    "issues.issuelink": "staff only: it may join issues of two participants",
    "issues.merge": "staff only: no right for participants",
    "issues.draft": "staff only: what somebody has not said yet",
    "issues.servicepolicy": "staff only: participants read the dates that follow from it",
    "issues.policyversion": "staff only: may name another participant",
    "issues.servicetarget": "staff only: participants read the dates that follow from it",
    "issues.targetrun": "staff only: how far work in the background got",
    "issues.dutyshift": "staff only: no right for participants",
    "issues.gridevent": "published: both sides read the reason",
    "issues.gridpause": "staff only: which clocks stood still",
    "issues.referraltime": "staff only: how long departments have for an answer",
    "issues.referral": "staff only: participants never learn who was asked",
    "issues.referralstep": "staff only: participants never learn who was asked",
    "issues.referralmessage": "staff only: participants never learn who was asked",
    "issues.referralfile": "staff only: participants never learn who was asked",
    "issues.deskcall": "staff only: what was said on the phone",
    "issues.escalation": "staff only: a participant that asks for it finds its own words in the conversation",
    "issues.systemicissue": "staff only: no participant learns that others are hit",
    "issues.systemicmember": "staff only: no participant learns that others are hit",
    "issues.systemicupdate": "staff only: each participant reads the text as an answer of its own",
    "issues.systemicdelivery": "staff only: no participant learns that others are hit",
    "issues.incomingmail": "staff only: mails from anybody, most of it not proven",
    "issues.mailsource": "staff only: mails as they came",
    "issues.mailplace": "staff only: no right for participants",
    "issues.mailbox": "staff only: no right for participants",
    "issues.replykey": "staff only: whoever could read a key would sign addresses",
    "participants.followup": "staff only: no right for participants",
    "participants.plantemplate": "staff only: what account managers begin plans with",
    "participants.planinside": "staff only: what the staff know and think of a participant",
    "participants.planremark": "staff only: what colleagues remark on a plan",
    "participants.planproposal": "staff only: what the facts suggest",
    "participants.lastcontact": "staff only: when one was last in touch",
    "participants.campaign": "staff only: figures over many participants",
    "participants.obligationnote": "staff only: no right for participants",
    "participants.letter": "staff only: participants read what arrived in their mailbox",
    "participants.lettercopy": "staff only: no right for participants",
    "participants.blockdraft": "staff only: no right for participants",
    "participants.versiondecision": "staff only: no right for participants",
    "participants.reviewnote": "staff only: no right for participants",
    "participants.waiver": "staff only: no right for participants",
    "participants.changenote": "staff only: no right for participants",
    "participants.joining": "staff only: no right for participants",
    "participants.importrun": "staff only: no right for participants",
    "participants.importrow": "staff only: no right for participants",
    "training.trainingneed": "staff only: no right for participants",
    "training.trainingneed_sessions": "staff only: no right for participants",
    "training.needevidence": "staff only: cases of many participants",
    "training.articleuse": "staff only: no right for participants",
    "training.quizquestion": "staff only: no right for participants",
    "training.quizattempt": "staff only: no right for participants",
    "training.trainingcoverage": "staff only: figures kept for a list over many participants",
    "training.course": "public catalog of courses",
    "training.course_prerequisites": "public catalog of courses",
    "training.recommendation": "public catalog of courses",
    "training.courseversion": "public catalog of courses",
    "training.learningpath": "public catalog of courses",
    "training.learningstep": "public catalog of courses",
    "training.trainingevidence": "public catalog of what certificates prove",
    "training.checkincode": "staff only: whoever could read a code would be present",
    "training.checkintry": "staff only: no right for participants",
    "training.certificatecount": "staff only: how many certificates there are",
}

OUR_APPS = {
    "accounts",
    "participants",
    "training",
    "issues",
    "audit",
    "calendars",
    "documents",
    "outbox",
    "scoping",
    "search",
    "web",
    "lifecycle",
    "rest",
}


def test_every_model_is_owned_or_says_why_not() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_policies WHERE %s = ANY (roles)", [wall.ROLE])
        guarded = {name for (name,) in cursor.fetchall()}
    unexplained = [
        model._meta.label_lower
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in OUR_APPS
        and model._meta.db_table not in guarded
        and model._meta.label_lower not in WITHOUT_POLICY
    ]
    assert not unexplained


def test_participants_hold_no_right_beyond_the_guarded_and_public_tables() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT table_name FROM information_schema.column_privileges WHERE grantee = %s"
            " EXCEPT SELECT tablename FROM pg_policies",
            [wall.ROLE],
        )
        assert {name for (name,) in cursor.fetchall()} == {
            "accounts_department",
            "calendars_calendar",
            "calendars_calendarversion",
            "calendars_holiday",
            "participants_blockversion",
            "participants_changeprocedure",
            "participants_form",
            "participants_leadtime",
            "participants_marketrole",
            "participants_obligationtype",
            "participants_testflight",
            "participants_requirement",
            "participants_requirementblock",
            "training_course",
            "training_course_prerequisites",
            "training_recommendation",
            "training_courseversion",
            "training_learningpath",
            "training_learningstep",
            "training_trainingevidence",
            "issues_category",
            "issues_gridevent",
            "issues_settlementdate",
            "issues_disputerule",
            "issues_marketraksubtype",
        }
