"""Reads what stands beside findings wherever they are shown: their review, the operator's words, appeals."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from ladder.assessment.models import Appeal, Determination, OperatorStatement, Review
from ladder.catalogue.models import FrameworkVersion
from ladder.registry.models import Site


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the finding on which a requirement rests: its review, the operator's words, an appeal."""

    finding: str
    state: str
    seen_on: date
    hand_in: str
    made_by: int | None
    review: str
    statement: OperatorStatement | None
    appeal: Appeal | None


def beside_findings(site: Site, version: FrameworkVersion, day: date) -> dict[str, Beside]:
    """By requirement, what stands beside its latest finding known on a day. Three queries."""
    latest = Review.objects.filter(assessment=OuterRef("assessment"), reviewed_on__lte=day).order_by("-pk")
    found = Determination.objects.filter(site=site, version=version, known_on__lte=day)
    rows = found.filter(Q(withdrawal=None) | Q(withdrawal__known_on__gt=day)).annotate(
        verdict=Subquery(latest.values("verdict")[:1])
    )
    columns = (
        "requirement__key", "pk", "public_id", "state", "observed_on", "assessment__public_id",
        "assessment__created_by_id", "verdict",
    )  # fmt: skip
    last = {row[0]: row for row in rows.order_by("observed_on", "pk").values_list(*columns)}
    keys = [row[1] for row in last.values()]
    statements = latest_statements(keys, day)
    appeals = appeals_against(keys, day)
    return {
        key: Beside(str(finding), state, day, str(hand_in), maker, verdict or "", statements.get(pk), appeals.get(pk))
        for key, pk, finding, state, day, hand_in, maker, verdict in last.values()
    }


def latest_statements(keys: Iterable[int], day: date) -> dict[int, OperatorStatement]:
    """The operator's latest words by finding. One query."""
    rows = OperatorStatement.objects.filter(determination__in=list(keys), stated_on__lte=day)
    return {row.determination_id: row for row in rows.select_related("organisation").order_by("pk")}


def appeals_against(keys: Iterable[int], day: date) -> dict[int, Appeal]:
    """The latest appeal by finding, with its decision. One query."""
    rows = Appeal.objects.filter(determination__in=list(keys), opened_on__lte=day)
    return {row.determination_id: row for row in rows.select_related("decision").order_by("pk")}


def with_review(rows: QuerySet[Determination]) -> QuerySet[Determination]:
    """Findings with what stands beside them, as columns of one query."""
    mine = {"determination": OuterRef("pk")}
    reviews = Review.objects.filter(assessment=OuterRef("assessment")).order_by("-pk").values("verdict")
    statements = OperatorStatement.objects.filter(**mine).order_by("-pk").values("words")
    appeals = Appeal.objects.filter(**mine).order_by("-pk").annotate(
        state=Coalesce(F("decision__outcome"), Value("open"))
    )  # fmt: skip
    return rows.annotate(
        finding=F("public_id"), kind=F("assessment__kind"), review=Coalesce(Subquery(reviews[:1]), Value("")),
        withdrawn_on=F("withdrawal__known_on"), statement=Coalesce(Subquery(statements[:1]), Value("", TextField())),
        appeal=Coalesce(Subquery(appeals.values("state")[:1]), Value("")),
    )  # fmt: skip
