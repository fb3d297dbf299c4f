// What a script adds to a page that is complete without one: a theme that the reader chooses, keys, and
// a button that copies code. The head of the page lets the browser load it, and what it loads in turn,
// and no other script.
"use strict";

const weft = {
  root: document.currentScript.dataset.root,
  /** What the reader decided, where the browser lets a page remember. */
  recall(name) { try { return localStorage.getItem(name); } catch { return null; } },
  remember(name, value) { try { localStorage.setItem(name, value); } catch { /* for this page only */ } },
};

// The theme: as the system has it, until the reader says otherwise.
weft.themes = ["auto", "light", "dark"];
weft.theme = () => document.documentElement.dataset.theme ?? "auto";

weft.button = (name, label, action) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = name;
  button.textContent = label;
  button.addEventListener("click", () => action(button));
  return button;
};

weft.addThemeSwitch = () => {
  const signs = { auto: "◐", light: "☀", dark: "☾" };
  const show = (button) => {
    const theme = weft.theme();
    button.textContent = signs[theme];
    button.title = `Theme: ${theme}`;
    button.setAttribute("aria-label", `Theme: ${theme}`);
  };
  const button = weft.button("theme", "", () => {
    const next = weft.themes[(weft.themes.indexOf(weft.theme()) + 1) % weft.themes.length];
    weft.remember("weft-theme", next);
    document.documentElement.dataset.theme = next;
    show(button);
  });
  show(button);
  document.querySelector(".arrows").before(button);
};

// Copying gives the code alone, its values as the chapter states them.
weft.code = (figure) => [...figure.querySelectorAll(".l")].map((line) => {
  const copy = line.cloneNode(true);
  for (const other of copy.querySelectorAll("a[data-n], .mark, .vh")) other.remove();
  return copy.textContent.trimEnd();
}).join("\n") + "\n";

weft.addCopyButtons = () => {
  if (!navigator.clipboard && !document.execCommand) return;
  for (const figure of document.querySelectorAll(".fence")) {
    const button = weft.button("copy", "Copy", async () => {
      const text = weft.code(figure);
      try { await navigator.clipboard.writeText(text); } catch { weft.copyBySelection(text); }
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 1500);
    });
    figure.querySelector(".permalink").before(button);
  }
};

/** For pages on a disk, where browsers may keep the clipboard from scripts. */
weft.copyBySelection = (text) => {
  const area = document.createElement("textarea");
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
};

// Keys. Each is a single letter or arrow without Control, Alt or Meta, and none is taken from a field,
// from a control that uses it, or from a reader who turned them off.
weft.keys = new Map([
  ["/", { tells: "search", does: () => weft.openSearch() }],
  ["j", { tells: "next chapter", does: () => weft.follow("[rel=next]") }],
  ["k", { tells: "previous chapter", does: () => weft.follow("[rel=prev]") }],
  ["t", { tells: "contents of this page", does: () => weft.focus("#Page a, .fold summary") }],
  ["b", { tells: "the book's chapters", does: () => weft.focus("#Book [aria-current], #Book a") }],
  ["f", { tells: "fold all sections, or open them", does: () => weft.foldAll() }],
  ["?", { tells: "these keys", does: () => weft.showKeys() }],
]);
weft.follow = (selector) => document.querySelector(`header ${selector}`)?.click();
weft.focus = (selector) => {
  for (const element of document.querySelectorAll(selector)) {
    if (element.checkVisibility({ contentVisibilityAuto: true })) return element.focus();
  }
};

weft.showKeys = () => {
  let dialog = document.getElementById("Keys");
  if (!dialog) {
    dialog = document.createElement("dialog");
    dialog.id = "Keys";
    const title = document.createElement("h2");
    title.textContent = "Keys";
    const list = document.createElement("dl");
    for (const [key, { tells }] of weft.keys) {
      const term = document.createElement("dt");
      const sign = document.createElement("kbd");
      sign.textContent = key;
      term.append(sign);
      const description = document.createElement("dd");
      description.textContent = tells;
      list.append(term, description);
    }
    const isOff = weft.recall("weft-keys") === "off";
    const toggle = weft.button("toggle", isOff ? "Turn them on" : "Turn them off", () => {
      const next = weft.recall("weft-keys") === "off" ? "on" : "off";
      weft.remember("weft-keys", next);
      toggle.textContent = next === "off" ? "Turn them on" : "Turn them off";
    });
    const close = weft.button("close", "Close", () => dialog.close());
    dialog.setAttribute("aria-labelledby", "KeysTitle");
    title.id = "KeysTitle";
    dialog.append(title, list, toggle, close);
    document.body.append(dialog);
  }
  dialog.showModal();
};

weft.onKey = (event) => {
  if (event.key === "Escape") weft.hideCard();
  if (event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return;
  if (event.target.closest("input, textarea, select, [contenteditable], dialog")) return;
  if (weft.recall("weft-keys") === "off" && event.key !== "?") return;
  const key = weft.keys.get(event.key);
  if (!key) return weft.onLineKey(event);
  event.preventDefault();
  key.does();
};

// From a link to some code, the arrows go along the numbers of its lines; Enter makes one the address.
weft.onLineKey = (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const figure = event.target.closest?.(".fence");
  if (!step || !figure || !event.target.matches(".permalink, .l > a[data-n]")) return;
  const numbers = [...figure.querySelectorAll(".l > a[data-n]")];
  const place = numbers.indexOf(event.target) + step;
  event.preventDefault();
  (numbers[place] ?? figure.querySelector(".permalink")).focus();
};

// The places of one name light up together: they lead to one line, by one word.
weft.namesSelector = ".l a:not([data-n], .cites), .l dfn";
weft.placeOf = (name) => name.getAttribute("href") ?? `#${name.closest(".l").id}`;
weft.onName = (event) => {
  const name = event.target.closest?.(weft.namesSelector) ?? null;
  if (name === weft.name) return;
  weft.name = name;
  for (const lit of document.querySelectorAll(".same")) lit.classList.remove("same");
  if (!name) return;
  for (const other of document.querySelectorAll(weft.namesSelector)) {
    const isSame = other.textContent === name.textContent && weft.placeOf(other) === weft.placeOf(name);
    other.classList.toggle("same", isSame);
  }
};

// A card beside a name in code tells how it is declared and what for, and where: when a pointer rests on
// the name, when it has the focus, and at the first touch; the second goes there. Escape closes it.
weft.carded = ".l a:not([data-n], .cites)";
weft.makeCard = () => {
  const card = document.createElement("div");
  card.id = "Card";
  card.setAttribute("role", "tooltip");
  card.hidden = true;
  const parts = ["code", "p", "p"].map((kind) => document.createElement(kind));
  parts[2].className = "where";
  card.append(...parts);
  document.getElementById("Content").append(card);
  return card;
};
/** What the symbols of the chapter at some address are, by line; nothing where that cannot be known. */
weft.symbolsAt = async (address) => {
  const root = new URL(`${weft.root}/`, location.href).href;
  const page = address.href.split("#")[0];
  if (!page.startsWith(root) || !page.endsWith(".html")) return {};
  try { return await weft.loadData(`${page.slice(root.length, -5)}.symbols.js`) ?? {}; } catch { return {}; }
};
/** Of what a line declares, what a word stands for: an initialiser is called by its type, an operator is alone. */
weft.symbolNamed = (word, told) => {
  if (!/^[\p{L}_`]/u.test(word)) return told.length === 1 ? told[0] : undefined;
  const plain = word.replaceAll("`", "");
  return told.find(([name]) => {
    const [own, type] = name.split(".").reverse();
    return own === plain || own === "init" && type === plain;
  });
};
weft.showCard = async (name) => {
  const address = new URL(name.href);
  weft.cardName = name;
  const symbols = await weft.symbolsAt(address);
  const line = /^#L(\d+)$/.exec(address.hash)?.[1];
  const told = weft.symbolNamed(name.textContent, Object.hasOwn(symbols, line) ? symbols[line] : []);
  // The reader may be elsewhere by now.
  if (weft.cardName !== name || !told) return;
  const card = document.getElementById("Card") ?? weft.makeCard();
  const [declaration, gist, where] = card.children;
  declaration.textContent = told[1];
  gist.textContent = told[2];
  where.textContent = weft.whereIs(address);
  // The browser's own would lie over it.
  if (name.title) { name.dataset.title = name.title; name.removeAttribute("title"); }
  name.setAttribute("aria-describedby", "Card");
  card.hidden = false;
  // Its size must not depend on where it was.
  card.style.left = card.style.top = "0px";
  const [box, own] = [name.getBoundingClientRect(), card.getBoundingClientRect()];
  const isBelow = box.bottom + own.height + 8 < innerHeight || box.top < own.height + 8;
  const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - own.width - 8));
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${(isBelow ? box.bottom + 4 : box.top - own.height - 4) + scrollY}px`;
};
weft.whereIs = (address) => {
  const line = address.hash.slice(2);
  if (address.href.split("#")[0] === location.href.split("#")[0]) return `This chapter, line ${line}`;
  const entry = [...document.querySelectorAll("#Book a")]
    .find((link) => link.href.split("#")[0] === address.href.split("#")[0]);
  const page = weft.decoded(address.pathname.split("/").at(-1).replace(/\.html$/, ""));
  return `${entry?.textContent.trim() ?? page}, line ${line}`;
};
weft.hideCard = () => {
  const card = document.getElementById("Card");
  const name = weft.cardName;
  weft.cardName = null;
  if (card) card.hidden = true;
  name?.removeAttribute("aria-describedby");
  if (name?.dataset.title) name.title = name.dataset.title;
};
weft.isCardOf = (name) => weft.cardName === name && document.getElementById("Card")?.hidden === false;
weft.onRest = (event) => {
  if (event.pointerType === "touch") return;
  clearTimeout(weft.rest);
  // The pointer may go over to the card, to read or mark it.
  if (event.target.closest?.("#Card")) return;
  const name = event.target.closest?.(weft.carded) ?? null;
  if (name === weft.cardName) return;
  if (!name && weft.cardName === document.activeElement) return;
  weft.rest = setTimeout(() => { weft.hideCard(); if (name) weft.showCard(name); }, 250);
};
weft.onFocus = (event) => {
  const name = event.target.closest?.(weft.carded) ?? null;
  if (name === weft.cardName) return;
  weft.hideCard();
  if (name?.matches(":focus-visible")) weft.showCard(name);
};
weft.onTouch = (event) => {
  const name = event.target.closest?.(weft.carded);
  if (event.pointerType !== "touch" || !name || weft.isCardOf(name)) return;
  event.preventDefault();
  weft.hideCard();
  weft.showCard(name);
};

// A range of lines: #L12-L20, made by Shift and a click on the second number.
weft.markRange = () => {
  for (const line of document.querySelectorAll(".l.ranged")) line.classList.remove("ranged");
  const range = /^#L(\d+)-L(\d+)$/.exec(location.hash);
  if (!range) return;
  const lines = [...document.querySelectorAll(".l")].filter((line) => {
    const number = Number(line.id.slice(1));
    return Number(range[1]) <= number && number <= Number(range[2]);
  });
  for (const line of lines) line.classList.add("ranged");
  weft.unfold(lines[0]);
  lines[0]?.scrollIntoView({ block: "center" });
};
weft.onClick = (event) => {
  const number = event.target.closest?.(".l > a[data-n]");
  const first = /^#L(\d+)/.exec(location.hash);
  if (!number || !event.shiftKey || !first) return;
  event.preventDefault();
  const ends = [Number(first[1]), Number(number.dataset.n)].sort((a, b) => a - b);
  location.hash = `#L${ends[0]}-L${ends[1]}`;
};
weft.unfold = (element) => {
  for (let fold = element?.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    fold.open = true;
  }
  weft.setFolded(element?.closest(".section"), false);
};
/** What was typed need not be encoded as it should be. */
weft.decoded = (text) => { try { return decodeURIComponent(text); } catch { return text; } };
weft.onAddress = () => {
  weft.unfold(document.getElementById(weft.decoded(location.hash.slice(1))));
  weft.markRange();
};

// The sections of a long page fold. What is folded stays on the page for searching and printing, and opens for
// links into it; browsers that cannot do so show no buttons.
weft.addSectionFolds = () => {
  const headings = [...document.querySelectorAll("article > h2")];
  if (headings.length < 3 || !("onbeforematch" in document.body)) return;
  for (const heading of headings) {
    const section = document.createElement("div");
    section.className = "section";
    while (heading.nextElementSibling && !heading.nextElementSibling.matches("h1, h2, .footnotes")) {
      section.append(heading.nextElementSibling);
    }
    heading.after(section);
    const button = weft.button("folder", "", () => weft.setFolded(section, !section.hidden));
    heading.append(button);
    weft.setFolded(section, false);
    section.addEventListener("beforematch", () => weft.setFolded(section, false));
  }
};
weft.setFolded = (section, isFolded) => {
  if (!section) return;
  if (isFolded) section.setAttribute("hidden", "until-found");
  else section.removeAttribute("hidden");
  const button = section.previousElementSibling.querySelector(".folder");
  button.textContent = isFolded ? "▸" : "▾";
  button.setAttribute("aria-label", isFolded ? "Open this section" : "Fold this section");
  button.setAttribute("aria-expanded", String(!isFolded));
};
weft.foldAll = () => {
  const sections = [...document.querySelectorAll(".section")];
  const isFolded = sections.some((section) => !section.hidden);
  for (const section of sections) weft.setFolded(section, isFolded);
};

// The search is loaded when it is first asked for; without it its link leads to the index.
weft.load = (path) => new Promise((done, failed) => {
  const script = document.createElement("script");
  script.src = `${weft.root}/${path}`;
  script.onload = done;
  script.onerror = () => failed(new Error(path));
  document.head.append(script);
});
/** Data come as scripts that hand over one value each, by their addresses; several may be on their way. */
weft.taken = new Map();
weft.take = (value) => weft.taken.set(document.currentScript.src, value);
weft.loadData = async (path) => {
  const address = new URL(`${weft.root}/${path}`, location.href).href;
  if (!weft.taken.has(address)) await weft.load(path);
  return weft.taken.get(address);
};
weft.openSearch = async () => {
  try {
    weft.searchLoads ??= weft.load("lunr.js").then(() => weft.load("weft-search.js"));
    await weft.searchLoads;
    weft.search.open();
  } catch { location.href = document.getElementById("Search").dataset.index; }
};
weft.addSearch = () => {
  const link = document.getElementById("Search");
  if (!link) return;
  const button = weft.button("search", "Search", weft.openSearch);
  button.id = "Search";
  button.title = "Search (/)";
  button.dataset.index = link.href;
  link.replaceWith(button);
};

/** A release that the address names is chosen, and one that is chosen is named in the address. */
weft.chooseRelease = () => {
  const chosen = document.getElementById(weft.decoded(location.hash.slice(1)));
  if (chosen?.matches("input[name=release]")) chosen.checked = true;
};
weft.onChange = ({ target }) => {
  if (target.matches?.("input[name=release]")) history.replaceState(null, "", `#${encodeURIComponent(target.id)}`);
};

weft.start = () => {
  weft.addSearch();
  weft.addThemeSwitch();
  weft.addCopyButtons();
  weft.addSectionFolds();
  weft.chooseRelease();
  if (location.hash) weft.onAddress();
};
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", weft.start);
else weft.start();
addEventListener("hashchange", weft.onAddress);
addEventListener("hashchange", weft.chooseRelease);
document.addEventListener("change", weft.onChange);
document.addEventListener("keydown", weft.onKey);
document.addEventListener("click", weft.onClick);
document.addEventListener("pointerover", weft.onName);
document.addEventListener("focusin", weft.onName);
document.addEventListener("pointerover", weft.onRest);
document.addEventListener("focusin", weft.onFocus);
document.addEventListener("click", weft.onTouch);
