"""Moves comments from issue to issue without losing a word of them."""

from django.db.models import QuerySet

from ladder.governance.models import Issue, IssueMember


def move_members(rows: QuerySet[IssueMember], to: Issue) -> tuple[list[str], list[str]]:
    """Move comments to another issue.

    Returns:
        The numbers moved, and those that were in both: there they are whole now, here they stay, out of sight.
    """
    found = list(rows.values_list("pk", "contribution_id", "contribution__number"))
    held = to.members.filter(contribution__in=[comment for _, comment, _ in found])
    both = set(held.values_list("contribution_id", flat=True))
    held.update(part="")
    moved = [(pk, number) for pk, comment, number in found if comment not in both]
    IssueMember.objects.filter(pk__in=[pk for pk, _ in moved]).update(issue=to)
    return (
        sorted(str(number) for _, number in moved),
        sorted(str(number) for _, comment, number in found if comment in both),
    )
