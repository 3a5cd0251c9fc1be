"""Last of the browser tests: what the server wrote while they ran."""

from __future__ import annotations

from analytics.store.connection import Store
from tests.e2e.conftest import FirstStart, Server


def test_log_has_no_traceback_and_no_word_of_a_review(server: Server, first_start: FirstStart) -> None:
    server.stop()
    log = server.log.read_text(encoding="utf-8")
    assert "Traceback" not in log
    assert "127.0.0.1" in log, "the log is that of the server"
    with Store(server.database, read_only=True) as store:
        texts = [row["text"] for row in store.rows("select text from statement union all select text from passage")]
    assert len(texts) > 100
    spoken = [text for text in texts if len(text) > 40 and text[:40] in log]
    assert spoken == []
