"""The answers among which the steering committee chooses, with the reason of each in every language of the round."""

from typing import Any

from django import forms

from ladder.consultation.forms.fields import words_field
from ladder.consultation.models import Round
from ladder.consultation.wording import name_of_language
from ladder.governance.models import Disposition
from ladder.governance.services.resolutions import LONGEST_REASON
from ladder.governance.services.sending_up import OFFERED
from ladder.webkit.languages import pack_language


class SendUpForm(forms.Form):
    """One reason for each answer and language; an answer without any is not offered."""

    def __init__(self, *args: Any, round_: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = pack_language()
        self.languages = sorted(round_.languages, key=lambda code: code != own)
        for key in OFFERED:
            for code in self.languages:
                label = f"{Disposition(key).label} ({name_of_language(code)})"
                self.fields[f"{key}-{code}"] = words_field(label, code, longest=LONGEST_REASON, rows=2)

    @property
    def parts(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields by answer."""
        return [(str(Disposition(key).label), [self[f"{key}-{code}"] for code in self.languages]) for key in OFFERED]

    def reasons(self) -> dict[str, dict[str, str]]:
        """What was written, by answer and language."""
        return {
            str(key): {code: self.cleaned_data.get(f"{key}-{code}", "") for code in self.languages} for key in OFFERED
        }
