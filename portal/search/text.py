"""Text and words the way the full-text tables see them, the same on every database."""

import re
import unicodedata

# Letters and digits of any script. Underscores, punctuation and lone surrogates part words.
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ](?=\w)")


def fold(text: str) -> str:
    """`text` in small letters without accents, apostrophes inside words closed up ("Zoë's" -> "zoes")."""
    closed = _APOSTROPHES.sub("", text)
    if closed.isascii():  # nearly all text is, and this is ten times as quick
        return closed.lower()
    decomposed = unicodedata.normalize("NFKD", closed)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return bare.casefold()


def tokens(text: str) -> list[str]:
    """The folded words of `text`, in order. Never raises, whatever the text holds."""
    return _WORD.findall(fold(text))


def as_words(text: str) -> str:
    """The words of `text` on one line, as the full-text tables keep them."""
    return " ".join(tokens(text))
