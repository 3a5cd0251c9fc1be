"""Judging matches where they are shown, and asking whether a draft has been said before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from analytics.model import Judgement
from analytics.themes.labelled_pairs import PairInput
from pages.components import data, said_before, wording
from pages.components.wording import work as words_of_work
from tests import situations
from tests.pages.conftest import open_page, words
from tests.situations import ANNA, BETH

PAGE = "term_of_reference_13"


def test_a_match_is_judged_where_it_is_shown(database: Path) -> None:
    app = open_page(PAGE, opened=("judge_here", "draft_box"), review=BETH, finding="same")
    buttons = [button for button in app.button if button.label == words_of_work.MATCH_VERDICTS["same"]]
    assert all(button.disabled for button in buttons), "nobody has given a name"
    app.text_input(key="who_typed").set_value("A tester").run()
    next(button for button in app.button if button.label == words_of_work.MATCH_VERDICTS["same"]).click().run()
    said = words(app)
    assert said.count("Confirmed by a person.") >= 1
    assert "Yes: 1 of 2 learning points was confirmed by a person to appear in 1 of the 2 other reviews compared" in said
    assert (
        "1 of the 2 learning points (Recommendation 1 (Northby Police)) was confirmed to appear in other reviews (Northby DHR1 (Anna), Rec"
        in app.text_area[0].value
    )


def test_what_a_person_calls_unrelated_is_no_longer_found(database: Path) -> None:
    app = open_page(PAGE, opened=("judge_here",), review=BETH)
    app.text_input(key="who_typed").set_value("A tester").run()
    for _ in range(20):
        left = [button for button in app.button if button.label == words_of_work.MATCH_VERDICTS["unrelated"]]
        if not left:
            break
        left[0].click().run()
    assert "Not known: none of the 2 learning points was found in the 2 other reviews compared." in words(app)


def test_every_finding_is_counted_with_a_link_to_its_points(database: Path) -> None:
    app = open_page(PAGE, review=BETH)
    listed = [line for element in app.markdown for line in str(element.value).split("\n") if line.startswith("- ")]
    assert listed == [
        f"- Probably repeats: [1 learning point]({PAGE}?review={BETH}&finding=same)",
        f"- May be related\\, but a different ask: [1 learning point]({PAGE}?review={BETH}&finding=related)",
    ]


def test_the_address_of_one_point_shows_it_alone_with_a_way_back(database: Path) -> None:
    with situations.Store(database) as store:
        one = store.rows("select statement_id from statement where review_id = $id and kind = 'recommendation'", {"id": BETH})[0]
    app = open_page(PAGE, review=BETH, point=one["statement_id"])
    assert "1 learning point" in [info.value for info in app.info]
    app.button(key="all_points").click().run()
    assert "2 learning points" in [info.value for info in app.info]


def test_a_filter_is_said_narrows_the_answer_and_can_be_taken_off(database: Path) -> None:
    app = open_page(PAGE, review=BETH, theme="information_sharing")
    assert app.info[0].value.replace("\\", "") == "**Northby (Beth, died 2021), Information sharing.** 1 of its 2 learning points"
    assert "1 learning point" in app.header[0].value
    links = [line for element in app.markdown for line in str(element.value).split("\n") if line.startswith("- ")]
    assert all("theme=information_sharing" in line for line in links)
    nothing = open_page(PAGE, review=BETH, theme="training")
    assert nothing.info[0].value.replace("\\", "").endswith("None of its 2 learning points")
    assert wording.NO_MATCH in [text.value for text in nothing.markdown]
    assert not nothing.header, "no answer is given for what nothing is said of"
    nothing.button(key="filter_clear_here").click().run()
    assert "theme" not in nothing.query_params
    assert nothing.query_params["review"] in (BETH, [BETH])
    assert nothing.info[0].value.replace("\\", "") == "**Northby (Beth, died 2021).** 2 learning points"


def test_the_review_chosen_by_default_stands_in_the_address_and_narrows_no_other_page(database: Path) -> None:
    app = open_page(PAGE)
    written = app.query_params["review"]
    assert written in (BETH, [BETH])
    app.session_state["judge_here"] = True
    app.run()
    assert app.query_params["review"] == written
    app.switch_page("pages/search.py")
    app.query_params.clear()  # as a link of the menu does
    app.run()
    assert "review" not in app.query_params
    asked = open_page(PAGE, review=ANNA)
    asked.switch_page("pages/search.py")
    asked.query_params.clear()
    asked.run()
    assert asked.query_params["review"] in (ANNA, [ANNA]), "what a person chose is taken along"


def test_who_goes_back_from_the_default_meets_no_loop(database: Path) -> None:
    app = open_page(PAGE)
    app.query_params.clear()
    app.run()
    assert "review" not in app.query_params, "written again, the back button would never get past it"
    assert app.selectbox(key="choose_review").value == BETH


def test_a_match_says_when_both_died_and_what_is_missing_for_the_timing(database: Path) -> None:
    said = words(open_page(PAGE, review=BETH))
    assert "(executive summary; death 2018, three years earlier)" in said
    digest = words(open_page(PAGE, opened=(f"others_{BETH}/recommendation-2-gp",), review=BETH, finding="related"))
    assert "death 2019, two years earlier" in digest
    assert "Timing not known: no action plan is loaded for Southby (2020), whose death came first." in digest


def test_what_is_only_related_has_no_probability_of_being_the_same(database: Path) -> None:
    related = words(open_page(PAGE, review=BETH, finding="related"))
    assert "**May be related, but a different ask**" in related
    assert "Suggested by the machine, not yet confirmed by a person." in related
    assert "(probability of being the same" in words(open_page(PAGE, review=BETH, finding="same"))


class Room:
    """A machine room without a model: vectors all alike, judged by the stand-in's rule of first words."""

    model_hash = "none"

    def vectors(self, texts: tuple[str, ...]) -> NDArray[np.float32]:
        return np.ones((len(texts), 1), dtype=np.float32)

    @contextmanager
    def machine(self) -> Iterator[Room]:
        yield self

    def compare(self, pairs: Sequence[PairInput]) -> list[Judgement]:
        alike = [p.a_text.split()[:6] == p.b_text.split()[:6] for p in pairs]
        return [
            Judgement("same" if a else "unrelated", 0.9 if a else 0.1, "Both begin alike." if a else "Nothing.") for a in alike
        ]


@pytest.fixture
def room(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with situations.Store(database) as store:
        ids = [row["statement_id"] for row in store.rows("select statement_id from statement order by statement_id")]
    monkeypatch.setattr(data, "machine_room", Room)
    monkeypatch.setattr(data, "statement_vectors", lambda: (ids, np.ones((len(ids), 1), dtype=np.float32)))


def test_a_draft_that_was_said_before_is_found_with_what_became_of_it(room: None) -> None:
    app = open_page(PAGE, opened=("said_box",), review=BETH)
    app.text_area(key="said_text").set_value("Police must attend every MARAC meeting. Begin by March 2027.")
    next(button for button in app.button if button.label == wording.SAID_ASK).click().run()
    said = words(app)
    assert "The same was said in 1 statement; none are related." in said
    assert "By its words, it lacks a measure." in said
    assert "What became of it: reported done." in said
    assert "without exception" not in said, "a restricted review"


def test_a_draft_that_is_new_is_said_to_be_new(room: None) -> None:
    app = open_page(PAGE, opened=("said_box",), review=BETH)
    app.text_area(key="said_text").set_value("Something quite new.")
    next(button for button in app.button if button.label == wording.SAID_ASK).click().run()
    assert wording.SAID_NOWHERE in [info.value for info in app.info]
    assert "it lacks an owner, a date and a measure" in words(app)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Merseyside Police to audit attendance by March 2027.", []),
        ("The partnership should write a policy within six months.", ["a measure"]),
        ("Improve awareness.", ["an owner", "a date", "a measure"]),
    ],
)
def test_what_a_draft_lacks(text: str, missing: list[str]) -> None:
    assert said_before.lacking(text) == missing
