"""A mail server that does not answer."""

from django.core.mail.backends.base import BaseEmailBackend


class Away(BaseEmailBackend):
    def send_messages(self, email_messages):
        del email_messages
        raise ConnectionRefusedError("nobody there")
