"""What a leaf says: recomputed by hand with hashlib, and silent about people without the salt."""

import hashlib
import hmac
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

from ladder.core.audit.leaf import Act, content_of, hash_of, settle, write_moment
from ladder.core.audit.verification import RecordedHead, RecordedLeaf, verify_log

ACT = Act(
    "2026-03-01T08:00:00.000001+00:00", "person-1", "registry.site_created", "site:7", "00" * 16, {"b": 1, "a": ["é"]}
)


def test_the_hash_is_that_of_the_documented_bytes():
    personal = '{"actor":"person-1","detail":{"a":["é"],"b":1}}'.encode()
    commitment = hmac.new(bytes(16), personal, hashlib.sha256).hexdigest()
    shown = (
        f'{{"action":"registry.site_created","at":"2026-03-01T08:00:00.000001+00:00","commitment":"{commitment}",'
        '"target":"site:7","v":1}'
    )
    assert content_of(ACT) == shown.encode()
    assert hash_of(ACT) == hashlib.sha256(b"\x00" + shown.encode()).hexdigest()


def test_the_public_part_names_nobody_and_another_salt_gives_another_commitment():
    assert b"person-1" not in content_of(ACT)
    other = Act(ACT.at, ACT.actor_key, ACT.action, ACT.target, "11" * 16, ACT.detail)
    assert hash_of(other) != hash_of(ACT)


def test_moments_are_written_in_utc_with_microseconds():
    kinshasa = timezone(timedelta(hours=1))
    assert write_moment(datetime(2026, 3, 1, 9, tzinfo=kinshasa)) == "2026-03-01T08:00:00.000000+00:00"
    assert write_moment(datetime(2026, 3, 1, 8, tzinfo=UTC)) == "2026-03-01T08:00:00.000000+00:00"


def test_values_are_kept_as_every_database_gives_them_back():
    assert settle(
        {"x": 100.0, "on": date(2026, 3, 1), "d": Decimal("1.50"), "s": {"b", "a"}, "t": (1, None, True), 5: "k"}
    ) == {
        "x": "100.0",
        "on": "2026-03-01",
        "d": "1.50",
        "s": ["a", "b"],
        "t": [1, None, True],
        "5": "k",
    }


def test_a_log_with_a_changed_entry_a_gap_and_a_wrong_head_names_each():
    good = RecordedLeaf(1, 0, ACT, hash_of(ACT))
    changed = RecordedLeaf(2, 1, Act(ACT.at, "person-2", ACT.action, ACT.target, ACT.salt), hash_of(ACT))
    one = hash_of(ACT)
    assert verify_log([good], [], [RecordedHead(1, one)]).holds
    verdict = verify_log(
        [good, changed], [RecordedLeaf(9, None, ACT, "no hash")], [RecordedHead(1, "00" * 32), RecordedHead(5, one)]
    )
    assert verdict.faults == (("head_differs", 1), ("entry_changed", 2), ("head_beyond_log", 5), ("entry_changed", 9))
    assert verify_log([RecordedLeaf(1, 1, ACT, one)], [], []).faults == (("position_missing", 0),)
