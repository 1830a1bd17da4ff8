"""Mine sites and other places of the trade, who works them, and what is dug there."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ladder.registry.models.facts import Source
from ladder.registry.models.people import Organisation


class Site(models.Model):
    """A place. Its exact position is protected: read it through `access.place_for`, never from the row in a page.

    `cell_3` to `cell_6` are H3 cells of the position. Everybody may see cells 3 to 5; `cell_6` and the coordinates
    are for those whom `access.may_see_exact_place` lets.
    """

    class Kind(models.TextChoices):
        """What stands there."""

        MINE = "mine", _("Mine site")
        DEPOT = "depot", _("Depot or buying house")
        TRADING_CENTRE = "trading_centre", _("Trading centre")
        PROCESSING = "processing", _("Treatment entity")

    class Origin(models.TextChoices):
        """How the position became known."""

        GPS = "gps", _("measured on the spot")
        GPS_APPROXIMATE = "gps_approximate", _("measured nearby")
        VILLAGE = "village", _("position of a village")
        APPROXIMATION = "approximation", _("approximation")
        DIGITISED = "digitised", _("read from a map or an image")
        UNKNOWN = "unknown", _("not stated")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("Code"), max_length=40, unique=True, null=True, blank=True)
    name = models.CharField(_("Name"), max_length=200)
    name_folded = models.CharField(max_length=200, editable=False)
    kind = models.CharField(_("Kind"), max_length=16, choices=Kind.choices, default=Kind.MINE)
    country = models.CharField(_("Country"), max_length=2, default="CD")
    province = models.CharField(_("Province"), max_length=60)
    territoire = models.CharField(_("Territory"), max_length=80, blank=True)
    collectivite = models.CharField(max_length=80, blank=True)
    groupement = models.CharField(max_length=80, blank=True)
    village = models.CharField(max_length=120, blank=True)
    latitude = models.FloatField(_("Latitude"), null=True, blank=True)
    longitude = models.FloatField(_("Longitude"), null=True, blank=True)
    polygon = models.JSONField(_("Outline"), null=True, blank=True)
    location_origin = models.CharField(
        _("Origin of the position"), max_length=16, choices=Origin.choices, default=Origin.UNKNOWN
    )
    location_note = models.CharField(max_length=120, blank=True)
    cell_3 = models.CharField(max_length=15, blank=True, editable=False)
    cell_4 = models.CharField(max_length=15, blank=True, editable=False)
    cell_5 = models.CharField(max_length=15, blank=True, editable=False)
    cell_6 = models.CharField(max_length=15, blank=True, editable=False)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="sites")
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["name_folded", "id"]
        indexes = [
            models.Index(fields=["name_folded", "id"]),
            models.Index(fields=["province", "name_folded", "id"]),
            models.Index(fields=["cell_3", "cell_4"]),
            models.Index(fields=["cell_3", "cell_5"]),
        ]

    def __str__(self) -> str:
        return self.name


class SiteMineral(models.Model):
    """One mineral reported at a site; keys of `words.MINERALS`."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="minerals")
    mineral = models.CharField(max_length=24)

    class Meta:
        ordering = ["mineral"]
        constraints = [models.UniqueConstraint(fields=["mineral", "site"], name="site_mineral_once")]

    def __str__(self) -> str:
        return self.mineral


class SiteOperator(models.Model):
    """An organisation that works a site or holds its title, between two dates, as a source says."""

    class Part(models.TextChoices):
        """What the organisation is to the site."""

        OPERATOR = "operator", _("works the site")
        TITLE_HOLDER = "title_holder", _("holds the mining title")
        ASSESSOR = "assessor", _("assesses the site")
        MONITOR = "monitor", _("monitors the site from day to day")

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="operators")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="sites")
    part = models.CharField(max_length=12, choices=Part.choices, default=Part.OPERATOR)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-starts_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["site", "organisation", "part", "starts_on"], name="site_operator_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="site_operator_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} {self.starts_on}"
