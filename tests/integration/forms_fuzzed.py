"""Input of every kind for a form, from a seed: the same each time, and nothing that people usually write."""

import random
import uuid
from urllib.parse import quote_from_bytes

from tests import file_samples as samples

from .forms_found import Field, Form

MARKUP = "\"'><zqx-tag onload=zqx()>{{ zqx }}"  # what must never come back as it is
BROKEN_OUT = (b"<zqx", b"\"'><", b'href="javascript:zqx', b'src="javascript:zqx')
TEXTS = (
    MARKUP.encode(),
    b"<script>zqx</script><zqx-tag>",
    b"javascript:zqx()//<zqx-tag>",
    b"",
    b" ",
    b"\x00",
    b"a\x00<zqx-tag>",
    b"\xed\xa0\x80lone surrogate<zqx-tag>",
    b"\xff\xfe not UTF-8 <zqx-tag>",
    "\u202e\u200b\ufeff\u0661\u00b2\U0001f600\u0130\u017f".encode(),
    b"'; DROP TABLE x; -- %s %(x)s \\",
    b"x\r\nX-Bad: 1\r\n\r\n<zqx-tag>",
    b"-1",
    b"9" * 400,
    b"2147483648",
    b"NaN",
    b"1e999",
    b"2026-02-30",
    b"on",
    b"null",
    b"[]",
    b'{"a": ["<zqx-tag>"]}',
    b"../../etc/passwd",
    b"//evil.example",
    b"https://evil.example/<zqx-tag>",
    b"somebody@larkshire.example",
    b'"<zqx-tag>"@larkshire.example',
    b"a@b@c",
    b"x" * 255 + b"@larkshire.example",
    b"00000000-0000-4000-8000-000000000000",
    b"ZZ1 1AA",
    b"\xe2\x80\xa8line\x1b[31m\x08<zqx-tag>",
)
FILES = (
    b"",
    b"<svg xmlns='http://www.w3.org/2000/svg' onload='zqx()'/><zqx-tag>",
    b"<html><script>zqx()</script>",
    samples.picture("PNG"),
    samples.picture("JPEG")[:300],
    samples.wav(0.01),
    samples.webm(2),
    samples.mp4()[:-9],
    samples.pdf(),
    samples.EICAR,
    b"\x00" * 300,
    b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f",
    b"RIFF\xff\xff\xff\xffWAVEdata",
    b"OggS" + b"\xff" * 60,
    b"\x1a\x45\xdf\xa3" + b"\xff" * 40,
    b"\x00\x00\x00\x18ftypmp42" + b"\xff" * 40,
)
NAMES = (b"a.mp3", MARKUP.encode(), b"../../x.png", b"\xff\x00.pdf", b"x" * 400, b"")
USUAL = {
    "email": b"somebody@larkshire.example",
    "tel": b"01632 960123",
    "password": b"larkshire-tests-2026",
    "textarea": b"Help, please. " + MARKUP.encode(),
    "text": b"Otterby " + MARKUP.encode(),
    "search": b"club " + MARKUP.encode(),
}
Pairs = list[tuple[bytes, bytes]]


class Maker:
    """Makes one input after another for forms; two with the same seed make the same."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def _text(self) -> bytes:
        kind = self.random.random()
        if kind < 0.85:
            return self.random.choice(TEXTS)
        if kind < 0.97:
            points = (self.random.choice((0x80, 0x800, 0xD800, 0x110000)) for _ in range(12))
            signs = (self.random.randrange(top) for top in points)
            return "".join(map(chr, signs)).encode("utf-8", "surrogatepass") + b"<zqx-tag>"
        return b"long <zqx-tag> " * 2000

    def _usual(self, box: Field) -> bytes:
        if box.name == "sending":
            return str(uuid.UUID(int=self.random.getrandbits(128), version=4)).encode()
        if box.values:
            return self.random.choice(box.values).encode()
        return b"" if box.is_hidden else USUAL.get(box.kind, b"")

    def _values(self, box: Field) -> list[bytes]:
        kind = self.random.random()
        if kind < (0.85 if box.is_hidden else 0.6):
            return [self._usual(box)]
        if kind < 0.9:
            return [self._text()]
        return [] if kind < 0.95 else [self._usual(box), self._text(), self._text()]

    def pairs(self, form: Form) -> Pairs:
        """Names and values of the boxes that are no files, some missing, some twice, some of another form."""
        made = [
            (box.name.encode(), value)
            for box in form.fields
            if box.kind != "file" or self.random.random() < 0.1
            for value in self._values(box)
        ]
        if self.random.random() < 0.1:
            made.append((self._text()[:60] or b"x", self._text()))
        return made

    def request(self, form: Form) -> tuple[str, bytes]:
        """Content type and body of one sending of `form`."""
        kind = self.random.random()
        if kind < 0.01:
            return self.random.choice(("application/json", "multipart/form-data", "")), self._text()
        boxes = [box for box in form.fields if box.kind == "file"]
        if boxes or kind < 0.05:
            return "multipart/form-data; boundary=zq", self._multipart(self.pairs(form), boxes)
        return "application/x-www-form-urlencoded", urlencoded(self.pairs(form))

    def _multipart(self, pairs: Pairs, boxes: list[Field]) -> bytes:
        parts = [_part(name, b"", value) for name, value in pairs]
        for box in boxes:
            if self.random.random() < 0.4:
                name = b'; filename="' + self.random.choice(NAMES).replace(b'"', b"%22") + b'"'
                parts.append(_part(box.name.encode(), name, self.random.choice(FILES)))
        ends = b"--zq--\r\n" if self.random.random() < 0.99 else b""
        return b"".join(parts) + ends


def _part(name: bytes, more: bytes, value: bytes) -> bytes:
    name = name.replace(b'"', b"%22").replace(b"\r\n", b" ")
    head = b'--zq\r\nContent-Disposition: form-data; name="' + name + b'"' + more.replace(b"\r\n", b" ")
    return head + (b"\r\nContent-Type: text/html" if more else b"") + b"\r\n\r\n" + value + b"\r\n"


def urlencoded(pairs: Pairs) -> bytes:
    """A body, or a query, with every byte as it is, whether it is text or not."""
    return b"&".join(quote_from_bytes(n).encode() + b"=" + quote_from_bytes(v).encode() for n, v in pairs)
