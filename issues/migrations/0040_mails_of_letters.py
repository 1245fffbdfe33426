import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("issues", "0030_guidance_and_improvements"),
        ("participants", "0051_interactions_wall"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="incomingmail",
            name="incoming_mail_state",
        ),
        migrations.RemoveConstraint(
            model_name="incomingmail",
            name="incoming_mail_reason",
        ),
        migrations.AddField(
            model_name="incomingmail",
            name="guest",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="incoming_mails",
                to="participants.meetingguest",
            ),
        ),
        migrations.AddField(
            model_name="incomingmail",
            name="letter",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="incoming_mails",
                to="participants.letter",
            ),
        ),
        migrations.AlterField(
            model_name="incomingmail",
            name="reason",
            field=models.CharField(
                blank=True,
                choices=[
                    ("unknown_sender", "Nobody on file writes from this address"),
                    ("new_address", "An answer from an address that is not on file"),
                    ("spoofed", "The sender's domain disowns it (DMARC failed)"),
                    ("unauthenticated", "Nothing proves where it comes from"),
                    ("forged_thread", "Claims to be an answer, and nothing proves where it comes from"),
                    ("staff_outside", "A colleague's address, from outside"),
                    ("no_rights", "The sender may not act here any more"),
                    ("not_open", "The issue is resolved or over"),
                    ("which_company", "The sender acts for several companies"),
                    ("too_large", "Too large to be read"),
                    ("unreadable", "Cannot be read as a mail"),
                    ("encrypted", "Encrypted"),
                    ("empty", "Holds nothing to read"),
                    ("too_many", "The sender writes too often"),
                    ("refused", "Could not be filed by itself"),
                    ("auto_reply", "Answered by a machine"),
                    ("outdated", "Answers an invitation that was changed since, or is over"),
                    ("loop", "A mail of ours that came back, or one that goes round"),
                    ("bounced", "A mail of ours did not arrive"),
                    ("delayed", "A mail of ours is late"),
                    ("unrelated_report", "A report on no mail of ours"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="incomingmail",
            name="state",
            field=models.CharField(
                choices=[
                    ("filed", "Filed in an issue"),
                    ("opened", "Opened an issue"),
                    ("letter", "Filed with a letter"),
                    ("answered", "Answers an invitation"),
                    ("automatic", "Filed as an automatic answer"),
                    ("noted", "Kept as an internal note"),
                    ("bounce", "Report on a mail of ours"),
                    ("dropped", "Left aside by rule"),
                    ("quarantined", "In quarantine"),
                    ("pending", "Waits for a person"),
                    ("discarded", "Discarded"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="incomingmail",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "filed",
                            "opened",
                            "letter",
                            "answered",
                            "automatic",
                            "noted",
                            "bounce",
                            "dropped",
                            "quarantined",
                            "pending",
                            "discarded",
                        ],
                    )
                ),
                name="incoming_mail_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="incomingmail",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reason", ""),
                    (
                        "reason__in",
                        [
                            "unknown_sender",
                            "new_address",
                            "spoofed",
                            "unauthenticated",
                            "forged_thread",
                            "staff_outside",
                            "no_rights",
                            "not_open",
                            "which_company",
                            "too_large",
                            "unreadable",
                            "encrypted",
                            "empty",
                            "too_many",
                            "refused",
                            "auto_reply",
                            "outdated",
                            "loop",
                            "bounced",
                            "delayed",
                            "unrelated_report",
                        ],
                    ),
                    _connector="OR",
                ),
                name="incoming_mail_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="incomingmail",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "letter"), _negated=True), ("letter__isnull", False), _connector="OR"
                ),
                name="incoming_mail_of_letter",
            ),
        ),
        migrations.AddConstraint(
            model_name="incomingmail",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "answered"), _negated=True), ("guest__isnull", False), _connector="OR"
                ),
                name="incoming_mail_of_guest",
            ),
        ),
    ]
