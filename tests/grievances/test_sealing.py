"""Two of three organisations open what was sealed, one never; browser and server seal alike."""

import json
import shutil
import subprocess
from itertools import permutations
from pathlib import Path

import pytest
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey

from ladder.config.settings import PACKAGE
from ladder.core.grievances.codes import check_of, is_wellformed, normalise
from ladder.grievances.sealing import (
    BODY_BYTES,
    Holder,
    Told,
    fingerprint_of,
    open_answer,
    pairs_of,
    seal_answer,
    seal_to_pairs,
    stretch,
)
from ladder.grievances.services.demonstration import close_key_file
from tests.grievances.opening import open_body, open_pair, opens

FRONTEND = PACKAGE.parents[1] / "frontend"
HOUSES = (10, 20, 30, 30)  # two handlers of the third organisation
TEXT = "Watu watatu wenye silaha walikuja usiku. 三个人。"
CODE = "1" * 21


@pytest.fixture(scope="module")
def private() -> list[PrivateKey]:
    return [PrivateKey.generate() for _ in HOUSES]


@pytest.fixture(scope="module")
def holders(private) -> list[Holder]:
    return [Holder(n, HOUSES[n], bytes(key.public_key)) for n, key in enumerate(private)]


def test_every_pair_of_two_organisations_opens_and_nobody_alone(private, holders):
    sealed = seal_to_pairs(Told(TEXT, "server", kind="armed_people").write(), holders)
    assert len(sealed.body) in BODY_BYTES
    assert len(sealed.pairs) == 10  # of 12 ordered pairs, two are of one organisation
    for pair in sealed.pairs:
        key = open_pair(pair.sealed, private[pair.first], private[pair.second])
        assert open_body(sealed.body, key)["text"] == TEXT
        half_openers = [n for n, one in enumerate(private) if opens(pair.sealed, one)]
        assert half_openers == [pair.first]
        assert HOUSES[pair.first] != HOUSES[pair.second]


def test_one_stolen_key_opens_no_inner_box(private, holders):
    sealed = seal_to_pairs(b"words", holders)
    for thief in private:
        for pair in sealed.pairs:
            for first, second in ((thief, thief), (private[pair.first], thief)):
                if (pair.first, pair.second) != (private.index(first), private.index(second)):
                    with pytest.raises(CryptoError):
                        open_pair(pair.sealed, first, second)


def test_lengths_say_nothing_below_a_page(holders):
    lengths = {len(seal_to_pairs(Told("x" * n, "sms").write(), holders).body) for n in (1, 100, 700)}
    assert len(lengths) == 1


def test_pairs_are_of_different_organisations_only(holders):
    assert all(one.organisation != other.organisation for one, other in pairs_of(holders))
    assert len(pairs_of(holders)) == sum(HOUSES[a] != HOUSES[b] for a, b in permutations(range(4), 2))


def test_an_answer_opens_with_its_code_alone():
    own, foreign = stretch(CODE), stretch("2" * 21)
    sealed = seal_answer("Tunakusikia.", own.answer_key)
    assert open_answer(sealed, own.seed) == "Tunakusikia."
    with pytest.raises(CryptoError):
        open_answer(sealed, foreign.seed)


@pytest.fixture(scope="module")
def node():
    """Runs a script among the browser's own modules; gives what it printed, as JSON."""
    path = shutil.which("node")
    if path is None or not (FRONTEND / "node_modules" / "tweetnacl").exists():
        pytest.skip("Node and the browser's libraries are not here: what it seals was not compared.")

    def run(script: str, **given):
        whole = f"""import * as box from "./src/grievances/sealing/box.js";
        import * as keyfile from "./src/grievances/sealing/keyfile.js";
        const given = JSON.parse(process.argv[1]);
        console.log(JSON.stringify(await (async () => {{ {script} }})()));"""
        order = [path, "--input-type=module", "-e", whole, json.dumps(given)]
        done = subprocess.run(order, cwd=Path(FRONTEND), capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


def test_what_the_browser_seals_opens_here(node, private, holders):
    keys = [{"fingerprint": str(h.key), "house": h.organisation, "key": h.public_key.hex()} for h in holders]
    said = node(
        "return box.sealToPairs(box.toBytes(JSON.stringify({text: given.text})), given.keys);", text=TEXT, keys=keys
    )
    assert len(bytes.fromhex(said["body"])) in BODY_BYTES
    assert len(said["pairs"]) == 10
    for pair in said["pairs"]:
        first, second = private[int(pair["first"])], private[int(pair["second"])]
        key = open_pair(bytes.fromhex(pair["sealed"]), first, second)
        assert open_body(bytes.fromhex(said["body"]), key) == {"text": TEXT}


def test_what_is_sealed_here_opens_in_the_browser(node, private, holders):
    sealed = seal_to_pairs(Told(TEXT, "sms").write(), holders[:2])
    pair = sealed.pairs[0]
    opened = node(
        """const [first, second] = given.keys.map((key) => box.pairOf(box.fromHex(key)));
        const half = box.toHex(box.openSeal(given.sealed, first));
        return JSON.parse(box.toText(box.openBody(given.body, box.openSeal(half, second)))).text;""",
        keys=[bytes(private[pair.first]).hex(), bytes(private[pair.second]).hex()],
        sealed=pair.sealed.hex(), body=sealed.body.hex(),
    )  # fmt: skip
    assert opened == TEXT


def test_codes_and_answers_are_the_same_on_both_sides(node):
    own = stretch(CODE)
    drawn, handle, key, sealed, opened, print_, check = node(
        """const own = await box.stretch(given.code);
        const key = box.toHex(box.pairOf(own.seed).publicKey);
        return [box.drawCode(), box.toHex(own.handle), key, box.sealAnswer("Oui.", given.key),
                box.openAnswer(given.sealed, own.seed), box.fingerprintOf(box.fromHex(given.key)), box.checkOf("572")];""",
        code=CODE, key=own.answer_key.hex(), sealed=seal_answer("Ndiyo.", own.answer_key).hex(),
    )  # fmt: skip
    assert is_wellformed(normalise(drawn))
    assert (handle, key) == (own.handle.hex(), own.answer_key.hex())
    assert open_answer(bytes.fromhex(sealed), own.seed) == "Oui."
    assert opened == "Ndiyo."
    assert print_ == fingerprint_of(own.answer_key)
    assert check == check_of("572")


def test_key_files_of_both_sides_open_with_their_passphrase_only(node):
    key = PrivateKey.generate()
    file = close_key_file(key, "maji safi kila siku")
    opened, refused = node(
        """const pair = await keyfile.openKeyFile(given.file, "maji safi kila siku");
        const wrong = await keyfile.openKeyFile(given.file, "another passphrase").then(() => "opened", () => "refused");
        return [box.toHex(pair.secretKey), wrong];""",
        file=file,
    )
    assert opened == bytes(key).hex()
    assert refused == "refused"
