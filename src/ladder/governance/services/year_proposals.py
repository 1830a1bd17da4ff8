"""Puts a frozen document before a body: a draft proposal that it be approved by its digest."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from ladder.accounts.models import User
from ladder.consultation.wording import say
from ladder.governance.every_language import in_every_language
from ladder.governance.models import Body, Proposal, YearDocument
from ladder.governance.queries.year_documents import EFFECT_OF, bodies_that_approve, proposal_about, subject_of
from ladder.governance.services.effects import Intended
from ladder.governance.services.proposal_plans import OptionPlan
from ladder.governance.services.proposals import draft_proposal
from ladder.governance.services.year_documents import lock_document

SUBMITTED = YearDocument.State.SUBMITTED


@transaction.atomic
def propose_approval(*, document: YearDocument, body: Body, actor: User | None) -> Proposal:
    """A draft proposal that a body approve the document by its digest.

    Raises:
        ValidationError: the document does not wait, another proposal is about it, or the body may not approve it.
    """
    row = lock_document(document)
    if row.state != SUBMITTED:
        raise ValidationError(_("Only a document that waits for a decision can be proposed."))
    if proposal_about(row) is not None:
        raise ValidationError(_("A proposal about this document is there already."))
    if body not in bodies_that_approve(row):
        raise ValidationError({"body": _("This body has no power to approve this document.")})
    intended = Intended(EFFECT_OF[YearDocument.Kind(row.kind)], subject_of(row), {"digest": row.digest})
    option = OptionPlan("approve", in_every_language(lambda: _("Approve it as submitted")), {}, (intended,))
    return draft_proposal(
        body=body,
        titles=in_every_language(lambda: title_of_proposal(row)),
        texts=in_every_language(
            lambda: _("The document is frozen. Its fingerprint is %(digest)s.") % {"digest": row.digest}
        ),
        options=[option],
        actor=actor,
        subjects=[subject_of(row)],
    )


def title_of_proposal(document: YearDocument) -> str:
    """What is asked, in the active language."""
    words = _("Approve: %(kind)s %(year)s, number %(number)s · %(body)s")
    return words % {
        "kind": document.get_kind_display(),
        "year": document.year,
        "number": document.number,
        "body": say(document.body.names),
    }
