"""What this room announces; later rooms listen."""

from django.dispatch import Signal

# Sent inside the transaction of the change with: user, actor (User or None), action ("created", "disabled",
# "enabled", "password_set", "factors_removed", "token_created", "token_revoked"), detail (a mapping).
account_changed = Signal()
