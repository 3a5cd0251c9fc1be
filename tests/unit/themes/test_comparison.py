from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from analytics.errors import DataFileError
from analytics.settings import DATA_FOLDER, Settings
from analytics.themes.candidates import candidates
from analytics.themes.comparison import Comparer, Statement, relation_of
from analytics.themes.comparison_fitting import fit_comparer, load_comparer, training_views
from analytics.themes.cross_encoder import MOST_WORDS
from analytics.themes.encoder import HashingEncoder
from analytics.themes.labelled_pairs import LabelledPair, PairInput, load_labelled_pairs
from analytics.themes.pair_features import FEATURES, pair_features
from analytics.themes.points import load_points
from analytics.themes.profiles import Profiler, stems
from analytics.themes.reasons import reason
from analytics.themes.relations import READ_FROM

EVALUATION = DATA_FOLDER / "evaluation"
ODD = ("", " ", "word", "12 34 56", "\x00\x07\x1b", "Жертва не была выслушана", "… – !", "a" * 5000, "abuse " * 20_000)
MARAC = PairInput(
    "The hospital trust was not represented at MARAC when the case was heard.",
    "Every agency must send someone of sufficient seniority to MARAC meetings.",
)


@pytest.fixture(scope="module")
def comparer() -> Comparer:
    return fit_comparer(HashingEncoder(), load_labelled_pairs(EVALUATION / "own_pairs.jsonl"))


@pytest.fixture(scope="module")
def real() -> Comparer:
    """The comparer as it is used, with the packaged model."""
    return load_comparer(Settings())


@pytest.mark.model
def test_same_point_in_other_words(real: Comparer) -> None:
    same = real.compare([MARAC])[0]
    assert same.relation == "same"
    assert same.why.startswith("The machine reads both as about attendance at and active part in MARAC")


@pytest.mark.model
@pytest.mark.parametrize(
    "other",
    [
        "Firearms officers should be trained to check a licence holder's history.",
        "All officers should be trained in coercive control.",
        "GPs should be trained to code abuse.",
        "Midwives need training on the MARAC process.",
    ],
)
def test_sharing_only_the_remedy_is_unrelated(real: Comparer, other: str) -> None:
    apart = real.compare([PairInput("Staff should be trained in the use of interpreters.", other)])[0]
    assert apart.relation == "unrelated"
    assert apart.score < 0.05
    assert apart.why.startswith(
        "Both mention training or awareness, but as the machine reads them the first is about independent"
    )


@pytest.mark.model
def test_same_subject_other_failing_is_related(real: Comparer) -> None:
    pair = PairInput("The case was never referred to MARAC.", "Actions agreed at MARAC were not followed up.")
    assert real.compare([pair])[0].relation == "related"


def test_order_batch_and_side_change_nothing(comparer: Comparer) -> None:
    pairs = [labelled.pair for labelled in load_labelled_pairs(EVALUATION / "pairs.jsonl")[:40]]
    together = comparer.compare(pairs)
    assert comparer.compare(pairs[::-1])[::-1] == together
    assert [comparer.compare([pair])[0] for pair in pairs[:5]] == together[:5]
    turned = comparer.compare([PairInput(p.b_text, p.a_text, p.b_agency, p.a_agency) for p in pairs])
    assert [(j.relation, j.score) for j in turned] == [(j.relation, j.score) for j in together]


def test_a_statement_is_the_same_as_itself(comparer: Comparer) -> None:
    text = "Domestic abuse disclosed to the surgery was not coded in the notes."
    assert comparer.compare([PairInput(text, text)])[0].relation == "same"


@pytest.mark.parametrize("odd", ODD, ids=[f"odd{n}" for n in range(len(ODD))])
def test_odd_texts_get_an_answer(comparer: Comparer, odd: str) -> None:
    found = comparer.compare([PairInput(odd, MARAC.a_text), PairInput(odd, odd)])
    assert all(0 <= judged.score <= 1 and judged.why.endswith(".") for judged in found)
    if not any(c.isalnum() for c in odd):
        assert [(j.relation, j.score) for j in found] == [("unrelated", 0.0)] * 2
        assert "no words" in found[0].why


def test_nothing_in_nothing_out(comparer: Comparer) -> None:
    assert comparer.compare([]) == []
    assert comparer.matches([]) == []
    assert comparer.matches([Statement("a", "r", MARAC.a_text)]) == []


@pytest.mark.parametrize(
    ("same", "linked", "relation"),
    [(0.5, 0.5, "same"), (0.49, 0.9, "related"), (0.1, 0.5, "related"), (0.1, 0.49, "unrelated")],
)
def test_relation_of(same: float, linked: float, relation: str) -> None:
    assert relation_of(same, linked) == relation


@pytest.mark.model
def test_matches_lie_across_reviews_once_each_and_touch_the_focus(real: Comparer) -> None:
    statements = [
        Statement("b/1", "b", MARAC.a_text), Statement("a/1", "a", MARAC.b_text), Statement("a/2", "a", MARAC.b_text),
        Statement("c/1", "c", "The shotgun certificate was renewed without asking his doctor."),
    ]  # fmt: skip
    found = real.matches(statements)
    assert [(match.a, match.b) for match in found] == [("a/1", "b/1"), ("a/2", "b/1")]
    assert {match.judgement.relation for match in found} == {"same"}
    assert real.matches(statements[::-1]) == found
    assert real.matches(statements, focus={"c/1"}) == []


def test_candidates_are_the_nearest_of_other_reviews(comparer: Comparer) -> None:
    texts = [
        MARAC.a_text,
        MARAC.b_text,
        MARAC.a_text,
        "Interpreters should be booked.",
        "Noise was not seen as a sign of abuse by the landlord.",
    ]
    profiles = comparer.profiler.profile([(text, None) for text in texts])
    left, right = candidates(profiles, ["a", "b", "a", "b", "c"], focus=[0], nearest=1)
    assert list(zip(left.tolist(), right.tolist(), strict=True)) == [(0, 1)]
    left, right = candidates(profiles, ["a", "b", "a", "b", "c"], nearest=5)
    assert (0, 2) not in set(zip(left.tolist(), right.tolist(), strict=True)), "two of one review"
    assert len(left) == 8, "all pairs of two reviews: 10 pairs, less 0-2 and 1-3"


def test_judging_grows_with_candidates(comparer: Comparer) -> None:
    texts = [f"Point {n} on referrals to housing officer {n % 7}" for n in range(200)]
    profiles = comparer.profiler.profile([(text, None) for text in texts])
    left, _ = candidates(profiles, [str(n) for n in range(200)], nearest=5)
    assert len(left) <= 200 * 5


def test_features_of_a_pair_worked_out_by_hand(comparer: Comparer) -> None:
    texts = ["Firearms licence renewed", "Firearms certificate renewed"]
    profiles = comparer.profiler.profile([(text, None) for text in texts])
    found = dict(zip(FEATURES, pair_features(profiles, np.array([0]), np.array([1]), comparer.subjects)[0], strict=True))
    own, other = stems(texts[0]), stems(texts[1])
    assert own == {"firearm", "licenc", "renew"}
    assert other == {"firearm", "certificat", "renew"}
    weights = dict(zip(sorted(own | other), profiles.word_weights, strict=True))
    smaller = min(sum(weights[word] for word in side) for side in (own, other))
    assert found["shared_words"] == pytest.approx((weights["firearm"] + weights["renew"]) / smaller, abs=1e-5)
    vectors = HashingEncoder().encode(texts)
    assert found["closest_sentences"] == pytest.approx(float(vectors[0] @ vectors[1]), abs=1e-5)
    assert found["cues"] == pytest.approx(1.0, abs=1e-5), "the one point of both is firearms"
    assert found["both_cued"] == 1.0


def test_shares_of_points_sum_to_one(comparer: Comparer) -> None:
    profiles = comparer.profiler.profile([(text, None) for text in ODD])
    assert profiles.points.sum(axis=1) == pytest.approx(np.ones(len(ODD)))
    assert profiles.likeness.sum(axis=1) == pytest.approx(np.ones(len(ODD)))


@pytest.mark.model
def test_what_people_decided_is_learnt_from(real: Comparer) -> None:
    """Told ten times that flags and MARAC attendance are one point to this board, the comparer moves that way elsewhere too."""
    pair = PairInput("MARAC cases are flagged on every system.", "Someone attends every MARAC.")
    decided = [LabelledPair(f"a/{n}", f"b/{n}", pair, "same") for n in range(10)]
    taught = load_comparer(Settings(), decided=decided)
    again = load_comparer(Settings(), decided=decided[::-1])
    other = PairInput("A flag should show that a patient has been to MARAC.", "The trust was absent from MARAC.")
    before, after = (comparer.compare([other])[0].score for comparer in (real, taught))
    assert after > before
    assert again.compare([other])[0].score == after


def test_what_is_forgotten_of_a_statement_does_not_hang_on_the_others() -> None:
    pairs = load_labelled_pairs(EVALUATION / "own_pairs.jsonl")
    profiler = Profiler(load_points(DATA_FOLDER / "points.yaml"), HashingEncoder(16), [])
    alone, among = (training_views(profiler, some)[0] for some in (pairs[40:60], pairs))
    for few, many in zip(alone, among, strict=True):
        np.testing.assert_array_equal(few, many[40:60])
    assert not np.array_equal(among[0], among[1]), "some cues are forgotten"
    assert not np.array_equal(among[1], among[2]), "others each time"


def test_pairs_without_one_relation_are_refused() -> None:
    pairs = [pair for pair in load_labelled_pairs(EVALUATION / "own_pairs.jsonl") if pair.relation != "related"]
    with pytest.raises(DataFileError, match="related"):
        fit_comparer(HashingEncoder(16), pairs)


@pytest.mark.parametrize("line", ["not json", "[]", '{"a": "1"}', '{"a":"x","b":"y","a_text":"","b_text":"","relation":"alike"}'])
def test_a_broken_file_of_pairs_is_refused(tmp_path: Path, line: str) -> None:
    file = tmp_path / "pairs.jsonl"
    file.write_text(line, encoding="utf-8")
    with pytest.raises(DataFileError, match=r"pairs\.jsonl"):
        load_labelled_pairs(file)


@pytest.mark.model
def test_a_reason_names_no_difference_that_the_words_do_not_show(real: Comparer) -> None:
    """'Told' and 'unaware' are in the class of sharing, 'commitment' in that of attending: neither text speaks of either."""
    told = real.compare([PairInput("Nobody was told of his release from prison.", "His release from prison was not planned.")])[0]
    both = real.compare([PairInput("Professional curiosity was lacking.", "Training in professional curiosity is needed.")])[0]
    assert "sharing" not in told.why.replace("sharing information between agencies", "")
    assert both.why.endswith("only the second has words of training or awareness.")
    for judged in (told, both):
        assert "machine reads" in judged.why
        assert judged.why.count(". ") == 0


class _Reader:
    """Says that all it is asked is the same, or that nothing is, and remembers what it was asked."""

    def __init__(self, sure: float, name: str = "reader") -> None:
        self.sure, self.hash, self.asked = sure, name, list[tuple[str, str]]()

    def read(self, pairs: Sequence[tuple[str, str]]) -> np.ndarray:
        """Surely the same where words are shared, as far as ``sure`` goes."""
        self.asked += pairs
        shared = np.array([bool(set(a.split()) & set(b.split())) for a, b in pairs], dtype=float)
        return np.column_stack([shared, shared]).reshape(len(pairs), 2) * self.sure


def _reading(reader: _Reader, folder: Path | None = None) -> Comparer:
    return fit_comparer(HashingEncoder(), load_labelled_pairs(EVALUATION / "own_pairs.jsonl"), folder=folder, reader=reader)


def test_only_what_may_be_related_is_read_and_no_text_without_words_or_too_long() -> None:
    reader, sight = _Reader(1.0), fit_comparer(HashingEncoder(), load_labelled_pairs(EVALUATION / "own_pairs.jsonl"))
    comparer = _reading(reader)
    reader.asked.clear()
    odd = [PairInput("12 34", "12 34"), PairInput(MARAC.a_text, MARAC.a_text + " and so on" * MOST_WORDS)]
    pairs = [*(pair.pair for pair in load_labelled_pairs(EVALUATION / "own_pairs.jsonl")[::3]), *odd]
    judged, seen = comparer.compare(pairs), sight.compare(pairs)
    texts = [side for p in pairs for side in ((p.a_text, p.a_agency), (p.b_text, p.b_agency))]
    profiles = sight.profiler.profile(texts)
    rows = np.arange(len(pairs)) * 2
    likely = sight.at_first_sight(profiles, rows, rows + 1)[1] >= READ_FROM
    assert likely[-1]
    assert not likely[-2]
    assert 0 < likely.sum() < len(pairs)
    assert set(reader.asked) == {(p.a_text, p.b_text) for p, read in zip(pairs[:-2], likely[:-2], strict=True) if read}
    assert [j for j, read in zip(judged[:-1], likely[:-1], strict=True) if not read] == [
        j for j, read in zip(seen[:-1], likely[:-1], strict=True) if not read
    ]
    assert judged[-1] == seen[-1]


def test_reading_counts_and_another_reader_fits_anew(tmp_path: Path) -> None:
    first = _reading(_Reader(1.0), tmp_path)
    score = first.compare([MARAC])[0].score
    assert _reading(_Reader(1.0), tmp_path).compare([MARAC])[0].score == score
    assert _reading(_Reader(0.0, "another"), tmp_path).compare([MARAC])[0].score != score
    assert (
        fit_comparer(HashingEncoder(), load_labelled_pairs(EVALUATION / "own_pairs.jsonl"), folder=tmp_path).relations.read
        is None
    )


def test_progress_of_comparing_is_told_and_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    statements = [Statement(f"{review}/{n}", review, f"{MARAC.a_text} {n}") for review in "abc" for n in range(4)]
    comparer = _reading(_Reader(1.0))
    whole, told = comparer.matches(statements), list[tuple[int, int]]()
    monkeypatch.setattr("analytics.themes.comparison.AT_ONCE", 5)
    assert comparer.matches(statements, progress=lambda done, of: told.append((done, of))) == whole
    assert [done for done, _ in told] == list(range(0, told[0][1], 5))


@pytest.mark.model
def test_where_both_touch_on_one_point_and_make_none_together_the_reason_says_so(real: Comparer) -> None:
    texts = [("Interpreters should be used.", None), ("A family member interpreted.", None)]
    profiles = real.profiler.profile(texts)
    why = reason(real.profiler.book, profiles, 0, 1, "unrelated")
    assert why.startswith("The machine reads both as touching on independent interpreters and language, but as saying")
