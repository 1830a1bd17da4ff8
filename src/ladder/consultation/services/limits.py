"""Counts attempts from one place in the network without storing where it is.

Counts stand in the process's memory under a digest whose key is drawn at start and changes every day; neither is ever
written down. They are forgotten after a few minutes.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

TOO_MANY = 429  # the status of an answer to one attempt more
KEY = secrets.token_bytes(32)  # of this process alone


@dataclass(frozen=True, slots=True)
class Limit:
    """So many attempts of one kind in so many seconds."""

    name: str
    most: int
    seconds: int


CODES = Limit("codes", 10, 15 * 60)  # wrong codes: guessing a given one takes some 300,000 years at this pace
ARRIVALS = Limit("arrivals", 60, 60 * 60)  # voices, places, questions and notes; a village may share one address


def is_spent(request: HttpRequest, limit: Limit) -> bool:
    """Whether no more attempts are taken for now."""
    return int(cache.get(handle_of(request, limit), 0)) >= limit.most


def spend(request: HttpRequest, limit: Limit) -> None:
    """Count one attempt."""
    handle = handle_of(request, limit)
    if not cache.add(handle, 1, limit.seconds):
        try:
            cache.incr(handle)
        except ValueError:  # it ran out in between
            cache.set(handle, 1, limit.seconds)


def handle_of(request: HttpRequest, limit: Limit) -> str:
    """Under which name attempts are counted today."""
    place = f"{timezone.localdate()} {request.META.get('REMOTE_ADDR', '')}"
    return f"limit:{limit.name}:{hmac.new(KEY, place.encode(), hashlib.sha256).hexdigest()}"
