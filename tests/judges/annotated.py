#!/usr/bin/env python3
"""annotated.py FOLDER ORIGINAL…: LibreOffice opens the copies in FOLDER with their notes, and with the cells of the originals.

Exit 1 if a note is lost, a cell differs, or the sheet of findings is not in front.
"""

import re
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from office import recalculated
from workbook import Workbook, relations


def faults(original, copy, folder):
    opened, before = recalculated(copy, folder), recalculated(original, folder)
    book, old = Workbook(opened), Workbook(before)
    names = list(book.sheets)
    if names[1:] != list(old.sheets):
        yield f"sheets {names} after {list(old.sheets)}"
        return
    if not names[0].startswith("Findings"):
        yield f"the first sheet is {names[0]}"
    for sheet, cells in old.sheets.items():
        for place in cells.keys() | book.sheets[sheet].keys():
            here, there = old.at(sheet, place), book.at(sheet, place)
            if (here.value, here.formula) != (there.value, there.formula):
                yield f"{sheet}!{place}: {here.value!r} became {there.value!r}"
    written, shown, kept = notes(copy), notes(opened), notes(original)
    if not any(written.values()):
        yield "no note was written"
    for sheet, cells in written.items():
        for cell, text in cells.items():
            if squeezed(text) not in squeezed(shown.get(sheet, {}).get(cell, "")):
                yield f"{sheet}!{cell}: LibreOffice shows the note {shown.get(sheet, {}).get(cell)!r}"
    for sheet, cells in kept.items():
        for cell, text in cells.items():
            if squeezed(text) not in squeezed(written.get(sheet, {}).get(cell, "")):
                yield f"{sheet}!{cell}: the sender's own note is lost"


def notes(path):
    """Returns the texts of the notes, by sheet and cell."""
    book = Workbook(path)
    found = {}
    with zipfile.ZipFile(path) as parts:
        for sheet, part in book.parts.items():
            for target in relations(parts, part).values():
                if re.search(r"/comments[^/]*\.xml$", target):
                    root = ElementTree.fromstring(parts.read(target))
                    found[sheet] = {
                        node.get("ref"): "".join(text.text or "" for text in node.iter() if text.tag.endswith("}t"))
                        for node in root.iter()
                        if node.tag.endswith("}comment")
                    }
    return found


def squeezed(text):
    return re.sub(r"\s+", "", text)


def main(folder, originals):
    found, compared = 0, 0
    with tempfile.TemporaryDirectory() as place:
        for original in originals:
            copy = Path(folder) / Path(original).name
            if not copy.exists():
                print(f"{copy}: is missing")
                found += 1
                continue
            compared += 1
            for fault in faults(original, copy, place):
                found += 1
                print(f"{copy.name}: {fault}")
    print(f"{compared} copies, {found} faults")
    return 1 if found or not compared else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
