"""Who plays in the story of governance, and the round that it begins with: what other stories play is set up here."""

from datetime import date, timedelta

from django.utils import timezone

from ladder.consultation import services
from ladder.consultation.models import Contribution, Participant, Round
from ladder.consultation.services.groups import GroupPlan
from ladder.registry.models import Mandate, Site, SiteOperator, Source
from ladder.registry.services import assign_organisation, create_site
from tests.consultation.conftest import plan

ADDRESS = "voices"
GROUPS = {"diggers": 20, "women_washers": 12, "cooperatives": 10, "state_services": 8, "buyers": 9}
SIDES = {"government": 1, "companies": 2, "civil_society": 3}
AT_ONCE = {"open_days": 0, "objection_days": 0}  # the story is told within a minute
REASONS = {
    "en": "The book is read aloud at the meeting of members.",
    "fr": "Le livre est lu à voix haute à la réunion des membres.",
    "zh": "账本在成员会议上宣读。",
    "sw": "Daftari linasomwa kwa sauti kwenye mkutano wa wanachama.",
}
KEEPER = {
    "en": "Who keeps the book is for the cooperative to say.",
    "fr": "La coopérative dit qui tient le livre.",
    "zh": "由合作社决定谁记账。",
    "sw": "Ushirika ndio unaosema nani anatunza daftari.",
}
NEW_TEXT = {
    "en": "Every quarter the cash book is read aloud to the members.",
    "fr": "Chaque trimestre, le livre de caisse est lu à voix haute aux membres.",
    "zh": "每季度向成员宣读现金账。",
    "sw": "Kila robo mwaka daftari la fedha linasomwa kwa sauti kwa wanachama.",
}
STAYS = {
    "en": "Without a right nobody can protect the diggers.",
    "fr": "Sans droit, personne ne peut protéger les creuseurs.",
    "zh": "没有权利就无法保护矿工。",
    "sw": "Bila haki hakuna anayeweza kuwalinda wachimbaji.",
}
TRANSITION = {
    "en": "Visits that have begun are finished under the first version.",
    "fr": "Les visites commencées se terminent selon la première version.",
    "zh": "已开始的走访按第一版完成。",
    "sw": "Ziara zilizoanza zinakamilishwa kwa toleo la kwanza.",
}
# By requirement: the group, its language, its position and its words, as others than the two in the browser said them.
VOICES = (
    ("P3-L2-03", "cooperatives", "fr", "cannot", "Nous ne pouvons pas obtenir ce droit tout seuls."),
    ("P3-L2-03", "state_services", "fr", "as_written", "Sans droit sur le sol, personne ne peut protéger."),
    ("P7-L3-03", "buyers", "zh", "as_written", "同意同时支付两种金属。"),
)


def open_round(version) -> Round:
    """A round that is open, with its groups."""
    today = timezone.localdate()
    made = services.make_round(
        actor=None, version=version,
        plan=plan(ADDRESS, opens_on=today - timedelta(days=10), closes_on=today + timedelta(days=20)),
    )  # fmt: skip
    services.set_groups(actor=None, round_=made, plans=[GroupPlan(key, size) for key, size in GROUPS.items()])
    return services.open_round(actor=None, round_=made, on=today - timedelta(days=10))


def speak(consultation: Round) -> None:
    """What the others said; each group with a few people more, who support everything they were asked."""
    items = {item.key: item for item in consultation.items.all()}
    groups = {group.group.key: group for group in consultation.groups.select_related("group")}
    for key, group in groups.items():
        people = Participant.objects.bulk_create(
            Participant(round=consultation, group=group, channel="invited") for _ in range(GROUPS[key] - 2)
        )
        Contribution.objects.bulk_create(
            said(consultation, items[item], person, group, "as_written", "fr")
            for person in people for item in ("P1-L2-06", "P3-L2-03", "P7-L3-03")
        )  # fmt: skip
    for item, key, language, position, text in VOICES:
        person = Participant.objects.create(round=consultation, group=groups[key], channel="invited", language=language)
        one = said(consultation, items[item], person, groups[key], position, language)
        one.text, one.consent = text, "quote_with_role"
        one.save()


def said(consultation, item, person, group, position, language) -> Contribution:
    return Contribution(
        round=consultation, kind="position", channel="invited", participant=person, group=group, item=item,
        language=language, position=position, received_on=timezone.localdate(),
    )  # fmt: skip


def site_of(assessor) -> Site:
    """A site that the assessor's organisation is to assess."""
    source = Source.objects.get(key="secretariat")
    site = create_site(
        actor=None,
        site=Site(code="story", name="Site of the story", province="Lualaba", territoire="Lubudi", source=source),
    )
    assign_organisation(
        actor=None, site=site, organisation=Mandate.objects.get(user=assessor).organisation,
        part=SiteOperator.Part.ASSESSOR, starts_on=date(2020, 1, 1), source=source,
    )  # fmt: skip
    return site
