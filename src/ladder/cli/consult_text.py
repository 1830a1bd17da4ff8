"""The result of `ladder consult analyse` for people to read."""

from collections.abc import Iterator
from typing import Any

from ladder.packfiles.votes.findings import shown

WHY_NO_GROUPS = {
    "too_few_people": "too few people answered enough to look for them",
    "too_few_statements": "there are too few statements to look for them",
    "no_variation": "nobody differs",
    "no_structure": "what people answered together is no more than chance makes",
    "no_stable_groups": "no grouping comes back when people are drawn anew",
}


def as_text(document: dict[str, Any]) -> str:
    """Counts, statements in the order to show them, and opinion groups."""
    return "\n".join([*heading(document), "", *statements(document), "", opinions(document["opinion_groups"])])


def heading(document: dict[str, Any]) -> Iterator[str]:
    """What was heard of whom, by which rules."""
    participants, asked, positions = (document[key] for key in ("participants", "statements", "votes"))
    yield f"{participants} participants, {asked} statements, {positions} positions."
    if "groups" in document:
        groups = [f"{shown(each['group'])} {each['answered']} of {each['invited']}" for each in document["groups"]]
        yield f"Declared groups, heard of invited: {', '.join(groups) or 'none'}."
    if document.get("without_group"):
        yield f"Of no declared group, in the totals only: {document['without_group']}."
    yield f"Rules {document['method']['rules']}, intervals hold {document['interval']:.0%}."


def statements(document: dict[str, Any]) -> Iterator[str]:
    """Every statement, those first on which even the group least in favour is in favour."""
    items = {item["statement"]: item for item in document["items"]}
    for name in document.get("ranking", items):
        item = items[name]
        counts = f"{item['agree']} agree, {item['disagree']} disagree, {item['pass']} pass"
        words = ", ".join(word.replace("_", " ") for word in item.get("class", ()))
        yield f"{shown(name)}: {words + '; ' if words else ''}{counts}"
        yield from remarks(item)
        for group, signal in item.get("groups", {}).items():
            yield f"    {shown(group)}: {signal['agree']}/{signal['disagree']}/{signal['pass']}, {interval(signal)}"


def remarks(item: dict[str, Any]) -> Iterator[str]:
    """Who objects, who was not heard, and what the finding hangs on."""
    for key, words in (("objectors", "objection of"), ("not_heard", "not heard"), ("changes_with", "hangs on")):
        if item.get(key):
            yield f"    {words}: {', '.join(map(shown, item[key]))}"


def interval(signal: dict[str, Any]) -> str:
    """The share in favour as an interval, with the group's lean in words."""
    return f"{signal['low']:.0%} to {signal['high']:.0%} in favour, {signal['lean'].replace('_', ' ')}"


def opinions(found: dict[str, Any]) -> str:
    """How many opinion groups there are, or why none are named."""
    if found["stable"]:
        sizes = [list(found["members"].values()).count(str(group)) for group in range(1, found["k"] + 1)]
        sentence = (
            f"{found['k']} opinion groups of {', '.join(map(str, sizes))} people; a second view, no ground to decide."
        )
        return "\n".join([sentence, *marks(found)])
    return f"No stable opinion groups: {WHY_NO_GROUPS.get(found['reason'], found['reason'])}."


def marks(found: dict[str, Any]) -> Iterator[str]:
    """What marks each opinion group, how they lie beside declared ones, and on what they truly differ."""
    for group, marked in found["marked_by"].items():
        told = ", ".join(f"{shown(each['statement'])} ({each['side']})" for each in marked)
        yield f"    {group} is marked by: {told or 'nothing'}"
    if "declared_groups" in found:
        yield f"    beside the declared groups: {found['declared_groups'].replace('_', ' ')}"
    if "differ_on" in found:
        yield f"    truly differ on: {', '.join(map(shown, found['differ_on'])) or 'nothing'}"
