"""Packs with generated words, for properties that must hold for every text a person could write."""

from dataclasses import replace

from hypothesis import strategies as st

from ladder.packfiles.model import Migration, Step, Text, fingerprint

AWKWARD = [
    "=1+1",
    "+1",
    "-1",
    "@x",
    "'quoted",
    "''",
    "yes",
    "no",
    "null",
    "~",
    "1.5",
    "007",
    "1e3",
    "2025-01-01",
    "true",
    "_x000D_",
    "_x005F_",
    "a: b",
    "# not a comment",
    "- dash",
    "{a}",
    "[b",
    "tab\there",
    "two\nlines",
    "\rcr",
    "&x",
    "*x",
    "!tag",
    "%",
    "|",
    ">",
    "é",
    "中文，標點",
    "\u2028line",
    "🙂",
    '"',
    "a,b;c",
    "x" * 400,
    "trailing ",
    " leading",
    "0x1F",
    "12:30",
]
WORDS = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Cn"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=40
    ),
).filter(lambda text: text.strip() != "")


@st.composite
def packs(draw, pack):
    """The given pack with other words, states, version, migration and about text."""
    texts = {}
    source = {place: Text(draw(WORDS)) for place in pack.texts["en"]}
    texts["en"] = source
    texts["fr"] = {place: draw(translations(source[place].text)) for place in pack.texts["fr"]}
    steps = draw(st.sampled_from([None, (), (Step("one", "stricter", ("A-1",), ("A-1",)),)]))
    migration = None if steps is None else Migration("0.9.0", steps)
    if steps:
        reason = ("migration", "one", "reason")
        place = type(next(iter(source)))(*reason)
        source[place] = Text(draw(WORDS))
        texts["fr"][place] = draw(translations(source[place].text))
    about = draw(st.sampled_from(["About", "# Sources\n\n- one\n- =two", "x"]))
    version = draw(st.sampled_from(["1.0.0", "2.10.3-draft.1"]))
    return replace(pack, texts=texts, migration=migration, about=about, version=version)


def translations(source):
    """A translation that is a draft or reviewed, of this source or of an older one."""
    return st.builds(
        Text, WORDS, st.sampled_from(["draft", "reviewed"]), st.sampled_from([fingerprint(source), "0123456789ab"])
    )
