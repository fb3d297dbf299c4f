"""What must hold of every drawing: it fits a phone, and its words can be read."""
from browser import THEMES, of_each

# Drawings that a phone has to scroll, as "PAGE: TITLE"; the list may only become shorter.
SCROLLING = set()
# The least height of letters, in pixels, and the least contrast of words to what is behind them.
LETTERS, CONTRAST = 11, 4.5

# Words lie on the last shape that was drawn below their middle, or on the page; hatches count as what
# they lie on, from which their words have a halo.
JUDGE = """
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
    const rgba = color => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
        return [[r, g, b], a / 255];
    };
    const over = ([above, opacity], below) => above.map((part, i) => part * opacity + below[i] * (1 - opacity));
    const light = color => {
        const [r, g, b] = color.map(part => part / 255)
            .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    };
    const fill = element => {
        const style = getComputedStyle(element);
        const [color, alpha] = rgba(style.fill);
        return [color, alpha * style.fillOpacity * style.opacity];
    };
    return [...document.querySelectorAll(".drawing")].map(figure => {
        const frame = figure.querySelector(".frame");
        const shown = [...frame.querySelectorAll(":scope > svg")].filter(svg => svg.checkVisibility());
        const paper = rgba(getComputedStyle(figure).backgroundColor)[0];
        const faults = [];
        for (const text of shown.flatMap(svg => [...svg.querySelectorAll("text")])) {
            const matrix = text.getScreenCTM();
            const size = parseFloat(getComputedStyle(text).fontSize) * Math.hypot(matrix.a, matrix.b);
            if (size < arguments[0]) faults.push(`${text.textContent} is ${size.toFixed(1)} px high`);
            const box = text.getBoundingClientRect();
            const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
            let ground = paper;
            for (const shape of text.ownerSVGElement.querySelectorAll(":scope > :is(rect, path)")) {
                const style = getComputedStyle(shape), place = shape.getBoundingClientRect();
                if (style.fill === "none" || style.fill.startsWith("url(")) continue;
                if (!(shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
                if (x < place.left || x > place.right || y < place.top || y > place.bottom) continue;
                ground = over(fill(shape), ground);
            }
            const [a, b] = [light(over(fill(text), ground)), light(ground)].sort((a, b) => b - a);
            if (a / b < arguments[1]) faults.push(`${text.textContent} has a contrast of ${(a / b).toFixed(2)}`);
        }
        return {
            title: figure.querySelector("figcaption").textContent.replace(/^Figure \\d+\\. /, ""),
            drawings: shown.length, scrolls: frame.scrollWidth > frame.clientWidth, faults,
        };
    });
    """


def figures(site):
    """No drawing scrolls on a phone but those that are listed, and letters are large and dark enough."""
    chapters = [page for page in site.pages if "/" in page]
    scrolling = set()

    def judge(browser, page):
        browser.open(page)
        # What is folded has no size.
        browser.run("for (const fold of document.querySelectorAll('article details')) fold.open = true")
        for width, theme in [(390, theme) for theme in THEMES] + [(1440, "light")]:
            browser.look(width, theme)
            for figure in browser.run(JUDGE, LETTERS, CONTRAST):
                here = f"at {width}, {theme}: {figure['title']}"
                if figure["drawings"] != 1:
                    yield f"{here} is shown {figure['drawings']} times"
                if width == 390 and figure["scrolls"]:
                    scrolling.add(f"{page}: {figure['title']}")
                yield from (f"{here}: {fault}" for fault in figure["faults"] if width == 390)

    findings = of_each(site, chapters, judge, scripts=False)
    findings += [f"{figure} scrolls on a phone" for figure in sorted(scrolling - SCROLLING)]
    return findings + [f"{figure} scrolls no more; take it off the list" for figure in sorted(SCROLLING - scrolling)]
