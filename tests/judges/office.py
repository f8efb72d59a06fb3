"""LibreOffice as a second calculator: opens a workbook, calculates every formula anew, saves a copy."""

import subprocess
import tempfile
from pathlib import Path

# Without this LibreOffice keeps the cached values of files it did not write, and would judge nothing.
ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
  <item oor:path="/org.openoffice.Office.Calc/Formula/Load">
    <prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
  </item>
</oor:items>
"""


def recalculated(path, folder):
    """Returns the path of a copy of the workbook, calculated anew, in a folder of its own below `folder`."""
    path = Path(path).resolve()
    place = Path(tempfile.mkdtemp(dir=folder))
    settings = place / "profile" / "user"
    settings.mkdir(parents=True)
    (settings / "registrymodifications.xcu").write_text(ALWAYS_RECALCULATE)
    command = [
        "soffice",
        f"-env:UserInstallation={(place / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        str(place),
        str(path),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    copy = place / f"{path.stem}.xlsx"
    if not copy.exists():
        raise SystemExit(f"LibreOffice could not recalculate {path.name}: {done.stderr.strip() or done.stdout.strip()}")
    return copy
