"""Make everything that running and testing need: packages, front-end packages and (for tests) a browser.

Runs on Python's own library alone, because nothing else is there yet. Each step leaves a stamp with the hash
of what it was made from, so a second run only compares hashes. Whatever is missing is said in one sentence
with the way out, and the script stops with 1; the long story is in var/set-up.log.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK = ROOT / "requirements.lock"
LOG = ROOT / "var" / "set-up.log"
OLDEST_PYTHON = (3, 11)
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class Missing(Exception):
    """Something the machine must have is not there. The message says what, and the way out."""


def main(words: list[str]) -> int:
    """Set up for `run` or for `test`; return the exit code."""
    try:
        if sys.version_info < OLDEST_PYTHON:
            raise Missing("This needs Python 3.11 or newer. Install it, then say: make run PYTHON=python3.11")
        LOG.parent.mkdir(parents=True, exist_ok=True)
        make_environment()
        install_packages()
        install_front_end_packages()
        if "test" in words:
            find_or_install_browser()
    except Missing as missing:
        say(str(missing))
        return 1
    return 0


def make_environment() -> None:
    """Make .venv with this Python, unless it is there and works."""
    if stamp_says("environment", f"{sys.version_info[:2]} {VENV}") and PYTHON.exists():
        return
    if PYTHON.exists() and run([PYTHON, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]):
        stamp("environment", f"{sys.version_info[:2]} {VENV}")
        return
    say("Making the environment in .venv")
    # Some systems ship venv without the means to put pip in; this machine's own pip then fills it.
    if not run([sys.executable, "-m", "venv", "--clear", VENV]) and not (
        run([sys.executable, "-m", "venv", "--clear", "--without-pip", VENV])
        and run([sys.executable, "-m", "pip", "--python", PYTHON, "install", "pip"])
    ):
        raise Missing(
            "Python cannot make an environment here. Install its venv part "
            "(Debian and Ubuntu: apt install python3-venv), then try again."
        )
    stamp("environment", f"{sys.version_info[:2]} {VENV}")


def install_packages() -> None:
    """Install exactly the packages of requirements.lock, each checked against its hash."""
    wanted = digest(LOCK)
    if stamp_says("packages", wanted):
        return
    say("Installing Python packages (a few minutes the first time)")
    install_uv()
    if not (
        run(
            [PYTHON, "-m", "uv", "pip", "sync", "--python", PYTHON, "--require-hashes", LOCK], mirror_for_uv()
        )
        or run([PYTHON, "-m", "pip", "install", "--require-hashes", "-r", LOCK])
    ):
        raise Missing(
            "The Python packages did not come. Check the connection to the package registry "
            f"(or name your own mirror in pip's settings), then try again. Details: {LOG.relative_to(ROOT)}"
        )
    stamp("packages", wanted)


def install_uv() -> None:
    """Put the locked uv in the environment; without it pip does the same work, only slower."""
    block = re.search(r"^uv==.*?(?=^\S)", LOCK.read_text() + "\nend", re.MULTILINE | re.DOTALL)
    if block is None or run([PYTHON, "-m", "uv", "--version"]):
        return
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as only_uv:
        only_uv.write(block.group())
        only_uv.flush()
        run([PYTHON, "-m", "pip", "install", "--require-hashes", "-r", only_uv.name])


def mirror_for_uv() -> dict[str, str]:
    """uv does not read pip's settings: tell it of the mirror that pip uses, if there is one."""
    if any(name in os.environ for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_CONFIG_FILE")):
        return {}
    asked = subprocess.run(
        [PYTHON, "-m", "pip", "config", "get", "global.index-url"],
        capture_output=True,
        text=True,
        check=False,
    )
    return {"UV_DEFAULT_INDEX": asked.stdout.strip()} if asked.stdout.strip() else {}


def install_front_end_packages() -> None:
    """Fetch the packages of package-lock.json with this machine's npm, or with the one among our packages."""
    wanted = digest(ROOT / "package-lock.json")
    if stamp_says("front-end", wanted) and (ROOT / "node_modules").exists():
        return
    say("Fetching front-end packages")
    npm = shutil.which("npm") or str(VENV / "bin" / "npm")
    path = (
        {"PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}"} if not shutil.which("npm") else {}
    )
    if not run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], path):
        raise Missing(
            "The front-end packages did not come. Check the connection to the npm registry "
            f"(or name your own mirror in .npmrc), then try again. Details: {LOG.relative_to(ROOT)}"
        )
    stamp("front-end", wanted)


def find_or_install_browser() -> None:
    """Make sure that a Chromium starts: the system's, else from apt as root, else Playwright's own."""
    if has_browser():
        return
    say("Getting Chromium for the tests")
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if is_root and shutil.which("apt-get"):
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        run(["apt-get", "update"], quiet)
        run(["apt-get", "install", "-y", "--no-install-recommends", "chromium"], quiet)
        if has_browser():
            return
    with_system_parts = ["--with-deps"] if is_root else []
    run([PYTHON, "-m", "playwright", "install", *with_system_parts, "chromium"])
    if not has_browser():
        raise Missing(
            "The tests need Chromium and it could not be installed. Install it (Debian and Ubuntu: "
            "apt install chromium) or name one: make test CHROMIUM=/path/to/chromium"
        )


def has_browser() -> bool:
    """True when the browser that the tests would use opens a page."""
    return run([PYTHON, ROOT / "scripts" / "try_browser.py"])


def run(words: list[str | Path], environment: dict[str, str] | None = None) -> bool:
    """Run a command with its output in the log; True when it went well."""
    with LOG.open("a") as log:
        log.write(f"\n$ {' '.join(map(str, words))}\n")
        log.flush()
        try:
            done = subprocess.run(
                list(map(str, words)),
                cwd=ROOT,
                env={**os.environ, **(environment or {})},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                check=False,
            )
        except OSError as error:
            log.write(f"{error}\n")
            return False
    return done.returncode == 0


def digest(file: Path) -> str:
    """The hash of a file's content."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def stamp(step: str, made_from: str) -> None:
    """Note that a step is done, and from what."""
    place = VENV / "stamps" / step
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(made_from)


def stamp_says(step: str, made_from: str) -> bool:
    """True when the step was done from the same thing before."""
    place = VENV / "stamps" / step
    return place.exists() and place.read_text() == made_from


def say(sentence: str) -> None:
    """Tell the person at the terminal."""
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
