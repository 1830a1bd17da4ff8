"""Sentences as people read them, in four languages, with what misleads a simple cutter."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.core.governance.sentences import split_sentences


def cut(text: str, language: str = "en") -> list[str]:
    return [one.text for one in split_sentences(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "One. Two! Is it three?", ["One.", "Two!", "Is it three?"]),
        ("en", "Noise stays under 85.5 dB. It is measured.", ["Noise stays under 85.5 dB.", "It is measured."]),
        ("en", "Use tools, e.g. a hammer. Keep them.", ["Use tools, e.g. a hammer.", "Keep them."]),
        ("en", "See Art. 12 of the Code. It binds.", ["See Art. 12 of the Code.", "It binds."]),
        ("en", "J. P. Kabila signed. Nobody else did.", ["J. P. Kabila signed.", "Nobody else did."]),
        ("en", "Level A. The answer is no. See no. 7.", ["Level A.", "The answer is no.", "See no. 7."]),
        ("en", "Masks, gloves, etc. Workers wear them, etc. every day.",
         ["Masks, gloves, etc.", "Workers wear them, etc. every day."]),
        ("en", 'He said "Stop." Then he left.', ['He said "Stop."', "Then he left."]),
        ("en", "Is it “safe?” Yes.", ["Is it “safe?”", "Yes."]),
        ("en", "1. The operator pays. 2. Workers sign.", ["1. The operator pays.", "2. Workers sign."]),
        ("en", "Wait... and see. Then act.", ["Wait... and see.", "Then act."]),
        ("en", "First line\nSecond line", ["First line", "Second line"]),
        ("en", "It costs 5.000 francs. Paid (in cash.) Signed.",
         ["It costs 5.000 francs.", "Paid (in cash.)", "Signed."]),
        ("en", "Files end in .csv or .json; both count.", ["Files end in .csv or .json; both count."]),
        ("fr", "« Oui. » Non.", ["« Oui. »", "Non."]),
        ("fr", "Est-ce sûr ? Oui !", ["Est-ce sûr ?", "Oui !"]),
        ("fr", "Selon l'art. 12 du Code, p. ex. pour l'eau. M. Ilunga signe.",
         ["Selon l'art. 12 du Code, p. ex. pour l'eau.", "M. Ilunga signe."]),
        ("fr", "Le seuil est de 3,5 mg. À partir de là, on arrête.",
         ["Le seuil est de 3,5 mg.", "À partir de là, on arrête."]),
        ("sw", "Wachimbaji wavae vifaa, k.m. kofia. Ni lazima.", ["Wachimbaji wavae vifaa, k.m. kofia.", "Ni lazima."]),
        ("sw", "Je, maji ni salama? Ndiyo.", ["Je, maji ni salama?", "Ndiyo."]),
        ("zh", "经营者备有登记册。工人可以查看。", ["经营者备有登记册。", "工人可以查看。"]),
        ("zh", "他说：“停下！”然后离开；没有人受伤。", ["他说：“停下！”", "然后离开；", "没有人受伤。"]),
        ("zh", "浓度低于3.5毫克。（见附件。）完", ["浓度低于3.5毫克。", "（见附件。）", "完"]),
        ("en", "  \n ", []),
        ("xx", "One. Two.", ["One.", "Two."]),
    ],
)  # fmt: skip
def test_sentences(language, text, expected):
    assert cut(text, language) == expected


@given(st.text(alphabet="ab A.!?。；»\"' \n1", max_size=60), st.sampled_from(["en", "fr", "sw", "zh"]))
def test_nothing_is_lost_and_each_sentence_stands_where_it_says(text, language):
    found = split_sentences(text, language)
    assert "".join("".join(one.text for one in found).split()) == "".join(text.split())
    assert all(text[one.start : one.end] == one.text == one.text.strip() != "" for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
