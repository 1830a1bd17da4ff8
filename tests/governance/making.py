"""A version in the making that answers a closed round: two accepted issues, one that is not, and their changes."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from ladder.accounts.models import User
from ladder.consultation.models import Anchor, Contribution
from ladder.governance.models import Issue, NextVersion
from ladder.governance.queries.amendments import proposed_of
from ladder.governance.queries.migration_map import build_map
from ladder.governance.services.changes import ChangePlan, start_change, write_change
from ladder.governance.services.issues import bundle_comments
from ladder.governance.services.next_version import Terms, build_version, confirm_migration, make_next_version
from tests.governance.scene import draft_answer
from tests.synthesis.conftest import DAY, Place

AT = datetime(2026, 2, 20, 9, tzinfo=UTC)
STARTS = date(2026, 9, 1)
WHY = {"en": "Diggers asked for it.", "fr": "Les creuseurs l'ont demandé.", "zh": "矿工提出了要求。"}
TERMS = Terms("1.1.0", STARTS, date(2027, 8, 31), {"en": "Both hold.", "fr": "Les deux valent.", "zh": "两者均有效。"})
NEW_TEXT = "Workers stand on a register that they can read."
REGISTER = {
    "en": NEW_TEXT, "fr": "Les travailleurs figurent sur un registre qu'ils peuvent lire.", "zh": "工人登记在他们能阅读的名册上。",
}  # fmt: skip


@dataclass
class Making:
    """A round with answers, and the version that is made from them."""

    place: Place
    keeper: User
    issues: list[Issue]
    row: NextVersion

    def write(self, key: str, plan: ChangePlan, revision: int = 0):
        return write_change(next_version=self.row, key=key, plan=plan, revision=revision, actor=self.keeper, at=AT)

    def confirm(self) -> NextVersion:
        row = NextVersion.objects.get(pk=self.row.pk)
        digest = build_map(row, proposed_of(row).pack).digest
        return confirm_migration(next_version=row, digest=digest, actor=self.keeper, at=AT)

    def build(self) -> NextVersion:
        self.row = build_version(next_version=self.row, actor=self.keeper, on=DAY)
        return self.row


def begin(make_place, keeper, terms: Terms = TERMS) -> Making:
    """A closed round with three comments in three issues: on R-1, R-2 and R-4; the first two are accepted."""
    place = make_place()
    person = place.people("diggers", 1)[0]
    for text, item in (("We cannot read the poster.", 0), ("Nobody reads the register to us.", 1), ("Why shore?", 3)):
        place.comment(person, text, item, proposed="Say it so that we can read it.", consent="quote_with_role")
    said = Contribution.objects.get(text__startswith="Nobody")
    Anchor.objects.create(
        contribution=said, field="text", language="en", exact="register", prefix="", suffix="", start=19, end=27
    )
    place.round.status = "closed"
    place.round.save()
    issues = bundle_comments(round_=place.round, actor=keeper, on=DAY)
    for issue, disposition in zip(issues, ("accepted", "modified", "not_accepted"), strict=True):
        draft_answer(issue, keeper, disposition)
    row = make_next_version(base=place.round.version, rounds=[place.round], terms=terms, actor=keeper, at=AT)
    return Making(place, keeper, issues, row)


def word(making: Making) -> Making:
    """The two changes that the accepted issues ask for, in every language."""
    for number, texts in ((0, {"R-1": {"text": {code: f"{code}: to be read aloud" for code in WHY}}}),
                          (1, {"R-2": {"title": {"fr": "Registre", "zh": "登记册"}, "text": REGISTER,
                                       "evidence": {"fr": "Le registre", "zh": "登记册"}}})):  # fmt: skip
        change = start_change(next_version=making.row, issue=making.issues[number], actor=making.keeper, at=AT)
        kind = ("reworded", "stricter")[number]
        plan = ChangePlan(kind, change.before, change.after, texts=texts, notes=WHY)
        making.write(change.key, plan, change.revision)
    return making


def finish(making: Making) -> Making:
    """Worded, confirmed and built: ready to be decided."""
    word(making).confirm()
    making.build()
    return making
