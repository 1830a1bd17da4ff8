"""What is kept of a code does not give it away and opens nothing else."""

from django.test import override_settings

from ladder.consultation.services import codes


def test_a_digest_depends_on_the_code_its_purpose_and_the_key() -> None:
    code = codes.draw()
    kept = codes.digest_of(code, codes.RESUME)
    assert len(kept) == 64
    assert kept == codes.digest_of(f" {code[:4].lower()}-{code[4:].lower()}", codes.RESUME)
    assert kept != codes.digest_of(code, codes.INVITATION)
    with override_settings(SECRET_KEY="another key"):
        assert kept != codes.digest_of(code, codes.RESUME)


def test_a_thousand_codes_differ() -> None:
    assert len({codes.draw() for _ in range(1000)}) == 1000
