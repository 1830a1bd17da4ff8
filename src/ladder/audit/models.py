"""The log of acts. Rows are only ever added: the database itself refuses to change or delete them."""

from django.db import models


class Entry(models.Model):
    """One act: who did what to what, and when.

    `actor_key` and `target` name public ids instead of pointing at rows, so that the log never depends on other
    tables. `detail` holds keys and numbers, never names or texts of people. `leaf_hash` commits to all of it.
    """

    at = models.DateTimeField()
    actor_key = models.CharField(max_length=36, blank=True)
    action = models.CharField(max_length=80)
    target = models.CharField(max_length=160)
    detail = models.JSONField(default=dict)
    salt = models.CharField(max_length=32)
    leaf_hash = models.CharField(max_length=64)

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["actor_key", "-id"]),
            models.Index(fields=["target", "-id"]),
            models.Index(fields=["action", "-id"]),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.target}"


class Leaf(models.Model):
    """The place of an entry in the Merkle tree, given once, when the tree takes the entry in."""

    position = models.PositiveBigIntegerField(primary_key=True)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="leaf")

    def __str__(self) -> str:
        return str(self.position)


class TreeHead(models.Model):
    """The root over the first `size` leaves. Signatures over it come later, as rows of their own."""

    size = models.PositiveBigIntegerField(unique=True)
    root_hash = models.CharField(max_length=64)
    frontier = models.JSONField()
    built_at = models.DateTimeField()

    class Meta:
        ordering = ["size"]

    def __str__(self) -> str:
        return f"{self.size} {self.root_hash[:12]}"
