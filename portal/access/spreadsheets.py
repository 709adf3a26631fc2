"""Tables that editors download: what strangers and providers wrote stays words.

A spreadsheet program runs a cell that begins like a formula (OWASP, "CSV injection"). Wagtail guards its XLSX
files against that and not its CSV files, so every one of those goes through `safe_cell` here.
"""

from typing import Any

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe_cell(value: Any) -> Any:
    """`value` for a CSV file: text that begins like a formula gets a quote before it; other things stay."""
    return f"'{value}" if isinstance(value, str) and value.startswith(BEGINS_A_FORMULA) else value


def make_downloads_safe() -> None:
    """Let every CSV file that Wagtail's admin makes use `safe_cell`; called once, from `AppConfig.ready`.

    Wagtail offers no setting for it, and its reports are views of its own.
    """
    from wagtail.admin.views.mixins import SpreadsheetExportMixin

    def write_csv_row(view: Any, writer: Any, row: dict[str, Any]) -> Any:
        made = {
            field: safe_cell(view.preprocess_field_value(field, value, view.FORMAT_CSV))
            for field, value in row.items()
        }
        return writer.writerow(made)

    SpreadsheetExportMixin.write_csv_row = write_csv_row
