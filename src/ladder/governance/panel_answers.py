"""What other rooms' pages show of answers: on a round, on a requirement, and to whoever takes part."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from ladder.consultation.models import Participant, Round
from ladder.governance.models import NextVersion
from ladder.governance.queries.published_answers import find_answer_set
from ladder.governance.queries.receipts import stage_of
from ladder.webkit.panels import register

EMPTY = SafeString("")


def show_answers(request: HttpRequest, consultation: Round) -> SafeString:
    """On the page of a round that is over: its answers, or that they are being worked on."""
    if consultation.status != Round.Status.CLOSED:
        return EMPTY
    words = {"round": consultation, "answer_set": find_answer_set(consultation)}
    return SafeString(render_to_string("governance/_round_answers.html", words, request))


def show_changes(request: HttpRequest, requirement: tuple[int, str]) -> SafeString:
    """On the page of a requirement (primary key of its version, its key): where its sentences come from and lead."""
    version, key = requirement
    published = NextVersion.objects.filter(state=NextVersion.State.PUBLISHED, draft__isnull=False)
    beside = list(published.filter(Q(draft=version) | Q(base=version)).select_related("draft", "base"))
    words = {
        "key": key,
        "made": next((one for one in beside if one.draft_id == version), None),
        "followed": next((one for one in beside if one.base_id == version), None),
    }
    if not words["made"] and not words["followed"]:
        return EMPTY
    return SafeString(render_to_string("governance/_requirement_changes.html", words, request))


def show_receipt(request: HttpRequest, participant: Participant) -> SafeString:
    """On the page of what I said: the way to what became of it."""
    words: dict[str, Any] = {"round": participant.round, "stage": stage_of(participant.round)}
    return SafeString(render_to_string("governance/_own_receipt.html", words, request))


register("round", show_answers)
register("requirement", show_changes)
register("participant", show_receipt)
