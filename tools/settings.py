"""Write JupyterLab's settings for the lessons into the environment that runs this file.

No news and no update check: the lessons ask nothing of the network. Code line numbers off, one page without virtual
scrolling, so that searching the page and printing see the whole lesson.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
    },
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "defer"},
}


def main() -> None:
    """Put the settings where JupyterLab looks for the defaults of its environment."""
    folder = Path(sys.prefix) / "share" / "jupyter" / "lab" / "settings"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "overrides.json").write_text(json.dumps(SETTINGS, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
