"""Take the pictures of the README from the running demonstration and its printed papers: `make pictures`."""

import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent / "pictures"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
# What an officer of a real province sees of her plan, and one of the sample province of what became of his.
SCREENS = {
    "lan": {
        "budget": "/plans/51-annual-2025/budget/",
        "editor": "/plans/51-annual-2025/sections/4/",
        "preview": "/plans/51-annual-2025/preview/",
    },
    "mau": {
        "board": "/periods/MAU-year-2025/",
        "dashboard": "/dashboard/MAU-2025/",
    },
}
PAPERS = ("quang-ngai-2025", "ba-dinh-2025", "quang-ngai-16-2022", "quang-xuong-2023", "son-la-2021-2025")


def take_screens(address: str) -> None:
    """Sign in at `address` as the officers of the demonstration and picture what each sees."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=QUIET)
        for account, paths in SCREENS.items():
            page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
            page.goto(f"{address}/sign-in/")
            page.fill("#id_username", account)
            page.fill("#id_password", "thu-nghiem-2025")
            page.click("main button")
            for name, path in paths.items():
                page.goto(address + path, wait_until="networkidle")
                page.screenshot(path=HERE / f"{name}.png")
        browser.close()


def take_first_pages(papers: Path) -> None:
    """Picture the first page of each printed plan of the demonstration."""
    for name in PAPERS:
        source, target = papers / f"{name}.pdf", HERE / name
        command = ["pdftoppm", "-r", "60", "-f", "1", "-l", "1", "-png", "-singlefile", str(source), str(target)]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    HERE.mkdir(exist_ok=True)
    take_screens(sys.argv[1])
    take_first_pages(Path(sys.argv[2]))
