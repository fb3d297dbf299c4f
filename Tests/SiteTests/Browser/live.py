"""An author with `weft serve` and a browser: what is saved is on the open page, where the reader was."""
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import time

from browser import Browser

# Sections fold on pages with three of them.
CHAPTER = "# A\n\n%s\n\n## Before\n\n" + "Text. " * 2000 + "\n\n## Here\n\n" + "More. " * 2000 + "\n\n## After\n\nEnd.\n"
HERE = "return document.getElementById('here').getBoundingClientRect().top"


class Served:
    """A small book of its own that is served; without a toolchain in the path nothing is compiled."""

    def __init__(self, weft, folder):
        self.folder = pathlib.Path(folder)
        (self.folder / "Spec/Zoo").mkdir(parents=True)
        (self.folder / "Package.swift").write_text("// none\n")
        (self.folder / "Spec/book.yml").write_text("title: T\nparts: [Zoo]\n")
        self.save("Zebra.")
        environment = {"PATH": "/nowhere", "HOME": os.environ.get("HOME", "/")}
        self.process = subprocess.Popen(
            [weft, "serve", "--quiet", "--port", "0"], cwd=folder, env=environment,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.address = re.search(r"http://[\d.:]+/", self.process.stdout.readline()).group()

    def save(self, text):
        (self.folder / "Spec/Zoo/01-a.md").write_text(CHAPTER % text)

    def end(self):
        self.process.send_signal(signal.SIGINT)
        return self.process.wait()


def live(site):
    """The open page follows what is saved, keeps its place, and says what is wrong."""
    weft = site.folder.parent.parent / ".build/release/weft"
    findings = []
    with tempfile.TemporaryDirectory() as folder, Browser(site) as browser:
        served = Served(weft, folder)
        try:
            findings += list(session(served, browser))
        finally:
            status = served.end()
        if status != 0:
            findings.append(f"weft serve ended with {status}")
        if not comes(browser, "return document.querySelector('#Live p').textContent === 'weft serve has ended'"):
            findings.append("the page does not say that the server has ended")
    return findings


def session(served, browser):
    """What an author does, and what was not seen of it."""
    comes(browser, "return true", lambda: browser.driver.get(served.address + "Zoo/01-a.html"))
    if not comes(browser, "return document.body.innerText.includes('Zebra.')"):
        yield "the page does not come"
    # The server may still be weaving when the browser first asks.
    comes(browser, "return document.readyState === 'complete' && history.scrollRestoration === 'auto'")
    browser.complaints()
    browser.run("weft.setFolded(document.getElementById('before').nextElementSibling, true)")
    browser.run("document.getElementById('here').scrollIntoView({ behavior: 'instant' })")
    place = browser.run(HERE)
    for word in ["Yak. " * 200, "Gnu."]:
        served.save(word)
        if not comes(browser, f"return document.body.textContent.includes('{word[:4]}')"):
            yield f"what was saved is not shown: {word[:4]}"
    if not comes(browser, "return document.getElementById('before').nextElementSibling.hidden"):
        yield "a section that was folded is open again"
    if not comes(browser, f"return Math.abs((() => {{ {HERE} }})() - {place}) < 2"):
        yield f"what was read moved from {place} to {browser.run(HERE)}"

    served.save("[Gnu](none.md)")
    if not comes(browser, "return document.querySelector('.live-problem')?.textContent.includes('01-a.md:3:')"):
        yield "what is wrong does not stand in the page"
    if not browser.run("return document.body.textContent.includes('Gnu.') && document.title.startsWith('! ')"):
        yield "the last good page, marked in its title, is not kept"
    served.save("Ape.")
    if not comes(browser, "return !document.querySelector('.live-problem') && document.body.textContent.includes('Ape.')"):
        yield "what was mended is not shown"
    for complaint in browser.complaints():
        yield f"the browser complains: {complaint}"


def comes(browser, script, first=lambda: None):
    """Whether a script comes to give true; counted in answers of the page, not by the clock."""
    first()
    for _ in range(200):
        try:
            if browser.run(script):
                return True
        except Exception:  # The page is being loaded again.
            pass
        time.sleep(0.05)
    return False
