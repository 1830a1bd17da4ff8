"""A stored submission as what it says: bytes to frozen answers, by the form it was filled in on."""

from dataclasses import dataclass

from ladder.core.field.answers import Answers, Question, read_answers
from ladder.core.field.instance import Instance
from ladder.core.field.plain_values import Fault
from ladder.core.field.sheets import SheetAnswers, read_sheet
from ladder.core.field.visits import Visit, read_visit
from ladder.field.arrivals import DIRECT
from ladder.field.instances import read_instance
from ladder.field.models import FieldForm, Submission


@dataclass(frozen=True, slots=True)
class Reading:
    """What one submission says. `form` is None where no form of its name was ever made here: nothing is read then."""

    instance: Instance
    form: FieldForm | None
    visit: Visit
    answers: Answers
    sheet: SheetAnswers

    @property
    def is_day_sheet(self) -> bool:
        """Whether a monitor's counts rather than a visit's findings."""
        return self.form is not None and self.form.kind == FieldForm.Kind.DAY_SHEET

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Every answer that cannot be followed, once."""
        told = self.sheet.faults if self.is_day_sheet else self.answers.faults
        return tuple(sorted({*self.visit.faults, *told}))


def read_submission(submission: Submission) -> Reading:
    """What a submission says, from its stored bytes alone."""
    form = submission.field_form or find_kindred_form(submission.form_id)
    return read_document(bytes(submission.xml), form, is_exported=submission.source not in DIRECT)


def read_document(xml: bytes, form: FieldForm | None, *, is_exported: bool) -> Reading:
    """What a filled-in form says, by the form; `is_exported`: a program wrote it from a table."""
    instance = read_instance(xml)
    questions = [question_of(each) for each in form.questions] if form else []
    visit = read_visit(instance, is_exported=is_exported)
    return Reading(instance, form, visit, read_answers(instance, questions), read_sheet(instance))


def find_kindred_form(form_id: str) -> FieldForm | None:
    """The newest version of a form, for what was filled in on a version that is not known here: names stay the same."""
    return FieldForm.objects.filter(form_id=form_id).select_related("version__framework").order_by("-pk").first()


def question_of(entry: dict[str, str]) -> Question:
    """One entry of a form's `questions`."""
    return Question(entry["group"], entry.get("requirement", ""), entry.get("condition", ""))
