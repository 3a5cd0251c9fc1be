"""Reading the YAML files of ``data/``: one way, one set of messages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from analytics.errors import DataFileError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Both are safe; the one written in C, where it is there, is some ten times faster."""


def read_yaml(path: Path, error: type[DataFileError] = DataFileError) -> dict[str, Any]:
    """A YAML file that is a mapping at its top.

    Raises
    ------
    DataFileError
        Or the ``error`` that is given: if the file is missing, can't be read as YAML, or is something else at its top.
    """
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506  # both are safe loaders
    except FileNotFoundError as err:
        raise error(f"There is no {path}. Put the project's {path.name} there.") from err
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as err:
        reason = str(err).replace("\n", " ")[:200]
        raise error(f"{path} can't be read as YAML ({reason}). Mend it and try again.") from err
    if not isinstance(content, dict):
        raise error(f"{path} is not a mapping of names to values. Compare it with the project's own.")
    return content
