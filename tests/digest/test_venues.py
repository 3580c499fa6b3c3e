"""Where a paper was accepted, read from comments and journal references."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.facts.venues import venue
from digest.model import Paper

DAY = date(2026, 5, 4)


def paper(comment: str = "", journal_ref: str = "") -> Paper:
    """A paper with this comment and journal reference."""
    return Paper(
        id="2605.00001", title="T", abstract="A", authors=(), categories=(), published=DAY, listed=DAY,
        comment=comment, journal_ref=journal_ref,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("Accepted at ACL 2026 (Main)", "ACL 2026"),
        ("12 pages. To appear in CVPR 2026; code soon", "CVPR 2026"),
        ("Accepted to Findings of ACL 2026", "ACL 2026 Findings"),
        ("Accepted at the Boats Workshop, ICLR 2026", "ICLR 2026 workshop"),
        ("Accepted at CVPRW 2026", "CVPR 2026 workshop"),
        ("CVPR 2026. Project page: x", "CVPR 2026"),
        ("Accepted as full paper at GECCO'26", "GECCO 2026"),
        ("Accepted by ICASSP2026", "ICASSP 2026"),
        ("Accepted to the International Conference on Learning Representations (ICLR), 2026", "ICLR 2026"),
        ("To be published in IEEE Robotics and Automation Letters (RA-L)", "IEEE RA-L"),
        ("Accepted to Transactions on Machine Learning Research", "TMLR"),
        ("This paper was submitted to and accepted at BOATS 2026", "BOATS 2026"),
        ("Accepted for presentation at the 5th Symposium on Rivers (SOR)", "SOR"),
        ("Published in Journal of River Science", "Journal of River Science"),
        ("Published in Proc. VLDB Endow. 16(12)", "VLDB"),
        ("NIME 2026", "NIME 2026"),
        ("Accepted to the 9th ACM SIGIR Conference on Research and Development in Information Retrieval", "SIGIR"),
        ("12 pages, 3 figures", None),
        ("", None),
        ("Submitted to NeurIPS 2026", None),
        ("Submmited to ACM MM 2026", None),
        ("Under review at ICML 2026", None),
        ("Preprint", None),
        ("Rejected from ICLR 2026", None),
        ("Committed to ACL 2026", None),
        ("Code will be released upon acceptance", None),
        ("Extended version of our ICML 2024 paper", None),
        ("Technical report for the boats challenge at CVPR 2026", None),
        ("Accepted", None),
        ("accepted by somebody", None),
    ],
)
def test_a_comment_tells_where(comment: str, expected: str | None) -> None:
    """Acceptance gives a short venue; being submitted, under review or rejected gives none."""
    assert venue(paper(comment)) == expected


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("Proceedings of ICML 2025, PMLR 267", "ICML 2025"),
        ("IEEE Transactions on Pattern Analysis and Machine Intelligence, 2025", "IEEE TPAMI"),
        ("Phys. Rev. Lett. 130, 1234 (2023)", "Phys. Rev. Lett"),
        ("Nature Rivers 4, 12", "Nature Rivers"),
        ("12", None),
    ],
)
def test_a_journal_reference_is_a_venue(reference: str, expected: str | None) -> None:
    """What arXiv has as journal reference counts without any word of acceptance."""
    assert venue(paper("Submitted to X", reference)) == expected


@settings(max_examples=120, deadline=None)
@given(comment=st.text(max_size=200), reference=st.text(max_size=60))
def test_any_comment_is_read(comment: str, reference: str) -> None:
    """Whatever the comment, a venue is short text or None."""
    found = venue(paper(comment, reference))

    assert found is None or 0 < len(found) <= 110
