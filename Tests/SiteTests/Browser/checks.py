"""What must hold of every page in a browser: each check takes a site and gives what is wrong."""
import json
import re
import urllib.parse

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from axe import axe, folded, violations
from browser import HEAVIEST, THEMES, WIDTHS, of_each
from figures import figures  # noqa: F401 - a check of its own
from live import live  # noqa: F401 - a check of its own
from names import names  # noqa: F401 - a check of its own


def text(site):
    """Every chapter's sentences and verdicts are there without scripts."""
    sources = site.sources()

    def judge(browser, page):
        browser.open(page)
        shown = folded(browser.run("return document.body.innerText"))
        sentences = plain_sentences(sources[page])
        if not sentences:
            yield "its source has no sentence to look for"
        for sentence in sentences:
            if folded(sentence) not in shown:
                yield f"is not shown: {sentence}"
        runs = browser.count("figure.example, figure.test")
        states_runs = re.search(r"^ *(```|~~~)swift (example|test)", sources[page].read_text("utf-8"), re.M)
        if states_runs and runs == 0 or browser.count("figure .test .mark") < runs:
            yield f"{runs} fences that run, not each with a verdict"
        if browser.count("figure.notRun"):
            yield "a fence was not run"

    return of_each(site, list(sources), judge, scripts=False)


def plain_sentences(source):
    """The lines of a chapter's paragraphs that carry no markup."""
    is_in_fence = False
    sentences = []
    for line in source.read_text(encoding="utf-8").splitlines():
        if line.startswith(("```", "~~~")):
            is_in_fence = not is_in_fence
        # The number of an item is drawn by the browser, and is no part of its text.
        plain = re.sub(r"^[\d. ]+", "", line)
        if not is_in_fence and len(plain) > 40 and not re.search(r"[`*_\[\]<>|#\\~&:\"'-]", line):
            sentences.append(plain)
    return sentences


def width(site):
    """No page is wider than the window."""

    def judge(browser, page):
        browser.open(page)
        for width in WIDTHS:
            browser.look(width)
            needed = browser.run("return document.documentElement.scrollWidth")
            if needed > width:
                yield f"{needed} px wide in a window of {width}"

    return of_each(site, site.pages, judge, scripts=False)


def values(site):
    """Each stated value with its mark lies within the window, and blocks of code do not scroll."""
    script = """
        const outside = element => {
            const box = element.getBoundingClientRect();
            return box.width > 0 && (box.right > innerWidth || box.left < 0);
        };
        return [".said", "pre.code:not(.drawn)"].map(selector =>
            [...document.querySelectorAll(selector)].filter(element =>
                outside(element) || selector != ".said" && element.scrollWidth > element.clientWidth
            ).length);
        """

    def judge(browser, page):
        browser.open(page)
        for width in WIDTHS:
            browser.look(width)
            said, blocks = browser.run(script)
            if said or blocks:
                yield f"at {width}: {said} values out of sight, {blocks} blocks that scroll"

    return of_each(site, site.pages, judge, scripts=False)


def scripts(site):
    """What a script adds works from a disk: copying, the theme, keys, folds that open for links."""
    page = next(page for page in site.pages if "/" in page and all(
        sign in (site.folder / page).read_text() for sign in ['class="said"', "Support code"]))

    def judge(browser, page):
        browser.look(1440)
        browser.open(page)
        body = browser.driver.find_element(By.TAG_NAME, "body")
        browser.driver.find_element(By.CSS_SELECTOR, "header .theme").click()
        for theme in ["light", "dark", "auto"]:
            if browser.run("return document.documentElement.dataset.theme") != theme:
                yield f"the theme is not {theme} when it was chosen"
            browser.driver.find_element(By.CSS_SELECTOR, "header .theme").click()
        yield from copying(browser)
        line = browser.run("return document.querySelector('.support .l:last-child').id")
        browser.run("location.hash = arguments[0]", line)
        if not browser.comes_into_view(f"#{line}"):
            yield f"a link to {line} does not open the fold around it"
        body.send_keys("?")
        if not browser.comes_into_view("#Keys"):
            yield "? does not show the keys"
        browser.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
        body.send_keys("j")
        if browser.driver.current_url.split("#")[0] == site.address(page):
            yield "j does not turn the page"

    return of_each(site, [page], judge)


def folds(site):
    """Sections fold by key and button, and open for links, for what is looked for, and on paper."""
    page = next(page for page in site.pages
                if (site.folder / page).read_text().count("<h2 id=") > 3)

    fold_all = "for (const section of document.querySelectorAll('.section')) weft.setFolded(section, true)"

    def judge(browser, page):
        browser.look(1440)
        browser.open(page)
        body = browser.driver.find_element(By.TAG_NAME, "body")
        height = browser.run("return document.body.scrollHeight")
        body.send_keys("f")
        if browser.run("return document.body.scrollHeight") > height / 2:
            yield "f does not fold the sections"
        anchor = browser.run("return document.querySelector('.section .l').id")
        browser.run("location.hash = arguments[0]", anchor)
        if not browser.comes_into_view(f"#{anchor}"):
            yield f"a link to {anchor} does not open the section around it"
        browser.run(fold_all)
        # What is looked for opens its section: the browser goes to a fragment of text as to what a reader finds.
        words = browser.run("""
            return [...document.querySelectorAll(".section")].at(-1).querySelector("p").textContent
                .trim().split(/\\s+/).slice(0, 6).join(" ");
            """)
        browser.driver.get(f"{site.address(page)}#:~:text={urllib.parse.quote(words)}")
        if not browser.becomes("return [...document.querySelectorAll('.section')].at(-1).hidden === false"):
            yield f"a section stays folded although {words!r} in it is looked for"
        browser.run(fold_all)
        browser.driver.find_element(By.CSS_SELECTOR, "h2 .folder").send_keys(Keys.ENTER)
        states = browser.run(
            "return [...document.querySelectorAll('.folder')].map(b => b.ariaExpanded)")
        if states.count("true") != 1:
            yield f"the button of a section does not open it: {states}"
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        if browser.run("return document.body.scrollHeight") < height / 2:
            yield "what is folded is not printed"
        browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})

    return of_each(site, [page], judge)


def search(site):
    """From a disk, names, parts of names, prose and slips are found; axe has nothing to say of that."""
    index = json.loads((site.folder / "index.json").read_text(encoding="utf-8"))["entries"]
    page = next(page for page in site.pages if "/" in page)

    def judge(browser, page):
        browser.look(1440)
        browser.open(page)
        browser.driver.find_element(By.TAG_NAME, "body").send_keys("/")
        if not browser.comes_into_view(".finder input"):
            yield "/ does not open the search"
            return
        browser.driver.execute_async_script("weft.search.loads.then(arguments[0])")
        for kind in ["symbol", "name", "format", "rule", "heading", "test", "figure"]:
            entry = max((e for e in index if e["kind"] == kind), key=lambda e: len(e["name"]))
            # A slip: the second letter of the longest word is gone.
            word = max(re.findall(r"\w+", entry["name"]), key=len)
            for typed in [entry["name"], word[:-1], word[:1] + word[2:]]:
                found = looked_up(browser, typed)
                if entry["name"] not in found and typed == entry["name"]:
                    yield f"{kind} {typed!r} is not found"
                if not found:
                    yield f"nothing is found for {typed!r}, a part of {word} or a slip"
        if "rules.html" in site.pages and "Rules" not in looked_up(browser, "rules"):
            yield "the page of rules is not found by its name"
        sentence = plain_sentences(site.sources()[page])[0]
        found = looked_up(browser, sentence)
        if not any("\n" not in name for name in found) or not browser.count(".finder .line"):
            yield f"no text is found for {sentence!r}"
        browser.driver.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
        if not browser.run("return document.activeElement.matches('.finder li a')"):
            yield "an arrow does not lead to what was found"
        browser.driver.switch_to.active_element.send_keys(Keys.ESCAPE)
        if browser.count(".finder[open]"):
            yield "Escape does not close the search"
        yield from browser.complaints()
        # Last, since axe asks for what a page may not.
        browser.driver.find_element(By.TAG_NAME, "body").send_keys("/")
        if not browser.comes_into_view(".finder li a"):
            yield "the search does not open a second time with what was found"
        browser.run(axe())
        for theme in THEMES:
            browser.look(1440, theme)
            yield from violations(browser)

    return of_each(site, [page], judge)


def releases(site):
    """The address of the page of rules chooses a release, and names the one that is chosen."""
    shown = "return [...document.querySelectorAll('.chapterRules dt')].filter(rule => rule.offsetParent).length"

    def judge(browser, page):
        browser.open(page)
        choices = browser.run("return [...document.querySelectorAll('input[name=release]')].map(each => each.id)")
        if len(choices) < 3:
            yield "there is no choice among releases"
            return
        everything = browser.run(shown)
        # A release's own, and not 'all' or 'ours'.
        browser.driver.get(f"{site.address(page)}#{choices[2]}")
        some = browser.run(shown)
        if not 0 < some < everything:
            yield f"{some} of {everything} rules are shown for #{choices[2]}"
        browser.run("document.getElementById(arguments[0]).nextElementSibling.click()", choices[0])
        if browser.run(shown) != everything or browser.run("return location.hash") != f"#{choices[0]}":
            yield "the address does not name what is chosen"
        yield from browser.complaints()

    return of_each(site, [page for page in site.pages if page == "rules.html"], judge)


def looked_up(browser, typed):
    """The names that the search shows for some text."""
    return browser.run("""
        weft.search.input.value = arguments[0];
        weft.search.show();
        return [...document.querySelectorAll(".finder li a")].map(a => a.firstChild.textContent);
        """, typed)


def copying(browser):
    """Copies the first example by its button, and pastes it into a field of the test's own."""
    wanted = browser.run("""
        const figure = [...document.querySelectorAll(".example")].find(f => f.querySelector(".said"));
        figure.querySelector(".copy").focus();
        return [...figure.querySelectorAll(".value")].map(value => value.textContent);
        """)
    browser.driver.switch_to.active_element.send_keys(Keys.ENTER)
    browser.run("document.body.append(document.createElement('textarea'))")
    field = browser.driver.find_element(By.CSS_SELECTOR, "body > textarea")
    field.send_keys(Keys.CONTROL, "v")
    pasted = field.get_property("value")
    browser.run("arguments[0].remove()", field)
    if "\u2713" in pasted or not all(value in pasted for value in wanted) or not wanted:
        yield f"copied was {pasted!r}, without {wanted} or with marks"


def accessibility(site):
    """axe has nothing to say: of all pages on a phone and a desktop, of each kind in every look."""
    script = axe()
    kinds = site.kinds()
    looks = [(width, theme) for width in WIDTHS for theme in THEMES]

    def judge(browser, page):
        browser.open(page)
        browser.run(script)
        for width, theme in looks if page in kinds else [(390, "dark"), (1440, "light")]:
            browser.look(width, theme)
            # axe takes what is folded for hidden; on a phone the book's list would hide the page.
            browser.run("""
                for (const fold of document.querySelectorAll("details"))
                    fold.open = arguments[0];
                """, width >= 1024)
            for violation in violations(browser):
                yield f"at {width}, {theme}: {violation}"

    return of_each(site, site.pages, judge)


def requests(site):
    """No page asks for what is not in the site's folder, and none has the browser complain."""

    def judge(browser, page):
        browser.open(page)
        addresses = browser.requested()
        for address in addresses:
            if not address.startswith((site.folder.as_uri() + "/", "data:")):
                yield f"asks for {address}"
        if (weight := site.weight(addresses)) > HEAVIEST:
            yield f"{weight} bytes as a server sends it with what it loads; {HEAVIEST} are enough"
        yield from browser.complaints()

    return of_each(site, site.pages, judge)


def navigation(site):
    """Wherever a reader is in a chapter: the bar, the list with its entry, and the next chapter."""
    chapters = [page for page in site.pages if "/" in page]

    def judge(browser, page):
        for width, height in [(1440, 900), (1280, 800), (390, 844), (320, 568)]:
            browser.look(width, height=height)
            browser.open(page)
            scroll(browser, 5000)
            here = f"at {width}"
            for selector in ["header .part", "header .here"]:
                if not browser.is_in_view(selector):
                    yield f"{here}: {selector} is not in view"
            if browser.count("nav.turn [rel=next]") and not browser.is_in_view("header [rel=next]"):
                yield f"{here}: the next chapter is not in reach"
            if width < 1024:
                browser.driver.find_element(By.CSS_SELECTOR, "#Book summary").click()
            if not browser.is_in_view("#Book a[aria-current]"):
                yield f"{here}: the book's list does not show where the page is"
            if browser.count("article + nav.turn") != 1:
                yield f"{here}: what comes next does not follow the article"

    return of_each(site, chapters, judge, scripts=False)


def scroll(browser, offset):
    browser.run("window.scrollTo({top: arguments[0], behavior: 'instant'})", offset)


def tabs(site):
    """At most 20 tab stops stand before the first link of the text, which is no line's number."""

    def judge(browser, page):
        for width in [390, 1440]:
            browser.look(width)
            browser.open(page)
            if browser.count("article a") and not reaches("article a", browser, stops=20):
                yield f"at {width}: more than 20 tab stops before the first link"
        if browser.count(".l > a[data-n]:not([tabindex='-1'])"):
            yield "numbers of lines are tab stops"

    return of_each(site, site.pages, judge)


def reaches(selector, browser, stops):
    """Whether so many presses of the tab key lead to an element that matches."""
    for _ in range(stops + 1):
        if browser.run("return document.activeElement.matches(arguments[0])", selector):
            return True
        browser.driver.switch_to.active_element.send_keys(Keys.TAB)
    return False
