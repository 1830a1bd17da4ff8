"""The form that brings a version as a workbook."""

from django import forms
from django.utils.translation import gettext_lazy as _

LARGEST_WORKBOOK_BYTES = 5 * 1024 * 1024


class WorkbookForm(forms.Form):
    """One XLSX file."""

    workbook = forms.FileField(
        label=_("Workbook"),
        help_text=_("The XLSX file that the document page offers, with your changes. At most 5 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )

    def clean_workbook(self) -> object:
        """Refuse what is too large to be a framework."""
        upload = self.cleaned_data["workbook"]
        if upload.size > LARGEST_WORKBOOK_BYTES:
            raise forms.ValidationError(_("This file is larger than 5 MB. A framework is much smaller."))
        return upload
