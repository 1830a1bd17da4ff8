"""Bodies, their chambers and seats, who holds each seat from when until when, and what may bias a holder."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ladder.registry.models import Organisation, Site, StakeholderGroup


class Body(models.Model):
    """A committee, the secretariat, an implementing partner or a site committee.

    `names` and `purposes` hold text by language. `powers` are the kinds of effects that its decisions may have. While
    it is in preparation the secretariat sets it up; once it stands, its rules change by decision only.
    """

    class Kind(models.TextChoices):
        """What kind of body it is."""

        STEERING = "steering", _("Steering committee")
        TECHNICAL = "technical", _("Technical committee")
        SECRETARIAT = "secretariat", _("Secretariat")
        PARTNER = "partner", _("Implementing partner")
        SITE = "site", _("Site committee")
        FUND = "fund", _("Fund committee")

    class State(models.TextChoices):
        """Where it is in its life."""

        PREPARING = "preparing", pgettext_lazy("state of a body", "In preparation")
        STANDING = "standing", pgettext_lazy("state of a body", "Standing")
        ENDED = "ended", pgettext_lazy("state of a body", "Dissolved")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    address = models.SlugField(_("Address"), max_length=60, unique=True)
    kind = models.CharField(_("Kind"), max_length=12, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARING)
    sign = models.CharField(_("Sign in numbers of decisions"), max_length=8)
    names = models.JSONField()
    purposes = models.JSONField(default=dict)
    powers = models.JSONField(default=list)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, blank=True, related_name="bodies")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    stands_from = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(kind="site") | Q(site__isnull=True), name="body_of_a_site_is_its_kind"),
            models.CheckConstraint(
                condition=Q(state="preparing") | Q(stands_from__isnull=False), name="body_stands_from_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def shields_seats(self) -> bool:
        """Whether the public never learns what one seat said, whether it came, or who sits there by name.

        Workers lead site committees and are known on site, even where no name is shown: they could be made to pay.
        """
        return self.kind == self.Kind.SITE


class Chamber(models.Model):
    """A side of a body that must be heard on its own, such as companies. No side outvotes another."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="chambers")
    key = models.SlugField(max_length=40)
    names = models.JSONField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["body", "key"], name="chamber_once")]

    def __str__(self) -> str:
        return self.key


class Seat(models.Model):
    """A place in a body, whoever holds it. An observer's seat belongs to no chamber and takes no position.

    A reserved seat is for one organisation (`reserved_for`, or `reserved_words` by language where it is not in the
    registry yet) or for a group; somebody else may hold it in the interim, and hands it over on a date.
    """

    class Kind(models.TextChoices):
        """Whether it takes positions."""

        VOTING = "voting", pgettext_lazy("kind of seat", "Takes positions")
        OBSERVER = "observer", pgettext_lazy("kind of seat", "Observer")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="seats")
    chamber = models.ForeignKey(Chamber, on_delete=models.PROTECT, null=True, blank=True, related_name="seats")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.VOTING)
    names = models.JSONField()
    reserved_for = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reserved_words = models.JSONField(default=dict, blank=True)
    reserved_group = models.ForeignKey(
        StakeholderGroup, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    opens_on = models.DateField()
    closes_on = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind="voting") & Q(chamber__isnull=False))
                | (Q(kind="observer") & Q(chamber__isnull=True)),
                name="seat_that_takes_positions_has_a_chamber",
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class Tenure(models.Model):
    """Who holds a seat, for which organisation, from when until when; with the alternate.

    Names are public only where the person agreed; without one the organisation stands alone. A hand-over ends one
    tenure the day before the next begins (`follows`).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="tenures")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="tenures")
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="tenures"
    )
    alternate = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="alternate_tenures"
    )
    holder_name = models.CharField(_("Public name of the holder"), max_length=120, blank=True)
    alternate_name = models.CharField(_("Public name of the alternate"), max_length=120, blank=True)
    is_interim = models.BooleanField(default=False)
    starts_on = models.DateField(_("From"))
    ends_on = models.DateField(_("Until"), null=True, blank=True)
    follows = models.OneToOneField("self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by")
    reason = models.TextField(blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["seat", "starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["seat", "starts_on"], name="tenure_starts_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="tenure_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat_id} {self.starts_on}"


class RuleSet(models.Model):
    """Rules as data, numbered and hashed: how a body decides, how it is composed, or the rules of new consultations.

    Append-only. The first of a body is set with the body; every later one is the effect of a decision.
    """

    class Kind(models.TextChoices):
        """What the rules are about."""

        DECIDING = "deciding", _("How it decides")
        COMPOSITION = "composition", _("Who sits there")
        CONSULTATION = "consultation", _("Rules of new consultations")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="rule_sets")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    digest = models.CharField(max_length=64)
    in_force_from = models.DateField()
    decision = models.ForeignKey("governance.Decision", on_delete=models.PROTECT, null=True, related_name="rule_sets")
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["body", "kind", "number"]
        constraints = [models.UniqueConstraint(fields=["body", "kind", "number"], name="rule_set_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Interest(models.Model):
    """A declared interest that keeps a seat's holder from taking a position: in a proposal, or in a subject.

    `subject` is `kind:public_id`, such as `site:3f0c...` or `organisation:...`; empty where it is about one proposal.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    tenure = models.ForeignKey(Tenure, on_delete=models.PROTECT, related_name="interests")
    proposal = models.ForeignKey("governance.Proposal", on_delete=models.PROTECT, null=True, related_name="interests")
    subject = models.CharField(max_length=120, blank=True)
    reasons = models.JSONField()
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    declared_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["declared_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(proposal__isnull=False) & Q(subject="")) | (Q(proposal__isnull=True) & ~Q(subject="")),
                name="interest_in_a_proposal_or_a_subject",
            ),
        ]

    def __str__(self) -> str:
        return self.subject or f"proposal {self.proposal_id}"
