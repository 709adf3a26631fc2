"""MP3: finding it, and leaving out its labels (ID3, APE), where titles, dates and pictures stand. Pure."""

from typing import BinaryIO

BIT_RATES = {  # kbit/s by version (1, or 2 and 2.5) for layer III; ISO 11172-3 and 13818-3
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
SAMPLE_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
ID3_FRONT, ID3_BACK, APE = 10, 128, 32
BLOCK = 64 * 1024


def frame_length(header: bytes) -> int | None:
    """Bytes from this frame of layer III to the next one; None when these four bytes begin no frame."""
    if len(header) < 4 or header[0] != 0xFF or header[1] & 0xE0 != 0xE0 or header[1] & 0x06 != 0x02:
        return None
    version, bits, rate = header[1] >> 3 & 3, header[2] >> 4, header[2] >> 2 & 3
    if version == 1 or bits in {0, 15} or rate == 3:
        return None
    is_first = version == 3
    kilobits = BIT_RATES[1 if is_first else 2][bits]
    return (144 if is_first else 72) * kilobits * 1000 // SAMPLE_RATES[version][rate] + (header[2] >> 1 & 1)


def _after_labels(file: BinaryIO) -> int:
    """Where the sound begins: after every ID3v2 label at the front, whose length is written in 4 x 7 bits."""
    position = 0
    while True:
        file.seek(position)
        label = file.read(ID3_FRONT)
        if len(label) < ID3_FRONT or label[:3] != b"ID3":
            return position
        length = sum((byte & 0x7F) << shift for byte, shift in zip(label[6:10], (21, 14, 7, 0), strict=True))
        position += ID3_FRONT + length + (ID3_FRONT if label[5] & 0x10 else 0)


def _before_labels(file: BinaryIO, start: int) -> int:
    """Where the sound ends: before an ID3v1 label and an APE label at the back."""
    end = file.seek(0, 2)
    if end - start >= ID3_BACK:
        file.seek(end - ID3_BACK)
        if file.read(3) == b"TAG":
            end -= ID3_BACK
    if end - start >= APE:
        file.seek(end - APE)
        label = file.read(APE)
        if label.startswith(b"APETAGEX"):
            has_header = label[23] & 0x80
            end -= int.from_bytes(label[12:16], "little") + (APE if has_header else 0)
    return max(end, start)


def is_mpeg_sound(file: BinaryIO) -> bool:
    """Whether two frames of MPEG layer III stand one after the other where the sound should begin."""
    start = _after_labels(file)
    file.seek(start)
    length = frame_length(file.read(4))
    if not length:
        return False
    file.seek(start + length)
    return frame_length(file.read(4)) is not None


def copy_without_labels(file: BinaryIO, target: BinaryIO) -> None:
    """Write the sound alone into `target`."""
    start = _after_labels(file)
    end = _before_labels(file, start)
    file.seek(start)
    for position in range(start, end, BLOCK):
        target.write(file.read(min(BLOCK, end - position)))
