"""Sets of positions kept as whole numbers: bit n says whether the entry at position n is in the set.

Python's own integers join (&), add (|) and count such sets of ten thousand in well under a microsecond each.
"""

from collections.abc import Iterable
from itertools import compress


def bits_of(positions: Iterable[int], size: int) -> int:
    """The set of `positions`, all of them below `size`."""
    flags = bytearray(size // 8 + 1)
    for position in positions:
        flags[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(flags, "little")


def flags_of(bits: int, size: int) -> bytes:
    """One byte for each of `size` positions: 1 for those in the set, else 0."""
    return bin(bits)[:1:-1].encode().translate(_DIGITS).ljust(size, b"\0")


def positions_of(bits: int) -> list[int]:
    """The positions in the set, from low to high."""
    return list(compress(range(bits.bit_length()), flags_of(bits, 0)))


_DIGITS = bytes.maketrans(b"01", b"\x00\x01")
