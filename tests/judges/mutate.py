#!/usr/bin/env python3
"""mutate.py PACK.xlsx: changes a threshold on Method, then a budget and a date on data sheets, has LibreOffice calculate,
and sees that statuses, counts, headline and checks follow. Exit 1 if one of them does not.
"""

import sys
import tempfile
from collections import Counter
from pathlib import Path

from office import recalculated
from workbook import Workbook

# How late a finish may be, in days, before schedule is amber and red.
SLIP = {"thr_Slip_A": 1.0, "thr_Slip_R": 2.0}
STATUS = ("tblHealth", "Computed")
BUDGET = ("tblProjects", "Budget")
DUE = ("tblMilestones", "Due")
HEADLINE = ("Summary", "A2")
CHECKS = ("Checks", "A2")


class View:
    """What a reader sees of a pack."""

    def __init__(self, book):
        self.statuses = [cell.value for cell in book.column(*STATUS)]
        self.counts = Counter(self.statuses)
        self.headline = book.at(*HEADLINE).value
        self.checks = book.at(*CHECKS).value
        self.summary = texts(book, "Summary")
        self.cover = texts(book, "Cover")
        self.lapsed = sum(text == "n/a" for text in texts(book, "Checks").values())
        self.errors = [
            f"{sheet}!{place}"
            for sheet, cells in book.sheets.items()
            for place, cell in cells.items()
            if cell.kind == "error"
        ]


def texts(book, sheet):
    return {place: cell.value for place, cell in book.sheets[sheet].items()}


def says(texts, word):
    """Whether a sentence on checks has a word in it."""
    return any(isinstance(text, str) and f"checks {word}" in text for text in texts.values())


def changed(book, changes, folder):
    """Returns the view of a recalculated copy in which some numbers are others."""
    copy = Path(folder) / "changed.xlsx"
    book.with_numbers(changes, copy)
    return View(Workbook(recalculated(copy, folder)))


def threshold(book, before, folder):
    after = changed(book, {book.named(name): limit for name, limit in SLIP.items()}, folder)
    yield "a lower slip limit moves statuses", before.statuses != after.statuses
    yield "a lower slip limit moves the counts", before.counts != after.counts
    yield "a lower slip limit moves the headline", before.headline != after.headline
    yield "a lower slip limit leaves the totals reconciled", before.checks == after.checks
    yield "a lower slip limit lapses the second count", before.lapsed == 0 and after.lapsed > 0
    yield "a lower slip limit gives no error value", not after.errors


def figure(book, before, folder):
    """Halves the budget of a project that is green though its outturn is known: its cost turns red, and so it turns amber."""
    table = book.tables[BUDGET[0]]
    at = lambda column, row: book.at(table.sheet, table.cell(column, row)).value
    green = {
        book.at(book.tables[STATUS[0]].sheet, book.tables[STATUS[0]].cell("ProjectID", line)).value
        for line, status in enumerate(before.statuses, book.tables[STATUS[0]].first_row)
        if status == "G"
    }
    rows = range(table.first_row, table.last_row + 1)
    row = next(row for row in rows if at("ProjectID", row) in green and at("Budget", row) and at("ForecastCost", row))
    after = changed(book, {(table.sheet, table.cell(BUDGET[1], row)): at("Budget", row) / 2}, folder)
    yield "a halved budget moves a status", before.statuses != after.statuses
    yield "a halved budget moves the counts", before.counts != after.counts
    yield "a halved budget moves the headline", before.headline != after.headline
    yield "a halved budget moves the summary", before.summary != after.summary
    yield "a halved budget fails a check", "pass" in before.checks and "fail" in after.checks
    for name, old, new in (("cover", before.cover, after.cover), ("summary", before.summary, after.summary)):
        yield f"a halved budget fails on the {name}", says(old, "pass") and says(new, "fail") and not says(new, "pass")
    yield "a halved budget lapses no second count", after.lapsed == 0
    yield "a halved budget gives no error value", not after.errors


def date(book, before, folder):
    """Moves the due date of an open milestone into the past. No total of a file holds dates: the second count does."""
    table = book.tables[DUE[0]]
    at = lambda column, row: book.at(table.sheet, table.cell(column, row)).value
    today = book.at(*book.named("rpt_Date")).value
    rows = range(table.first_row, table.last_row + 1)
    row = next(row for row in rows if at("IsOpen", row) == 1 and (at("Due", row) or 0) > today)
    after = changed(book, {(table.sheet, table.cell(DUE[1], row)): today - 10}, folder)
    yield "a moved date fails a check", "pass" in before.checks and "fail" in after.checks
    yield "a moved date fails on the cover", says(after.cover, "fail")
    yield "a moved date gives no error value", not after.errors


def main(path):
    book = Workbook(path)
    before = View(book)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for trial in (threshold, figure, date):
            for fact, holds in trial(book, before, folder):
                print(f"{'holds' if holds else 'FAILS'}: {fact}")
                failed += not holds
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
