"""Accounts and the tokens that programs use on their behalf."""

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

USERNAME_PATTERN = r"\A[a-z0-9][a-z0-9._@+-]{0,63}\Z"
check_username = RegexValidator(
    USERNAME_PATTERN,
    _("Begin with a small letter or a digit; use up to 64 small letters, digits and the signs . _ @ + -"),
)


class Accounts(BaseUserManager["User"]):
    """Finds accounts by user name, as Django's login expects."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """The account of a user name."""
        return self.get(username=username)


class User(AbstractBaseUser):
    """Somebody who can sign in. What they may do follows from mandates in the registry, never from this row."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    username = models.CharField(_("User name"), max_length=64, unique=True, validators=[check_username])
    language = models.CharField(_("Language"), max_length=10, default="en", choices=settings.LANGUAGES)
    is_active = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[Accounts] = Accounts()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.username

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Always False: permissions of Django's kind are not used; rooms ask their `access` module."""
        del perm, obj
        return False


class ApiToken(models.Model):
    """A bearer token of a program. Only its SHA-256 is kept: the token itself is shown once."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("Name"), max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.name
