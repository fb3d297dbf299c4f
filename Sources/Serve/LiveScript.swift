// The script that the server adds to a page: it shows what is under way and what is wrong, and when the
// page was woven anew, loads it again where the reader was.

enum LiveScript {
  static let text = #"""
    "use strict"; {
      const tag = document.currentScript.dataset.tag;
      const memory = `weft-place:${location.pathname}`;
      const make = (name, text, into) => {
        const element = document.createElement(name);
        element.textContent = text;
        into?.append(element);
        return element;
      };

      // Where the reader is: what stands at the top of the window, and which folds are open.
      const folds = () => {
        const seen = new Map();
        return [...document.querySelectorAll("article details")].map((fold) => {
          const name = fold.querySelector("summary")?.textContent ?? "";
          const count = (seen.get(name) ?? 0) + 1;
          seen.set(name, count);
          return [`${count} ${name}`, fold];
        });
      };
      // Blocks are known again by their words, since an edit elsewhere moves all numbers.
      const blocks = () => [...document.querySelectorAll("article :is(h1, h2, h3, h4, p, li, tr, .l)")];
      const words = (block) => block.textContent.slice(0, 300);
      const find = ({ text, count }) => blocks().filter((block) => words(block) === text)[count];
      let unsettled = null;
      const here = () => {
        const all = blocks();
        const top = all.find((block) => block.checkVisibility() && block.getBoundingClientRect().bottom > 0);
        const text = top && words(top);
        return {
          text, offset: top?.getBoundingClientRect().top, y: scrollY,
          count: all.slice(0, all.indexOf(top)).filter((block) => words(block) === text).length,
          open: folds().filter(([, fold]) => fold.open).map(([name]) => name),
          folded: [...document.querySelectorAll(".section[hidden]")].map((s) => s.previousElementSibling.id),
        };
      };
      const remember = () => {
        try {
          // A page that has not come to rest yet is where it was before.
          sessionStorage.setItem(memory, JSON.stringify(unsettled ?? here()));
          history.scrollRestoration = "manual";
        } catch { /* the browser's own way */ }
      };
      const restore = () => {
        let place = null;
        try {
          place = JSON.parse(sessionStorage.getItem(memory));
          sessionStorage.removeItem(memory);
        } catch { /* the browser's own way */ }
        if (!place) return;
        unsettled = place;
        for (const [name, fold] of folds()) if (place.open.includes(name)) fold.open = true;
        const scroll = () => {
          const mark = find(place);
          if (mark) scrollBy({ top: mark.getBoundingClientRect().top - place.offset, behavior: "instant" });
          else scrollTo(0, place.y);
        };
        scroll();
        addEventListener("load", () => {
          for (const id of place.folded) {
            document.getElementById(id)?.nextElementSibling?.setAttribute("hidden", "until-found");
          }
          // What is not in sight has a height only once it was laid out, so the place settles by steps.
          let rest = 30;
          for (const sign of ["wheel", "keydown", "pointerdown"]) {
            addEventListener(sign, () => { rest = 0; }, { once: true, passive: true });
          }
          const settle = () => {
            if (rest-- > 0) {
              scroll();
              requestAnimationFrame(settle);
            }
            else {
              unsettled = null;
              history.scrollRestoration = "auto";
            }
          };
          settle();
        });
      };

      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`
        #Live { position: fixed; right: 1rem; bottom: 1rem; z-index: 9; max-width: min(40rem, 90vw);
          max-height: 60vh; overflow: auto; padding: .4rem .8rem; border: 1px solid currentColor;
          border-radius: .5rem; background: Canvas; color: CanvasText; font: .9rem system-ui; }
        #Live.bad, .live-problem { border-color: #b3261e; }
        #Live p { margin: .2rem 0; } #Live ol { margin: .3rem 0; padding-left: 1.4rem; }
        #Live summary { cursor: pointer; }
        .live-problem { display: block; white-space: normal; margin: .3rem 0; padding: .2rem .6rem;
          border-left: 4px solid #b3261e; background: Canvas; color: CanvasText; font: .9rem system-ui; }
        @media print { #Live { display: none; } }`);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

      const chip = make("aside", "", null);
      chip.id = "Live";
      chip.setAttribute("aria-label", "Server");
      const line = make("p", "", chip);
      line.setAttribute("role", "status");
      document.body.append(chip);
      const path = () => decodeURIComponent(location.pathname.slice(1)) || "index.html";

      const showProblems = (state) => {
        for (const old of document.querySelectorAll(".live-problem")) old.remove();
        const wasOpen = chip.querySelector("details")?.open ?? true;
        chip.querySelector("details")?.remove();
        if (!state.problems.length) return;
        const fold = make("details", "", chip);
        fold.open = wasOpen;
        make("summary", `${state.problems.length + state.moreProblems} to look at`, fold);
        const list = make("ol", "", fold);
        for (const { location: at, text, page } of state.problems) {
          const words = `${at.file}:${at.line}:${at.column}: ${text}`;
          const item = make("li", "", list);
          if (page && page !== path()) make("a", words, item).href = `/${page}`;
          else item.textContent = words;
          if (page !== path()) continue;
          const lines = [...document.querySelectorAll("article .l")];
          const place = lines.findLast((l) => Number(l.id.slice(1)) <= at.line);
          const note = make("span", words, null);
          note.className = "live-problem";
          if (place && Number(place.id.slice(1)) === at.line) place.append(note);
          else (place?.closest("figure, .fence") ?? document.querySelector("article h1"))?.after(note);
        }
      };
      const title = document.title;
      const show = (state) => {
        line.textContent = state.activity ? `${state.activity} …` : state.standing;
        document.title = state.activity ? `… ${title}` : state.isClean ? title : `! ${title}`;
        chip.classList.toggle("bad", !state.isClean);
        showProblems(state);
      };

      // One look at a time; what is woven meanwhile is looked at afterwards.
      let looking = false;
      let woven = -1;
      const look = async (weaving) => {
        woven = weaving;
        if (looking) return;
        looking = true;
        for (let seen = -1; seen !== woven;) {
          seen = woven;
          try {
            const answer = await fetch(location.pathname, { headers: { "If-None-Match": tag }, cache: "no-store" });
            if (answer.headers.get("ETag") !== tag) {
              remember();
              location.reload();
              return;
            }
          } catch { break; }
        }
        looking = false;
      };
      let pause = 250;
      const connect = () => {
        const socket = new WebSocket(`ws://${location.host}/-/state`);
        socket.onmessage = ({ data }) => {
          pause = 250;
          const state = JSON.parse(data);
          show(state);
          if (state.weaving !== woven || path().startsWith("-/")) look(state.weaving);
        };
        socket.onclose = () => {
          line.textContent = "weft serve has ended";
          document.title = title;
          setTimeout(connect, pause = Math.min(pause * 2, 8000));
        };
      };
      restore();
      connect();
    }
    """#
}
