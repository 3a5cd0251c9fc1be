from __future__ import annotations

from pathlib import Path

import pytest

from analytics.errors import DataFileError
from analytics.settings import DATA_FOLDER
from analytics.themes.points import PointBook, load_points

SMALL = """
version: 3
words:
  GP: [gp, doctor*]
  TRAIN: [train*]
actors: [GP]
acts: [TRAIN]
common: []
general: []
subjects: {care: care, other: other things}
points:
  - {id: gp_training, name: training of doctors, subject: care, also: other, cues: [GP + TRAIN + !dogs|cat],
     exemplars: [Train doctors.]}
  - {id: dogs, name: dogs, subject: other, cues: [dog*], exemplars: [Dogs bark.]}
"""


def small(tmp_path: Path, text: str = SMALL) -> PointBook:
    file = tmp_path / "points.yaml"
    file.write_text(text, encoding="utf-8")
    return load_points(file)


def points_of(book: PointBook, text: str, agency: str | None = None) -> dict[str, int]:
    return {book.points[number].id: count for number, count in book.read(text, agency).points}


def test_all_parts_of_a_cue_must_hold_in_one_sentence(tmp_path: Path) -> None:
    book = small(tmp_path)
    assert points_of(book, "Doctors should be trained.") == {"gp_training": 1}
    assert points_of(book, "Doctors came. Others were trained.") == {}
    assert points_of(book, "Doctors were trained. The GP was trained.") == {"gp_training": 2}


def test_a_forbidden_part_stops_a_cue_and_only_in_its_sentence(tmp_path: Path) -> None:
    book = small(tmp_path)
    assert points_of(book, "Doctors train dogs.") == {"dogs": 1}
    assert points_of(book, "Doctors are trained. Dogs bark.") == {"gp_training": 1, "dogs": 1}


def test_the_agency_counts_as_an_actor_and_nothing_else(tmp_path: Path) -> None:
    book = small(tmp_path)
    assert points_of(book, "Training is needed.", "GP practice") == {"gp_training": 1}
    assert points_of(book, "Doctors came.", "Training department") == {}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("GP + TRAIN", "NURSE + TRAIN", "NURSE"),
        ("id: dogs", "id: gp_training", "gp_training"),
        ("exemplars: [Dogs bark.]", "sentences: []", "exemplars"),
        ("version: 3", "version: three", "three"),
        ("also: other", "also: plants", "plants"),
    ],
)
def test_a_broken_list_is_refused_by_name(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(DataFileError, match=said):
        small(tmp_path, SMALL.replace(old, new))


def test_a_missing_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match=r"nowhere\.yaml"):
        load_points(tmp_path / "nowhere.yaml")


def test_the_projects_list_is_whole() -> None:
    book = load_points(DATA_FOLDER / "points.yaml")
    known = {subject for subject, _ in book.subjects}
    classes = {name for name, _ in book.classes}
    assert all(set(point.subjects) <= known for point in book.points)
    assert all(len(point.exemplars) >= 3 and point.cues for point in book.points)
    assert classes >= book.actors | book.acts | book.common
    texts = [text for _, text in book.exemplars()]
    assert len(texts) == len(set(texts)), "one exemplar under two points teaches nothing"


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("The hospital sent nobody to the multi-agency risk assessment conference.", "marac_attendance"),
        ("No interpreter was booked and her son spoke for her.", "interpreters"),
        ("He kept his shotgun.", "firearms"),
        ("Non-fatal strangulation should raise the grading.", "strangulation"),
        ("Probation was not told of police call-outs.", "sharing_police_probation"),
    ],
)
def test_points_of_sentences(text: str, point: str) -> None:
    assert point in points_of(load_points(DATA_FOLDER / "points.yaml"), text)
