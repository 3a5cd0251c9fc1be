"""Pictures of figures, read back as XML and as pixels."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest
from lxml import etree
from PIL import Image

from analytics.briefings import picture
from analytics.figures.actions import open_ages, slippage, status_bar
from analytics.figures.asks import agency_bars, remedy_ladder
from analytics.figures.figure import Figure, Scope
from analytics.figures.themes import theme_bars, theme_matrix, theme_over_time

SCOPE = Scope("All reviews", 2, 1)
THEMES = pd.DataFrame({"name": ["MARAC <b> & process", "Risk"], "reports": [2, 1], "digests": [1, 0], "statements": [5, 1]})


def figures() -> dict[str, Figure]:
    """One of each kind that the pages show."""
    matrix = pd.DataFrame({"theme": ["A", "A", "B", "B"], "review": ["Anna", "Cara"] * 2, "statements": [1, 0, 0, 2],
                           "state": ["found", "not_in_scope", "not_found", "found"]})  # fmt: skip
    dated = pd.DataFrame({"label": ["Police 1", "GP 2"], "target": ["2019-12", "2020-06-30"], "completed": ["2020-02", "2020-05"],
                          "months": [2, -1]})  # fmt: skip
    years = pd.DataFrame({"year": [2018, 2021, None], "reviews": [2, 1, 1], "found": [1, 1, 0]})
    return {
        "themes": theme_bars(THEMES, SCOPE),
        "matrix": theme_matrix(matrix, SCOPE),
        "time": theme_over_time(years, SCOPE, "MARAC"),
        "status": status_bar(pd.DataFrame({"status": ["complete", "unknown"], "actions": [3, 1]}), SCOPE),
        "slippage": slippage(dated, SCOPE),
        "ages": open_ages(pd.DataFrame({"label": ["GP 2"], "months": [14], "overdue": [True]}), SCOPE, "1 July 2024"),
        "agencies": agency_bars(pd.DataFrame({"name": ["Police"], "recommendations": [2], "done": [1], "open": [1]}), SCOPE),
        "ladder": remedy_ladder(pd.DataFrame({"remedy": ["train", None], "recommendations": [2, 1]}), SCOPE),
        "no themes": theme_bars(THEMES.head(0), SCOPE),
    }  # fmt: skip


def texts(content: bytes) -> list[str]:
    tree = etree.fromstring(content)
    return ["".join(node.itertext()).strip() for node in tree.iter("{*}text")]


@pytest.mark.parametrize("name", list(figures()))
def test_every_figure_becomes_a_picture_that_opens(name: str) -> None:
    figure = figures()[name]
    said = " ".join(texts(picture.svg(figure)))
    assert figure.title in said
    assert figure.source in said
    image = Image.open(io.BytesIO(picture.png(figure)))
    assert image.format == "PNG"
    assert image.width == 1920
    assert image.convert("L").getextrema() == (image.convert("L").getextrema()[0], 255)
    assert image.convert("L").getextrema()[0] < 100, "the picture is blank"


def test_labels_and_numbers_are_those_of_the_figure() -> None:
    said = texts(picture.svg(figures()["themes"]))
    for word in ("MARAC <b> & process", "Risk", "3", "1"):
        assert word in said
    assert {"Jan", "2020"} <= set(texts(picture.svg(figures()["slippage"])))
    assert {"2018", "2021"} <= set(texts(picture.svg(figures()["time"])))
    assert {"Anna", "Cara", "?"} <= set(texts(picture.svg(figures()["matrix"])))


def test_bars_are_as_long_as_their_numbers() -> None:
    """Solid bars of 2 and 1 reviews; the outlined one of the digest begins where the solid one ends."""
    tree = etree.fromstring(picture.svg(figures()["themes"]))
    drawn = [(float(r.get("x")), float(r.get("width"))) for r in tree.iter("{*}rect")]
    boxes = [(x, width) for x, width in drawn if width < picture.WIDTH]  # all but the white page
    (first, long), (second, short), (after, digest) = boxes
    assert first == second
    assert long == pytest.approx(2 * short, rel=0.01)
    assert after == pytest.approx(first + long, rel=0.01)
    assert digest == pytest.approx(short, rel=0.01)


def test_a_picture_says_in_words_what_it_shows_and_fetches_nothing() -> None:
    figure = figures()["themes"]
    content = picture.svg(figure)
    tree = etree.fromstring(content)
    assert tree.get("role") == "img"
    assert [node.text for node in tree.iter("{*}title")] == [figure.title]
    assert [node.text for node in tree.iter("{*}desc")] == [figure.alt]
    assert b"DOCTYPE" not in content
    assert not [value for node in tree.iter() for key, value in node.attrib.items() if key.endswith("href")]


def test_the_same_figure_gives_the_same_picture_from_any_thread() -> None:
    figure = figures()["matrix"]
    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(lambda _: picture.png(figure), range(8)))
    assert len(made) == 1
