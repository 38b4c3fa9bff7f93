"""Take the pictures of the README from the running demonstration and its printed papers: `make pictures`."""

import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent / "pictures"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
SCREENS = {"budget": "/plans/51-annual-2025/budget/", "preview": "/plans/51-annual-2025/preview/"}


def take_screens(address: str) -> None:
    """Sign in at `address` as the officer of the demonstration and picture her screens."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(f"{address}/sign-in/")
        page.fill("#id_username", "lan")
        page.fill("#id_password", "thu-nghiem-2025")
        page.click("main button")
        for name, path in SCREENS.items():
            page.goto(address + path)
            page.screenshot(path=HERE / f"{name}.png")
        browser.close()


def take_page(pdf: Path) -> None:
    """Picture the first page of a printed plan."""
    command = ["pdftoppm", "-r", "70", "-f", "1", "-l", "1", "-png", "-singlefile", str(pdf), str(HERE / "page-1")]
    subprocess.run(command, check=True)


if __name__ == "__main__":
    HERE.mkdir(exist_ok=True)
    take_screens(sys.argv[1])
    take_page(Path(sys.argv[2]))
