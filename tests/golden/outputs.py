"""Write anew what the documentation shows of the program's output, from the embedded sample.

python -m tests.golden.outputs      # then read the difference before you commit it

In a page, a block of kind `console` begins with `$ lagebild …`; what follows is what that command prints.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import lagebild

ROOT: Final = Path(lagebild.__file__).resolve().parent.parent
PAGES: Final = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
COLUMNS: Final = 100
_BLOCK: Final = re.compile(r"^```console\n\$ lagebild (?P<command>[^\n]*)\n(?P<output>.*?)^```$", re.M | re.S)


def run(command: str, case: Path) -> str:
    """Return what `lagebild COMMAND` prints on a case, on a terminal of 100 columns."""
    words = shlex.split(command)
    plain = {**os.environ, "COLUMNS": str(COLUMNS), "LINES": "50", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    found = subprocess.run(
        [sys.executable, "-m", "lagebild", *words, "--case", str(case)], capture_output=True, encoding="utf-8", env=plain, cwd=ROOT
    )
    lines = [line.rstrip() for line in (found.stdout + found.stderr).strip("\n").split("\n")]
    return "\n".join(lines) + "\n"


def build(folder: Path) -> Path:
    """Read the embedded sample into a case."""
    case = folder / "sample.db"
    sample = Path(lagebild.__file__).resolve().parent / "sample"
    subprocess.run([sys.executable, "-m", "lagebild", "add", str(sample), "--case", str(case)], check=True, capture_output=True)
    return case


def blocks(page: Path) -> Iterator[tuple[str, str]]:
    """Yield (command, output) of each block of a page."""
    for match in _BLOCK.finditer(page.read_text(encoding="utf-8")):
        yield match["command"], match["output"]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        case = build(Path(folder))
        for page in PAGES:
            text = page.read_text(encoding="utf-8")
            new = _BLOCK.sub(lambda m: f"```console\n$ lagebild {m['command']}\n{run(m['command'], case)}```", text)
            if new != text:
                page.write_text(new, encoding="utf-8")
                print(f"written: {page.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
