// What the page does in the browser: keep threads, lead from a marker to its evidence, copy clean text.
// Threads stay in this browser's storage, each under a key of its own, so that two tabs never overwrite
// each other's.
(() => {
  const KEY = "report-assistant-thread-";
  const OPEN = "report-assistant-open"; // per tab: which thread it shows

  const parsed = (text) => {
    try { return JSON.parse(text) ?? {}; } catch { return {}; }
  };

  const threads = {
    // The saved threads, latest first, as [[id, title], …] in JSON.
    list() {
      const found = [];
      for (let place = 0; place < localStorage.length; place++) {
        const key = localStorage.key(place);
        if (!key.startsWith(KEY)) continue;
        const saved = parsed(localStorage.getItem(key));
        const title = saved.thread?.name || saved.thread?.turns?.[0]?.question || "";
        found.push([saved.saved ?? 0, key.slice(KEY.length), String(title).slice(0, 200)]);
      }
      found.sort((one, other) => other[0] - one[0]);
      return JSON.stringify(found.map(([, id, title]) => [id, title]));
    },
    // Keep a record. Where the browser has no room left, the oldest other threads make room.
    save(record) {
      const thread = parsed(record);
      if (!thread.id) return threads.list();
      sessionStorage.setItem(OPEN, thread.id);
      if (!thread.turns?.length) return threads.list();
      const text = JSON.stringify({ saved: Date.now(), thread });
      for (;;) {
        try { localStorage.setItem(KEY + thread.id, text); break; } catch (error) {
          const oldest = JSON.parse(threads.list()).filter(([id]) => id !== thread.id).pop();
          if (!oldest) { console.warn("The browser has no room for this conversation.", error); break; }
          localStorage.removeItem(KEY + oldest[0]);
        }
      }
      return threads.list();
    },
    // The record of a thread, or "" if there is none.
    load(id) {
      const saved = parsed(localStorage.getItem(KEY + id)).thread;
      if (!saved) return "";
      sessionStorage.setItem(OPEN, id);
      return JSON.stringify(saved);
    },
    // The record of the thread that this tab showed before it was loaded anew.
    opened() { return threads.load(sessionStorage.getItem(OPEN) ?? ""); },
    remove(record) {
      localStorage.removeItem(KEY + parsed(record).id);
      sessionStorage.removeItem(OPEN);
      return threads.list();
    },
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
