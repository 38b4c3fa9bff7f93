"""Places in a text that only people can fill: `[Cần viết: …]` says what belongs there, until words do."""

OPENING = "[Cần viết:"


def asked_in(text: str) -> str:
    """What a paragraph asks its writer for; nothing where it says something itself."""
    words = text.strip()
    return words.removeprefix(OPENING).rstrip("./] ").strip() if words.startswith(OPENING) else ""
