// The search: names first, then prose, ranked by lunr. What it reads comes in small files, so that a large
// book answers from its names while its prose still loads.
"use strict";

weft.search = {
  kinds: new Map([
    ["page", "Pages"],
    ["term", "Terms"], ["symbol", "Symbols"], ["name", "Names in the sources"], ["format", "Formats"], ["rule", "Rules"],
    ["heading", "Headings"], ["test", "Tests"], ["figure", "Figures"], ["text", "Text"],
  ]),
  /** So many of each kind are shown. */
  limit: 6,
  /** Of a long sentence so many words are looked for, the longest. */
  maximum: 8,
  /** The prose of so many chapters is one index: few are quick to ask, and a small one to make. */
  chaptersAnIndex: 6,
  chapters: [],
  /** Each an index with the entries that it speaks of: kind, name, detail, chapter, anchor. */
  shelves: [],
  state: "",
};

// Words: whole, by their parts at _, . and capitals, and from each part to the end, so that what was typed may
// begin at any part: `Type.useScratchOnly` is found by `scratch`, `scratchonly` and `useScratchOnly`.
weft.search.words = (text, hasTails) => {
  const words = [];
  for (const [chunk] of text.matchAll(/[\p{L}\p{N}_.]+/gu)) {
    const whole = chunk.replace(/^\.+|\.+$/g, "");
    const parts = [...whole.matchAll(/\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}]+|\p{N}+/gu)];
    if (whole) words.push(whole.toLowerCase());
    if (parts.length < 2) continue;
    words.push(...parts.map(([part]) => part.toLowerCase()));
    if (hasTails) words.push(...parts.slice(1, -1).map((part) => whole.slice(part.index).toLowerCase()));
  }
  return words;
};

weft.search.index = (entries, isProse) => {
  const builder = new lunr.Builder();
  builder.tokenizer = (text) =>
    weft.search.words(text ?? "", !isProse).map((word) => new lunr.Token(word, {}));
  if (isProse) {
    builder.pipeline.add(lunr.stemmer);
    builder.searchPipeline.add(lunr.stemmer);
  }
  // A name is no better for being long, nor a section for being short.
  builder.b(0.3);
  builder.field("name", { boost: 8 });
  builder.field("detail");
  entries.forEach((entry, place) => builder.add({ id: place, name: entry[1], detail: entry[2] }));
  weft.search.shelves.push({ index: builder.build(), entries });
};

weft.search.pause = () => new Promise((done) => setTimeout(done));

/** Loads names, then prose: of the reader's own part first. */
weft.search.loadAll = async () => {
  const search = weft.search;
  const contents = await weft.loadData("search.js");
  search.chapters = contents.chapters;
  search.pages = contents.pages;
  search.index(search.pages.map(({ title, about }, place) => ["page", title, about, place, ""]), false);
  for (let file = 1; file <= contents.files; file++) {
    const rows = await weft.loadData(`search-${file}.js`);
    search.index(rows.map((row) => [row[0], row[1], row[2], Number(row[3]), row[4]]), false);
    search.show();
    await search.pause();
  }
  const part = document.querySelector(".place .part")?.textContent;
  const order = [...search.chapters.keys()];
  order.sort((a, b) => (search.chapters[b].part === part) - (search.chapters[a].part === part) || a - b);
  for (let first = 0; first < order.length; first += search.chaptersAnIndex) {
    const entries = [];
    for (const place of order.slice(first, first + search.chaptersAnIndex)) {
      const sections = await weft.loadData(`${search.chapters[place].page}.search.js`);
      for (const [anchor, title, text] of sections) entries.push(["text", title, text, place, anchor]);
    }
    search.index(entries, true);
    search.state = `${Math.min(first + search.chaptersAnIndex, order.length)} of ${order.length} chapters read`;
    search.show();
    await search.pause();
  }
  search.state = "";
  search.show();
};

/** The best entries of all kinds for what was typed, each with its score. Terms that nothing begins with may be
    slips: then words that differ by a letter, or by two, are taken. */
weft.search.answer = (typed) => {
  const { maximum, shelves } = weft.search;
  const all = [...typed.matchAll(/[\p{L}\p{N}_.]+/gu)].map(([term]) => term.toLowerCase());
  const telling = all.filter((term) => lunr.stopWordFilter(term));
  const terms = (telling.length ? telling : all)
    .sort((a, b) => b.length - a.length).slice(0, maximum);
  const slips = terms.filter((term) => !shelves.some(({ index }) => index.query((query) =>
    query.term(term, { wildcard: lunr.Query.wildcard.TRAILING, usePipeline: false })).length));
  const found = [];
  for (const { index, entries } of terms.length ? shelves : []) {
    const results = index.query((query) => {
      for (const term of terms) {
        if (slips.includes(term)) {
          const editDistance = term.length > 6 && term.length < 12 ? 2 : 1;
          if (term.length > 3) query.term(term, { editDistance, usePipeline: false });
        } else {
          query.term(term, { boost: 20 });
          if (term.length > 1) query.term(term, { boost: 6, wildcard: lunr.Query.wildcard.TRAILING, usePipeline: false });
        }
      }
    });
    for (const { ref, score } of results.slice(0, 50)) found.push({ entry: entries[ref], score });
  }
  return found.sort((a, b) => b.score - a.score);
};

weft.search.show = () => {
  const search = weft.search;
  const started = performance.now();
  const typed = search.input.value.trim();
  const groups = Map.groupBy(search.answer(typed), ({ entry }) => entry[0]);
  const sections = [];
  let count = 0;
  for (const [kind, found] of groups) {
    const list = document.createElement("ul");
    const shown = found.slice(0, search.limit);
    count += shown.length;
    for (const { entry } of shown) list.append(search.item(entry, typed));
    const title = document.createElement("h3");
    title.textContent = search.kinds.get(kind) ?? kind;
    sections.push(title, list);
  }
  search.results.replaceChildren(...sections);
  const said = typed ? (count ? `${count} shown` : "Nothing found") : "";
  search.status.textContent = [said, search.state].filter(Boolean).join(" · ");
  search.milliseconds = performance.now() - started;
};

weft.search.item = ([kind, name, detail, chapter, anchor], typed) => {
  const { part, title, page } = kind === "page" ? weft.search.pages[chapter] : weft.search.chapters[chapter];
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = `${weft.root}/${page}.html${anchor ? `#${anchor}` : ""}`;
  link.addEventListener("click", () => weft.search.dialog.close());
  const label = document.createElement(kind === "symbol" || kind === "name" ? "code" : "span");
  label.textContent = name;
  link.append(label);
  if (part) {
    const where = document.createElement("span");
    where.className = "where";
    where.textContent = ` ${part}: ${title}`;
    link.append(where);
  }
  const context = kind === "text" ? weft.search.excerpt(detail, typed) : detail;
  if (context) {
    const line = document.createElement("span");
    line.className = "line";
    line.textContent = context;
    link.append(line);
  }
  item.append(link);
  return item;
};

/** The words around the first that was typed. */
weft.search.excerpt = (text, typed) => {
  const lower = text.toLowerCase();
  const places = typed.toLowerCase().split(/\s+/).map((term) => lower.indexOf(term.slice(0, 5)));
  const place = Math.max(0, places.find((place) => place >= 0) ?? 0);
  const start = place < 60 ? 0 : text.indexOf(" ", place - 60) + 1;
  return (start ? "… " : "") + text.slice(start, start + 160) + (start + 160 < text.length ? " …" : "");
};

weft.search.make = () => {
  const search = weft.search;
  search.dialog = document.createElement("dialog");
  search.dialog.className = "finder";
  search.dialog.setAttribute("aria-label", "Search");
  const label = document.createElement("label");
  label.textContent = "Search terms, headings, text, rules, symbols, tests";
  search.input = document.createElement("input");
  search.input.type = "search";
  search.input.autocomplete = "off";
  search.input.spellcheck = false;
  label.append(search.input);
  search.status = document.createElement("p");
  search.status.setAttribute("role", "status");
  search.results = document.createElement("div");
  const foot = document.createElement("p");
  const index = document.createElement("a");
  index.href = document.getElementById("Search").dataset.index;
  index.textContent = "The whole index";
  foot.append(index);
  search.dialog.append(label, search.status, search.results, foot);
  search.input.addEventListener("input", search.show);
  search.dialog.addEventListener("keydown", search.onKey);
  search.dialog.addEventListener("click", (event) => {
    if (event.target === search.dialog) search.dialog.close();
  });
  document.body.append(search.dialog);
  search.loads = search.loadAll().catch((error) => {
    search.state = `The search could not be loaded whole: ${error.message}`;
    search.show();
  });
};

/** Arrows go through what was found; Enter takes the first. */
weft.search.onKey = (event) => {
  const links = [...weft.search.results.querySelectorAll("a")];
  const place = links.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    (links[place + step] ?? (step < 0 ? weft.search.input : links.at(-1)))?.focus();
  } else if (event.key === "Enter" && event.target === weft.search.input) {
    links[0]?.click();
  }
};

weft.search.open = () => {
  if (!weft.search.dialog) weft.search.make();
  weft.search.dialog.showModal();
  weft.search.input.focus();
  weft.search.input.select();
};
