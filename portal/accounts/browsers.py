"""What a browser calls itself, in words that its owner knows. Pure."""

# The first that fits: later names stand in earlier ones' texts too (Chrome says Safari, Edge says Chrome).
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
DEVICES = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "an Android phone or tablet"),
    ("CrOS", "a Chromebook"),
    ("Windows", "a Windows computer"),
    ("Macintosh", "a Mac"),
    ("Linux", "a Linux computer"),
)


def browser_words(user_agent: str) -> str:
    """Such as "Firefox on a Windows computer"; "A browser" for one that does not say."""
    browser = next((words for mark, words in BROWSERS if mark in user_agent), "A browser")
    device = next((words for mark, words in DEVICES if mark in user_agent), "")
    return f"{browser} on {device}" if device else browser
