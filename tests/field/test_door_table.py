"""Every row of the table of answers (docs/methods/submissions.md) over real HTTP against `ladder serve`."""

import gzip
import json
import re
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor
from hashlib import md5
from itertools import pairwise
from uuid import uuid4

import pytest

from tests.field.door_client import (
    BOUNDARY,
    OPENROSA,
    Door,
    Server,
    answer_digest,
    basic,
    digest_of,
    head_of,
    make_xml,
    multipart,
)
from tests.field.door_seed import PASSWORD, form_xml

LIST = "{http://openrosa.org/xforms/xformsList}"
MANIFEST = "{http://openrosa.org/xforms/xformsManifest}"
JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40 + b"\xff\xd9"
OTHER = JPEG[:-2] + b"\x00\xff\xd9"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    served = Server(tmp_path_factory.mktemp("door"))
    served.seed()
    yield served.start()
    served.stop()


@pytest.fixture
def door(server):
    return Door(server.port)


def new_id():
    return f"uuid:{uuid4()}"


def files_of(door, instance_id):
    return {each["name"]: each["sha256"] for each in door.receipt(instance_id).json["files"]}


def names_in(body, space, tag):
    return [each.text for each in ET.fromstring(body).iter(f"{space}{tag}")]


# --- Lists and files ---------------------------------------------------------------------------------------------


def test_d1_d4_the_list_names_the_newest_open_form_with_the_md5_of_the_bytes_it_serves(door):
    got = door.get("/formList")
    assert (got.status, got.header("Content-Type")) == (200, "text/xml; charset=utf-8")
    (form,) = ET.fromstring(got.body)
    assert form.tag == f"{LIST}xform"
    assert [each.tag.removeprefix(LIST) for each in form] == [
        "formID",
        "name",
        "version",
        "hash",
        "downloadUrl",
        "manifestUrl",
    ]
    told = {each.tag.removeprefix(LIST): each.text for each in form}
    assert (told["formID"], told["version"], told["name"]) == ("door-visit", "2", "Form door-visit & more")
    served = door.get(told["downloadUrl"].partition("/openrosa")[2])
    assert (served.body, served.header("Content-Type")) == (form_xml("door-visit", "2"), "text/xml; charset=utf-8")
    assert told["hash"] == "md5:" + md5(served.body).hexdigest()


def test_d5_d6_one_form_by_its_id_and_an_empty_list_for_an_unknown_one(door):
    assert names_in(door.get("/formList?formID=door-visit").body, LIST, "formID") == ["door-visit"]
    empty = door.get("/formList?formID=no-such")
    assert (empty.status, list(ET.fromstring(empty.body))) == (200, [])


def test_a_verbose_list_describes_and_speaks_the_phones_language(door):
    got = door.get("/formList?verbose=true", headers={"Accept-Language": "fr-CD,fr;q=0.9"})
    assert names_in(got.body, LIST, "descriptionText") == ["Formulaire door-visit"]


def test_d7_a_manifest_names_each_file_with_its_md5(door):
    address = names_in(door.get("/formList").body, LIST, "manifestUrl")[0].partition("/openrosa")[2]
    got = door.get(address)
    assert (got.status, got.header("Content-Type")) == (200, "text/xml; charset=utf-8")
    (url,), (told,) = (names_in(got.body, MANIFEST, tag) for tag in ("downloadUrl", "hash"))
    assert told == "md5:" + md5(door.get(url.partition("/openrosa")[2]).body).hexdigest()
    assert names_in(got.body, MANIFEST, "filename") == ["sites.csv"]


@pytest.mark.parametrize(
    ("accepted", "is_packed"),
    [("gzip", True), ("br, GZIP;q=0.5", True), ("*", True), ("gzip; q=0", False), ("*, gzip;q=0.000", False),
     ("br", False), ("", False), (";q=,,=gzip", False)],
)  # fmt: skip
def test_a_form_goes_over_the_air_packed_where_the_app_takes_that_and_its_hash_is_of_what_it_unpacks(
    door, accepted, is_packed
):
    told = {each.tag.removeprefix(LIST): each.text for each in ET.fromstring(door.get("/formList").body)[0]}
    address = told["downloadUrl"].partition("/openrosa")[2]
    got = door.get(address, headers={"Accept-Encoding": accepted})
    assert (got.header("Content-Encoding"), got.header("Vary")) == ("gzip" if is_packed else None, "Accept-Encoding")
    assert int(got.header("Content-Length")) == len(got.body)
    form = gzip.decompress(got.body) if is_packed else got.body
    assert told["hash"] == "md5:" + md5(form).hexdigest()
    assert (len(got.body) < len(form)) == is_packed
    head = door.ask("HEAD", address, headers={"Accept-Encoding": accepted})
    assert (head.header("Content-Length"), head.body) == (got.header("Content-Length"), b"")


def test_a_monitor_gets_the_day_sheet_as_well(door):
    got = door.get("/formList", auth=basic("phone-monitor"))
    assert sorted(names_in(got.body, LIST, "formID")) == ["door-sheet", "door-visit"]


# --- Protocol ----------------------------------------------------------------------------------------------------


def test_c1_c2_a_head_says_204_and_where_to_send_on_the_same_host(door):
    got = door.ask("HEAD", "/submission")
    assert (got.status, got.body) == (204, b"")
    assert got.header("X-OpenRosa-Version") == "1.0"
    assert int(got.header("X-OpenRosa-Accept-Content-Length")) == 10_000_000
    assert got.header("Date")
    assert got.header("Location") == f"http://127.0.0.1:{door.port}/openrosa/submission"


def test_c3_a_client_that_does_not_name_its_version_is_served(door):
    body = multipart(make_xml())
    assert door.raw(head_of(len(body), extra="Connection: close\r\n") + body).startswith(b"HTTP/1.1 201")


def test_c4_a_chunked_body_arrives_whole(door):
    instance = new_id()
    body = multipart(make_xml(instance, photos=["a.jpg"]), [("a.jpg", JPEG)])
    cuts = [0, 1, 17, 900, 901, len(body) - 3, len(body)]
    parts = [body[start:end] for start, end in pairwise(cuts)]
    got = door.ask(
        "POST",
        "/submission",
        iter(parts),
        {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"},
    )
    assert got.status == 201
    assert files_of(door, instance) == {"a.jpg": digest_of(JPEG)}


def test_c5_without_a_name_both_ways_to_sign_in_are_offered(door):
    for auth in (
        None,
        basic(secret="wrong"),
        basic("nobody"),
        "Basic ###",
        "Bearer x",
        'Digest username="phone-assessor"',
    ):
        got = door.post(make_xml(), auth=auth)
        assert got.status == 401
        kinds = [each.split()[0] for each in got.all("WWW-Authenticate")]
        assert sorted(kinds) == ["Basic", "Digest"]
        assert "Sign in" in got.message


@pytest.mark.parametrize("name", ["phone-lost", "phone-gone", "gone"])
def test_c5_a_lost_phone_and_a_closed_account_are_refused(door, name):
    secret = PASSWORD if name == "gone" else None
    assert door.get("/formList", auth=basic(name, secret) if secret else basic(name)).status == 401


def test_c5_somebody_whose_mandate_ended_is_refused_with_a_sentence(door):
    got = door.post(make_xml(), auth=basic("phone-ended"))
    assert (got.status, "no role" in got.message) == (403, True)


def test_c5_digest_signs_in_again_and_again_with_the_same_nonce(door):
    challenge = door.get("/formList", auth=None).all("WWW-Authenticate")[0]
    for count in (1, 2, 2):
        path = "/openrosa/formList?formID=door-visit"
        auth = answer_digest(challenge, "GET", path, count=count)
        assert door.get("/formList?formID=door-visit", auth=auth).status == 200


def test_c5_digest_is_for_one_address_one_method_and_one_secret(door):
    challenge = door.get("/formList", auth=None).all("WWW-Authenticate")[0]
    signed = [
        answer_digest(challenge, "POST", "/openrosa/formList"),
        answer_digest(challenge, "GET", "/openrosa/receipts/x"),
        answer_digest(challenge, "GET", "/openrosa/formList", secret="wrong"),
        answer_digest(re.sub('nonce="..', 'nonce="00', challenge), "GET", "/openrosa/formList"),
    ]
    assert [door.get("/formList", auth=auth).status for auth in signed] == [401] * 4


def test_c5_an_account_signs_in_with_its_password(door):
    assert door.get("/formList", auth=basic("operator", PASSWORD)).status == 200
    assert door.get("/formList", auth=basic("operator", "another password 1")).status == 401


def test_c5_a_form_that_is_not_theirs_is_403(door):
    got = door.post(make_xml(form="door-sheet", version="1"))
    assert (got.status, got.message) == (403, "Your role does not fill in this form.")


def test_whoever_guesses_an_accounts_password_is_slowed_down(door):
    answers = [door.get("/formList", auth=basic("monitor", f"guess {number}")).status for number in range(12)]
    assert answers == [401] * 10 + [429] * 2
    assert door.get("/formList", auth=basic("phone-monitor")).status == 200  # the phone itself still gets in


# --- Submissions -------------------------------------------------------------------------------------------------


def test_s1_something_new_is_201_with_a_sentence(door):
    got = door.post(make_xml())
    assert got.status == 201
    assert ET.fromstring(got.body).tag == f"{OPENROSA}OpenRosaResponse"
    assert got.message == "Received and kept."
    assert got.header("Content-Type") == "text/xml; charset=utf-8"


def test_s2_the_same_bytes_again_are_202(door):
    xml = make_xml()
    assert [door.post(xml).status for _ in range(3)] == [201, 202, 202]


def test_s3_the_same_number_with_another_form_is_409_and_both_are_kept(door, server):
    instance = new_id()
    first, second = make_xml(instance), make_xml(instance, answer="not_met")
    assert [door.post(first).status, door.post(second).status] == [201, 409]
    kept, beside = server.look(
        "from ladder.assessment.storage import evidence_store\n"
        f"row = Submission.objects.get(instance_id={instance!r})\n"
        f"event = SubmissionEvent.objects.get(instance_id={instance!r}, kind='refused')\n"
        "print(json.dumps([bytes(row.xml).decode(), evidence_store().open(event.detail['xml_sha256']).read().decode()]))"
    )
    assert (kept.encode(), beside.encode()) == (first, second)


def test_s4_one_photo_a_post_as_enketo_does(door):
    instance = new_id()
    xml = make_xml(instance, photos=["a.jpg", "b.jpg"])
    first = door.post(xml, [("a.jpg", JPEG)])
    assert (first.status, door.receipt(instance).json["state"]) == (201, "incomplete")
    assert "1 file is still to come" in first.message
    assert door.post(xml, [("b.jpg", OTHER)]).status == 201
    assert door.receipt(instance).json["state"] in {"complete", "safe"}
    assert files_of(door, instance) == {"a.jpg": digest_of(JPEG), "b.jpg": digest_of(OTHER)}


def test_s5_a_photo_that_is_here_already_is_202(door):
    xml = make_xml(photos=["a.jpg"])
    assert [door.post(xml, [("a.jpg", JPEG)]).status for _ in range(2)] == [201, 202]


def test_s6_a_photo_of_the_same_name_with_other_bytes_is_409_and_both_are_kept(door, server):
    instance = new_id()
    xml = make_xml(instance, photos=["a.jpg"])
    assert [door.post(xml, [("a.jpg", JPEG)]).status, door.post(xml, [("a.jpg", OTHER)]).status] == [201, 409]
    assert files_of(door, instance) == {"a.jpg": digest_of(JPEG)}
    kept = server.look(
        "from ladder.assessment.storage import evidence_store\n"
        f"detail = SubmissionEvent.objects.get(instance_id={instance!r}, kind='refused').detail\n"
        "print(json.dumps(evidence_store().verify(detail['contradicting']['a.jpg'])))"
    )
    assert kept


def test_s6_two_files_of_one_name_in_one_post_are_409_and_the_first_is_kept(door):
    instance = new_id()
    got = door.post(make_xml(instance, photos=["a.jpg"]), [("a.jpg", JPEG), ("a.jpg", OTHER)])
    assert (got.status, files_of(door, instance)) == (409, {"a.jpg": digest_of(JPEG)})


def test_s7_the_form_first_and_its_photo_later(door):
    instance = new_id()
    xml = make_xml(instance, photos=["a.jpg"])
    assert door.post(xml).status == 201
    assert door.receipt(instance).json["files"] == [{"name": "a.jpg", "size": None, "sha256": "", "is_here": False}]
    assert door.post(xml, [("a.jpg", JPEG)]).status == 201
    assert files_of(door, instance) == {"a.jpg": digest_of(JPEG)}


def test_s8_a_file_that_the_form_does_not_name_is_kept_aside(door, server):
    instance = new_id()
    assert door.post(make_xml(instance), [("note.txt", b"by the way")]).status == 201
    assert files_of(door, instance) == {"note.txt": digest_of(b"by the way")}
    assert (
        server.look(f"print(json.dumps(SubmissionFile.objects.get(submission__instance_id={instance!r}).is_named))")
        is False
    )


def test_s9_the_mark_of_incompleteness_decides_nothing(door):
    instance = new_id()
    got = door.post(make_xml(instance, photos=["a.jpg"]), [("a.jpg", JPEG)], [("*isIncomplete*", "yes")])
    assert (got.status, door.receipt(instance).json["state"] == "incomplete") == (201, False)
    other = new_id()
    assert door.post(make_xml(other, photos=["a.jpg"])).status == 201
    assert door.receipt(other).json["state"] == "incomplete"


def test_s10_a_name_in_utf8_is_kept(door):
    instance = new_id()
    name = "été 矿 №1.jpg"
    assert door.post(make_xml(instance, photos=[name]), [(name, JPEG)]).status == 201
    assert files_of(door, instance) == {name: digest_of(JPEG)}


def test_s11_a_name_that_climbs_is_only_a_name(door):
    instance = new_id()
    hostile = "../../etc/passwd.jpg"
    assert door.post(make_xml(instance, photos=[hostile]), [(hostile, JPEG), ("..", OTHER)]).status == 201
    assert files_of(door, instance) == {"passwd.jpg": digest_of(JPEG), "file": digest_of(OTHER)}


def test_s12_two_photos_with_equal_bytes(door):
    instance = new_id()
    got = door.post(make_xml(instance, photos=["a.jpg", "b.jpg"]), [("a.jpg", JPEG), ("b.jpg", JPEG)])
    assert (got.status, files_of(door, instance)) == (201, {"a.jpg": digest_of(JPEG), "b.jpg": digest_of(JPEG)})


# --- What cannot be read -----------------------------------------------------------------------------------------


BOMB = b'<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;">]><data id="door-visit"><a>&y;</a></data>'
DEEP = b'<data id="door-visit" version="2">' + b"<a>" * 200 + b"</a>" * 200 + b"</data>"


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        pytest.param(None, "missing", id="e1-no-form"),
        pytest.param(b"<data id='door-visit'", "not whole XML", id="e2-broken"),
        pytest.param(b"", "not whole XML", id="e2-empty"),
        pytest.param(make_xml("uuid:cut")[:-9], "not whole XML", id="e2-cut"),
        pytest.param(make_xml("uuid:x").replace(b"met", b"\xff\xfe"), "UTF-8", id="e2-not-utf8"),
        pytest.param(BOMB, "DOCTYPE", id="e3-entity-bomb"),
        pytest.param(b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>', "DOCTYPE", id="e3-doctype"),
        pytest.param(DEEP, "nested", id="e3-deep"),
        pytest.param(b"<data><meta><instanceID>uuid:1</instanceID></meta></data>", "which form", id="e4-no-form-id"),
        pytest.param(b'<data id="door-visit" version="2"><a>1</a></data>', "instanceID", id="e6-no-instance-id"),
        pytest.param(make_xml("uuid:" + "9" * 200), "too long", id="e6-long-instance-id"),
    ],
)
def test_e1_to_e6_what_cannot_be_read_is_400_with_a_sentence_and_nothing_is_stored(door, server, xml, said):
    before = server.look("print(json.dumps(Submission.objects.count()))")
    got = door.post(xml, [("a.jpg", JPEG)])
    assert (got.status, said in got.message) == (400, True), got.message
    assert server.look("print(json.dumps(Submission.objects.count()))") == before


def test_e4_an_unknown_form_is_404(door):
    assert door.post(make_xml(form="no-such")).status == 404


def test_e5_an_unknown_version_of_a_known_form_is_taken_and_flagged(door, server):
    instance = new_id()
    assert door.post(make_xml(instance, version="77")).status == 201
    flags = server.look(f"print(json.dumps(Submission.objects.get(instance_id={instance!r}).flags))")
    assert "unknown_version" in flags


def test_e7_a_body_cut_off_anywhere_leaves_nothing_and_the_resend_completes(door):
    instance = new_id()
    xml = make_xml(instance, photos=["a.jpg", "b.jpg"])
    body = multipart(xml, [("a.jpg", JPEG), ("b.jpg", OTHER)])
    for percent in range(0, 100, 9):
        cut = body[: len(body) * percent // 100]
        door.raw(head_of(len(body)) + cut, half_close=True)
        told = door.raw(head_of(len(cut), extra="Connection: close\r\n") + cut)  # its length says that it is whole
        assert told.startswith(b"HTTP/1.1 400"), percent
        assert door.receipt(instance).status == 404, percent
    assert door.post(xml, [("a.jpg", JPEG), ("b.jpg", OTHER)]).status == 201
    assert files_of(door, instance) == {"a.jpg": digest_of(JPEG), "b.jpg": digest_of(OTHER)}


def test_e7_a_body_without_its_last_boundary_is_400(door):
    instance = new_id()
    body = multipart(make_xml(instance), is_closed=False)
    got = door.ask("POST", "/submission", body, {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"})
    assert (got.status, door.receipt(instance).status) == (400, 404)


@pytest.mark.parametrize("kind", ["multipart/form-data", "text/xml", "", "multipart/form-data; boundary=another"])
def test_e8_a_body_without_boundary_is_400(door, kind):
    got = door.ask("POST", "/submission", multipart(make_xml()), {"Content-Type": kind})
    assert got.status == 400


def test_an_announced_digest_that_does_not_match_is_400_and_nothing_is_stored(door):
    instance = new_id()
    announced = f'{{"files": [{{"name": "a.jpg", "sha256": "{digest_of(JPEG)}"}}]}}'
    got = door.post(make_xml(instance, photos=["a.jpg"]), [("a.jpg", OTHER)], [("manifest", announced)])
    assert (got.status, door.receipt(instance).status) == (400, 404)


# --- Corrections -------------------------------------------------------------------------------------------------


def state_of(server, instance):
    return server.look(
        f"row = Submission.objects.get(instance_id={instance!r})\n"
        "print(json.dumps([row.state, row.replaced_by and row.replaced_by.instance_id, row.root_id]))"
    )


def test_v1_a_correction_replaces_and_the_files_of_the_old_one_come_along(door, server):
    old, new = new_id(), new_id()
    first = make_xml(old, photos=["a.jpg", "b.jpg"])
    assert door.post(first, [("a.jpg", JPEG), ("b.jpg", OTHER)]).status == 201
    assert door.post(make_xml(new, corrects=old, photos=["a.jpg"], answer="not_met")).status == 201
    assert files_of(door, new) == {"a.jpg": digest_of(JPEG)}
    assert state_of(server, old) == ["replaced", new, old]
    assert state_of(server, new)[2] == old
    assert files_of(door, old) == {"a.jpg": digest_of(JPEG), "b.jpg": digest_of(OTHER)}


def test_v1_a_photo_that_comes_to_the_old_one_later_comes_to_its_correction_too(door):
    old, new = new_id(), new_id()
    first = make_xml(old, photos=["a.jpg"])
    assert door.post(first).status == 201
    assert door.post(make_xml(new, corrects=old, photos=["a.jpg"], answer="not_met")).status == 201
    assert door.receipt(new).json["state"] == "incomplete"
    assert door.post(first, [("a.jpg", JPEG)]).status == 201
    assert files_of(door, new) == files_of(door, old) == {"a.jpg": digest_of(JPEG)}


def test_v1_a_photo_of_its_own_takes_the_place_of_one_that_only_came_along(door):
    old, new = new_id(), new_id()
    assert door.post(make_xml(old, photos=["a.jpg"]), [("a.jpg", JPEG)]).status == 201
    xml = make_xml(new, corrects=old, photos=["a.jpg"], answer="not_met")
    assert [door.post(xml).status, door.post(xml, [("a.jpg", OTHER)]).status] == [201, 201]
    assert (files_of(door, new), files_of(door, old)) == ({"a.jpg": digest_of(OTHER)}, {"a.jpg": digest_of(JPEG)})


def test_v2_what_was_corrected_already_is_409(door):
    old = new_id()
    assert door.post(make_xml(old)).status == 201
    assert door.post(make_xml(corrects=old, answer="partly")).status == 201
    got = door.post(make_xml(corrects=old, answer="not_met"))
    assert (got.status, "corrected already" in got.message) == (409, True)


def test_v3_a_correction_of_something_unknown_is_404_and_is_taken_once_that_is_here(door):
    old = new_id()
    late = make_xml(corrects=old, answer="not_met")
    assert [door.post(late).status, door.post(make_xml(old)).status, door.post(late).status] == [404, 201, 201]


def test_v3_somebody_elses_form_cannot_be_corrected(door):
    old = new_id()
    assert door.post(make_xml(old)).status == 201
    assert door.post(make_xml(corrects=old), auth=basic("phone-operator")).status == 404


def test_v4_a_correction_sent_again_with_more_photos_is_201(door):
    old, new = new_id(), new_id()
    assert door.post(make_xml(old)).status == 201
    xml = make_xml(new, corrects=old, photos=["c.jpg"])
    assert [door.post(xml).status, door.post(xml, [("c.jpg", JPEG)]).status, door.post(xml).status] == [201, 201, 202]
    assert files_of(door, new) == {"c.jpg": digest_of(JPEG)}


def test_v5_a_number_used_elsewhere_is_409(door):
    old, used = new_id(), new_id()
    assert door.post(make_xml(old)).status == 201
    assert door.post(make_xml(used)).status == 201
    assert door.post(make_xml(used, corrects=old, answer="not_met")).status == 409


def test_a_correction_needs_a_number_of_its_own(door):
    instance = new_id()
    assert door.post(make_xml(instance, corrects=instance)).status == 400


# --- At once, late, withdrawn, closed ------------------------------------------------------------------------------


def test_p1_twenty_identical_posts_at_once_are_one_record_and_no_fault(door, server):
    instance = new_id()
    xml = make_xml(instance, photos=["a.jpg"])
    with ThreadPoolExecutor(20) as phones:
        answers = list(phones.map(lambda _: door.post(xml, [("a.jpg", JPEG)]).status, range(20)))
    assert sorted(answers) == [201] + [202] * 19
    rows, files, acts = server.look(
        "from ladder.audit.models import Entry\n"
        f"rows = Submission.objects.filter(instance_id={instance!r})\n"
        "acts = Entry.objects.filter(action='field.submission_received', target=f'submission:{rows[0].public_id}')\n"
        "print(json.dumps([rows.count(), rows[0].files.count(), acts.count()]))"
    )
    assert (rows, files, acts) == (1, 1, 1)


def test_p2_parts_in_any_order_end_in_the_same_state(door):
    photos = [("a.jpg", JPEG), ("b.jpg", OTHER), ("c.jpg", JPEG + b"c")]
    ends = []
    for order in ((0, 1, 2), (2, 1, 0), (1, 0, 2, 1)):
        instance = new_id()
        xml = make_xml(instance, photos=[name for name, _ in photos])
        for number in order:
            assert door.post(xml, [photos[number]]).status in {201, 202}
        ends.append(files_of(door, instance))
    assert ends[0] == ends[1] == ends[2] == {name: digest_of(content) for name, content in photos}


def test_x1_what_was_withdrawn_here_is_409_with_a_sentence(door, server):
    instance = new_id()
    xml = make_xml(instance)
    assert door.post(xml).status == 201
    server.look(
        f"Submission.objects.filter(instance_id={instance!r}).update(state='aside', aside_reason='withdrawn')\n"
        "print('null')"
    )
    got = door.post(xml)
    assert (got.status, "withdrawn" in got.message) == (409, True)


def test_x2_a_closed_form_is_409_with_a_sentence_but_what_is_here_may_still_be_completed(door, server):
    got = door.post(make_xml(form="door-closed", version="1"))
    assert (got.status, got.message) == (409, "This form is closed. Keep your copy and ask the secretariat.")
    instance = new_id()
    xml = make_xml(instance, version="1", photos=["a.jpg"])
    assert door.post(xml).status == 201
    flip = "FieldForm.objects.filter(form_id='door-visit', form_version='1').update(is_open={})\nprint('null')"
    server.look(flip.format(False))
    try:
        assert door.post(make_xml(version="1")).status == 409
        assert door.post(xml, [("a.jpg", JPEG)]).status == 201
    finally:
        server.look(flip.format(True))


def test_x3_a_body_over_the_limit_is_413_with_the_limit(door):
    got = door.post(make_xml(), [("a.jpg", bytes(50_000_001))])
    assert got.status == 413
    assert got.header("X-OpenRosa-Accept-Content-Length") == "10000000"
    assert door.post(b"<a>" + b" " * 2_000_001 + b"</a>").status == 413


def test_x4_an_answer_that_was_lost_is_given_again(door):
    instance = new_id()
    body = multipart(make_xml(instance))
    door.hang_up(head_of(len(body)) + body)
    told = [door.post(make_xml(instance)).status for _ in range(2)]
    assert told in ([201, 202], [202, 202])  # whether the first one was read before the line went dead
    assert door.receipt(instance).status == 200


@pytest.mark.parametrize(
    ("times", "flag"),
    [
        ("<start>2019-01-01T08:00:00.000+02:00</start><today>2019-01-01</today>", "clock"),
        ("<start>2093-01-01T08:00:00.000+02:00</start><today>2093-01-01</today>", "clock_ahead"),
        (
            "<start>{day}T12:00:00.000+00:00</start><end>{day}T11:00:00.000+00:00</end><today>{day}</today>",
            "end_before_start",
        ),
    ],
    ids=["years-back", "years-ahead", "end-before-start"],
)
def test_x5_a_clock_that_is_off_is_taken_and_flagged(door, server, times, flag):
    instance = new_id()
    day = server.look("from django.utils import timezone\nprint(json.dumps(str(timezone.localdate())))")
    assert door.post(make_xml(instance, extra=times.format(day=day))).status == 201
    flags, year = server.look(
        f"row = Submission.objects.get(instance_id={instance!r})\nprint(json.dumps([row.flags, row.received_at.year]))"
    )
    assert any(each.startswith(flag) for each in flags)
    assert str(year) == day[:4]


def test_x6_an_older_version_of_the_form_is_taken_under_that_version(door, server):
    instance = new_id()
    assert door.post(make_xml(instance, version="1")).status == 201
    version, flags = server.look(
        f"row = Submission.objects.get(instance_id={instance!r})\n"
        "print(json.dumps([row.field_form.form_version, row.flags]))"
    )
    assert (version, "unknown_version" in flags) == ("1", False)


# --- The rest ----------------------------------------------------------------------------------------------------


def test_what_is_kept_is_what_was_sent_byte_for_byte(door, server):
    instance = new_id()
    xml = make_xml(instance).replace(b"<p1>", b"<p1>\r\n\t <!-- caf\xc3\xa9 -->")
    assert door.post(xml).status == 201
    kept = server.look(f"print(json.dumps(bytes(Submission.objects.get(instance_id={instance!r}).xml).hex()))")
    assert bytes.fromhex(kept) == xml


def test_a_receipt_is_only_for_whoever_handed_in(door):
    instance = new_id()
    assert door.post(make_xml(instance)).status == 201
    assert door.receipt(instance, auth=basic("phone-operator")).status == 404


@pytest.mark.parametrize(("method", "path"), [("GET", "/nothing"), ("GET", "/forms/x"), ("GET", "/receipts/%00")])
def test_an_address_that_leads_nowhere_is_404(door, method, path):
    assert door.ask(method, path).status == 404


def test_a_method_that_is_not_taken_is_405_and_names_those_that_are(door):
    got = door.ask("PUT", "/submission")
    assert (got.status, got.header("Allow")) == (405, "HEAD, POST")


def test_a_host_that_is_not_ours_is_400(door):
    assert door.get("/formList", headers={"Host": "elsewhere.example"}).status == 400


def test_messages_are_in_the_language_of_the_phone(door):
    got = door.post(make_xml(), headers={"Accept-Language": "xx, en;q=0.5"})
    assert got.message == "Received and kept."


# --- What nobody may do to another, and what no odd client may break ------------------------------------------------


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_clock_at_either_end_of_time_is_a_flag_and_no_fault(door, day):
    times = f"<start>{day}T00:00:00.000Z</start><end>{day}T00:10:00.000Z</end><today>{day}</today>"
    assert door.post(make_xml(extra=times)).status == 201


def test_nobody_adds_files_to_what_somebody_else_handed_in_or_learns_of_it(door):
    instance = new_id()
    xml = make_xml(instance, photos=["a.jpg"])
    assert door.post(xml).status == 201
    forged = door.post(xml, [("a.jpg", OTHER)], auth=basic("phone-operator"))
    assert forged.status == 409
    assert "a.jpg" not in forged.body.decode()
    assert door.receipt(instance, auth=basic("phone-operator")).status == 404
    assert door.post(xml, [("a.jpg", JPEG)]).status == 201
    assert files_of(door, instance) == {"a.jpg": digest_of(JPEG)}


def test_of_a_form_that_is_refused_for_another_one_the_trace_names_the_files(door, server):
    instance = new_id()
    door.post(make_xml(instance))
    assert door.post(make_xml(instance, answer="not_met", photos=["a.jpg"]), [("a.jpg", OTHER)]).status == 409
    told = server.look(
        f"print(json.dumps(list(SubmissionEvent.objects.filter(instance_id={instance!r}, status=409).values_list('detail', flat=True))))"
    )
    assert [one["kept"] for one in told] == [{"a.jpg": digest_of(OTHER)}]


@pytest.mark.parametrize(
    "disposition",
    [
        "form-data; name=\"photo\"; filename*=UTF-8''%C3%A9t%C3%A9.jpg",
        'form-data; name="été.jpg"',  # without any file name: that of the field
    ],
)
@pytest.mark.parametrize("size", [5_000, 40_000])
def test_no_photo_is_thrown_away_because_of_how_its_name_is_written(door, disposition, size):
    instance, photo = new_id(), (JPEG * 5)[:size]
    xml = make_xml(instance, photos=["été.jpg"])
    body = multipart(xml, []).removesuffix(f"--{BOUNDARY}--\r\n".encode())
    body += f"--{BOUNDARY}\r\nContent-Disposition: {disposition}\r\nContent-Type: image/jpeg\r\n\r\n".encode()
    body += photo + f"\r\n--{BOUNDARY}--\r\n".encode()
    kind = {"Content-Type": f'multipart/form-data; boundary="{BOUNDARY}"'}
    assert door.ask("POST", "/submission", body, kind).status == 201
    assert files_of(door, instance) == {"été.jpg": digest_of(photo)}


def test_odd_headers_and_manifests_are_refused_and_no_fault(door):
    letter = "é".encode()
    for header in (b"Authorization: Basic " + letter, b"Authorization: Basic \xff\xfe"):
        told = door.raw(
            b"GET /openrosa/formList HTTP/1.1\r\nHost: 127.0.0.1\r\n" + header + b"\r\nConnection: close\r\n\r\n"
        )
        assert told.startswith(b"HTTP/1.1 401")
    for sha256 in ("\ud800" * 64, "\x00" * 64, "Z" * 64, "a" * 63):
        manifest = json.dumps({"files": [{"name": "a.jpg", "sha256": sha256}]})
        assert door.post(make_xml(photos=["a.jpg"]), [], [("manifest", manifest)]).status == 400
    challenge = door.get("/formList", auth=None).header("WWW-Authenticate")
    digest = answer_digest(challenge, "GET", "http://[x")
    assert door.get("/formList", auth=digest).status == 401
    for metadata in ("sha256 é", "sha256 " + "é" * 44):
        headers = {
            "Tus-Resumable": "1.0.0",
            "Upload-Length": "10",
            "Upload-Metadata": metadata.encode().decode("latin-1"),
        }
        assert door.ask("POST", "/uploads", headers=headers).status == 400


def test_names_and_numbers_of_elements_are_bounded_before_paths_are_made_of_them(door):
    names = [f"{chr(97 + number)}{'n' * 20_000}" for number in range(8)]
    deep = "".join(f"<{name}>" for name in names) + "<b>1</b>" * 5_000 + "".join(f"</{name}>" for name in names[::-1])
    assert door.post(make_xml(extra=deep)).status == 400
    assert door.post(make_xml(extra="<b/>" * 30_000)).status == 400


def test_strangers_who_guess_names_hold_up_no_phone(door):
    with ThreadPoolExecutor(12) as strangers:
        guesses = [strangers.submit(door.get, "/formList", auth=basic(f"nobody-{number}", "x")) for number in range(24)]
        told = {guess.result().status for guess in guesses}
    assert told == {401, 429}
    assert door.get("/formList").status == 200
