"""News of the room, for those of its subjects and of later rooms that have something to do then."""

from django.dispatch import Signal

round_closes = Signal()
"""Sent inside the transaction in which a round closes, before it counts as closed.

Arguments: `round_`, the locked `Round`, and `on`, the day. Held anonymous answers are released then.
"""
