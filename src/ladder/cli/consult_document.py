"""The document of `ladder consult analyse`: counts, declared groups where they are known, opinion groups, positions."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from ladder.cli.consult_opinions import discovered
from ladder.core.synthesis.analysis import analyse_columns
from ladder.core.synthesis.columns import NOBODY, Columns
from ladder.core.synthesis.document import as_document
from ladder.core.synthesis.evidence import AGREE, DISAGREE, PASS, GroupFrame
from ladder.core.synthesis.method import DECLARED_GROUPS
from ladder.core.synthesis.ranking import ranked
from ladder.core.synthesis.rules import Rules
from ladder.packfiles.votes.ballots import VotesFile


def analysis_document(
    votes: VotesFile, group_of: Mapping[str, str] | None, rules: Rules, *, with_differences: bool = False
) -> dict[str, Any]:
    """Everything that the votes say. Without `group_of` the statements carry counts alone."""
    counts = statement_counts(votes)
    document: dict[str, Any] = {
        "participants": len(votes.participants),
        "statements": len(votes.statements),
        "votes": len(votes.vote),
        "interval": rules.interval,
        "method": {"name": DECLARED_GROUPS.name, "version": DECLARED_GROUPS.version, "rules": rules.digest},
        "items": counts,
    }
    if group_of is not None:
        document |= declared(votes, group_of, rules, counts)
    return document | discovered(votes, group_of, rules, with_differences=with_differences)


def statement_counts(votes: VotesFile) -> list[dict[str, Any]]:
    """How many agreed, disagreed and passed on every statement, of all participants."""
    count = len(votes.statements)
    found = {
        vote: np.bincount(votes.statement[votes.vote == vote], minlength=count) for vote in (AGREE, DISAGREE, PASS)
    }
    return [
        {
            "statement": statement,
            "agree": int(found[AGREE][place]),
            "disagree": int(found[DISAGREE][place]),
            "pass": int(found[PASS][place]),
        }
        for place, statement in enumerate(votes.statements)
    ]


def declared(
    votes: VotesFile, group_of: Mapping[str, str], rules: Rules, counts: list[dict[str, Any]]
) -> dict[str, Any]:
    """What the declared groups say. Who is in no group counts in the totals alone; who never voted was invited."""
    keys = sorted(set(group_of.values()))
    places = {key: place for place, key in enumerate(keys)}
    invited = np.bincount(np.array([places[group] for group in group_of.values()], dtype=np.int64), minlength=len(keys))
    groups = [GroupFrame(key, number) for key, number in zip(keys, invited.tolist(), strict=True)]
    group = np.array([places.get(group_of.get(name, ""), NOBODY) for name in votes.participants], dtype=np.int64)
    columns = Columns.plain(group, votes.participant, votes.statement, votes.vote)
    analysis = analyse_columns(columns, groups, votes.statements, rules)
    document = as_document(analysis)
    heard = np.bincount(group[group != NOBODY], minlength=len(keys)).tolist()
    return document | {
        "items": [count | item for count, item in zip(counts, document["items"], strict=True)],
        "groups": [each | {"answered": number} for each, number in zip(document["groups"], heard, strict=True)],
        "method": document["method"] | {"rules": analysis.rules_digest},
        "ranking": [item.statement for item in ranked(analysis.items)],
        "without_group": int((group == NOBODY).sum()),
    }
