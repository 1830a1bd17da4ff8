"""The forms of an import: the file first, then the word to go on."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ladder.accounts.models import User
from ladder.packfiles.archive import LARGEST_UPLOAD_BYTES


class SpeakerField(forms.CharField):
    """A user name, or nothing for oneself."""

    def clean(self, value: str) -> "User | None":
        """The person of that name."""
        name = super().clean(value)
        found = User.objects.filter(username=name, is_active=True).first() if name else None
        if name and found is None:
            raise forms.ValidationError(gettext("Nobody has this user name."))
        return found


class LookForm(forms.Form):
    """An export, to be looked at before anything is written."""

    file = forms.FileField(
        label=_("Export"), max_length=200,
        help_text=_("XLSX, CSV, or a zip with the table and its media, 20 MB at most."),
        widget=forms.ClearableFileInput({"accept": ".xlsx,.csv,.zip"}),
    )  # fmt: skip

    def clean_file(self) -> UploadedFile:
        """Small enough to be opened at once."""
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_UPLOAD_BYTES:
            limit = {"limit": LARGEST_UPLOAD_BYTES // 1_000_000}
            raise forms.ValidationError(gettext("The file is larger than %(limit)d MB. Export it in parts.") % limit)
        return file


class GoOnForm(forms.Form):
    """Import what was looked at. Only the secretariat may do so in the name of somebody else."""

    token = forms.CharField(max_length=1000, widget=forms.HiddenInput)
    speaker = SpeakerField(
        label=_("In whose name"), required=False, max_length=150,
        help_text=_("The user name of the person whose visits these are. Leave it empty for your own."),
    )  # fmt: skip

    def __init__(self, *arguments: object, may_speak_for_others: bool, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        if not may_speak_for_others:
            del self.fields["speaker"]
