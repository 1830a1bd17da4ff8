"""From the close of a round to a published version 2, played by each role in a browser under its own sign-in.

The desk bundles, splits and answers by keyboard; one issue goes to the steering committee, whose seats take positions,
one objects and dissents; changes become the next version in four languages; a decision publishes it with all answers;
participants read what became of their words; a site keeps its level and sees what version 2 would change.
"""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from ladder.accounts.models import User
from ladder.catalogue.services import load_pack, publish_version
from ladder.consultation.models import Contribution, Round
from ladder.governance.models import Issue, NextVersion, Proposal
from ladder.packfiles.reading import read_pack
from ladder.registry.services import seed_registry
from ladder.synthesis.models import Release
from tests.flows.governance_cast import (
    ADDRESS,
    AT_ONCE,
    KEEPER,
    NEW_TEXT,
    REASONS,
    SIDES,
    STAYS,
    TRANSITION,
    open_round,
    site_of,
    speak,
)
from tests.flows.test_capture_offline import sign_in
from tests.flows.test_consultation_story import press
from tests.governance.scene import found_committee

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROUND, RESULTS, DESK = f"/consultation/{ADDRESS}/", f"/results/{ADDRESS}/", f"/governance/desk/{ADDRESS}/"
LANGUAGES = ("en", "fr", "zh", "sw")
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
SEATS = ("government-1", "companies-1", "companies-2", "civil_society-1", "civil_society-2", "civil_society-3")
OBJECTING = "civil_society-3"
CHANGE = "p1-l2-06"
HER_WORDS = "Tusomewe hesabu kwa sauti. Pia semeni nani anatunza daftari."


@pytest.fixture
def version(db):
    cache.clear()
    seed_registry()
    today = timezone.localdate()
    loaded = load_pack(read_pack(settings.PACKS_ROOT / "starter"), actor=None, on=today)
    return publish_version(version=loaded, actor=None, on=today)


@pytest.fixture
def committees(make_person):
    """A steering committee of three chambers, and a technical committee; both decide as soon as all were heard."""
    return (
        found_committee(make_person, sides=SIDES, deciding=AT_ONCE),
        found_committee(make_person, kind="technical", sides={"members": 2}, observers=0, deciding=AT_ONCE),
    )


@pytest.fixture
def as_person(phone, client):
    """The device in the hands of somebody with an account, or of a stranger; wide for those who work at a desk."""

    def hand_to(user: User | None, size=PHONE):
        phone.goto("about:blank")
        phone.context.clear_cookies()
        phone.set_viewport_size(size)
        if user is not None:
            sign_in(phone, client, user)
        phone.goto("/?lang=en")
        return phone

    return hand_to


def main_of(page) -> str:
    return page.locator("main").inner_text()


def issue_codes(page, group: str) -> str:
    """The secretariat issues a code for somebody of a group."""
    page.goto(f"{ROUND}keep/invitations/")
    page.select_option("[name=group]", group)
    page.fill("[name=number]", "1")
    press(page, "Issue codes")
    return page.locator(".codes .secret").first.inner_text()


def say_in(page, code: str, language: str, text: str) -> str:
    """Somebody invited supports the cash book with a change, in their language. Returns their own code."""
    page.goto(f"{ROUND}take-part/")
    page.fill("[name=code]", code)
    page.check("[name=voice][value=pseudonym]")
    press(page, "Begin")
    page.goto(f"{ROUND}answer/P1-L2-06/")
    page.check("[name=position][value=with_change]")
    page.fill("[name=text]", text)
    page.get_by_text("Other words, consent, language").click()
    page.select_option("[name=consent]", "quote_with_role")
    page.select_option("[name=language]", language)
    press(page, "Save and go on")
    page.goto(f"{ROUND}pause/")
    return page.locator(".secret").first.inner_text()


def close_and_release(as_person, people) -> None:
    """The secretariat closes the round and prepares its release; a second person publishes it."""
    page = as_person(people["secretariat"])
    page.goto(f"{ROUND}keep/")
    page.locator("form[action$='/close/'] [name=reason]").fill("Everybody expected has spoken.")
    press(page, "Close the round")
    page.goto(f"{RESULTS}releases/")
    press(page, "Prepare the release")
    page = as_person(people["committee"])
    page.goto(f"{RESULTS}releases/1/")
    press(page, "Publish it")
    assert Release.objects.get().state == "published"


def number_of(requirement: str, words: str) -> int:
    """The issue in which somebody said this."""
    rows = Issue.objects.filter(item__key=requirement, merged_into=None, members__contribution__text__contains=words)
    return rows.distinct().get().number


def split_off(page, number: int, part: str) -> int:
    """The second point of a comment becomes an issue of its own."""
    page.goto(f"{DESK}{number}/")
    page.locator("input[name=number]").first.check()
    page.fill("[name=split-part]", part)
    page.fill("[name=split-title_en]", "Who keeps the book")
    press(page, "Make a new issue of them")
    return Issue.objects.get(split_from__number=number).number


def answer_by_keyboard(page, number: int, key: str, reasons: dict[str, str]) -> None:
    """One issue answered without a mouse: its key, the reason in the reader's language, then in the others."""
    page.goto(f"{DESK}?issue={number}")
    page.wait_for_selector(f"#issue-{number}[aria-current=true]")
    page.keyboard.press(key)
    page.wait_for_function("document.activeElement.name === 'reason_en'")
    page.keyboard.type(reasons["en"])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Tab")
        code = page.evaluate("document.activeElement.name").removeprefix("reason_")
        page.keyboard.insert_text(reasons[code])
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    page.wait_for_load_state()


def join_by_keyboard(page, *numbers: int) -> None:
    """Issues are selected and bundled into the first of them."""
    page.goto(DESK)
    for number in numbers:
        page.focus(f"#issue-{number} a.open")
        page.locator(f"#issue-{number} input[name=selected]").check()
    with page.expect_navigation():
        page.keyboard.press("b")
    page.wait_for_load_state()


def work_at_the_desk(page) -> None:
    """Bundled, one comment split in two, every issue answered; the contested one is sent up."""
    page.goto(DESK)
    press(page, "Bundle comments into issues")
    book = number_of("P1-L2-06", "Tusomewe")
    keeper = split_off(page, book, "Pia semeni nani anatunza daftari.")
    join_by_keyboard(page, number_of("P1-L2-06", "Lisez"), book)
    join_by_keyboard(page, number_of("P3-L2-03", "protéger"), number_of("P3-L2-03", "obtenir"))
    answer_by_keyboard(page, number_of("P1-L2-06", "Lisez"), "a", REASONS)
    answer_by_keyboard(page, keeper, "n", KEEPER)
    answer_by_keyboard(page, number_of("P7-L3-03", "金属"), "t", KEEPER)
    answer_by_keyboard(page, number_of("P3-L2-03", "obtenir"), "s", STAYS)
    assert "1 before the steering committee" in main_of(page)


def send_up(page, number: int) -> Proposal:
    """What the groups do not agree on becomes a question to the steering committee, with two answers to choose from."""
    page.goto(f"{DESK}{number}/send-up/")
    for code in LANGUAGES:
        page.fill(f"[name=not_accepted-{code}]", STAYS[code])
        page.fill(f"[name=modified-{code}]", KEEPER[code])
    press(page, "Make the proposal")
    page.goto(f"{DESK}steering/")
    assert "Nous ne pouvons pas obtenir ce droit tout seuls." in main_of(page)
    return Proposal.objects.get(issue__number=number)


def proposal_page(proposal: Proposal) -> str:
    return f"/governance/proposals/{proposal.public_id}/"


def open_proposal(page, proposal: Proposal) -> None:
    page.goto(proposal_page(proposal))
    page.fill("[name=last_day]", timezone.localdate().isoformat())
    press(page, "Open it for positions")


def take_position(page, proposal: Proposal, stance: str, option: str, *, reasons: str = "", dissent: str = "") -> None:
    """A seat says where it stands, from its own account."""
    page.goto(proposal_page(proposal))
    page.check(f"[name=stance][value={stance}]")
    page.check(f"[name=option][value={option}]")
    page.fill("form[action*='/position/'] [name=reasons]", reasons)
    page.fill("form[action*='/position/'] [name=dissent]", dissent)
    press(page, "Take this position")
    assert page.locator(".errors, .faults").count() == 0, main_of(page)


def decide(
    as_person, keeper: User, seats: dict[str, User], proposal: Proposal, option: str, objecting: str = ""
) -> str:
    """Opened by the secretariat, a position from every seat, objections answered, counted, taken effect."""
    open_proposal(as_person(keeper), proposal)
    for name in SEATS:
        page = as_person(seats[name])
        if name == objecting:
            words = {"reasons": "Nobody can meet this alone.", "dissent": "A dated request should count for a year."}
            take_position(page, proposal, "object", option, **words)
        else:
            take_position(page, proposal, "support", option)
    page = as_person(keeper)
    page.goto(proposal_page(proposal))
    if objecting:
        page.get_by_text("Answer it").click()
        page.fill("form[action*='/answer/'] [name$=text]", "An authority's acceptance in writing counts already.")
        press(page, "Answer")
    press(page, "Close it and count")
    assert "It is decided" in main_of(page), main_of(page)
    page.get_by_role("link", name=re.compile("^It is decided")).click()
    page.wait_for_load_state()
    press(page, "Let it take effect now")
    assert "In effect" in main_of(page)
    return page.url


def make_next_version(page, consultation: Round) -> NextVersion:
    """The accepted issue becomes a change with words in four languages; the map is confirmed, the version built."""
    today = timezone.localdate()
    page.goto("/governance/next/new/")
    page.check(f"[name=rounds][value={ADDRESS}]")
    page.fill("[name=version]", "2.0.0")
    page.fill("[name=effective_from]", today.isoformat())
    page.fill("[name=transition_until]", (today + timedelta(days=90)).isoformat())
    for code, words in TRANSITION.items():
        page.fill(f"[name=words_{code}]", words)
    press(page, "Begin")
    row = NextVersion.objects.get(version="2.0.0")
    assert list(row.rounds.all()) == [consultation]
    page.get_by_role("button", name=re.compile("Begin the change")).click()
    page.wait_for_load_state()
    page.select_option("[name=kind]", "stricter")
    page.fill("[name=w0_text]", NEW_TEXT["en"])
    press(page, "Save")
    home = f"/governance/next/{row.public_id}/"
    for code in LANGUAGES[1:]:
        page.goto(f"{home}translations/{code}/P1-L2-06/")
        page.fill("[name=text]", NEW_TEXT[code])
        page.check("[name=state][value=reviewed]")
        press(page, "Save the translation")
    for code in LANGUAGES:
        page.goto(f"{home}redline/?language={code}&only=changes")
        assert page.locator("main ins").count() >= 1
    page.goto(f"{home}migration/")
    press(page, "I looked at it: the map is right")
    page.goto(home)
    press(page, "Build it as a draft")
    assert "Nothing stands in the way." in main_of(page)
    return row


def propose(page, row: NextVersion) -> Proposal:
    """The desk drafts the proposal that the steering committee publish it."""
    page.goto(f"/governance/next/{row.public_id}/propose/")
    page.select_option("[name=body]", "steering")
    press(page, "Draft the proposal")
    return Proposal.objects.latest("pk")


def assess(page, site) -> None:
    """An assessor declares that nothing ties them to the site, and finds everything of the first principle met."""
    page.goto(f"/assessment/sites/{site.public_id}/independence/")
    page.check("[name=is_true]")
    press(page, "Declare")
    page.goto(f"/assessment/sites/{site.public_id}/record/?principle=1")
    page.select_option("[name=kind]", "third")
    page.fill("[name=observed_on]", timezone.localdate().isoformat())
    page.evaluate("document.querySelectorAll('input[type=radio][value=met]').forEach((one) => { one.checked = true; })")
    page.evaluate("document.querySelectorAll('select[name^=grade-]').forEach((one) => { one.value = 'B'; })")
    press(page, "Record")
    assert "4 of 4" in main_of(page)


def look_at_the_site(page, site) -> None:
    """The level under version 1 is what it was; version 2 would hold the first principle at its first level."""
    page.goto(f"/assessment/sites/{site.public_id}/?version=0.1.0&lang=en")
    text = main_of(page)
    assert "4 of 4" in text
    assert "Level under version 0.1.0, which stays as it is:" in text
    assert "A new assessment under version 0.1.0 is accepted until" in text
    row = page.locator("section[aria-labelledby=ahead-heading] tbody tr").first
    assert [row.locator("td").nth(place).inner_text().strip()[0] for place in (0, 1)] == ["4", "1"]
    page.get_by_role("link", name="Each requirement that changes, and why").click()
    page.get_by_role("link", name="P1-L2-06").first.click()
    page.wait_for_load_state()
    assert "Lisez le livre" in main_of(page)


def read_receipt(page, code: str) -> None:
    """By code alone: her words, what was decided, why, and the sentence that changed, in her language."""
    page.goto("/governance/receipts/?lang=sw")
    page.fill("[name=code]", code)
    page.locator("main form button").click()
    page.wait_for_load_state()
    text = main_of(page)
    for words in (HER_WORDS, REASONS["sw"], KEEPER["sw"], NEW_TEXT["sw"]):
        assert words in text


def print_village_list(page, codes: list[str]) -> None:
    """A list for those who have no e-mail: on paper, found by the last signs of a code."""
    page.goto("/governance/receipts/list/?lang=sw")
    page.fill("[name=codes]", "\n".join(codes))
    page.locator("main form button").last.click()
    page.wait_for_load_state()
    assert page.locator(".village-list > li").count() == 2
    assert codes[0].strip()[-4:] in main_of(page)
    assert page.pdf()[:5] == b"%PDF-"


def read_in_four_languages(page, decision: str) -> None:
    """Decision with its dissent, public record, answers, and the diff: everybody reads them in their own language."""
    for tongue, code in zip(("en", "fr", "zh-hans", "sw"), LANGUAGES, strict=True):
        page.goto(f"{decision}?lang={tongue}")
        assert "A dated request should count for a year." in main_of(page)
        page.goto(f"/governance/record/?lang={tongue}")
        assert page.locator("main a[href*='/governance/']").count() > 0
        page.goto(f"/governance/answers/{ADDRESS}/?lang={tongue}")
        assert REASONS[code] in main_of(page)
        page.goto(f"/framework/compare/?from=0.1.0&to=2.0.0&lang={tongue}")
        assert page.locator("main ins").count() >= 1
        page.goto(f"/framework/2.0.0/requirements/P1-L2-06/?lang={tongue}")
        assert NEW_TEXT[code] in main_of(page)


def test_the_story_of_a_version(as_person, version, people, committees):
    steering, technical = committees
    keeper, member = people["secretariat"], technical.people["members-1"]
    site = site_of(people["assessor"])
    consultation = open_round(version)
    page = as_person(keeper)
    invited = [issue_codes(page, group) for group in ("women_washers", "diggers")]
    codes = [
        say_in(as_person(None), invited[0], "sw", HER_WORDS),
        say_in(as_person(None), invited[1], "fr", "Lisez le livre à voix haute."),
    ]
    assert Contribution.objects.filter(round=consultation).exclude(text="").count() == 2
    speak(consultation)
    assess(as_person(people["assessor"]), site)

    close_and_release(as_person, people)
    work_at_the_desk(as_person(member, WIDE))
    ground = send_up(as_person(member), number_of("P3-L2-03", "obtenir"))
    decision = decide(as_person, keeper, steering.people, ground, "not-accepted", objecting=OBJECTING)
    row = make_next_version(as_person(member), consultation)
    publication = propose(page, row)
    assert not as_person(None).goto("/framework/2.0.0/").ok  # nothing is published before the decision
    decide(as_person, keeper, steering.people, publication, "act")
    row.refresh_from_db()
    assert (row.state, row.draft.status) == ("published", "published")

    page = as_person(None)
    read_receipt(page, codes[0])
    print_village_list(page, codes)
    read_in_four_languages(page, decision)
    look_at_the_site(page, site)
