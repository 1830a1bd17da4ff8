"""Copied contributions among 10,000 texts and 10,000 voices: seconds, and how many of a brigade are found."""

import random
import time

from ladder.core.consultation.copies import Said, find_copies
from ladder.core.consultation.patterns import Voice, find_cohorts

TEXTS, COPIED, WORDS_A_TEXT = 10_000, 2_000, 40
VOICES, TOLD, ITEMS = 10_000, 5_000, 130
POSITIONS = ("as_written", "with_change", "cannot", "unclear")
LIMIT_SECONDS = 10.0


def write_texts(chance: random.Random) -> list[Said]:
    """Texts of random words, and one letter in 2,000 wordings."""
    words = [
        "".join(chance.choice("abcdefghijklmnoprstuvwy") for _ in range(chance.randint(3, 9))) for _ in range(3000)
    ]
    letter = chance.choices(words, k=WORDS_A_TEXT)
    own = [Said(f"person {n}", " ".join(chance.choices(words, k=WORDS_A_TEXT))) for n in range(TEXTS - COPIED)]
    sent = [
        Said(f"sent {n}", " ".join(chance.choice(words) if chance.random() < 0.05 else word for word in letter))
        for n in range(COPIED)
    ]
    return own + sent


def cast_voices(chance: random.Random) -> list[Voice]:
    """Voices that answer half of 130 items, and a brigade told what to answer to 40 of them."""
    items = [f"item {n}" for n in range(ITEMS)]
    usual = {item: chance.choices(POSITIONS, weights=(6, 2, 3, 1), k=12) for item in items}
    own = [
        Voice(f"person {n}", {item: chance.choice(usual[item]) for item in chance.sample(items, ITEMS // 2)}, n % 5 > 0)
        for n in range(VOICES - TOLD)
    ]
    told = {item: chance.choice(POSITIONS) for item in items[:40]}
    sent = [Voice(f"sent {n}", slip(chance, told), is_known=False) for n in range(TOLD)]
    return own + sent


def slip(chance: random.Random, told: dict[str, str]) -> dict[str, str]:
    """What somebody answers who was told what to answer, and sometimes forgets."""
    return {item: chance.choice(POSITIONS) if chance.random() < 0.1 else said for item, said in told.items()}


def report(what: str, seconds: float, found: set[str], told: int) -> None:
    """One line: seconds beside the limit, and shares found of the brigade and of the others."""
    hit = sum(key.startswith("sent") for key in found)
    wrong = len(found) - hit
    print(f"{what:42} {seconds:7.2f} s  limit {LIMIT_SECONDS} s  found {hit / told:.3f}  others {wrong}")


def main() -> None:
    """Print the table."""
    chance = random.Random(1)
    said, voices = write_texts(chance), cast_voices(chance)
    start = time.perf_counter()
    texts = {key for cluster in find_copies(said).clusters for key in cluster.members}
    report(f"copied texts among {TEXTS:,}", time.perf_counter() - start, texts, COPIED)
    start = time.perf_counter()
    people = {key for cohort in find_cohorts(voices, POSITIONS) for key in cohort.members}
    report(f"answer patterns among {VOICES:,} voices", time.perf_counter() - start, people, TOLD)


if __name__ == "__main__":
    main()
