"""Write size and checksum of each data file into data/datapackage.json; run after every change of a table.

The rest of the description is written by hand and stays as it is.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "data"


def main() -> None:
    """Bring bytes and hash of every resource up to date, and change the file only if one of them changed."""
    file = DATA / "datapackage.json"
    before = file.read_text(encoding="utf-8")
    package = json.loads(before)
    for resource in package["resources"]:
        content = (DATA / resource["path"]).read_bytes()
        resource["bytes"] = len(content)
        resource["hash"] = "sha256:" + hashlib.sha256(content).hexdigest()
    after = json.dumps(package, indent=2, ensure_ascii=False) + "\n"
    if after != before:
        file.write_text(after, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
