"""Organisations, the stakeholder groups they belong to, and the mandates that give people a role."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class StakeholderGroup(models.Model):
    """A kind of stakeholder, seeded from `data/stakeholder_groups.yaml`; `names` holds en, fr, zh and sw."""

    key = models.SlugField(max_length=40, unique=True)
    position = models.PositiveSmallIntegerField()
    names = models.JSONField()

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.key


class Organisation(models.Model):
    """A cooperative, a State service, a buyer, an assessment body, or any other party that acts as one."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("Name"), max_length=200)
    acronym = models.CharField(_("Acronym"), max_length=40, blank=True)
    group = models.ForeignKey(
        StakeholderGroup, on_delete=models.PROTECT, related_name="organisations", verbose_name=_("Stakeholder group")
    )
    country = models.CharField(_("Country"), max_length=2, default="CD")
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["name", "country"], name="organisation_name_once")]

    def __str__(self) -> str:
        return self.name


class Mandate(models.Model):
    """One person's role for one organisation between two dates. Nobody has a role without one."""

    class Role(models.TextChoices):
        """What a mandate lets a person do; the rules stand in `access`."""

        SECRETARIAT = "secretariat", _("Secretariat")
        FACILITATOR = "facilitator", _("Facilitator")
        ASSESSOR = "assessor", _("Assessor")
        OPERATOR = "operator", _("Operator")
        BUYER = "buyer", _("Buyer")
        INVESTOR = "investor", _("Investor")
        REGULATOR = "regulator", _("Regulator")
        COMMITTEE = "committee", _("Committee member")
        MONITOR = "monitor", _("Resident monitor")
        CASE_HANDLER = "case_handler", _("Case handler")
        PUBLIC = "public", _("Public")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="mandates")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="mandates")
    role = models.CharField(_("Role"), max_length=12, choices=Role.choices)
    starts_on = models.DateField(_("From"))
    ends_on = models.DateField(_("Until"), null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation", "role", "starts_on"], name="mandate_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="mandate_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.starts_on}"
