"""Finds photos that were handed in before: the same bytes, pictures that look the same, and places that never vary.

Looking the same is a distance of at most 5 of the 64 bits of their perceptual hashes. All hashes stay in memory (24
bytes each); what came since is read from the database before each question.
"""

import threading
from datetime import date

import numpy as np
from django.db.models import Q, QuerySet

from ladder.assessment.models import Evidence, ImageFacts

ALIKE_BITS = 5
OVERLAP = 1000
"""So many of the latest rows are read again: rows of other processes may become visible out of order."""
MOST_ALIKE = 200
MOST_TOUCHED = 50


class Hashes:
    """Perceptual hashes by stored file, in the order of their rows."""

    def __init__(self) -> None:
        """Empty; the first question fills it."""
        self._lock = threading.Lock()
        self._rows = np.empty(0, dtype=np.int64)
        self._files = np.empty(0, dtype=np.int64)
        self._bits = np.empty(0, dtype=np.uint64)

    def near(self, perceptual_hash: str) -> list[int]:
        """Primary keys of stored files whose pictures look like this one, itself included; at most 200."""
        with self._lock:
            self._refresh()
            apart = np.bitwise_count(self._bits ^ np.uint64(int(perceptual_hash, 16)))
            return [int(key) for key in self._files[apart <= ALIKE_BITS][:MOST_ALIKE]]

    def _refresh(self) -> None:
        """Replace the latest rows by what the database has now, and add what came since."""
        begin = int(self._rows[-OVERLAP]) if len(self._rows) > OVERLAP else 0
        kept = int(np.searchsorted(self._rows, begin))
        found = ImageFacts.objects.exclude(perceptual_hash="").filter(pk__gte=begin).order_by("pk")
        fresh = list(found.values_list("pk", "file_id", "perceptual_hash"))
        self._rows = np.concatenate([self._rows[:kept], np.array([row for row, _, _ in fresh], dtype=np.int64)])
        self._files = np.concatenate([self._files[:kept], np.array([file for _, file, _ in fresh], dtype=np.int64)])
        bits = np.array([int(looks, 16) for _, _, looks in fresh], dtype=np.uint64)
        self._bits = np.concatenate([self._bits[:kept], bits])


HASHES = Hashes()


def files_alike(image: ImageFacts) -> list[int]:
    """Stored files whose pictures look like this one, without its own."""
    if not image.perceptual_hash:
        return []
    return [key for key in HASHES.near(image.perceptual_hash) if key != image.file_id]


def of_another_visit(evidence: Evidence) -> Q:
    """Rows from another site, or from another day at this one: a correction of a form repeats its own pictures."""
    return ~Q(site=evidence.site_id) | ~Q(observed_on=evidence.observed_on)


def at_this_exact_place(evidence: Evidence, image: ImageFacts) -> Q:
    """Rows of the same site whose form, or whose image, names this place to the last decimal."""
    places = Q()
    if evidence.latitude is not None and evidence.longitude is not None:
        places |= Q(latitude=evidence.latitude, longitude=evidence.longitude)
    if image.latitude is not None and image.longitude is not None:
        places |= Q(file__image__latitude=image.latitude, file__image__longitude=image.longitude)
    return (Q(site=evidence.site_id) & places) if places else Q(pk=None)


def count_others(evidence: Evidence, image: ImageFacts) -> dict[str, int]:
    """How many others are the same, look the same, or name the same place; keys of the core's `Others`."""
    others = Evidence.objects.filter(of_another_visit(evidence)).exclude(pk=evidence.pk)
    same = list(others.filter(file=evidence.file_id).values_list("site_id", "observed_on")[:MOST_ALIKE])
    alike = list(others.filter(file__in=files_alike(image)).values_list("site_id", "observed_on")[:MOST_ALIKE])
    days = others.filter(at_this_exact_place(evidence, image)).values_list("observed_on").distinct()
    return {
        **split_by_site(evidence, "same", same),
        **split_by_site(evidence, "alike", alike),
        "visits_at_this_exact_place": days.count(),
        "copied_later": sum(day > evidence.observed_on for _, day in same + alike),
    }


def split_by_site(evidence: Evidence, how: str, others: list[tuple[int, date]]) -> dict[str, int]:
    """Others from the same day or before, from other sites and from other visits of this one."""
    sites = [site for site, day in others if day <= evidence.observed_on]
    elsewhere = sum(site != evidence.site_id for site in sites)
    return {f"{how}_elsewhere": elsewhere, f"{how}_at_other_visits": len(sites) - elsewhere}


def touching_evidence(evidence: Evidence) -> QuerySet[Evidence]:
    """The pieces whose own check changes because this one is here; at most 50, latest first."""
    image = ImageFacts.objects.filter(file=evidence.file_id).first()
    if image is None:
        return Evidence.objects.none()
    near = Q(file=evidence.file_id) | Q(file__in=files_alike(image)) | at_this_exact_place(evidence, image)
    others = Evidence.objects.filter(near, of_another_visit(evidence)).exclude(pk=evidence.pk)
    return others.select_related("file", "site").order_by("-pk")[:MOST_TOUCHED]
