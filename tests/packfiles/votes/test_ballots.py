"""Tables of votes: what is taken, what is refused and where, and the fast reader against the careful one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ladder.packfiles.votes import ballots, plain
from ladder.packfiles.votes.ballots import read_votes

HEADING = "participant,statement,vote\n"


def read(text):
    return read_votes("votes.csv", text if isinstance(text, bytes) else text.encode())


def faults(text):
    return [str(fault) for fault in read(text).faults]


def rows(found):
    return [
        (found.participants[person], found.statements[statement], int(vote))
        for person, statement, vote in zip(found.participant, found.statement, found.vote, strict=True)
    ]


def carefully(content, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(ballots, "read_plain", lambda _: None)
        return read_votes("votes.csv", content)


def same(one, other):
    return (one.participants, one.statements, rows(one), one.faults) == (
        other.participants,
        other.statements,
        rows(other),
        other.faults,
    )


def test_rows_are_put_in_order_and_the_same_row_again_is_let_pass():
    assert rows(read(HEADING + "b,x,1\na,y,-1\nb,x,1\na,x,0\n")) == [("a", "x", 0), ("a", "y", -1), ("b", "x", 1)]


def test_statements_that_are_numbers_are_put_in_order_by_number():
    assert read(HEADING + "a,10,1\na,9,1\n").statements == ("9", "10")
    assert read(HEADING + "a,10,1\na,9a,1\n").statements == ("10", "9a")
    assert read(HEADING + "a,10,1\na,09,1\n").statements == ("09", "10")


def test_two_votes_of_one_participant_on_one_statement_name_both_rows():
    assert faults(HEADING + "a,x,1\nb,x,1\na,x,-1\n") == [
        "votes.csv:4:3: a says -1 on x here and 1 in row 2: keep one."
    ]


@pytest.mark.parametrize("vote", ["2", "-2", "1.0", "+1", "NaN", "agree", "−1", "٣", "1e0", "0x1"])
def test_anything_but_the_three_votes_is_refused_at_its_cell(vote):
    assert faults(f"{HEADING}a,x,{vote}\n") == [f"votes.csv:2:3: {vote} is not one of 1, 0, -1: choose one of them."]


def test_every_fault_has_its_row_and_column():
    assert faults(HEADING + "a,x,1\n,x,1\na,,1\na,x,\na,x\na,x,1,1\n") == [
        "votes.csv:3:1: This is empty: fill it in.",
        "votes.csv:4:2: This is empty: fill it in.",
        "votes.csv:5:3: This is empty: fill it in.",
        "votes.csv:6:1: The row has 2 cells where the heading row has 3: check for commas outside quotation marks.",
        "votes.csv:7:1: The row has 4 cells where the heading row has 3: check for commas outside quotation marks.",
    ]


def test_columns_may_stand_in_another_order_among_others():
    assert rows(read("when;vote;participant;statement\n2026;-1;a;x\n")) == [("a", "x", -1)]
    assert faults("when;vote;participant;statement\n2026;3;a;x\n") == [
        "votes.csv:2:2: 3 is not one of 1, 0, -1: choose one of them."
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "votes.csv:1:1: The table has no heading row: begin with the columns participant, statement, vote."),
        (b"a,x,1\n", "votes.csv:1:1: The column participant is missing: add it to the heading row."),
        (b"\xff\xfep\x00a\x00", "votes.csv:1:1: The file is not UTF-8 here: save it again with the encoding UTF-8."),
        (HEADING.encode() + b"Ren\xe9,x,1\n", "votes.csv:2:4: The file is not UTF-8 here: save it again with the encoding UTF-8."),
        (HEADING.encode() + b"a\x00,x,1\n", "votes.csv:2:2: A control character (code 0) stands here: remove it."),
        (HEADING.encode() + b'"a,x,1\n', "votes.csv:2:1: This is not a CSV table: unexpected end of data."),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_of_votes_says_so(content, sentence):
    assert faults(content)[0] == sentence


def test_a_heading_alone_holds_no_votes():
    found = read(HEADING)
    assert (found.participants, found.faults, len(found.vote)) == ((), (), 0)


def test_names_of_any_script_are_kept_whole():
    content = '\ufeffparticipant,statement,vote\n"امينة",🙂,1\n"a ""b""\nc","x,y",-1\n张,🙂,0\n'
    assert rows(read(content)) == [('a "b"\nc', "x,y", -1), ("امينة", "🙂", 1), ("张", "🙂", 0)]


def test_a_name_that_is_too_long_is_refused_and_the_longest_is_taken():
    assert faults(f"{HEADING}{'a' * 201},x,1\n") == ["votes.csv:2:1: This is too long: at most 200 characters."]
    assert read(f"{HEADING}{'a' * 200},x,1\n").participants == ("a" * 200,)


def test_of_very_many_faults_the_first_are_listed_and_the_rest_counted():
    found = faults(HEADING + "a,x,5\n" * 1000)
    assert len(found) == 201
    assert found[-1] == "votes.csv:1:1: 800 more faults are not listed: mend those above and run again."


def test_a_line_break_in_a_faulty_cell_stays_on_one_line():
    assert "\n" not in faults(HEADING + 'a,x,"5\n6"\n')[0]


names = st.text(alphabet='ab01-é" ,;🙂', min_size=0, max_size=20) | st.text(
    alphabet="0123456789xyz", min_size=1, max_size=18
)
lines = st.lists(st.tuples(names, names, st.sampled_from(["1", "0", "-1", "1 ", "2"])), max_size=12)


@settings(max_examples=200, deadline=None)
@given(lines, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.booleans())
def test_the_fast_reader_gives_what_the_careful_one_gives(cells, end, marked, closed):
    text = end.join([HEADING.strip(), *(",".join(row) for row in cells)]) + (end if closed else "")
    content = (b"\xef\xbb\xbf" if marked else b"") + text.encode()
    monkeypatch = pytest.MonkeyPatch()
    assert same(read_votes("votes.csv", content), carefully(content, monkeypatch))


def test_many_rows_in_several_blocks_are_read_fast_and_the_same(monkeypatch):
    chance = np.random.default_rng(3)
    people = [f"p{place:0{4 + place % 12}}" for place in range(400)]
    table = "".join(
        f"{person},{statement},{vote}\n"
        for person in people
        for statement, vote in zip(chance.permutation(40)[:20], chance.integers(-1, 2, 20), strict=True)
    )
    content = (HEADING + table).encode()
    monkeypatch.setattr(plain, "BLOCK", 5000)
    assert plain.read_plain(content) is not None
    found = read_votes("votes.csv", content)
    assert len(found.vote) == 8000
    assert same(found, carefully(content, monkeypatch))


@pytest.mark.parametrize("text", ["a,x,1\n\n", "a b,x,1\n", '"a",x,1\n', "a,x,5\n", "é,x,1\n", "a,x\n", "a,x,1,\n"])
def test_what_is_not_plain_is_left_to_the_careful_reader(text):
    assert plain.read_plain((HEADING + text).encode()) is None
