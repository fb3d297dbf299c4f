"""A headless Chromium over a woven site: of any width, light or dark, with scripts or without."""
import concurrent.futures
import gzip
import json
import os
import pathlib
import shutil
import time
import urllib.parse

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

# The widths that the site is looked at: the smallest that WCAG asks for, a phone, two desktops.
WIDTHS = [320, 390, 1280, 1440]
THEMES = ["light", "dark"]
# What a page may weigh when it is compressed, with all that it loads: a second on a slow line.
HEAVIEST = 100_000


class Site:
    """The folder of a woven site, and what is in it."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder).resolve()
        self.pages = sorted(
            str(path.relative_to(self.folder)) for path in self.folder.rglob("*.html"))

    def address(self, page):
        return (self.folder / page).as_uri()

    def weight(self, addresses):
        """How many bytes a server sends for some of the site's files, each once and compressed."""
        paths = {urllib.parse.unquote(urllib.parse.urlparse(address).path)
                 for address in addresses if address.startswith("file:")}
        return sum(len(gzip.compress(pathlib.Path(path).read_bytes())) for path in paths)

    def sources(self):
        """The chapters' files, by their pages."""
        spec = self.folder.parent.parent / "Spec"
        return {str(source.relative_to(spec).with_suffix(".html")): source
                for source in sorted(spec.rglob("*.md"))}

    def kinds(self):
        """The first page of each kind, the kind being what the page's body says it is."""
        found = {}
        for page in self.pages:
            text = (self.folder / page).read_text(encoding="utf-8")
            kind = text.split('<body class="', 1)[-1].split('"', 1)[0]
            found.setdefault(kind, page)
        return list(found.values())


class Browser:
    """One browser over one site; ends with its `with` block."""

    def __init__(self, site, scripts=True):
        self.site = site
        options = webdriver.ChromeOptions()
        for argument in ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]:
            options.add_argument(argument)
        if not scripts:
            blocked = {"profile.managed_default_content_settings.javascript": 2}
            options.add_experimental_option("prefs", blocked)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        # The heaviest pages keep axe busy for long where others share the machine; the client itself
        # gives up after 120 s.
        self.driver.set_script_timeout(110)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.driver.quit()

    def slow_down(self, times):
        """Has the page's processor be so many times as slow."""
        self.driver.execute_cdp_cmd("Emulation.setCPUThrottlingRate", {"rate": times})

    def look(self, width, theme="light", height=900):
        """Gives the window a size and the reader a preference; nothing moves by itself, so nothing waits."""
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
            "features": [{"name": "prefers-color-scheme", "value": theme},
                         {"name": "prefers-reduced-motion", "value": "reduce"}]})

    def open(self, page):
        self.driver.get(self.site.address(page))

    def run(self, script, *arguments):
        """What a script of the test gives, whether or not the page may have scripts."""
        return self.driver.execute_script(script, *arguments)

    def count(self, selector):
        """How many elements match."""
        return self.run("return document.querySelectorAll(arguments[0]).length", selector)

    def is_in_view(self, selector):
        """Whether the first element that matches lies in the window, and nothing lies over it."""
        return self.run("""
            const element = document.querySelector(arguments[0]);
            if (!element) return false;
            const box = element.getBoundingClientRect();
            const [x, y] = [box.x + Math.min(box.width / 2, 20), box.y + box.height / 2];
            const top = document.elementFromPoint(x, y);
            return top !== null && (element.contains(top) || top.contains(element));
            """, selector)

    def comes_into_view(self, selector):
        """Whether it is in view by the time that the page has scrolled there."""
        return patiently(lambda: self.is_in_view(selector))

    def becomes(self, script):
        """What a script gives as soon as that is true; false when it never is."""
        return patiently(lambda: self.run(script))

    def complaints(self):
        """What the browser had to say of the pages since the last call."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def requested(self):
        """Every address that was asked for since the last call."""
        messages = [json.loads(entry["message"])["message"]
                    for entry in self.driver.get_log("performance")]
        return [message["params"]["request"]["url"] for message in messages
                if message["method"] == "Network.requestWillBeSent"]


def patiently(ask):
    """The first answer that is true; false when none is."""
    # Counted in answers of the page and not by the clock, which goes on while others keep the machine.
    for _ in range(60):
        if answer := ask():
            return answer
        time.sleep(0.05)
    return False


def of_each(site, pages, judge, scripts=True):
    """What a check says of each page, in the order of the pages; several browsers share the work."""
    count = max(1, min(os.cpu_count() or 1, 4, len(pages)))
    found = [[] for _ in pages]

    def work(first):
        with Browser(site, scripts) as browser:
            for index in range(first, len(pages), count):
                found[index] = [f"{pages[index]}: {finding}"
                                for finding in judge(browser, pages[index])]

    with concurrent.futures.ThreadPoolExecutor(count) as executor:
        list(executor.map(work, range(count)))
    return [finding for findings in found for finding in findings]
