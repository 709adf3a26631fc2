"""The page about the CSV layout for the officers who fill it in, made from the table of columns."""

from collections.abc import Iterator

from .csv_columns import PARTS
from .csv_layout import Column
from .csv_words import CHOICES, asked_for

_START = """# Bringing your directory in from a spreadsheet

You can keep your directory in a spreadsheet and bring it in as one CSV file. This page says which columns
there are and what goes in them. It is made from the table that the site itself reads by, so the two always
agree.

## How to make the file

1. Get the example file: in the admin under *Bring entries in*, or with `manage.py csv_layout --example`. It
   holds three rows of invented help. Open it in your spreadsheet.
2. Take the example rows out and put your own in. Write **one row for each service**.
3. Leave out the columns that you do not use. Only **service name** and **provider** must be there. The
   order of the columns does not matter, nor do capitals in their headings.
4. Choose *Save as*, then *CSV UTF-8*.
5. In the admin choose *Bring entries in* and send the file. The site first checks it and changes nothing.
   It shows what is new, what would change, and every row it could not take with the line and the reason.
   When you are happy, carry on.

## Good to know

- **A service at two places, or at two times:** write a second row with the same service id (or the same
  provider and service name). Fill in the place and the time; leave the rest empty. Where two rows say
  different things about the same service, the first one counts and the report says so.
- **Bring the same directory in again as often as you like.** Nothing doubles. What an editor changed on the
  site by hand stays as it is, and the report says so. Keep your service ids: do not give a service another
  one, and do not add ids later, or it comes in as a new service.
- **An empty cell** means that you do not know. If the cell had something in it last time, that is taken
  away. **A column that is not in the file** changes nothing.
- **A service that is no longer in the file** is marked as gone; nothing is deleted. If some rows could not
  be read at all, nothing is marked.
- **Lists** in one cell have a semicolon (;) between their parts.
- **Secret addresses:** for a refuge or a private home write *yes* under **hide address**. If one row hides
  a place, it is hidden in every row. A row whose answer there is not clear is not taken at all.
- **Dates** have the day first: 12/01/2026 or 12 January 2026. **Times** are 16:00 or 4pm.
- **Formulas** are never worked out: a cell that starts with = or + is only words. Web page code in a cell
  is taken out.
- **Commas, semicolons or tabs** may stand between the cells; the site finds out which. A text with line
  breaks must have quotation marks round it, which spreadsheets do by themselves.
- **A column that we do not know** is left out, and the report names it.
- Questions that families asked are not brought in from a file. They are kept on the site.

## When something is wrong

The last column of each table says what happens. *Row*: the whole row is not taken, because without that
answer the entry could mislead a family or do harm; no other row of that service is taken either. *Value*:
the row is taken without that one answer, and the report says why. What stood on the site before stays in
both cases. Of a list, an address or several times, the parts that are right are taken.
"""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\\\|")


def what_to_write(column: Column) -> str:
    """What goes in a column's cells, with the words to choose from where there are only some."""
    parts = [column.meaning]
    if column.kind == "choice":
        parts.append(f"Write {asked_for(CHOICES[column.fact])}.")
    elif column.kind == "yes or no" and "yes" not in column.meaning:
        parts.append("Write yes or no.")
    elif column.kind == "terms" and column.fact != "heading":
        parts.append("Use the names on the site, or other words that families use for them.")
    return " ".join(parts)


def _rows(columns: tuple[Column, ...]) -> Iterator[str]:
    yield "| Column | What to write | Example | If it is wrong |"
    yield "|---|---|---|---|"
    for column in columns:
        needed = " (must be there)" if column.is_needed else ""
        wrong = "row" if column.stops_row else "value"
        words = (f"**{column.name}**{needed}", what_to_write(column), column.example, wrong)
        yield f"| {' | '.join(_cell(word) for word in words)} |"


def layout_page() -> str:
    """The whole page in Markdown, as docs/csv-layout.md holds it."""
    parts = [_START]
    for title, columns in PARTS:
        parts.append("\n".join([f"## {title}", "", *_rows(columns), ""]))
    also = [
        f"- **{column.name}**: {', '.join(column.also)}"
        for _, columns in PARTS
        for column in columns
        if column.also
    ]
    parts.append("\n".join(["## Other headings that are understood", "", *also, ""]))
    return "\n".join(parts)
