"""A QR code as one path of squares, drawn by our own template. Pure."""

import qrcode
from qrcode.constants import ERROR_CORRECT_M

QUIET = 4  # empty squares around it, as the standard asks (ISO/IEC 18004)


def squares(text: str) -> tuple[int, str]:
    """The width in squares, quiet zone and all, and the path of the dark ones, row by row."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    drawn = [
        f"M{start},{y}h{length}v1h-{length}z" for y, row in enumerate(rows) for start, length in _runs(row)
    ]
    return len(rows), "".join(drawn)


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """Where dark squares begin in a row, and how many stand in line."""
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if not dark:
            continue
        if runs and sum(runs[-1]) == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((x, 1))
    return runs
