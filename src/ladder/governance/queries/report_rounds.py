"""Consultations, versions and answers of a year as an annual report tells them: only what was published of them."""

from collections import Counter
from datetime import date
from typing import Any

from ladder.catalogue.models import FrameworkVersion
from ladder.consultation.models import Round
from ladder.core.synthesis.disclosure.published import ALL, JOIN, PublishedPeople
from ladder.governance.models import AnswerSet
from ladder.registry.models import StakeholderGroup
from ladder.synthesis.models import Release
from ladder.synthesis.queries.releases import bundle_of

Entry = dict[str, Any]


def consultations_in(first: date, last: date) -> list[Entry]:
    """Every round that was open between two days, with who took part as its newest release publishes it.

    Without a release nothing of participation is published, and nothing is told.
    """
    rounds = Round.objects.exclude(status=Round.Status.DRAFT).filter(opens_on__lte=last, closes_on__gte=first)
    rows = list(rounds.select_related("version").order_by("opens_on", "id"))
    newest = newest_releases(rows, last)
    names = {row.key: row.names for row in StakeholderGroup.objects.all()}
    return [
        {
            "round": row.address,
            "titles": row.titles,
            "version": row.version.version,
            "opens_on": row.opens_on.isoformat(),
            "closes_on": row.closes_on.isoformat(),
            "is_closed": row.status == Round.Status.CLOSED,
            "release": release_entry(newest.get(row.pk), names),
        }
        for row in rows
    ]


def newest_releases(rounds: list[Round], last: date) -> dict[int, Release]:
    """By round the newest release that was published by a day; one query."""
    rows = Release.objects.filter(round__in=rounds, state=Release.State.PUBLISHED, published_on__lte=last)
    return {row.round_id: row for row in rows.order_by("number")}


def release_entry(release: Release | None, names: dict[str, dict[str, str]]) -> Entry | None:
    """What a release says of who took part, as it says it: spans, and None where a number is hidden."""
    if release is None:
        return None
    people = [people_entry(one, names) for one in bundle_of(release).tables.people if not one.gender]
    return {"number": release.number, "digest": release.digest, "people": people}


def people_entry(one: PublishedPeople, names: dict[str, dict[str, str]]) -> Entry:
    """One published number: what is counted, of which groups (none: of all), how many."""
    keys = [key for key in one.group.split(JOIN) if key not in {"", ALL}]
    return {
        "kind": one.kind,
        "groups": [names.get(key, {"en": key}) for key in keys],
        "count": None if one.count is None else {"low": one.count.low, "high": one.count.high},
    }


def versions_in(first: date, last: date) -> list[Entry]:
    """Every version of the framework published between two days."""
    rows = FrameworkVersion.objects.filter(published_on__range=(first, last)).order_by("published_on", "position")
    return [
        {
            "version": row.version,
            "address": row.address,
            "published_on": row.published_on.isoformat() if row.published_on else None,
            "effective_from": row.effective_from.isoformat() if row.effective_from else None,
            "digest": row.content_hash,
        }
        for row in rows
    ]


def answers_in(first: date, last: date) -> list[Entry]:
    """Every set of answers published between two days, with how many issues got which disposition."""
    rows = AnswerSet.objects.filter(published_on__range=(first, last)).select_related("round")
    return [
        {
            "round": row.round.address,
            "titles": row.round.titles,
            "published_on": row.published_on.isoformat(),
            "digest": row.digest,
            "dispositions": dict(sorted(Counter(one.disposition for one in row.answers.all()).items())),
        }
        for row in rows.prefetch_related("answers").order_by("published_on", "id")
    ]
