import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.lifecycle.tables import Tables


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("participants", "0091_data_exports_wall"),
    ]

    operations = [
        Tables(
            models=[
                migrations.CreateModel(
                    name="SignInConnection",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sign_in_connections",
                                to="participants.participant",
                            ),
                        ),
                        ("name", models.CharField(max_length=80)),
                        (
                            "protocol",
                            models.CharField(choices=[("oidc", "OpenID Connect"), ("saml", "SAML 2.0")], max_length=10),
                        ),
                        (
                            "state",
                            models.CharField(
                                choices=[("draft", "Draft"), ("on", "On"), ("off", "Switched off")],
                                default="draft",
                                max_length=10,
                            ),
                        ),
                        ("issuer", models.CharField(max_length=500)),
                        ("client_id", models.CharField(blank=True, max_length=300, verbose_name="client ID")),
                        ("sealed_secret", models.TextField(blank=True, editable=False)),
                        ("sso_url", models.CharField(blank=True, max_length=500, verbose_name="sign-on address")),
                        ("certificate", models.TextField(blank=True, verbose_name="certificate of the provider")),
                        (
                            "trusts_factor",
                            models.BooleanField(default=False, verbose_name="the provider's second factor counts"),
                        ),
                        ("required", models.BooleanField(default=False, verbose_name="the only way in")),
                        ("tested_at", models.DateTimeField(blank=True, null=True, verbose_name="tested")),
                        ("trial", models.JSONField(blank=True, default=dict)),
                        ("switched_at", models.DateTimeField(blank=True, null=True, verbose_name="switched on or off")),
                    ],
                    options={
                        "ordering": ["-created_at", "-id"],
                        "indexes": [models.Index(fields=["-created_at", "-id"], name="sign_in_connection_newest")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("state", "on")),
                                fields=("participant",),
                                name="sign_in_connection_one_on",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("state__in", ["draft", "on", "off"])),
                                name="sign_in_connection_state",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("protocol__in", ["oidc", "saml"])),
                                name="sign_in_connection_protocol",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("required", False), ("state", "on"), _connector="OR"),
                                name="sign_in_connection_required_is_on",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("state", "on"), _negated=True),
                                    ("tested_at__isnull", False),
                                    _connector="OR",
                                ),
                                name="sign_in_connection_tested",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignInDomain",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sign_in_domains",
                                to="participants.participant",
                            ),
                        ),
                        ("domain", models.CharField(max_length=253)),
                        ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="confirmed")),
                        (
                            "confirmed_by",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["domain", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("confirmed_at", None)),
                                fields=["created_at"],
                                name="sign_in_domain_waiting",
                            )
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("participant", "domain"), name="sign_in_domain_of_company_once"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("confirmed_at__isnull", False)),
                                fields=("domain",),
                                name="sign_in_domain_confirmed_once",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("confirmed_at", None), ("confirmed_by", None)),
                                    models.Q(("confirmed_at__isnull", False), ("confirmed_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="sign_in_domain_confirmed_by_somebody",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignInIdentity",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "connection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="identities",
                                to="participants.signinconnection",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="sign_in_identities",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("issuer", models.CharField(max_length=500)),
                        ("subject", models.CharField(max_length=500)),
                        ("linked_at", models.DateTimeField()),
                        ("last_used_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "verbose_name_plural": "sign-in identities",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("connection", "issuer", "subject"), name="sign_in_identity_once"
                            ),
                            models.UniqueConstraint(
                                fields=("connection", "user"), name="sign_in_identity_of_person_once"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SignInAttempt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "participant",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "connection",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="attempts",
                                to="participants.signinconnection",
                            ),
                        ),
                        ("digest", models.CharField(max_length=64, unique=True)),
                        ("sealed", models.TextField()),
                        ("answer", models.TextField(blank=True)),
                        (
                            "assertion",
                            models.CharField(blank=True, max_length=64, verbose_name="digest of the assertion's ID"),
                        ),
                        (
                            "trial_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        ("expires_at", models.DateTimeField()),
                        ("answered_at", models.DateTimeField(blank=True, null=True)),
                        ("used_at", models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        "ordering": ["id"],
                        "indexes": [models.Index(fields=["expires_at"], name="sign_in_attempt_expires")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("assertion", ""), _negated=True),
                                fields=("connection", "assertion"),
                                name="sign_in_assertion_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FactorPolicy",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("ref", models.CharField(editable=False, max_length=20, unique=True, verbose_name="reference")),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "participant",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="factor_policy",
                                to="participants.participant",
                            ),
                        ),
                        (
                            "demand",
                            models.CharField(
                                choices=[
                                    ("none", "Nobody"),
                                    ("admins", "Organization administrators"),
                                    ("all", "Everybody who acts for the company"),
                                ],
                                default="none",
                                max_length=10,
                                verbose_name="second factor asked of",
                            ),
                        ),
                        ("starts_on", models.DateField(verbose_name="from")),
                        ("reminded_on", models.DateField(blank=True, editable=False, null=True)),
                    ],
                    options={
                        "verbose_name_plural": "factor policies",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("reminded_on", None)),
                                fields=["starts_on"],
                                name="factor_policy_not_reminded",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("demand__in", ["none", "admins", "all"])),
                                name="factor_policy_demand",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
