"""What every test shares: a clean environment, and no network for model hubs."""

from __future__ import annotations

import logging
import os

os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TRANSFORMERS_OFFLINE"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"

import pytest
from xdist.scheduler import LoadScopeScheduling

from analytics.settings import OPTIONS


class ByFile(LoadScopeScheduling):
    """Where tests run side by side (pytest-xdist): a file's stay together, and all that drive a browser share one server."""

    def _split_scope(self, nodeid: str) -> str:
        return "browser" if nodeid.startswith("tests/e2e/") else nodeid.split("::", 1)[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByFile:
    return ByFile(config, log)


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings of the machine the tests run on must not change what they find, nor the silence of a command run before."""
    logging.disable(logging.NOTSET)
    for option in OPTIONS.values():
        monkeypatch.delenv(option.variable, raising=False)
