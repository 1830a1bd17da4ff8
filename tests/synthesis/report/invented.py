"""An invented source of a report: small enough to check by eye, with every kind of row, quote and passage."""

from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

import ladder
from ladder.packfiles.reading import read_pack
from ladder.synthesis.report.source import (
    ChannelFacts,
    ExtensionFacts,
    ItemFacts,
    PassageFacts,
    PeopleFacts,
    QuoteFacts,
    ReportSource,
    RowFacts,
)

PACK = Path(ladder.__file__).parent / "packs" / "starter"
GROUPS = {
    "diggers": {"en": "Miners", "fr": "Creuseurs", "zh": "矿工", "sw": "Wachimbaji"},
    "washers": {"en": "Women washers", "fr": "Laveuses", "zh": "洗矿女工", "sw": "Waoshaji"},
    "buyers": {"en": "Buyers", "fr": "Acheteurs", "zh": "买家", "sw": "Wanunuzi"},
    "auditors": {"en": "Auditors", "fr": "Auditeurs", "zh": "审核机构", "sw": "Wakaguzi"},
}


@lru_cache
def make_source() -> ReportSource:
    rows = (
        RowFacts(("diggers",), "shown", (35, 44), (80, 100), "clearly_for"),
        RowFacts(("washers",), "shown", (10, 19), None, "against"),
        RowFacts(("buyers", "auditors"), "merged", (5, 14), None, "for"),
    )
    hidden = (
        *rows[:2],
        RowFacts(("buyers",), "hidden", None, None, ""),
        RowFacts(("auditors",), "silent", None, None, ""),
    )
    agreed = tuple(replace(row, lean="clearly_for") for row in rows)
    return ReportSource(
        round_address="invented",
        round_titles={"en": "Invented round", "fr": "Tour inventé", "zh": "虚构的一轮", "sw": "Duru ya kubuni"},
        pack=read_pack(PACK),
        version="0.1.0",
        languages=("en", "fr", "zh"),
        opened_on=date(2026, 3, 1),
        closes_on=date(2026, 5, 1),
        is_open=False,
        number=1,
        digest="ab" * 32,
        rules_digest="cd" * 32,
        prepared_on=date(2026, 5, 20),
        is_demonstration=True,
        is_illustrative=True,
        groups=GROUPS,
        expected={"diggers": 50, "washers": 20, "buyers": 10, "auditors": 5},
        channels=(ChannelFacts("invited", True), ChannelFacts("workshop", True), ChannelFacts("paper", False)),
        extensions=(ExtensionFacts(date(2026, 5, 1), "Rain closed the road."),),
        items=(
            ItemFacts("P2-L2-08", 2, ("objection", "divergence"), rows, False, ("washers",), ()),
            ItemFacts("P2-L2-01", 2, ("convergence_established",), agreed, True, (), ()),
            ItemFacts("P4-L2-04", 4, ("not_enough_heard",), hidden, True, (), ("auditors",)),
        ),
        people=(
            PeopleFacts("people", "diggers", "", (35, 44)),
            PeopleFacts("people", "washers", "", (10, 19)),
            PeopleFacts("people", "auditors", "", None),
            PeopleFacts("organisations", "", "", (5, 14)),
            PeopleFacts("gatherings", "", "", (5, None)),
            PeopleFacts("people", "diggers", "woman", (10, 19)),
            PeopleFacts("people", "diggers", "man", None),
        ),
        quotes=(
            QuoteFacts(
                "P2-L2-08",
                "Tupeni kazi nyepesi <kwanza> & #strong[*x*]",
                "sw",
                "quote_with_role",
                "washers",
                "Lualaba",
                "2026-W12",
                "Kazi nyepesi.",
            ),
            QuoteFacts("P2-L2-01", "必须核实年龄。", "zh", "quote_without_role", "", "", "2026-W13"),
        ),
        passages=(
            PassageFacts("letter", {"en": "Dear reader.", "fr": "Chère lectrice, cher lecteur."}, (), 0),
            PassageFacts("limits", {"en": "The rain kept us away from two villages."}, (), 0),
            PassageFacts("recommendation", {"en": "Offer lighter work.", "zh": "提供较轻的工作。"}, ("P2-L2-08",), 3),
        ),
        questions=({"en": "Which level should a buyer ask for?", "fr": "Quel niveau un acheteur doit-il demander ?"},),
        themes=(({"en": "Work for those who must stop"}, 7), ({"en": "Who checks"}, 2)),
    )
