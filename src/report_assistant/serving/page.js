// What the page does in the browser: keep threads, lead from a marker to its evidence, copy clean text.
// Threads stay in this browser's storage, each under a key of its own, so that two tabs never overwrite
// each other's; where both have gone on with the same one, the later becomes a thread of its own. A page shows
// those about its own documents, and those whose documents are not served.
(() => {
  const KEY = "report-assistant-thread-";
  const OPEN = "report-assistant-open"; // per tab and collection: which thread it shows

  const parsed = (text) => {
    try { return JSON.parse(text) ?? {}; } catch { return {}; }
  };

  const seen = new Map(); // when each thread was saved that this tab has loaded or saved
  const moved = new Map(); // to which id a thread went with which another tab had gone on

  const newId = () =>
    [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  // The id under which this tab may save a thread.
  const own = (id) => {
    const present = moved.get(id) ?? id;
    const { saved: at } = parsed(localStorage.getItem(KEY + present));
    if (at === undefined || at === seen.get(present)) return present;
    moved.set(id, newId());
    return moved.get(id);
  };

  // All saved threads, latest first.
  const saved = () => {
    const found = [];
    for (let place = 0; place < localStorage.length; place++) {
      const key = localStorage.key(place);
      if (!key.startsWith(KEY)) continue;
      const { saved: at, thread } = parsed(localStorage.getItem(key));
      const title = String(thread?.name || thread?.turns?.[0]?.question || "").slice(0, 200);
      found.push({ at: at ?? 0, id: key.slice(KEY.length), title, collection: thread?.collection ?? "" });
    }
    return found.sort((one, other) => other.at - one.at);
  };

  // The threads of a page: its collection, and all that are served, by name; "" has no name.
  const threads = (collection, served) => {
    const open = OPEN + (collection && `-${collection}`);
    const isShown = (thread) => {
      const about = thread.collection ?? "";
      return about === collection || !served.includes(about);
    };
    // As [[id, title, collection], …] in JSON, latest first.
    const list = () =>
      JSON.stringify(saved().filter(isShown).map((one) => [one.id, one.title, one.collection]));
    // Keep a record; returns it and the list. Where the browser has no room left, the oldest other threads
    // make room.
    const save = (record) => {
      const thread = parsed(record);
      if (!thread.id) return [record, list()];
      thread.id = own(thread.id);
      sessionStorage.setItem(open, thread.id);
      if (!thread.turns?.length) return [record, list()];
      const now = Date.now();
      const text = JSON.stringify({ saved: now, thread });
      for (;;) {
        try {
          localStorage.setItem(KEY + thread.id, text);
          seen.set(thread.id, now);
          break;
        } catch (error) {
          const oldest = saved().filter(({ id }) => id !== thread.id).pop();
          if (!oldest) { console.warn("The browser has no room for this conversation.", error); break; }
          localStorage.removeItem(KEY + oldest.id);
        }
      }
      return [JSON.stringify(thread), list()];
    };
    // The record of a thread, or "" if there is none here.
    const load = (id) => {
      const { saved: at, thread } = parsed(localStorage.getItem(KEY + id));
      if (!thread || !isShown(thread)) return "";
      seen.set(id, at);
      moved.delete(id);
      sessionStorage.setItem(open, id);
      return JSON.stringify(thread);
    };
    // The record of the thread that this tab showed before it was loaded anew.
    const opened = () => load(sessionStorage.getItem(open) ?? "");
    const remove = (record) => {
      localStorage.removeItem(KEY + parsed(record).id);
      sessionStorage.removeItem(open);
      return list();
    };
    return { list, save, load, opened, remove };
  };

  // The values of what shows a thread (chat, record, evidence and more), then of what is beside it; undefined
  // leaves one as it is. Where the page has gone on since it asked for the drawing, it is not drawn.
  const draw = (drawing, record, busy) => {
    const { of, thread, beside } = parsed(drawing);
    if (!thread) return [];
    const asked = parsed(of);
    const present = parsed(record);
    const told = ({ id, turns }) => JSON.stringify([id, turns]);
    const values = Array(thread.length);
    if (!busy && told(asked) === told(present)) {
      values.splice(0, thread.length, ...thread);
      if (parsed(thread[1]).id === present.id) values[1] = undefined; // may have got a name meanwhile
    }
    return asked.id === present.id ? [...values, ...beside] : values;
  };

  // Save a file that the server wrote: {name, type, text} in JSON.
  const download = (file) => {
    const { name, type, text } = parsed(file);
    if (!name) return;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };
  // Copy its text, or save it where the browser lets no page copy.
  const copy = (file) => {
    const { text } = parsed(file);
    return navigator.clipboard ? navigator.clipboard.writeText(text) : download(file);
  };

  // Once an answer is complete, show its question at the top, so that it is read from the beginning; a reader
  // who has scrolled elsewhere stays there. Gradio scrolls to the end 300 ms after the last piece.
  const showLast = () => setTimeout(() => {
    const log = document.querySelector("#conversation .bubble-wrap");
    const asked = [...(log?.querySelectorAll(".user-row") ?? [])].pop();
    if (!asked || log.scrollHeight - log.scrollTop - log.clientHeight > 100) return;
    log.scrollTop += asked.getBoundingClientRect().top - log.getBoundingClientRect().top - 8;
  }, 400);
  // The buttons in the question's field come and go; each gets its name, which Gradio leaves out.
  const nameButtons = ({ ask_now: ask, stop }) => {
    const field = document.getElementById("question");
    const name = () => {
      field.querySelector(".submit-button")?.setAttribute("aria-label", ask);
      field.querySelector(".stop-button")?.setAttribute("aria-label", stop);
    };
    name();
    new MutationObserver(name).observe(field, { childList: true, subtree: true });
  };
  window.reportAssistant = { threads, draw, download, copy, showLast, nameButtons };

  // A copied answer is its Markdown and the quotes that it rests on, without the links of this page.
  const MARKER = /\[\\\[(\d+)\\\]\]\((#evidence-\d+-\d+) "[^"]*"\)/g;
  const MARK = / ?\[[^\]]*\]\(#claim-\d+-\d+ "[^"]*"\)/g;
  const line = (element) => element?.textContent.trim().replace(/\s+/g, " ") ?? "";
  const quoted = (text) => {
    const found = new Map([...text.matchAll(MARKER)].map(([, number, id]) => [number, id]));
    const quotes = [...found].map(([number, id]) => {
      const part = (selector) => document.querySelector(`${id} ${selector}`);
      const place = [part("header span:last-child"), part(".ra-where"), part("footer")?.firstChild];
      const where = place.map(line).filter(Boolean).join(", ");
      return `> [${number}] ${line(part("mark") ?? part("blockquote"))}\n>\n> — ${where}`;
    });
    const said = text.replace(MARKER, "[$1]").replace(MARK, "");
    const plain = said.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code));
    return [plain, ...quotes].join("\n\n");
  };
  const clipboard = navigator.clipboard; // there is none on a page of another computer without HTTPS
  if (clipboard) {
    const write = clipboard.writeText.bind(clipboard);
    clipboard.writeText = (text) => write(quoted(text));
  }

  const target = (link) => document.getElementById(link.getAttribute("href").slice(1));
  const LINKS = 'a[href^="#evidence-"], a[href^="#claim-"]';
  let cameFrom = null;

  const light = (event) => {
    const link = event.target.closest?.(LINKS);
    document.querySelectorAll(".ra-lit").forEach((lit) => lit.classList.remove("ra-lit"));
    const card = link && target(link);
    if (!card || !card.closest("#evidence")) return;
    card.classList.add("ra-lit");
    const panel = document.getElementById("evidence");
    // Only the panel scrolls: the reader's place in the answer stays.
    if (panel.scrollHeight > panel.clientHeight && card.offsetParent) {
      const offset = card.getBoundingClientRect().top - panel.getBoundingClientRect().top;
      panel.scrollTop += offset - 16;
    }
  };
  document.addEventListener("mouseover", light);
  document.addEventListener("focusin", (event) => { if (event.target.closest?.(LINKS)) light(event); });

  // What a link leads to may be folded away; the browser scrolls there once it is open.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(LINKS);
    const card = link && target(link);
    if (!card) return;
    cameFrom = link;
    for (let fold = card.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
    }
    event.preventDefault();
    history.replaceState(null, "", link.getAttribute("href"));
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
    card.classList.add("ra-lit");
  });

  // Escape leads back from the evidence to the marker.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !cameFrom || !event.target.closest?.("#evidence")) return;
    cameFrom.focus();
  });
})();
