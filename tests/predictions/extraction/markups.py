"""The same rows as a table in many markups."""

from collections.abc import Callable

Rows = list[list[str]]


def _padded(rows: Rows) -> Rows:
    wide = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [[cell.ljust(n) for cell, n in zip(row, wide, strict=True)] for row in rows]


def _lines(rows: Rows, between: str, before: str = "", behind: str = "") -> list[str]:
    return [(before + between.join(row) + behind).rstrip() for row in rows]


def bars(rows: Rows) -> str:
    """Markdown."""
    head, *others = _lines(rows, " | ", "| ", " |")
    return "\n".join([head, "|---" * len(rows[0]) + "|", *others])


def bars_between(rows: Rows) -> str:
    """Markdown without outer bars."""
    head, *others = _lines(rows, " | ")
    return "\n".join([head, " | ".join("---" for _ in rows[0]), *others])


def org(rows: Rows) -> str:
    """Org-mode."""
    head, *others = _lines(_padded(rows), " | ", "| ", " |")
    return "\n".join([head, "|" + "+".join("-----" for _ in rows[0]) + "|", *others])


def wiki(rows: Rows) -> str:
    """A wiki, a row a line."""
    head, *others = rows
    body = "".join(f"|-\n| {' || '.join(row)}\n" for row in others)
    return f'{{| class="wikitable"\n! {" !! ".join(head)}\n{body}|}}'


def wiki_cells(rows: Rows) -> str:
    """A wiki, a cell a line, with attributes."""
    head, *others = rows
    heads = "".join(f'! scope="col" | {cell}\n' for cell in head)
    body = "".join("|-\n" + "".join(f"| {cell}\n" for cell in row) for row in others)
    return f'{{| class="wikitable sortable"\n|+ The table\n|-\n{heads}{body}|}}'


def forum(rows: Rows) -> str:
    """A forum, a row a line."""
    lines = ("[tr]" + "".join(f"[td]{cell}[/td]" for cell in row) + "[/tr]" for row in rows)
    return "[table]\n" + "\n".join(lines) + "\n[/table]"


def forum_cells(rows: Rows) -> str:
    """A forum, a cell a line, in capitals."""
    lines = ("[TR]\n" + "".join(f"[TD]{cell}[/TD]\n" for cell in row) + "[/TR]" for row in rows)
    return "[TABLE]\n" + "\n".join(lines) + "\n[/TABLE]"


def latex(rows: Rows) -> str:
    """LaTeX."""
    escaped = [[cell.replace("%", "\\%") for cell in row] for row in rows]
    head, *others = (" & ".join(row) + " \\\\\n" for row in escaped)
    columns = "l" * len(rows[0])
    return f"\\begin{{tabular}}{{{columns}}}\n\\hline\n{head}\\hline\n{''.join(others)}\\end{{tabular}}"


def latex_book(rows: Rows) -> str:
    """LaTeX as books have it."""
    escaped = [[cell.replace("%", "\\%") for cell in row] for row in rows]
    head = " & ".join(f"\\textbf{{{cell}}}" for cell in escaped[0])
    body = "".join(" & ".join(row) + " \\\\\n" for row in escaped[1:])
    return (
        "\\begin{table}[h]\n\\centering\n\\begin{tabular}{@{}lrr@{}}\n\\toprule\n"
        f"{head} \\\\ \\midrule\n{body}\\bottomrule\n\\end{{tabular}}\n\\end{{table}}"
    )


def html(rows: Rows) -> str:
    """HTML."""
    lines = ("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return "<table>\n" + "\n".join(lines) + "\n</table>"


def blanks(rows: Rows) -> str:
    """Columns that blanks align."""
    return "\n".join(_lines(_padded(rows), "   "))


def blanks_ruled(rows: Rows) -> str:
    """Columns with a line of rules below the heads."""
    head, *others = _lines(_padded(rows), "  ")
    return "\n".join([head, "  ".join("-" * len(cell) for cell in _padded(rows)[0]), *others])


def blanks_underlined(rows: Rows) -> str:
    """Columns with one line below all heads."""
    head, *others = _lines(_padded(rows), "  ", "  ")
    return "\n".join([head, "-" * len(head), *others])


def simple(rows: Rows) -> str:
    """A simple table of reStructuredText."""
    rule = "  ".join("=" * len(cell) for cell in _padded(rows)[0])
    head, *others = _lines(_padded(rows), "  ")
    return "\n".join([rule, head, rule, *others, rule])


def grid(rows: Rows) -> str:
    """A grid of reStructuredText."""
    rule = "+" + "+".join("-" * (len(cell) + 2) for cell in _padded(rows)[0]) + "+"
    head, *others = _lines(_padded(rows), " | ", "| ", " |")
    return "\n".join([rule, head, rule.replace("-", "="), *(f"{line}\n{rule}" for line in others)])


def boxes(rows: Rows) -> str:
    """Characters for boxes."""
    rules = [
        left + cross.join("\u2500" * (len(cell) + 2) for cell in _padded(rows)[0]) + right
        for left, cross, right in ("\u250c\u252c\u2510", "\u251c\u253c\u2524", "\u2514\u2534\u2518")
    ]
    head, *others = _lines(_padded(rows), " \u2502 ", "\u2502 ", " \u2502")
    return "\n".join([rules[0], head, rules[1], *others, rules[2]])


def tabs(rows: Rows) -> str:
    """Tabs."""
    return "\n".join(_lines(rows, "\t"))


def commas(rows: Rows) -> str:
    """Separated values."""
    return "\n".join(_lines(rows, ","))


def quoted_values(rows: Rows) -> str:
    """Separated values between quotation marks."""
    return "\n".join(_lines([[f'"{cell}"' for cell in row] for row in rows], ";"))


def tracker(rows: Rows) -> str:
    """A tracker, with doubled bars between the heads."""
    head, *others = rows
    return "\n".join(["||" + "||".join(head) + "||", *_lines(others, "|", "|", "|")])


def textile(rows: Rows) -> str:
    """Textile."""
    head, *others = rows
    return "\n".join(["|_. " + "|_. ".join(head) + "|", *_lines(others, "|", "|", "|")])


def carets(rows: Rows) -> str:
    """A wiki with carets between its heads."""
    head, *others = rows
    return "\n".join(["^ " + " ^ ".join(head) + " ^", *_lines(others, " | ", "| ", " |")])


def asciidoc(rows: Rows) -> str:
    """AsciiDoc, a row a line."""
    head, *others = _lines(rows, " |", "|")
    return "\n".join(["|===", head, "", *others, "|==="])


def asciidoc_cells(rows: Rows) -> str:
    """AsciiDoc, a cell a line."""
    head, *others = rows
    parts = ("\n".join(f"|{cell}" for cell in row) for row in others)
    return "|===\n" + " ".join(f"|{cell}" for cell in head) + "\n\n" + "\n\n".join(parts) + "\n|==="


def fenced(rows: Rows) -> str:
    """A block of code."""
    return f"```\n{blanks_ruled(rows)}\n```"


MARKUPS: tuple[Callable[[Rows], str], ...] = (
    bars, bars_between, org, wiki, wiki_cells, forum, forum_cells, latex, latex_book, html, blanks, blanks_ruled, blanks_underlined,
    simple, grid, boxes, tabs, commas, quoted_values, tracker, textile, carets, asciidoc, asciidoc_cells, fenced,
)  # fmt: skip
