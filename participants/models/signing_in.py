"""How a company's people sign in through the company's own provider."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from participants.choices import ConnectionState, FactorDemand, SignInProtocol
from participants.querysets.signing_in import (
    FactorPolicyQuerySet,
    SignInConnectionQuerySet,
    SignInDomainQuerySet,
    SignInInnerQuerySet,
)
from portal.lifecycle.rows import Row
from portal.web.addresses import reverse


class SignInConnection(Row):
    """One provider of one company; at most one is on. Its secret is encrypted and never shown again.

    `issuer` is the provider's own name: the issuer of OpenID Connect, the entity ID of SAML. `trial` is what the last
    trial sign-in proved or why it failed; without a good one since the last change the connection is not switched on.
    """

    REF_PREFIX = "SI"

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="sign_in_connections")
    name = models.CharField(max_length=80)
    protocol = models.CharField(max_length=10, choices=SignInProtocol)
    state = models.CharField(max_length=10, choices=ConnectionState, default=ConnectionState.DRAFT)
    issuer = models.CharField(max_length=500)
    client_id = models.CharField("client ID", max_length=300, blank=True)
    sealed_secret = models.TextField(blank=True, editable=False)
    sso_url = models.CharField("sign-on address", max_length=500, blank=True)
    certificate = models.TextField("certificate of the provider", blank=True)
    trusts_factor = models.BooleanField("the provider's second factor counts", default=False)
    required = models.BooleanField("the only way in", default=False)
    tested_at = models.DateTimeField("tested", null=True, blank=True)
    trial = models.JSONField(default=dict, blank=True)
    switched_at = models.DateTimeField("switched on or off", null=True, blank=True)

    objects = SignInConnectionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant"], condition=Q(state=ConnectionState.ON), name="sign_in_connection_one_on"
            ),
            models.CheckConstraint(condition=Q(state__in=ConnectionState.values), name="sign_in_connection_state"),
            models.CheckConstraint(condition=Q(protocol__in=SignInProtocol.values), name="sign_in_connection_protocol"),
            models.CheckConstraint(
                condition=Q(required=False) | Q(state=ConnectionState.ON), name="sign_in_connection_required_is_on"
            ),
            models.CheckConstraint(
                condition=~Q(state=ConnectionState.ON) | Q(tested_at__isnull=False), name="sign_in_connection_tested"
            ),
        ]
        indexes = [models.Index(fields=["-created_at", "-id"], name="sign_in_connection_newest")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("participants:sign-in-list")

    def get_my_url(self) -> str:
        return reverse("my-sign-in")

    @property
    def is_on(self) -> bool:
        return self.state == ConnectionState.ON

    @property
    def is_oidc(self) -> bool:
        return self.protocol == SignInProtocol.OIDC


class SignInDomain(Row):
    """A mail domain a company says is its own; it counts once a supervisor has confirmed that."""

    REF_PREFIX = "SM"

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="sign_in_domains")
    domain = models.CharField(max_length=253)
    confirmed_at = models.DateTimeField("confirmed", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    objects = SignInDomainQuerySet.as_manager()

    class Meta:
        ordering = ["domain", "id"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "domain"], name="sign_in_domain_of_company_once"),
            models.UniqueConstraint(
                fields=["domain"], condition=Q(confirmed_at__isnull=False), name="sign_in_domain_confirmed_once"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="sign_in_domain_confirmed_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["created_at"], condition=Q(confirmed_at=None), name="sign_in_domain_waiting")]

    def __str__(self) -> str:
        return self.domain

    def get_absolute_url(self) -> str:
        return reverse("participants:sign-in-list")


class SignInIdentity(Row):
    """Who of the provider is who of ours: by issuer and subject, never by name or address."""

    REF_PREFIX = "SY"

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    connection = models.ForeignKey(SignInConnection, models.CASCADE, related_name="identities")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_in_identities")
    issuer = models.CharField(max_length=500)
    subject = models.CharField(max_length=500)
    linked_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)

    objects = SignInInnerQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "sign-in identities"
        constraints = [
            models.UniqueConstraint(fields=["connection", "issuer", "subject"], name="sign_in_identity_once"),
            models.UniqueConstraint(fields=["connection", "user"], name="sign_in_identity_of_person_once"),
        ]

    def __str__(self) -> str:
        return self.ref


class SignInAttempt(Row):
    """One way to a provider and back: good once, for some minutes, in the browser it began in.

    `digest` is that of the random state; `sealed` holds what is compared later: nonce, code verifier, where to go on.
    `answer` is what a SAML provider said, until the browser itself comes to fetch it.
    """

    REF_PREFIX = "SP"

    participant = models.ForeignKey("participants.Participant", models.PROTECT, related_name="+")
    connection = models.ForeignKey(SignInConnection, models.CASCADE, related_name="attempts")
    digest = models.CharField(max_length=64, unique=True)
    sealed = models.TextField()
    answer = models.TextField(blank=True)
    assertion = models.CharField("digest of the assertion's ID", max_length=64, blank=True)
    trial_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    objects = SignInInnerQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["connection", "assertion"], condition=~Q(assertion=""), name="sign_in_assertion_once"
            ),
        ]
        indexes = [models.Index(fields=["expires_at"], name="sign_in_attempt_expires")]

    def __str__(self) -> str:
        return self.ref


class FactorPolicy(Row):
    """Of whom a company asks a second factor, from which day; never less than the operator asks of everybody."""

    REF_PREFIX = "SF"

    participant = models.OneToOneField("participants.Participant", models.PROTECT, related_name="factor_policy")
    demand = models.CharField("second factor asked of", max_length=10, choices=FactorDemand, default=FactorDemand.NONE)
    starts_on = models.DateField("from")
    reminded_on = models.DateField(null=True, blank=True, editable=False)

    objects = FactorPolicyQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "factor policies"
        constraints = [
            models.CheckConstraint(condition=Q(demand__in=FactorDemand.values), name="factor_policy_demand"),
        ]
        indexes = [models.Index(fields=["starts_on"], condition=Q(reminded_on=None), name="factor_policy_not_reminded")]

    def __str__(self) -> str:
        return self.get_demand_display()

    def get_my_url(self) -> str:
        return reverse("my-sign-in")
