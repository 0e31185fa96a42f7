"""Draw the README's picture: the page of the examples in a real Chromium.

python benchmarks/picture.py [FILE.png]
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import ViewportSize, sync_playwright

import cargraph

HERE = Path(__file__).parent
FLAGS = ["--no-sandbox", "--disable-gpu"]
SIZE: ViewportSize = {"width": 1280, "height": 800}


def main(picture: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        page_file = cargraph.build(HERE.parent / "examples").view(Path(folder) / "index.html")
        opened = driver.chromium.launch(executable_path=browser, args=FLAGS)
        page = opened.new_page(viewport=SIZE)
        page.goto(page_file.as_uri())
        page.wait_for_selector("html[data-ready=yes]")
        page.keyboard.press("/")
        page.keyboard.type("NORD-BC")
        page.wait_for_selector("#found [role=option]")
        page.keyboard.press("Enter")
        page.wait_for_timeout(1500)
        page.screenshot(path=picture)
        opened.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "page.png")
