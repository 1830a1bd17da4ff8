"""For whom a submission speaks, of which site, and in which part: the one who handed it in, or whom a person named."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone

from ladder.accounts.models import User
from ladder.assessment.access import kind_of_visit
from ladder.assessment.models import Assessment
from ladder.field.models import Submission, SubmissionEvent
from ladder.field.reading import Reading
from ladder.registry.access import mandates_of
from ladder.registry.models import Organisation, Site, SiteOperator

PARTS = {
    Assessment.Kind.SELF: SiteOperator.Part.OPERATOR,
    Assessment.Kind.MONITORING: SiteOperator.Part.MONITOR,
    Assessment.Kind.SECOND: SiteOperator.Part.ASSESSOR,
    Assessment.Kind.THIRD: SiteOperator.Part.ASSESSOR,
}


class AsideError(Exception):
    """A submission cannot be taken as it is; `key` says why (`field.words.ASIDE_WORDS`)."""

    def __init__(self, key: str, **detail: object) -> None:
        super().__init__(key)
        self.key, self.detail = key, detail


@dataclass(frozen=True, slots=True)
class Sender:
    """Who speaks of which site, and as what. `is_accepted`: somebody looked at it and let it through as it is."""

    person: User
    site: Site
    kind: str
    received_on: date
    is_accepted: bool

    @property
    def organisation(self) -> Organisation | None:
        """The person's organisation that plays this part at the site, by the first of its parts there."""
        keys = {key for _, key in mandates_of(self.person, self.received_on)}
        found = SiteOperator.objects.filter(
            site=self.site, part=PARTS[Assessment.Kind(self.kind)], organisation__in=keys
        )
        part = found.select_related("organisation").order_by("pk").first()
        return part.organisation if part else None


def find_sender(submission: Submission, reading: Reading) -> Sender:
    """The sender; raises AsideError where nobody known speaks of a site that is known and is theirs to look at."""
    accepted = find_acceptance(submission)
    received_on = timezone.localdate(submission.received_at)
    site = submission.site or find_site(str(accepted.get("site") or reading.visit.site))
    person = User.objects.filter(public_id=str(accepted["as"])).first() if accepted.get("as") else submission.person
    if site is None:
        raise AsideError("no_site")
    if person is None:
        raise AsideError("no_person")
    kind = kind_of_visit(person, site, received_on)
    if not kind:
        raise AsideError("no_right")
    return Sender(person, site, kind, received_on, bool(accepted))


def find_acceptance(submission: Submission) -> dict[str, object]:
    """What a person decided who looked at a submission that was set aside; empty where nobody did."""
    events = SubmissionEvent.objects.filter(instance_id=submission.instance_id, kind="accepted")
    last = events.order_by("-pk").first()
    return {"by_hand": True, **last.detail} if last else {}


def find_site(name: str) -> Site | None:
    """A site by its public id or its code, as a form or an export writes it."""
    try:
        return Site.objects.filter(public_id=UUID(name)).first()
    except (ValueError, ValidationError):
        return Site.objects.filter(code=name).first() if name else None
