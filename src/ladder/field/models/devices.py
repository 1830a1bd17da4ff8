"""Phones and tablets that may hand in."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Device(models.Model):
    """A phone's own name and secret, for one person. What it may do is what that person may do, and no more.

    Kept are only digests: `secret_digest` (SHA-256 of a random secret of at least 128 bits, for Basic) and `digest_ha1`
    (MD5 of name:realm:secret, which HTTP Digest needs; as good as the secret for this door, and for nothing else).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="devices")
    label = models.CharField(_("Name of the phone"), max_length=80)
    username = models.CharField(max_length=64, unique=True)
    secret_digest = models.CharField(max_length=64)
    digest_ha1 = models.CharField(max_length=32)
    created_at = models.DateTimeField()
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True)
    last_seen_on = models.DateField(null=True)

    class Meta:
        ordering = ["label", "id"]

    def __str__(self) -> str:
        return self.label
