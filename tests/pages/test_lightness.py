"""Looking costs nothing heavy: no page imports torch, scikit-learn or the embedding model."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests import situations

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = """
import sys
from streamlit.testing.v1 import AppTest
for page in ("overview", "themes", "term_of_reference_13", "actions", "agencies", "reviews", "method"):
    app = AppTest.from_file("app.py", default_timeout=60)
    if page != "overview":
        app.switch_page(f"pages/{page}.py")
    app.run()
    assert not app.exception and not app.error, page
print(sorted({"torch", "sentence_transformers", "transformers", "sklearn"} & set(sys.modules)))
"""


def test_pages_for_looking_import_no_model(tmp_path: Path) -> None:
    database = tmp_path / "library.duckdb"
    situations.library(database).close()
    environment = {**os.environ, "LEARNING_DATABASE": str(database), "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.strip() == "[]", "a page for looking imports what only encoding needs"
