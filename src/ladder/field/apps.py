"""Tells Django of the field room."""

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ladder.webkit import navigation


class FieldConfig(AppConfig):
    """The field room."""

    name = "ladder.field"
    label = "field"

    def ready(self) -> None:
        """Put a link into the page head."""
        from ladder.field.access import works_in_the_field  # noqa: PLC0415 - models are ready only now

        def is_shown(request: HttpRequest) -> bool:
            person = getattr(request, "user", None)  # none on the page of a fault that came before signing in was read
            return person is not None and works_in_the_field(person)

        navigation.register(navigation.Entry(_("In the field"), "field:home", 45, is_shown))
