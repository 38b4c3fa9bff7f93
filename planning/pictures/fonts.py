"""The font files of what is drawn and printed: Times New Roman, or the face that stands for it on this machine."""

import subprocess
from functools import cache

FAMILY = "Times New Roman"


@cache
def path_of(style: str = "regular") -> str:
    """The file fontconfig gives for Times New Roman in a style: regular, bold or italic."""
    command = ["fc-match", "-f", "%{file}", f"{FAMILY}:{style}"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
