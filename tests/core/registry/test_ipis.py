from datetime import date

import pytest

from ladder.core.registry.ipis import read_table
from tests.core.registry.tables import OLDER_COLUMNS, row, table

TODAY = date(2026, 1, 1)


def read(*rows, columns=None):
    return read_table(table(rows, columns) if columns else table(rows), TODAY)


def facts(taken, number=0) -> dict:
    return {fact.kind: fact.value for fact in taken.visits[number].facts}


def rules(troubles) -> list[str]:
    return sorted(trouble.rule for trouble in troubles)


def test_a_plain_row_gives_its_facts_and_no_doubt():
    taken = read(row())
    assert facts(taken) == {"headcount": 120, "minerals": ["copper", "cobalt"]}
    assert taken.doubts == ()
    assert taken.refused == ()
    visit = taken.visits[0]
    assert (visit.visited_on, visit.precision, visit.method, visit.source_key) == (
        date(2020, 6, 3),
        "day",
        "visit",
        "ipis",
    )
    assert (visit.place.latitude, visit.place.longitude, visit.place.origin) == (-10.712345, 25.467891, "gps")


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ("mercury", "mercury"),
        ("presence", "armed_presence"),
        ("women", "women"),
        ("childunder15", "children_under_15"),
        ("interference", "armed_interference"),
    ],
)
def test_blank_was_not_asked_and_zero_is_a_no(column, kind):
    assert kind not in facts(read(row(**{column: ""})))
    assert facts(read(row(**{column: "0"})))[kind] is False
    assert facts(read(row(**{column: "1"})))[kind] is True


def test_french_words_become_keys():
    taken = read(
        row(
            mineral1="Or",
            mineral2="Cassitérite",
            mineral3="Wolframite",
            is_gold_mine="1",
            mechanisation="Moyen",
            access_dry="less2h",
            access_wet="carmoto",
        )
    )
    assert facts(taken)["minerals"] == ["gold", "cassiterite", "wolframite"]
    assert facts(taken)["mechanisation"] == "medium"
    assert facts(taken)["access"] == {"dry": "less_than_2_hours", "wet": "car_or_motorcycle"}


@pytest.mark.parametrize(
    ("word", "key"),
    [
        ("Vert", "green"),
        ("Jaune", "yellow"),
        ("Rouge", "red"),
        ("Bleu", "blue"),
        ("Not class", "not_classified"),
        ("No class", "not_classified"),
    ],
)
def test_qualification_words(word, key):
    assert facts(read(row(qualification=word)))["qualification"] == key


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_armed_types_are_read_with_either_apostrophe(apostrophe):
    taken = read(
        row(
            presence="1",
            armed_group1="FARDC",
            type_armed_group1=f"FARDC - Pas d{apostrophe}ingérence constatée",
            taxation_armed_group1="1",
            digging_armed_group1="0",
            pit_ownership_armed_group1="dontknow",
        )
    )
    assert facts(taken)["armed_groups"] == [
        {
            "name": "FARDC",
            "type": "army_not_interfering",
            "frequency": "",
            "acts": {"taxation": True, "digging": False, "pit_ownership": "unknown"},
        },
    ]
    assert taken.doubts == ()


def test_saesscam_and_saemape_are_one_service():
    taken = read(
        row(state_service1="SAESSCAM", state_service2="SAEMAPE", state_service3="Division des mines"),
        row(vid="2", visit_date="2021-06-03", state_service1="iTSCi (via SAESSCAM)"),
    )
    assert facts(taken)["state_services"] == ["saemape", "mines_division"]
    assert facts(taken, 1)["state_services"] == ["itsci_via_saemape"]
    assert [(one.rule, one.seen) for one in taken.merged if one.rule == "service_renamed"] == [
        ("service_renamed", "SAESSCAM (1)"),
        ("service_renamed", "iTSCi (via SAESSCAM) (1)"),
    ]


def test_the_same_mineral_twice_counts_once_and_is_told():
    taken = read(row(mineral1="Cobalt", mineral2="Cobalt"))
    assert facts(taken)["minerals"] == ["cobalt"]
    assert rules(taken.doubts) == ["mineral_twice"]


def test_unknown_minerals_are_left_out_and_told():
    taken = read(
        row(mineral1="inconnu", mineral2=""), row(vid="2", visit_date="2021-01-02", mineral1="Manvenve", mineral2="")
    )
    assert rules(taken.doubts) == ["mineral_not_known", "word_unknown"]
    assert "minerals" not in facts(taken)


def test_the_placeholder_day_is_kept_and_marked():
    taken = read(row(visit_date="2019-05-15", source="BGR"), row(vid="2", visit_date="2015-01-01"))
    assert [visit.precision for visit in taken.visits] == ["placeholder", "year"]
    assert rules(taken.doubts) == ["date_placeholder", "date_year_only"]


def test_a_day_shared_by_sixty_visits_of_a_project_is_a_placeholder():
    many = [row(vid=str(n), pcode=f"codmine{n:05}", name=f"{n}a") for n in range(1, 61)]
    assert len(read(*many).blurred) == 60
    assert len(read(*many[:59]).blurred) == 0


def test_a_headcount_of_zero_is_kept_and_doubted():
    taken = read(row(workers_numb="0"))
    assert facts(taken)["headcount"] == 0
    assert rules(taken.doubts) == ["headcount_zero"]
    assert taken.doubted == {("1", "headcount")}


def test_a_tenfold_jump_is_doubted_at_the_later_visit():
    taken = read(
        row(visit_date="2019-06-15", workers_numb="400"), row(vid="2", visit_date="2020-10-05", workers_numb="10700")
    )
    assert [(one.rule, one.row, one.seen) for one in taken.doubts] == [("headcount_jump", 3, "400 → 10700")]
    assert taken.doubted == {("2", "headcount")}


def test_small_sites_may_grow_tenfold_without_a_doubt():
    assert read(row(workers_numb="4"), row(vid="2", visit_date="2021-06-03", workers_numb="49")).doubts == ()


@pytest.mark.parametrize(
    ("latitude", "longitude", "rule"),
    [
        ("48.85", "2.35", "position_outside"),
        ("25.467891", "-10.712345", "position_swapped"),
        ("-15.4", "28.3", "position_outside"),
        ("25,4", "1", "position_unreadable"),
        ("nan", "25", "position_unreadable"),
        ("", "", "position_unreadable"),
        ("25.4", "4.1", "position_swapped"),
    ],
)
def test_positions_that_cannot_be_true_are_left_out_and_told(latitude, longitude, rule):
    taken = read(row(latitude=latitude, longitude=longitude))
    assert rules(taken.doubts) == [rule]
    assert (taken.visits[0].place.latitude, taken.visits[0].place.longitude) == (None, None)


def test_a_renamed_province_is_told_once_with_the_number_of_sites():
    taken = read(row(), row(vid="2", visit_date="2021-06-03"), row(vid="3", pcode="codmine00002", name="Lwisha"))
    assert [(one.rule, one.seen) for one in taken.merged] == [("province_renamed", "Katanga → Lualaba (2)")]


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("GPS", "gps"),
        ("GPS (Approximation)", "gps_approximate"),
        ("GPS (village Kiloza)", "village"),
        ("Approximation", "approximation"),
        ("Landsat ETM+", "digitised"),
        ("Numérisation (village)", "village"),
        ("", "unknown"),
    ],
)
def test_origins_of_positions(text, origin):
    assert read(row(location_origin=text)).visits[0].place.origin == origin


def test_the_same_visit_under_two_numbers_is_taken_once():
    taken = read(row(), row(vid="2", FID="x.2", cid="7", id="9"))
    assert len(taken.visits) == 1
    assert ("visit_twice", 3, "2 = 1") in [(one.rule, one.row, one.seen) for one in taken.merged]


def test_two_different_visits_on_one_day_are_both_kept_and_told():
    taken = read(row(), row(vid="2", workers_numb="90"))
    assert len(taken.visits) == 2
    assert rules(taken.doubts) == ["two_visits_one_day"] * 2


def test_one_number_for_two_visits_refuses_the_second():
    taken = read(row(), row(workers_numb="90"))
    assert len(taken.visits) == 1
    assert [(one.rule, one.row) for one in taken.refused] == [("number_used_twice", 3)]


def test_names_alike_under_different_codes_are_doubted_and_never_merged():
    names = ["Tilwizembe", "Twilizembe", "Tulizembe", "Kisima", "Kisima 2"]
    taken = read(*(row(vid=str(n), pcode=f"codmine0000{n}", name=name) for n, name in enumerate(names, 1)))
    alike = [one.seen for one in taken.doubts if one.rule == "names_alike"]
    assert alike == ["Tilwizembe (codmine00001), Twilizembe (codmine00002), Tulizembe (codmine00003)"]
    assert len({visit.place.code for visit in taken.visits}) == 5


def test_free_sentences_about_children_are_not_taken_over():
    taken = read(row(childunder15="1", childunder15work="Creuser, L'une garde son petit frère"))
    assert facts(taken)["children_work"] == ["digging", "other"]
    assert all("frère" not in one.seen for one in taken.doubts)
    assert next(fact for fact in taken.visits[0].facts if fact.kind == "children_work").is_sensitive


def test_told_by_others_is_not_seen_on_a_visit():
    taken = read(row(source="Third-party", visit_onsite_novisitreason="Third-party information"))
    assert taken.visits[0].method == "report"
    assert rules(taken.doubts) == ["visited_and_not_visited"]


def test_the_older_layout_asks_about_itsci_only():
    assert facts(read(row(itsci="1"), columns=OLDER_COLUMNS))["traceability"] == "itsci"
    assert facts(read(row(itsci="0"), columns=OLDER_COLUMNS))["traceability"] == "not_itsci"
    assert "traceability" not in facts(read(row(itsci=""), columns=OLDER_COLUMNS))


def test_rows_that_cannot_be_used_are_refused_with_every_reason_and_the_others_taken():
    good = [row(vid=str(n), pcode=f"codmine{n:05}", name=f"{n}b", territoire=str(n)) for n in range(2, 30)]
    taken = read(row(vid="a", pcode="", visit_date="2030-01-05", name=""), *good)
    assert [(one.rule, one.column) for one in taken.refused] == [
        ("visit_number_unreadable", "vid"),
        ("code_unreadable", "pcode"),
        ("cell_empty", "name"),
        ("date_impossible", "visit_date"),
    ]
    assert len(taken.visits) == 28
    assert taken.faults == ()


def test_cells_shifted_under_a_good_header_refuse_the_file():
    shifted = [{"FID": "x", "vid": "IPIS", "pcode": "2020-01-02", "name": "x", "province": "y", "visit_date": "1"}] * 30
    taken = read_table(table(shifted), TODAY)
    assert taken.visits == ()
    assert "too_many_refused" in rules(taken.faults)


def test_unreadable_numbers_and_answers_are_told_and_left_out():
    taken = read(row(workers_numb="-5", women="yes"))
    assert rules(taken.doubts) == ["answer_unreadable", "number_unreadable"]
    assert facts(taken) == {"minerals": ["copper", "cobalt"]}


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "is_empty"),
        (b"  \n", "is_empty"),
        (b"PK\x03\x04rest", "is_zip"),
        (b"\x1f\x8b00", "is_zip"),
        ("FID,vid".encode("utf-16"), "is_utf16"),
        (b"%PDF-1.7", "is_pdf"),
        (b"\xd0\xcf\x11\xe0x", "is_old_excel"),
        (b"<html><body>no</body></html>", "not_this_table"),
        (b'{"a": 1}', "not_this_table"),
        (table([row()]).replace(b"Kisima", b"Ki\x00sima"), "has_nul"),
        (table([row(name="Cassitérite")]).decode().encode("latin-1"), "not_utf8"),
        (table([]), "no_rows"),
        (table([row()]) + b"1,2,3\n", "row_width"),
        (table([row()]) + b'"never closed', "not_csv"),
        (b"x" * (32 * 1024 * 1024 + 1), "too_large"),
    ],
)
def test_a_bad_file_is_refused_as_a_whole(content, rule):
    taken = read_table(content, TODAY)
    assert rule in rules(taken.faults)
    assert taken.visits == ()


def test_every_misshapen_row_is_named():
    taken = read_table(table([row()]) + b"1,2\n" + b"3\n", TODAY)
    assert [(one.rule, one.row, one.seen) for one in taken.faults] == [
        ("row_width", 3, "2/85"),
        ("row_width", 4, "1/85"),
    ]
