"""Asks for the smallest value of many sums at once: audits of items wait together, and one solver run answers them all.

Items share no unknowns, so the smallest sum over all of them is the smallest of each.
"""

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from ladder.core.synthesis.disclosure.whole_numbers import (
    ContradictionError,
    Solver,
    Sum,
    UnsolvedError,
    solve,
    value_of,
)

TOGETHER = 64
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Request:
    """The smallest value of a sum is wanted."""

    solver: Solver
    total: Sum


Asking = Generator[Request, int, Result]
Answer = int | ContradictionError | UnsolvedError


def smallest(solver: Solver, total: Sum) -> Asking[int]:
    """The smallest value of a sum; not asked for where a solution met already reaches what is certain."""
    seen, certain = solver.seen(total), solver.reach(total)
    if seen is not None and seen[0] == certain[0]:
        return seen[0]
    found = yield Request(solver, total)
    return found


def largest(solver: Solver, total: Sum) -> Asking[int]:
    """The largest value of a sum."""
    found = yield from smallest(solver, {place: -weight for place, weight in total.items()})
    return -found


def answer_all(asking: Sequence[Asking[Result]]) -> Iterator[Result]:
    """The results of all that ask, in their order."""
    for start in range(0, len(asking), TOGETHER):
        yield from answer_some(asking[start : start + TOGETHER])


def answer_some(asking: Sequence[Asking[Result]]) -> list[Result]:
    """The results of some that ask: in each round all wait until one run has answered everybody's request."""
    results: dict[int, Result] = {}
    waiting: dict[int, Request] = {}
    answers: Mapping[int, Answer | None] = dict.fromkeys(range(len(asking)))
    while answers:
        for place, answer in answers.items():
            try:
                waiting[place] = step(asking[place], answer)
            except StopIteration as stop:
                results[place] = stop.value
                waiting.pop(place, None)
        answers = dict(zip(waiting, answers_to(list(waiting.values())), strict=True)) if waiting else {}
    return [results[place] for place in range(len(asking))]


def step(asking: Asking[Result], answer: Answer | None) -> Request:
    """Give an answer, and get the next request."""
    if answer is None:
        return next(asking)
    return asking.send(answer) if isinstance(answer, int) else asking.throw(answer)


def answers_to(requests: Sequence[Request]) -> list[Answer]:
    """The answers to requests; where some have none, each is asked by itself."""
    try:
        return list(together(requests))
    except (ContradictionError, UnsolvedError):
        return [alone(request) for request in requests]


def alone(request: Request) -> Answer:
    """The answer to one request, or why there is none."""
    try:
        return next(iter(together([request])))
    except (ContradictionError, UnsolvedError) as problem:
        return problem


def together(requests: Sequence[Request]) -> list[int]:
    """The answers to all requests from one run; the solution of each is kept by its solver."""
    values = solve([request.solver for request in requests], np.concatenate([costs_of(each) for each in requests]))
    found, start = [], 0
    for request in requests:
        end = start + len(request.solver.unknowns.highs)
        request.solver.keep(values[start:end])
        found.append(value_of(request.total, values[start:end]))
        start = end
    return found


def costs_of(request: Request) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """The weights of a sum, one an unknown."""
    costs = np.zeros(len(request.solver.unknowns.highs))
    for place, weight in request.total.items():
        costs[place] = weight
    return costs
