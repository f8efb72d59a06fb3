"""A workbook as its XML says it: cells with formula and cached value, names, tables; and a copy with numbers changed.

Only the standard library, so that no other reader's idea of a workbook stands between the file and the judge.
"""

import re
import zipfile
from dataclasses import dataclass
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class Cell:
    value: object  # float, str, bool or None
    kind: str  # "number", "text", "bool", "error" or "blank"
    formula: str | None


@dataclass(frozen=True)
class Table:
    sheet: str
    columns: list
    first_row: int  # of the data
    last_row: int
    first_column: int

    def cell(self, column, row):
        return f"{column_name(self.first_column + self.columns.index(column))}{row}"


class Workbook:
    def __init__(self, path):
        self.path = path
        with zipfile.ZipFile(path) as parts:
            self._read(parts)

    def _read(self, parts):
        shared = []
        if "xl/sharedStrings.xml" in parts.namelist():
            root = ElementTree.fromstring(parts.read("xl/sharedStrings.xml"))
            shared = ["".join(text.text or "" for text in item.iter(MAIN + "t")) for item in root]
        workbook = ElementTree.fromstring(parts.read("xl/workbook.xml"))
        targets = relations(parts, "xl/workbook.xml")
        self.parts, self.states, self.sheets, self.tables = {}, {}, {}, {}
        for sheet in workbook.find(MAIN + "sheets"):
            name, part = sheet.get("name"), targets[sheet.get(RELATION)]
            self.parts[name] = part
            self.states[name] = sheet.get("state", "visible")
            self.sheets[name] = dict(cells(parts.read(part), shared))
            for target in relations(parts, part).values():
                if "/tables/" in target:
                    table = ElementTree.fromstring(parts.read(target))
                    self.tables[table.get("displayName")] = table_of(name, table)
        names = workbook.find(MAIN + "definedNames")
        self.names = {} if names is None else {name.get("name"): name.text for name in names}

    def at(self, sheet, cell):
        return self.sheets[sheet].get(cell, Cell(None, "blank", None))

    def named(self, name):
        """Returns the sheet and cell that a name of one cell stands for."""
        sheet, cell = self.names[name].rsplit("!", 1)
        return sheet.strip("'").replace("''", "'"), cell.replace("$", "")

    def column(self, table, column):
        """Returns the cells of a table's column, from top to bottom."""
        of = self.tables[table]
        return [self.at(of.sheet, of.cell(column, row)) for row in range(of.first_row, of.last_row + 1)]

    def with_numbers(self, changes, to):
        """Writes a copy in which the cells named by (sheet, cell) hold other numbers. None of them may be a formula."""
        by_part = {}
        for (sheet, cell), number in changes.items():
            by_part.setdefault(self.parts[sheet], {})[cell] = number
        with zipfile.ZipFile(self.path) as source, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as copy:
            for name in source.namelist():
                content = source.read(name)
                for cell, number in by_part.get(name, {}).items():
                    content = replaced(content, cell, number)
                copy.writestr(name, content)


def replaced(content, cell, number):
    pattern = rb'(<c r="%s"(?: s="\d+")?)><v>[^<]*</v></c>' % cell.encode()
    content, count = re.subn(pattern, rb"\g<1>><v>%s</v></c>" % repr(number).encode(), content)
    if count != 1:
        raise SystemExit(f"{cell} is not a plain number: it was found {count} times as one")
    return content


def cells(content, shared):
    for node in ElementTree.fromstring(content).iter(MAIN + "c"):
        formula = node.find(MAIN + "f")
        raw = node.find(MAIN + "v")
        text = None if raw is None else raw.text or ""
        kind = node.get("t", "n")
        if kind == "inlineStr":
            value, kind = "".join(part.text or "" for part in node.iter(MAIN + "t")), "text"
        elif text is None:
            value, kind = None, "blank"
        elif kind == "s":
            value, kind = shared[int(text)], "text"
        elif kind == "b":
            value, kind = text == "1", "bool"
        elif kind == "e":
            value, kind = text, "error"
        elif kind == "str":
            value, kind = text, "text"
        else:
            value, kind = float(text), "number"
        yield node.get("r"), Cell(value, kind, None if formula is None else formula.text or "")


def table_of(sheet, table):
    first, last = table.get("ref").split(":")
    totals = int(table.get("totalsRowCount", "0"))
    return Table(
        sheet=sheet,
        columns=[column.get("name") for column in table.iter(MAIN + "tableColumn")],
        first_row=int(re.sub(r"\D", "", first)) + 1,
        last_row=int(re.sub(r"\D", "", last)) - totals,
        first_column=column_number(re.sub(r"\d", "", first)),
    )


def relations(parts, part):
    """Returns the parts that a part leads to, by id. Links that lead out of the workbook are none."""
    folder, _, name = part.rpartition("/")
    path = f"{folder}/_rels/{name}.rels"
    if path not in parts.namelist():
        return {}
    root = ElementTree.fromstring(parts.read(path))
    inside = (relation for relation in root if relation.get("TargetMode") != "External")
    return {relation.get("Id"): resolve(folder, relation.get("Target")) for relation in inside}


def resolve(folder, target):
    if target.startswith("/"):
        return target[1:]
    steps = folder.split("/")
    for step in target.split("/"):
        if step == "..":
            steps.pop()
        else:
            steps.append(step)
    return "/".join(steps)


def column_number(name):
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_name(number):
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
