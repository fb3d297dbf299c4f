"""What axe has to say of a page."""
import importlib.util
import pathlib


def folded(text):
    """A text on one line."""
    return " ".join(text.split())


def axe():
    """The script that the package of axe for Python brings along."""
    package = importlib.util.find_spec("axe_playwright_python").origin
    return (pathlib.Path(package).parent / "axe.min.js").read_text(encoding="utf-8")


# Contrast takes axe longest, and pages have thousands of words that are drawn alike: text and what lies
# behind it have the same colours, size and weight. Of each kind three that can be seen are judged, and
# every field. Everything else is judged of every element.
AXE = """
    const done = arguments[0];
    const chains = new Map([[null, ""]]);
    const chain = element => {
        if (!chains.has(element)) {
            const style = getComputedStyle(element);
            chains.set(element, [
                chain(element.parentElement), style.color, style.backgroundColor, style.backgroundImage,
                style.opacity, style.filter, style.mixBlendMode].join(" "));
        }
        return chains.get(element);
    };
    const speaks = element => [...element.childNodes].some(
        node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const counts = new Map();
    const isSpecimen = element => {
        if (element.matches("input, select, textarea")) return true;
        if (!speaks(element) || !element.checkVisibility({ visibilityProperty: true })) return false;
        const style = getComputedStyle(element);
        const kind = [
            chain(element), element.localName, style.fontSize, style.fontWeight, style.textShadow,
            style.textDecorationLine, style.position].join(" ");
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
        return counts.get(kind) <= 3;
    };
    const contrast = ["color-contrast", "link-in-text-block"];
    const rules = Object.fromEntries(contrast.map(rule => [rule, { enabled: false }]));
    const include = [...document.body.querySelectorAll("*")].filter(isSpecimen);
    (async () => {
        const all = await axe.run({ rules, resultTypes: ["violations"] });
        const drawn = await axe.run({ include }, { runOnly: contrast, resultTypes: ["violations"] });
        done([...all.violations, ...drawn.violations]);
    })();
"""


def violations(browser):
    """What axe has to say of the page as it looks now."""
    for violation in browser.driver.execute_async_script(AXE):
        for node in violation["nodes"]:
            yield f"{violation['id']}: {node['html'][:200]}: {folded(node['failureSummary'])}"
