"""News of the room, for its own subjects and for later rooms. All are sent inside the transaction of the act."""

from django.dispatch import Signal

answers_published = Signal()
"""Every answer of a round was published at once. Arguments: `answer_set`, `on`."""

version_decided = Signal()
"""A next version was published by a decision. Arguments: `next_version`, `on`."""
