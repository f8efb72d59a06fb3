#!/usr/bin/env python3
"""recalculate.py PACK.xlsx …: every formula's cached value equals the value that LibreOffice calculates. Exit 1 if not."""

import math
import sys
import tempfile

from office import recalculated
from workbook import Workbook

SHOWN = 25


def same(cached, anew):
    blank = (None, "")
    if cached.value in blank and anew.value in blank:
        return True
    if cached.kind != anew.kind:
        return False
    if cached.kind == "number":
        return math.isclose(cached.value, anew.value, rel_tol=1e-9, abs_tol=1e-9)
    return cached.value == anew.value


def differences(path, folder):
    """Returns the number of formulas, and those whose values differ."""
    pack = Workbook(path)
    copy = Workbook(recalculated(path, folder))
    formulas = [
        (sheet, place, cell)
        for sheet, held in pack.sheets.items()
        for place, cell in held.items()
        if cell.formula is not None
    ]
    differ = [
        (sheet, place, cell, copy.at(sheet, place))
        for sheet, place, cell in formulas
        if not same(cell, copy.at(sheet, place))
    ]
    return len(formulas), differ


def main(paths):
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            count, differ = differences(path, folder)
            for sheet, place, cell, anew in differ[:SHOWN]:
                print(f"{sheet}!{place}: cached {cell.value!r}, calculated {anew.value!r}, ={cell.formula}")
            print(f"{path}: {count} formulas, {len(differ)} differ")
            failed = failed or bool(differ) or count == 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
