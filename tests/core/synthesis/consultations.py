"""Small consultations written by hand: so many in favour, against and unclear in each group."""

from ladder.core.synthesis.analysis import analyse
from ladder.core.synthesis.evidence import Answer, GroupFrame
from ladder.core.synthesis.rules import Rules

VOTES = (1, -1, 0)


def answers_of(group, counts, statement="s"):
    """Answers of one group: `counts` are how many agree, disagree and pass."""
    votes = [vote for vote, count in zip(VOTES, counts, strict=True) for _ in range(count)]
    return [Answer(f"{group}-{place}", group, statement, vote) for place, vote in enumerate(votes)]


def heard(groups, tallies=(), rules=None, invited=None):
    """The result of one statement from `group: (agree, disagree, pass)`."""
    answers = [answer for group, counts in groups.items() for answer in answers_of(group, counts)]
    frames = [GroupFrame(group, (invited or {}).get(group)) for group in groups]
    return analyse(answers, tallies, frames, ["s"], rules or Rules()).items[0]
