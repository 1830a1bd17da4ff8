"""The ring of case handlers: whose keys words are sealed to today, and whether there are enough."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from ladder.core.grievances.cases import may_be_told
from ladder.core.grievances.keys import OfferedKey, accepted_keys
from ladder.grievances.models import CaseKey
from ladder.grievances.sealing import Holder
from ladder.registry.models import Mandate


@dataclass(frozen=True, slots=True)
class Ring:
    """The keys that are sealed to, and whether that is enough for anybody to tell anything."""

    keys: tuple[CaseKey, ...]
    is_ready: bool

    @property
    def holders(self) -> list[Holder]:
        """The keys as sealing takes them."""
        return [Holder(key.pk, key.organisation_id, bytes(key.public_key)) for key in self.keys]

    @property
    def by_fingerprint(self) -> Mapping[str, CaseKey]:
        """The keys by the name the browser knows them under."""
        return {key.fingerprint: key for key in self.keys}

    @property
    def houses(self) -> list[str]:
        """Names of the organisations, each once."""
        return sorted({key.organisation.name for key in self.keys})


def find_ring() -> Ring:
    """Keys in use and accepted, of people who handle cases for that organisation today."""
    day = timezone.localdate()
    accepted = find_accepted()
    rows = (
        CaseKey.objects.filter(ended_on=None, pk__in=accepted).select_related("organisation", "person").order_by("id")
    )
    held = Mandate.objects.filter(role=Mandate.Role.CASE_HANDLER, starts_on__lte=day, user__is_active=True)
    pairs = set(held.filter(Q(ends_on=None) | Q(ends_on__gte=day)).values_list("user_id", "organisation_id"))
    keys = tuple(row for row in rows if (row.person_id, row.organisation_id) in pairs)
    return Ring(keys, may_be_told([str(key.organisation_id) for key in keys]))


def find_accepted() -> frozenset[int]:
    """Keys that began the ring or that two other organisations vouch for, ended ones too."""
    rows = CaseKey.objects.order_by("id").prefetch_related("vouches")
    return accepted_keys(
        [OfferedKey(row.pk, row.organisation_id, frozenset(one.by_id for one in row.vouches.all())) for row in rows]
    )
