"""Starts a site's plan and adds measures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from ladder.accounts.models import User
from ladder.assessment.models import Circumstance
from ladder.assessment.services.circumstances import CircumstanceEntry, close_circumstance, record_circumstance
from ladder.assessment.services.levels import lock_site
from ladder.audit import services as audit
from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.queries import ladder_of, pack_of
from ladder.consultation.wording import trimmed
from ladder.core.assessment.facts import NOT_ASSESSED
from ladder.core.catalogue.ladder import CAP
from ladder.improvement.choices import suggest
from ladder.improvement.models import Measure, Plan
from ladder.improvement.queries.plans import read_plan
from ladder.registry.models import Site


@dataclass(frozen=True, slots=True)
class MeasureEntry:
    """A measure as it is made; see the model for what the keys mean."""

    requirement: str
    words: Mapping[str, str]
    owner: str
    due_on: date
    cost_class: str
    payer: str
    picture: str
    amount: Decimal | None = None
    currency: str = ""


@transaction.atomic
def start_plan(*, site: Site, version: FrameworkVersion, actor: User | None, on: date) -> Plan:
    """The site's plan with one suggested measure for every gap up to its next level; the same plan if there is one.

    What nobody has looked at is no gap yet and gets no measure: it is shown as such.
    """
    lock_site(site)
    plan, is_new = Plan.objects.get_or_create(
        site=site, version=version, defaults={"started_on": on, "started_by": actor, "recorded_at": timezone.now()}
    )
    if is_new:
        entries = suggest_entries(site, version, on)
        Measure.objects.bulk_create(build(plan, entry, actor, on) for entry in entries)
        audit.record(
            actor=actor, action="improvement.plan_started", target=f"site:{site.public_id}",
            detail={"plan": str(plan.public_id), "measures": len(entries)},
        )  # fmt: skip
    return plan


def suggest_entries(site: Site, version: FrameworkVersion, on: date) -> list[MeasureEntry]:
    """One measure a gap, in the words of the requirement itself, in every language of the pack."""
    pack = pack_of(version)
    entries = []
    for gap in read_plan(site, version, on).gaps:
        if gap.state == NOT_ASSESSED:
            continue
        first = suggest(pack, gap.requirement, gap.cost_class, gap.due_on, on)
        words = {language: pack.say("requirements", gap.requirement, "text", language) for language in pack.languages}
        entries.append(
            MeasureEntry(gap.requirement, words, first.owner, first.due_on, gap.cost_class, first.payer, first.picture)
        )
    return entries


@transaction.atomic
def add_measure(*, plan: Plan, entry: MeasureEntry, actor: User, on: date, is_agreed: bool = False) -> Measure:
    """Add one measure. `is_agreed`: somebody from outside agrees to it as the corrective plan of a cap gate.

    An agreed plan lifts the cap while it runs on time (docs/adr/0007); it never carries the requirement itself.

    Raises:
        ValidationError: the version has no such requirement, the day is past, or no word is given.
    """
    requirement = ladder_of(plan.version).by_key.get(entry.requirement)
    if requirement is None:
        raise ValidationError({"requirement": gettext("This version has no such requirement.")})
    if entry.due_on < on:
        raise ValidationError({"due_on": gettext("The day is past. Choose one that lies ahead.")})
    if not any(text.strip() for text in entry.words.values()):
        raise ValidationError({"words": gettext("Say what will be done, in at least one language.")})
    lock_site(plan.site)
    measure = build(plan, entry, actor, on)
    measure.full_clean(exclude=["plan", "made_by"])
    measure.save()
    if is_agreed and requirement.gate == CAP:
        agree(measure, actor, on)
    audit.record(
        actor=actor, action="improvement.measure_added", target=f"site:{plan.site.public_id}",
        detail={"measure": str(measure.public_id), "requirement": entry.requirement, "due_on": entry.due_on},
    )  # fmt: skip
    return measure


def build(plan: Plan, entry: MeasureEntry, actor: User | None, on: date) -> Measure:
    """The row of an entry."""
    return Measure(
        plan=plan,
        requirement=entry.requirement,
        words=trimmed(entry.words),
        owner=entry.owner,
        due_on=entry.due_on,
        cost_class=entry.cost_class,
        amount=entry.amount,
        currency=entry.currency,
        payer=entry.payer,
        picture=entry.picture,
        made_by=actor,
        made_on=on,
        recorded_at=timezone.now(),
    )


def plan_source(measure: Measure) -> str:
    """By what the level's rules know the corrective plan that a measure is."""
    return f"measure:{measure.public_id}"


def end_agreed_plan(measure: Measure, actor: User, on: date) -> None:
    """A measure that is dropped is no corrective plan any more: it lifts no cap (docs/adr/0007)."""
    site, version, source = measure.plan.site, measure.plan.version, plan_source(measure)
    known = Circumstance.objects.filter(site=site, version=version, kind=Circumstance.Kind.PLAN, source_key=source)
    for row in known.filter(closes=None, closings=None).select_related("site", "version__framework"):
        close_circumstance(circumstance=row, closed_on=on, reason="measure dropped", actor=actor, on=on)


def agree(measure: Measure, actor: User, on: date) -> None:
    """Record the measure as the agreed corrective plan of its gate."""
    entry = CircumstanceEntry(
        kind="plan", subject=measure.requirement, starts_on=on, ends_on=measure.due_on, decided_by=actor.username,
        source_key=plan_source(measure),
    )  # fmt: skip
    record_circumstance(site=measure.plan.site, version=measure.plan.version, entry=entry, actor=actor, on=on)
