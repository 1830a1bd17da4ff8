"""An open round on the starter pack: every requirement, five groups, the usual questions; and a round in preparation.

`open_round` ran from 1 March to 30 April 2026; `DAY` lies inside. Services take the day, pages take today: a test of a
page uses `running_round`, which is open today.
"""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from django.utils.translation import override

from ladder.catalogue.models import FrameworkVersion
from ladder.catalogue.services import load_pack, publish_version
from ladder.consultation import services
from ladder.consultation.models import Round, RoundGroup, RoundItem, RoundQuestion
from ladder.packfiles.reading import read_pack
from ladder.registry.services import seed_registry

OPENS, CLOSES, DAY = date(2026, 3, 1), date(2026, 4, 30), date(2026, 3, 10)
TITLES = {"en": "First reading", "fr": "Première lecture", "zh": "第一轮审阅", "sw": "Usomaji wa kwanza"}
OVERVIEWS = {
    "en": "What should the framework ask of a site?",
    "fr": "Que le cadre doit-il demander à un site ?",
    "zh": "框架应对矿场提出哪些要求？",
    "sw": "Mfumo udai nini kwa mgodi?",
}
GROUPS = (
    services.GroupPlan("diggers", 55, is_vulnerable=True, why="They do the work."),
    services.GroupPlan("women_washers", 25, is_vulnerable=True),
    services.GroupPlan("cooperatives", 18),
    services.GroupPlan("egc", 4, heard_with="state_services"),
    services.GroupPlan("state_services", 14),
)


@pytest.fixture(autouse=True)
def in_english():
    """Requests leave their language behind in this thread."""
    with override("en"):
        yield


@pytest.fixture(scope="session")
def starter_pack():
    """The starter pack, read once."""
    return read_pack(settings.PACKS_ROOT / "starter")


@pytest.fixture
def version(db, starter_pack) -> FrameworkVersion:
    """The starter pack, published: 130 requirements."""
    seed_registry()
    loaded = load_pack(starter_pack, actor=None, on=OPENS)
    return publish_version(version=loaded, actor=None, on=OPENS)


def plan(address: str = "first", **changed) -> services.RoundPlan:
    """What a round is made from, in four languages."""
    described = {
        "titles": TITLES,
        "overviews": OVERVIEWS,
        "visions": {"en": "A mine that nobody fears.", "fr": "Une mine que personne ne craint."},
        "questions_and_answers": {"en": [{"question": "Who may answer?", "answer": "Everybody."}]},
        "languages": ("en", "fr", "zh", "sw"),
        "opens_on": OPENS,
        "closes_on": CLOSES,
    }
    return services.RoundPlan(address, **{**described, **changed})


@pytest.fixture
def make_draft(version) -> Callable[..., Round]:
    """Makes a round in preparation, with the five groups."""

    def make(address: str = "first", **changed) -> Round:
        made = services.make_round(actor=None, version=version, plan=plan(address, **changed))
        services.set_groups(actor=None, round_=made, plans=GROUPS)
        return made

    return make


@pytest.fixture
def draft(make_draft) -> Round:
    return make_draft()


@pytest.fixture
def open_round(draft) -> Round:
    return services.open_round(actor=None, round_=draft, on=OPENS)


@pytest.fixture
def running_round(make_draft) -> Round:
    """A round that opened ten days ago and is open today: for pages."""
    today = timezone.localdate()
    made = make_draft("running", opens_on=today - timedelta(days=10), closes_on=today + timedelta(days=20))
    return services.open_round(actor=None, round_=made, on=made.opens_on)


@pytest.fixture
def round_items(open_round) -> list[RoundItem]:
    """The requirements of the open round, in order: P1-L1-01 first."""
    return list(open_round.items.all())


@pytest.fixture
def round_groups(open_round) -> dict[str, RoundGroup]:
    """The groups of the open round by the registry's key."""
    return {group.group.key: group for group in open_round.groups.select_related("group")}


@pytest.fixture
def round_questions(open_round) -> dict[str, RoundQuestion]:
    """The questions of the open round by key."""
    return {question.key: question for question in open_round.questions.all()}
