"""Sentences, words and their weight, in several scripts."""

from hypothesis import given
from hypothesis import strategies as st

from ladder.core.consultation.words import split_sentences, split_words, weigh


def sentences_of(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


def test_sentences_of_several_scripts():
    assert sentences_of("One. Two!  Is it three?") == ["One.", "Two!", "Is it three?"]
    assert sentences_of("经营者备有登记册。工人可以查看。") == ["经营者备有登记册。", "工人可以查看。"]
    assert sentences_of("« Oui. » Non") == ["« Oui.", "» Non"]
    assert sentences_of("  \n ") == []


def test_words_of_several_scripts():
    assert [token.text for token in split_words("L’eau, 3 fois")] == ["L", "’", "eau", ",", "3", "fois"]
    assert [token.text for token in split_words("矿场A级")] == ["矿", "场", "A", "级"]


def test_a_chinese_sign_weighs_three_letters():
    assert weigh("矿场, ab 1!") == 3 + 3 + 2 + 1


@given(st.text(max_size=80))
def test_nothing_but_blanks_is_lost(text):
    kept = "".join(text[start:end] for start, end in split_sentences(text))
    assert "".join(kept.split()) == "".join(text.split())
    for start, end in split_sentences(text):
        assert text[start:end].strip() == text[start:end] != ""
    for token in split_words(text):
        assert text[token.start : token.end] == token.text
