"""Draw the README's pictures: the page of the examples in a real Chromium, light and dark.

python benchmarks/picture.py [FOLDER]; then, to keep them small: pngquant --force --ext .png 128 benchmarks/*.png
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import ViewportSize, sync_playwright

import cargraph

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HERE = Path(__file__).parent
FLAGS = ["--no-sandbox", "--disable-gpu"]
SIZE: ViewportSize = {"width": 1280, "height": 800}
PICTURES = {"page.png": ("theme=light", "NORD-BC"), "map.png": ("theme=dark&view=map", "")}


def draw(browser: Browser, page_file: Path, state: str, chosen: str, picture: Path) -> None:
    page = browser.new_page(viewport=SIZE)
    page.goto(f"{page_file.as_uri()}#{state}")
    page.wait_for_selector("html[data-ready=yes]")
    if chosen:
        page.keyboard.press("/")
        page.keyboard.type(chosen)
        page.wait_for_selector("#found [role=option]")
        page.keyboard.press("Enter")
    page.wait_for_timeout(1500)
    page.screenshot(path=picture)
    page.close()


def main(target: Path) -> None:
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        page_file = cargraph.build(HERE.parent / "examples").view(Path(folder) / "index.html")
        browser = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        for name, (state, chosen) in PICTURES.items():
            draw(browser, page_file, state, chosen, target / name)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
