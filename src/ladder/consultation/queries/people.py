"""Who may be asked to record a gathering."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from ladder.accounts.models import User
from ladder.registry.models import Mandate


def facilitators() -> QuerySet[User]:
    """People who hold the role of facilitator today, by name."""
    day = timezone.localdate()
    held = Mandate.objects.filter(role=Mandate.Role.FACILITATOR, starts_on__lte=day)
    keys = held.filter(Q(ends_on=None) | Q(ends_on__gte=day)).values("user")
    return User.objects.filter(pk__in=keys, is_active=True).order_by("username")
