"""Searching by the page: whatever is typed, what was found says why; meaning is an explicit second step."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import unquote

import pytest
from streamlit.testing.v1 import AppTest

from analytics import pipeline
from analytics.store.connection import Store
from pages.components import search_box, wording
from pages.components.machine_room import MachineRoom
from pages.components.wording import search as work
from tests.pages.conftest import open_page, words
from tests.situations import ANNA, CARA, StandIn


def results(app: AppTest) -> str:
    return app.info[0].value.replace("\\", "").removeprefix("**All reviews.** ")


def test_empty_search_offers_examples_that_find_something(database: Path) -> None:
    app = open_page("search")
    assert work.SEARCH_EMPTY in words(app)
    labels = [button.label for button in app.button]
    assert "MARAC attendance (1 place)" in labels, "one text has both words"
    assert not any("strangulation" in label for label in labels), "an example that finds nothing here isn't offered"


def test_an_example_is_a_search_with_an_address_that_meaning_keeps(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "load_machine", lambda settings, store=None: StandIn())
    app = open_page("search")
    next(button for button in app.button if button.label.startswith("MARAC attendance")).click().run()
    assert app.query_params["q"] in ("MARAC attendance", ["MARAC attendance"])
    found = results(app)
    assert "1 of them has all of its words, the others some." in found
    app.toggle(key="search_meaning").set_value(True).run()
    assert results(app) == found
    assert app.query_params["q"] in ("MARAC attendance", ["MARAC attendance"])
    assert app.query_params["meaning"] in ("1", ["1"])


def test_what_an_action_plan_says_is_found_and_leads_to_its_action(database: Path) -> None:
    app = open_page("search", q="lead officer")
    assert results(app) == "1 row of an action plan in 1 review for “lead officer”."
    said = words(app)
    assert "Name a **lead** **officer**" in said
    assert "A **lead** was named." in said
    assert "Action plan, Northby Police, no. 1, page 9" in said
    assert "Found by: lead, officer." in said
    link = next(link for link in app.get("page_link") if link.proto.label == wording.OPEN_ACTION)
    asked = dict(pair.split("=", 1) for pair in link.proto.query_string.split("&"))
    action = open_page("actions", review=asked["review"], behind=unquote(asked["behind"]))
    assert "1 action." in [info.value for info in action.info]
    assert "Target December 2019; reported complete February 2020" in words(action)
    assert "Nothing was found" in results(open_page("search", q="lead officer", kind="lesson")), "an action is no lesson"
    assert "1 row of an action plan" in results(open_page("search", q="lead officer", agency="police"))
    assert "Nothing was found" in results(open_page("search", q="lead officer", agency="gp"))


def test_a_filter_that_came_along_is_said_and_can_be_taken_off(database: Path) -> None:
    before = open_page("search", review=CARA)
    assert "Southby (2020)." in before.info[0].value.replace("\\", "")
    app = open_page("search", q="zebra", review=CARA)
    assert app.info[0].value.replace("\\", "") == "**Southby (2020).** Nothing was found for “zebra”."
    app.button(key="filter_clear_here").click().run()
    assert results(app) == "Nothing was found for “zebra”."
    assert "review" not in app.query_params
    assert "filter_clear_here" not in [button.key for button in app.button]


def test_address_restores_the_search(database: Path) -> None:
    app = open_page("search", q="MARAC attendance")
    assert app.text_input(key="search_q").value == "MARAC attendance"
    assert results(app) == (
        "5 statements and 1 row of an action plan in 2 reviews for “MARAC attendance”. 1 of them has all of its words, the others "
        "some."
    )
    said = words(app)
    assert "**Attendance** at **MARAC** protects victims." in said
    assert "Found by: marac, attendance." in said


def test_typing_changes_what_is_found_and_the_address(database: Path) -> None:
    app = open_page("search", q="MARAC")
    app.text_input(key="search_q").set_value("training").run()
    assert results(app) == "2 statements in 2 reviews for “training”."
    assert app.query_params["q"] in ("training", ["training"])


def test_exact_phrase(database: Path) -> None:
    assert results(open_page("search", q='"every MARAC meeting"')) == '2 statements in 2 reviews for “"every MARAC meeting"”.'
    nothing = open_page("search", q='"meeting MARAC every"')
    assert work.NOTHING_FOUND_BY_WORDS in [text.value for text in nothing.markdown]


def test_filters_narrow_and_restricted_reviews_are_never_found(database: Path) -> None:
    assert (
        results(open_page("search", q="MARAC", review=ANNA)) == "**Northby DHR1 (Anna).** 3 statements in 1 review for “MARAC”."
    )
    assert "Nothing was found" in results(open_page("search", q="MARAC", review=CARA))
    assert "Nothing was found" in results(open_page("search", q='"without exception"'))


def test_passages_are_found_where_no_statement_says_it(database: Path) -> None:
    app = open_page("search", q="died")
    assert results(app) == "1 other passage in 1 review for “died”."
    assert "Passage, paragraph 6.1, page 4" in words(app)


def test_misspelling_is_said(database: Path) -> None:
    assert "“trainning” stands nowhere; looked for “training” instead." in words(open_page("search", q="trainning"))


@pytest.mark.parametrize(
    "typed",
    ['"', '"no consent', "AND", "OR NOT (", "🙂", "' ; drop table review; --", "%", "\\", "*", "[link](http://x)", "x" * 10_000,
     "police " * 2000, "“”", "\u202e\u0000abc", "$q", ":red[x]", "<script>alert(1)</script>", "a" * 40 + "*", "٣", "-", "  "],
)  # fmt: skip
def test_nothing_typed_is_an_error(typed: str, database: Path) -> None:
    app = open_page("search")
    app.text_input(key="search_q").set_value(typed).run()
    assert not app.exception
    assert not app.error


def test_words_of_a_report_never_become_markup() -> None:
    marked = search_box.mark("See ![x](http://e.org/a.png) and *this* :red[word], MARAC’s “end”.", frozenset({"maracs", "this"}))
    assert "**MARAC’s**" in marked
    assert "\\!\\[x\\]\\(http" in marked
    assert "\\*" in marked
    assert "\\:red\\[" in marked


def test_marking_loses_no_word() -> None:
    text = "Police  must\nattend every (MARAC) meeting."
    plain = search_box.mark(text, frozenset({"marac", "must"})).replace("\\", "").replace("**", "")
    assert plain.split() == text.split()


def test_meaning_is_a_second_step(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []

    def load(settings: object, store: object = None) -> StandIn:
        loaded.append("loaded")
        return StandIn()

    monkeypatch.setattr(pipeline, "load_machine", load)
    app = open_page("search", q="Surgeries should share information with the MARAC.")
    assert loaded == [], "words alone need no model"
    assert work.SECTION_MEANING not in [header.value for header in app.header]
    monkeypatch.setattr(MachineRoom, "alike_from", -1.0)
    app.toggle(key="search_meaning").set_value(True).run()
    assert loaded == ["loaded"]
    assert work.SECTION_MEANING in [header.value for header in app.header]
    said = words(app)
    assert "similar in meaning" in said
    assert "Similar in meaning (similarity" in said
    assert "without exception" not in said


def test_viewing_and_searching_by_words_never_import_the_model(database: Path) -> None:
    code = (
        "import sys\nfrom streamlit.testing.v1 import AppTest\n"
        "app = AppTest.from_file('app.py', default_timeout=60)\n"
        "for page in ('search', 'coding', 'codebook', '_import'):\n"
        "    app.switch_page(f'pages/{page}.py'); app.query_params['q'] = 'MARAC'; app.run(); assert not app.exception, page\n"
        "print(sorted({'torch', 'sentence_transformers', 'transformers', 'sklearn'} & set(sys.modules)))"
    )
    import os
    import subprocess

    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "LEARNING_DATABASE": str(database)}
    done = subprocess.run([sys.executable, "-c", code], cwd=root, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.strip().splitlines()[-1] == "[]"


def test_wording_covers_the_page() -> None:
    assert wording.PAGES["search"].heading


def test_of_a_long_paragraph_the_sentences_that_were_found_are_shown() -> None:
    filling = "Nothing of that kind is said here, and nothing is said at some length. " * 12
    text = f"{filling}The MARAC met. {filling}It was a MARAC case."
    shown = search_box.excerpt(text.strip(), frozenset({"marac"}))
    assert shown == "[…] The MARAC met. […] It was a MARAC case."
    assert search_box.excerpt(f"The MARAC met. {filling}".strip(), frozenset({"marac"})) == "The MARAC met. […]"
    assert search_box.excerpt("The MARAC met. It rained.", frozenset({"marac"})) == "The MARAC met. It rained."
    assert search_box.excerpt(text, frozenset()) == text, "similar in meaning: no word stands out"
    assert search_box.excerpt("The MARAC met. " * 60, frozenset({"marac"})) == "The MARAC met. The MARAC met. The MARAC met. […]"


def test_the_whole_of_a_long_text_is_one_step_away(database: Path) -> None:
    long = "Nothing of that kind is said here, and nothing is said at some length. " * 12
    with Store(database) as store, store.transaction() as cursor:
        cursor.execute("update action set outcome = 'A lead was named. ' || $1 where outcome like 'A lead%'", [long])
        [action] = cursor.execute("select action_id from action where outcome like 'A lead%'").fetchone() or [""]
    app = open_page("search", q="lead officer")
    assert "A **lead** was named. […]" in words(app)
    assert long.strip() not in words(app)
    assert [box.label for box in app.expander].count(work.WHOLE_TEXT) == 1
    assert long.strip() in words(open_page("search", opened=(f"whole_{action}",), q="lead officer"))
