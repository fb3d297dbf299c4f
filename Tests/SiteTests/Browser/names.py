"""What must hold of the names in code, and of the card beside them."""
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from axe import axe, violations
from browser import of_each


def names(site):
    """Names in code lead to their definitions, light up with their other places, and miss no key."""
    pages = [page for page in site.pages if "/" in page]
    lost = """
        const names = '.l a:not([data-n], .cites)';
        return [...document.querySelectorAll('.fence')].flatMap(fence => {
            const links = [...fence.querySelectorAll(names)];
            const stops = new Set(links.filter(a => a.tabIndex == 0).map(a => a.href));
            return links.filter(a => !stops.has(a.href)).map(a => a.textContent);
        });
        """

    def judge(browser, page):
        browser.look(1440)
        browser.open(page)
        for word in browser.run(lost):
            yield f"no key reaches where {word} leads"
        name = browser.run("""
            return [...document.querySelectorAll(".l a[href*='.html#L']")]
                .find(a => !a.closest("details"));
            """)
        if name is None:
            return
        word = name.text
        lit = browser.run("""
            arguments[0].focus();
            return [...document.querySelectorAll(".same")].map(name => name.textContent);
            """, name)
        if set(lit) != {word}:
            yield f"{word} in focus lights up {lit}"
        yield from card(browser, name, word, is_judged=page == pages[0])
        name.send_keys(Keys.ENTER)
        defined = browser.run("""
            return [...document.querySelectorAll(`${location.hash} dfn`)].map(name => name.textContent);
            """)
        if word not in defined:
            yield f"{word} leads to a line that defines {defined}"

    return of_each(site, pages, judge)


def card(browser, name, word, is_judged):
    """The card beside a name, for the keyboard, a mouse and a finger; Escape closes it, and the title comes back."""
    shown = """
        const card = document.getElementById("Card");
        return card && !card.hidden ? [...card.children].map(part => part.textContent) : null;
        """

    is_hidden = "return document.getElementById('Card').hidden"

    def by_touch():
        browser.run("""
            arguments[0].scrollIntoView({ block: "center", behavior: "instant" });
            arguments[0].dispatchEvent(new PointerEvent("click",
                { bubbles: true, cancelable: true, pointerType: "touch" }));
            """, name)

    page = browser.driver.current_url
    title = browser.run("return arguments[0].dataset.title ?? arguments[0].title", name)
    mouse = ActionChains(browser.driver)
    for how, does in [("keyboard", lambda: browser.run("arguments[0].blur(); arguments[0].focus({ focusVisible: true })", name)),
                      ("mouse", lambda: mouse.move_to_element(name).perform()), ("finger", by_touch)]:
        does()
        told = browser.becomes(shown)
        if not told:
            yield f"no card beside {word} by {how}"
            continue
        declaration, gist, where = told
        if word not in declaration or title and gist not in (title, "") or ", line " not in where:
            yield f"the card beside {word} says {told} by {how}, and its title {title!r}"
        if browser.driver.current_url != page:
            yield f"a first touch of {word} goes away"
        if browser.run("return arguments[0].getAttribute('aria-describedby')", name) != "Card":
            yield f"the card does not describe {word} by {how}"
        outside = browser.run("""
            const box = document.getElementById("Card").getBoundingClientRect();
            return box.left < 0 || box.right > innerWidth || box.top < 0 || box.bottom > innerHeight;
            """)
        if outside:
            yield f"the card beside {word} is not in view by {how}"
        if how == "keyboard" and is_judged:
            browser.run(axe())
            yield from violations(browser)
        browser.driver.find_element(By.TAG_NAME, "body").send_keys(Keys.ESCAPE)
        if not browser.becomes(is_hidden):
            yield f"Escape does not close the card of {how}"
        if browser.run("return arguments[0].title", name) != title:
            yield f"the title of {word} does not come back"
        mouse.move_to_element(browser.driver.find_element(By.TAG_NAME, "h1")).perform()
