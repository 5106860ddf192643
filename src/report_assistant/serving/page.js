// What the page does in the browser: keep threads, lead from a marker to its evidence, copy clean text.
// Threads stay in this browser's storage, each under a key of its own, so that two tabs never overwrite
// each other's. A page shows those about its own documents, and those whose documents are not served.
(() => {
  const KEY = "report-assistant-thread-";
  const OPEN = "report-assistant-open"; // per tab and collection: which thread it shows

  const parsed = (text) => {
    try { return JSON.parse(text) ?? {}; } catch { return {}; }
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
    // Keep a record. Where the browser has no room left, the oldest other threads make room.
    const save = (record) => {
      const thread = parsed(record);
      if (!thread.id) return list();
      sessionStorage.setItem(open, thread.id);
      if (!thread.turns?.length) return list();
      const text = JSON.stringify({ saved: Date.now(), thread });
      for (;;) {
        try { localStorage.setItem(KEY + thread.id, text); break; } catch (error) {
          const oldest = saved().filter(({ id }) => id !== thread.id).pop();
          if (!oldest) { console.warn("The browser has no room for this conversation.", error); break; }
          localStorage.removeItem(KEY + oldest.id);
        }
      }
      return list();
    };
    // The record of a thread, or "" if there is none here.
    const load = (id) => {
      const { thread } = parsed(localStorage.getItem(KEY + id));
      if (!thread || !isShown(thread)) return "";
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
  window.reportAssistant = { threads, download };

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
