#!/usr/bin/env python3
"""oddities.py PACK.xlsx …: what the Open XML validator does not see and a board would. Exit 1 if there is any."""

import re
import sys
import zipfile

from workbook import Workbook, column_name

# Newer than Excel 2016 would be written with this prefix and show as #NAME? there.
NEWER = re.compile(r"_xlfn|_xlws")
VOLATILE = re.compile(r"\b(TODAY|NOW|RAND|RANDBETWEEN|OFFSET|INDIRECT)\(")
LONGEST_FORMULA = 8192
LONGEST_TEXT = 32767


def oddities(path):
    book = Workbook(path)
    for sheet, cells in book.sheets.items():
        if book.states[sheet] != "visible":
            yield f"{sheet}: hidden"
        for place, cell in cells.items():
            if cell.kind == "error":
                yield f"{sheet}!{place}: shows {cell.value}"
            if isinstance(cell.value, str) and len(cell.value) > LONGEST_TEXT:
                yield f"{sheet}!{place}: text of {len(cell.value)} characters"
            if cell.formula is not None:
                yield from (f"{sheet}!{place}: {fault}" for fault in faults(cell.formula))
    for name, table in book.tables.items():
        yield from (f"{name}: {fault}" for fault in table_faults(book, table))
    with zipfile.ZipFile(path) as parts:
        names = parts.namelist()
        for part in names:
            content = parts.read(part)
            if "/charts/chart" in part:
                yield from (f"{part}: {fault}" for fault in chart_faults(content))
            if "/worksheets/sheet" in part:
                if b"<mergeCell " in content:
                    yield f"{part}: merged cells"
                if re.search(rb'<(?:row|col) [^>]*hidden="1"', content):
                    yield f"{part}: a hidden row or column"
                if len(set(re.findall(rb'<c r="([A-Z]+\d+)"', content))) != content.count(b'<c r="'):
                    yield f"{part}: two cells in one place"
        for part in names:
            if re.search(r"externalLink|vbaProject|connections\.xml", part):
                yield f"{part}: a pack has no links, macros or connections"


def faults(formula):
    if formula.startswith("="):
        yield "a formula that begins with two signs"
    if NEWER.search(formula):
        yield "a function newer than Excel 2016"
    if VOLATILE.search(formula):
        yield "a function that changes by itself"
    if len(formula) > LONGEST_FORMULA:
        yield f"a formula of {len(formula)} characters"
    if "[" in formula and re.search(r"\[\d+\]", formula):
        yield "a link to another workbook"


def table_faults(book, table):
    if len({column.lower() for column in table.columns}) != len(table.columns):
        yield "two columns of one name"
    if table.last_row < table.first_row:
        yield "no rows"
    for at, column in enumerate(table.columns):
        place = f"{column_name(table.first_column + at)}{table.first_row - 1}"
        shown = book.at(table.sheet, place).value
        if shown != column:
            yield f"{place} shows {shown!r}, the table says {column!r}"


def chart_faults(content):
    for cache in re.findall(rb"<c:(?:num|str)Cache>.*?</c:(?:num|str)Cache>", content, re.S):
        if b"<c:pt " not in cache:
            yield "a series without cached points"


def main(paths):
    found = 0
    for path in paths:
        for oddity in oddities(path):
            found += 1
            print(oddity)
        print(f"{path}: {found} oddities")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
