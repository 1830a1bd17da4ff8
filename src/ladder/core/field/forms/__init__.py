"""Forms made from a framework, as sheets of an XLSForm (docs/methods/field-forms.md)."""
