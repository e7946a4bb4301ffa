"""Does a wheel carry every file of the package, tables and model too?

`python tests/wheel.py WHEEL` exits 1 and lists what is missing.
"""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).parent.parent


def missing(wheel: Path) -> list[str]:
    """The files under kg/ that git knows and the wheel has not, sorted."""
    known = subprocess.run(["git", "ls-files", "kg"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    with ZipFile(wheel) as archive:
        return sorted(set(known) - set(archive.namelist()))


if __name__ == "__main__":
    if lost := missing(Path(sys.argv[1])):
        sys.exit("not in the wheel:\n" + "\n".join(lost))
    print("The wheel has every file of the package.")
