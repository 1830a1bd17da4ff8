"""Simulated people with groups, leanings and words of their own, and brigades of several strategies. Seeds are given."""

import math
import random

from ladder.core.consultation.copies import Said
from ladder.core.consultation.patterns import Voice

POSITIONS = ("as_written", "with_change", "cannot", "unclear")
ITEMS = [f"P{1 + number // 11}-L1-{number % 11:02}" for number in range(77)]
GROUPS = {"diggers": 55, "traders": 40, "cooperatives": 25, "buyers": 18, "washers": 14, "state": 10, "auditors": 8}
WORDS = [
    "water",
    "pit",
    "depot",
    "price",
    "buyer",
    "receipt",
    "woman",
    "child",
    "night",
    "shift",
    "ladder",
    "rope",
    "helmet",
    "register",
    "fine",
    "pay",
    "week",
    "month",
    "cooperative",
    "trader",
    "weight",
    "grade",
    "dispute",
    "answer",
    "written",
    "spoken",
    "shade",
    "clinic",
    "school",
    "road",
    "tax",
    "card",
    "team",
    "leader",
    "owner",
    "tunnel",
    "depth",
    "flood",
    "rain",
    "stone",
    "bag",
    "scale",
    "test",
    "lab",
    "paper",
    "photo",
    "village",
    "chief",
    "market",
    "loan",
    "tool",
    "lamp",
    "battery",
]


def genuine(chance: random.Random, rate: float = 0.5, prefix: str = "person") -> list[Voice]:
    """170 people: each item has a level of support by group, each person a leaning (logit, sd 0.8)."""
    voices, support = [], {}
    for item in ITEMS:
        usual = chance.choice((0.9, 0.85, 0.75, 0.6, 0.4))
        for group in GROUPS:
            support[item, group] = usual if chance.random() > 0.15 else chance.choice((0.2, 0.5, 0.95))
    for group, size in GROUPS.items():
        for number in range(size):
            leaning = chance.gauss(0, 0.8)
            items = chance.sample(ITEMS, round(rate * len(ITEMS)))
            answers = {item: answer(chance, support[item, group], leaning) for item in items}
            is_known = number % 5 != 0
            voices.append(Voice(f"{prefix} {group} {number}", answers, is_known))
    return voices


def answer(chance: random.Random, support: float, leaning: float) -> str:
    share = 1 / (1 + math.exp(-(math.log(support / (1 - support)) + leaning)))
    if chance.random() < 0.1:
        return "unclear"
    if chance.random() < share:
        return "with_change" if chance.random() < 0.2 else "as_written"
    return "cannot"


def brigade(chance: random.Random, size: int, slips: float, items: int) -> list[Voice]:
    """People who were told what to answer: the same answers, with slips, to as many items."""
    chosen = chance.sample(ITEMS, items)
    told = {item: chance.choice(("as_written", "cannot", "cannot")) for item in chosen}
    return [
        Voice(
            f"brigade {number}",
            {item: chance.choice(POSITIONS) if chance.random() < slips else said for item, said in told.items()},
            is_known=False,
        )
        for number in range(size)
    ]


def sentence(chance: random.Random, words: int = 22) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(words))


def letters(chance: random.Random, size: int, changed: float) -> list[Said]:
    """One letter that many sent, each with some words of their own choosing."""
    letter = sentence(chance, 40).split()
    return [
        Said(
            f"brigade {number}",
            " ".join(chance.choice(WORDS) if chance.random() < changed else word for word in letter),
        )
        for number in range(size)
    ]
