"""Measure everything and print the table of the README.

make bench                      all of it
.venv/bin/python -m bench http  one part: search, feed, http, live or weight
"""

import importlib
import os
import platform
import sys

from .rows import Row

PARTS = ("search", "http", "feed", "live", "weight")


def main(words: list[str]) -> int:
    """Print each row as it comes; return 1 when a target is missed."""
    print(f"{os.cpu_count()} cores, Python {platform.python_version()}\n")
    print("| What | Ours | Measured against | Ratio | Target |\n|---|---|---|---|---|", flush=True)
    rows: list[Row] = []
    for part in words or PARTS:
        for row in importlib.import_module(f"bench.{part}").run():
            rows.append(row)
            print(_line(row), flush=True)
    return 0 if all(row.is_met for row in rows) else 1


def _line(row: Row) -> str:
    mark = "" if row.is_met else " **missed**"
    ratio, target = _number(row.ratio), _number(row.target)
    return f"| {row.name} | {row.ours} | {row.other} | {ratio}{mark} | {target} |"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 20 else f"{value:.2g}" if value < 1 else f"{value:.1f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
