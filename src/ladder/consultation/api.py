"""Rounds of consultation for programs: what is asked, by which rules, and how far each group has been heard."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router

from ladder.consultation import access, queries
from ladder.consultation.api_shapes import ItemOut, RoundOut, RoundPageOut, RulesOut
from ladder.consultation.models import Round
from ladder.consultation.wording import read

router = Router(tags=["consultation"])
Language = Annotated[str, Field(description="Language of the texts: en, fr, zh, sw", max_length=12)]


@router.get("/rounds", response=list[RoundOut], summary="Every round that this reader may see, newest first")
def list_rounds(request: HttpRequest, language: Language = "") -> list[dict[str, Any]]:
    """Rounds."""
    shown = queries.list_rounds(with_drafts=access.prepares(request.user))
    return [tell_round(row, language) for row in shown]


@router.get("/rounds/{address}", response=RoundPageOut, summary="One round, with coverage and never positions")
def show_round(request: HttpRequest, address: str, language: Language = "") -> dict[str, Any]:
    """One round."""
    row = access.get_round_or_404(request.user, address)
    return {
        **tell_round(row, language),
        "overview": read(row.overviews, language),
        "vision": read(row.visions, language),
        "groups": [tell_group(one) for one in queries.build_coverage(row, language)],
        "questions": [{"key": one.key, "text": read(one.texts, language)} for one in row.questions.all()],
        "events": [
            {
                "kind": event.kind,
                "happened_on": timezone.localdate(event.happened_at),
                "closes_on": event.closes_on,
                "reason": event.reason,
                "rules_digest": event.rules_digest,
            }
            for event in queries.list_events(row)
        ],
    }


@router.get("/rounds/{address}/requirements", response=list[ItemOut], summary="What the round asks about, in order")
def list_items(request: HttpRequest, address: str, language: Language = "") -> list[dict[str, Any]]:
    """Requirements of a round under their plain titles."""
    row = access.get_round_or_404(request.user, address)
    return [
        {"key": item.key, "principle": part.number, "level": item.level, "title": item.title}
        for part in queries.build_document(row, language)
        for level in part.levels
        for item in level.items
    ]


@router.get("/rounds/{address}/rules", response=RulesOut, summary="The rules, fixed when the round opened")
def show_rules(request: HttpRequest, address: str) -> dict[str, Any]:
    """Rules and hash."""
    row = access.get_round_or_404(request.user, address)
    return {"digest": row.rules_digest, "rules": row.rules}


def tell_round(row: Round, language: str) -> dict[str, Any]:
    """A round in a list."""
    plain = ("address", "languages", "opens_on", "closes_on", "has_open_link", "rules_digest", "is_demonstration")
    return {
        **{name: getattr(row, name) for name in plain},
        "title": read(row.titles, language),
        "version": row.version.address,
        "state": queries.state_of(row, timezone.localdate()),
    }


def tell_group(row: queries.GroupRow) -> dict[str, Any]:
    """A group, with the one word on how far it was heard."""
    return {
        "key": row.group.key,
        "name": row.group.name,
        "joined": list(row.group.joined),
        "expected": row.group.expected,
        "is_at_risk": row.group.is_vulnerable,
        "heard": row.coverage.band,
    }
