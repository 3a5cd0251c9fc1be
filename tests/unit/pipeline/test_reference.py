"""The register and the digests: what is shipped holds together, what is wrong is refused with its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.errors import DataFileError
from analytics.pipeline.reference import load_digests, load_register
from analytics.settings import DATA_FOLDER

DIGEST = "id: a\ntitle: A\ncsp: A\nstatements: [{kind: finding, text: Something was found.}]\n"


def test_the_register_lists_eleven_reviews_and_knows_the_one_that_is_loaded() -> None:
    register = load_register(DATA_FOLDER / "register.yaml")
    assert [entry.number for entry in register.entries] == list(range(1, 12))
    assert [(e.number, e.review_id, e.pseudonym) for e in register.entries if e.review_id] == [(9, "sefton-dhr9", "Denise")]
    assert register.entries[9].documents == ("Learning for Publication",)
    assert len(register.notes) == 1


def test_ten_digests_with_58_statements_and_their_sources() -> None:
    digests = load_digests(DATA_FOLDER / "digests")
    assert (len(digests), sum(len(digest.statements) for digest in digests)) == (10, 58)
    assert all(digest.source_url and digest.source_title and digest.summary for digest in digests)
    assert len({digest.title for digest in digests}) == 10
    assert {digest.csp for digest in digests} == {"Liverpool", "Manchester", "Bolton", "South Lakeland"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("csp: X\nreviews: [{documents: [A]}]", "lacks its number"),
        ("reviews: [{number: 1}]", "'csp'"),
        ("csp: X\nreviews: [{number: 1}, {number: 1}]", "gives the number '1' more than once"),
        ("csp: X\nreviews: [{number: 1, review: a}, {number: 2, review: a}]", "gives the review 'a' more than once"),
        ("- a", "is not a mapping"),
        ("a: [", "can't be read as YAML"),
    ],
)
def test_a_wrong_register_is_refused(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "register.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match=said):
        load_register(tmp_path / "register.yaml")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (DIGEST.replace("title: A\n", ""), "lacks 'title'"),
        (DIGEST.replace("finding", "poem"), "unknown kind"),
        (DIGEST.replace("Something was found.", "' '"), "lacks its text"),
        (DIGEST.replace("id: a", "id: b"), "gives the id 'b' more than once"),
    ],
)
def test_a_wrong_digest_is_refused(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "a.yaml").write_text(DIGEST.replace("id: a", "id: b"), encoding="utf-8")
    (tmp_path / "b.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match=said):
        load_digests(tmp_path)


def test_missing_files(tmp_path: Path) -> None:
    assert load_digests(tmp_path / "none") == ()
    with pytest.raises(DataFileError, match="There is no"):
        load_register(tmp_path / "register.yaml")
