"""An analysis as plain values: the same, bit for bit, for the same evidence, and known by one hash."""

from typing import Any

from ladder.core.canonical import digest_of
from ladder.core.synthesis.evidence import Tally
from ladder.core.synthesis.result import Analysis, Divergence, GroupSignal, ItemResult

DIGITS = 6


def as_document(analysis: Analysis) -> dict[str, Any]:
    """The analysis as JSON can hold it; numbers that are no counts have six digits. No participant is named in it."""
    return {
        "items": [item_document(item) for item in analysis.items],
        "groups": [
            {"group": group.key, "invited": group.invited, "vulnerable": group.is_vulnerable}
            for group in analysis.groups
        ],
        "rules": analysis.rules_digest,
        "stratified": analysis.is_stratified,
        "divergence_retested": analysis.is_divergence_retested,
        "method": {"name": analysis.method.name, "version": analysis.method.version},
    }


def digest(analysis: Analysis) -> str:
    """SHA-256 over the canonical document, in hexadecimal."""
    return digest_of(as_document(analysis))


def item_document(item: ItemResult) -> dict[str, Any]:
    """What was heard on one statement."""
    return {
        "statement": item.statement,
        "class": list(item.classes),
        "groups": {key: signal_document(signal) for key, signal in item.groups.items()},
        "equal_voice": rounded(item.equal_voice),
        "objectors": list(item.objectors),
        "not_heard": list(item.not_heard),
        "rank_score": rounded(item.rank_score),
        "refusal_established": item.is_strong_refusal,
        "divergence": divergence_document(item.divergence) if item.divergence else None,
        "stable": item.is_stable,
        "changes_with": list(item.changes_with),
        "views": {name: list(words) for name, words in (item.views or {}).items()},
        "rooms_told": [room_document(tally) for tally in item.narrative],
    }


def signal_document(signal: GroupSignal) -> dict[str, Any]:
    """How one group stands."""
    return {
        "agree": signal.agree,
        "with_change": signal.with_change,
        "disagree": signal.disagree,
        "pass": signal.passed,
        "in_rooms": signal.in_rooms,
        "organisations": signal.organisations,
        "effective": rounded(signal.effective),
        "agree_effective": rounded(signal.agree_effective),
        "independent": rounded(signal.independent),
        "low": rounded(signal.low),
        "high": rounded(signal.high),
        "p_majority": rounded(signal.p_majority),
        "p_strong": rounded(signal.p_strong),
        "worst_low": rounded(signal.worst_low),
        "worst_high": rounded(signal.worst_high),
        "lean": signal.lean,
    }


def divergence_document(divergence: Divergence) -> dict[str, Any]:
    """The test of one statement."""
    return {
        "p_residual": rounded(divergence.p_residual),
        "p_chi2": rounded(divergence.p_chi2),
        "q": rounded(divergence.q),
        "divergent": divergence.is_divergent,
        "pair": list(divergence.pair) if divergence.pair else None,
        "pair_low": rounded(divergence.pair_low) if divergence.pair else None,
    }


def room_document(tally: Tally) -> dict[str, Any]:
    """A room that is only told: mixed, or without a count."""
    return {"gathering": tally.gathering, "agree": tally.agree, "disagree": tally.disagree, "pass": tally.passed}


def rounded(value: float | None) -> float | None:
    """Six digits, and no minus before a zero."""
    return None if value is None else round(value, DIGITS) + 0.0
