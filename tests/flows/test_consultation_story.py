"""A consultation from opening to report, played by each role in a browser: nothing is stubbed, nothing skipped.

Made and opened by the secretariat, answered with an invitation, recorded in a room without network, closed, prepared,
published by a second person, read by a stranger, and checked from its files without a server.
"""

import io
import re
from datetime import timedelta
from pathlib import Path
from random import Random
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone
from docx import Document

from ladder.catalogue.services import load_pack, publish_version
from ladder.cli.__main__ import main
from ladder.consultation.models import Contribution, Gathering, Participant, Round
from ladder.consultation.services.agendas import AgendaPoint
from ladder.consultation.services.gatherings import GatheringPlan, plan_gathering
from ladder.consultation.services.groups import GroupPlan, set_groups
from ladder.packfiles.reading import read_pack
from ladder.registry.services import seed_registry
from ladder.synthesis.models import Release
from tests.flows.test_capture_offline import ITEMS, begin, go, record_a_morning, sign_in, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROUND = "/consultation/story/"
RESULTS = "/results/story/"
VOICES = {"diggers": 40, "women_washers": 18, "cooperatives": 20, "buyers": 12}
DISSENT = ("P2-L1-02", "women_washers")


@pytest.fixture
def version(db):
    cache.clear()
    seed_registry()
    today = timezone.localdate()
    loaded = load_pack(read_pack(settings.PACKS_ROOT / "starter"), actor=None, on=today)
    return publish_version(version=loaded, actor=None, on=today)


@pytest.fixture
def as_role(phone, client, people):
    """The phone in the hands of somebody with a role, or of a stranger."""

    def hand_to(role: str):
        phone.context.clear_cookies()
        if role:
            sign_in(phone, client, people[role])
        phone.goto("/?lang=en")
        return phone

    return hand_to


def press(page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()


def make_round(page) -> Round:
    """The secretariat fills in the form, chooses a level, and sees what is still missing."""
    today = timezone.localdate()
    page.goto("/consultation/make/")
    page.fill("[name=address]", "story")
    page.fill("[name=opens_on]", today.isoformat())
    page.fill("[name=closes_on]", (today + timedelta(days=20)).isoformat())
    for code in ("zh", "sw"):
        page.uncheck(f"[name=languages][value={code}]")
    for code, title in (("en", "The story"), ("fr", "L’histoire")):
        page.fill(f"[name=titles_{code}]", title)
        page.fill(f"[name=overviews_{code}]", "What do you think of the first level?")
    press(page, "Make the round")
    page.goto(f"{ROUND}keep/requirements/")
    for level in (2, 3, 4):
        page.uncheck(f"[name=levels][value='{level}']")
    press(page, "Save")
    return Round.objects.get(address="story")


def open_round(page, consultation: Round) -> list[str]:
    """The map is set, the round opened, and two codes issued for the miners."""
    plans = [GroupPlan(key, number + 10, key == "women_washers") for key, number in VOICES.items()]
    set_groups(actor=None, round_=consultation, plans=plans)
    page.goto(f"{ROUND}keep/")
    press(page, "Open the round")
    page.goto(f"{ROUND}keep/invitations/")
    page.select_option("[name=group]", "diggers")
    page.fill("[name=number]", "2")
    press(page, "Issue codes")
    return page.locator(".codes .secret").all_inner_texts()


def answer_with(page, code: str) -> None:
    """Somebody invited supports a requirement with a change, and says why."""
    page.goto(f"{ROUND}take-part/")
    page.fill("[name=code]", code)
    page.check("[name=voice][value=pseudonym]")
    press(page, "Begin")
    page.goto(f"{ROUND}answer/P2-L1-01/")
    page.check("[name=position][value=with_change]")
    page.fill("[name=text]", "Say who checks the age, and how.")
    page.get_by_text("Other words, consent, language").click()
    page.select_option("[name=consent]", "quote_with_role")
    press(page, "Save and go on")


def fill_up(consultation: Round) -> None:
    """The other voices: everybody supports, but for one group that cannot support one requirement."""
    chance = Random(11)
    items = list(consultation.items.all())
    for group in consultation.groups.select_related("group"):
        key = group.group.key
        people = Participant.objects.bulk_create(
            Participant(round=consultation, group=group, channel="invited") for _ in range(VOICES[key])
        )
        Contribution.objects.bulk_create(
            Contribution(
                round=consultation, kind="position", channel="invited", participant=person, group=group, item=item,
                language="fr", position=position_of(chance, item.key, key), received_on=timezone.localdate(),
            )
            for person in people for item in items
        )  # fmt: skip


def position_of(chance: Random, item: str, group: str) -> str:
    if (item, group) == DISSENT:
        return "cannot" if chance.random() < 0.95 else "unclear"
    return "as_written" if chance.random() < 0.93 else "cannot"


def plan_workshop(consultation: Round, facilitator) -> Gathering:
    groups = tuple(consultation.groups.filter(group__key__in=["diggers", "women_washers"]))
    points = tuple(AgendaPoint(key, minutes=20) for key in ITEMS)
    plan = GatheringPlan(
        "workshop", {"en": "Kolwezi", "fr": "Kolwezi"}, timezone.localdate(), ("fr", "sw"), province="Lualaba",
        place="Kolwezi", facilitators=(facilitator,), groups=groups, agenda=points,
    )  # fmt: skip
    return plan_gathering(in_round=consultation, actor=None, plan=plan)


def record_offline(page, gathering: Gathering) -> None:
    """A morning without network, read back and sealed once there is one again."""
    begin(page, gathering)
    page.context.set_offline(True)
    record_a_morning(page)
    wait_for(page, "here", 6)
    page.context.set_offline(False)
    wait_for(page, "safe", 6)
    go(page, "back")
    page.check("#agreed")
    page.get_by_role("button", name="Seal the record").click()
    wait_for(page, "safe", 7)
    gathering.refresh_from_db()
    assert gathering.status == "sealed"


def close_and_prepare(page) -> None:
    page.goto(f"{ROUND}keep/")
    page.locator("form[action$='/close/'] [name=reason]").fill("Everybody expected has spoken.")
    press(page, "Close the round")
    page.goto(f"{RESULTS}releases/")
    press(page, "Prepare the release")


def unpack(page, folder: Path) -> Path:
    """The whole release as an archive, unpacked."""
    answer = page.request.get(f"{RESULTS}releases/1/bundle.zip")
    ZipFile(io.BytesIO(answer.body())).extractall(folder)
    return next(path for path in folder.iterdir() if path.is_dir())


def test_the_story_of_a_consultation(as_role, version, people, tmp_path, capsys):
    page = as_role("secretariat")
    consultation = make_round(page)
    codes = open_round(page, consultation)
    consultation.refresh_from_db()
    assert (consultation.status, len(consultation.rules_digest), len(codes)) == ("open", 64, 2)

    page = as_role("")
    answer_with(page, codes[0])
    said = Contribution.objects.get(kind="position")
    assert (said.position, said.item.key, said.channel) == ("with_change", "P2-L1-01", "invited")
    assert page.goto(RESULTS).status == 200
    assert "P2-L1-01" not in page.locator("main").inner_text()  # nothing of an open round is shown
    fill_up(consultation)

    page = as_role("facilitator")
    record_offline(page, plan_workshop(consultation, people["facilitator"]))

    page = as_role("secretariat")
    close_and_prepare(page)
    release = Release.objects.get()
    assert (release.state, release.certificate["certified"]) == ("prepared", True)
    page.goto(f"{RESULTS}releases/1/")
    assert page.get_by_role("button", name="Publish it").count() == 0  # not by the one who prepared it

    page = as_role("committee")
    page.goto(f"{RESULTS}releases/1/")
    press(page, "Publish it")
    release.refresh_from_db()
    assert release.state == "published"

    page = as_role("")
    page.goto(f"{RESULTS}P2-L1-01/")
    assert "Say who checks the age, and how." in page.locator("main").inner_text()
    page.goto(f"{RESULTS}{DISSENT[0]}/")
    assert "Objection" in page.locator("main").inner_text()
    reports = {language: read_report(page, language) for language in ("en", "fr", "zh", "sw")}
    assert len({tuple(numbers) for numbers in reports.values()}) == 1

    folder = unpack(page, tmp_path)
    assert main(["release", "verify", str(folder)]) == 0
    assert main(["release", "audit", str(folder)]) == 0
    assert capsys.readouterr().err == ""


def read_report(page, language: str) -> list[str]:
    """The report as page, PDF and DOCX; gives the numbers of its first three sentences of the summary."""
    page.goto(f"{RESULTS}report/?lang={language}")
    assert page.locator("main section section blockquote").count() >= 1
    pdf = page.request.get(f"{RESULTS}releases/1/report.{language}.pdf")
    assert (pdf.status, pdf.body()[:5]) == (200, b"%PDF-")
    docx = Document(io.BytesIO(page.request.get(f"{RESULTS}releases/1/report.{language}.docx").body()))
    assert any(DISSENT[0] in paragraph.text for paragraph in docx.paragraphs)
    counts = page.locator("#summary > p").all_inner_texts()[:3]
    return [number for text in counts for number in sorted(re.findall(r"\d+", text.split("[")[0]))]
