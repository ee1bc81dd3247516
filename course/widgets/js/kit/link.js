// The way to the kernel and back. Each message carries a number; the kernel's reply repeats it. A number that is not
// repeated in time means that nothing was saved, and the reader is told so. What is not yet saved is also
// kept in the browser tab, so that it can be put back when the kernel is there again.

const WAIT = 400; // ms of quiet before a change is written to the answers file
const LIMIT = 4000; // ms without a reply until "NOT saved" is said: with the quiet before, under five seconds

export const LOST = "the page lost its connection to the kernel, the engine behind the lesson. What you typed is kept in " +
  "this page. Choose Run, then Run All Cells; it is put back by itself. If that does not help, start the course again.";

function stash(place) {
  const key = `course:${place}`;
  return {
    write: (query) => { try { sessionStorage.setItem(key, JSON.stringify(query)); } catch { /* private mode: no second copy */ } },
    clear: () => { try { sessionStorage.removeItem(key); } catch { /* the same */ } },
    read: () => { try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; } },
  };
}

/** Connect a widget. `show({ state, text })` tells what became of the last change: "saving", "saved", "lost" or "". */
export function link(model, show) {
  const keeps = Boolean(model.get("keeps"));
  const kept = keeps ? stash(model.get("keeps")) : null;
  let { seq: sent = 0, keep: _, ...query } = model.get("query");
  let wanted = 0; // the number of the change that is to be saved
  let writing = 0;
  let waiting = 0;
  const found = kept?.read();
  if (found) query = { ...query, ...found };

  function post(keep, again = false) {
    if (!again) sent += 1;
    const message = { ...query, seq: sent, keep };
    model.set("query", message);
    try {
      if (again) model.send({ kind: "query", query: message }); // past ipywidgets' queue, which a lost reply blocks
      else model.save_changes();
    } catch { /* the channel is closed: no reply will come, and that is said below */ }
    if (keep) wanted = sent;
    clearTimeout(waiting);
    waiting = setTimeout(lost, LIMIT, keep);
  }

  function lost(keep) {
    show({ state: "lost", text: keeps ? `NOT saved: ${LOST}` : `No reply: ${LOST}` });
    post(keep, true);
  }

  function heard() {
    const { seq = 0, saved = "", not_saved: fault = "" } = model.get("data");
    if (seq < sent) return;
    clearTimeout(waiting);
    if (fault) show({ state: "lost", text: `NOT saved: ${fault}` });
    else if (writing || wanted > seq) show({ state: "saving", text: "saving ..." });
    else {
      kept?.clear();
      show(saved ? { state: "saved", text: `saved ${saved}` } : { state: "", text: "" });
    }
  }

  function settle() {
    if (!writing) return;
    clearTimeout(writing);
    writing = 0;
    post(true);
  }

  function change(patch) {
    query = { ...query, ...patch };
    if (!keeps) return;
    kept.write(query);
    show({ state: "saving", text: "saving ..." });
    clearTimeout(writing);
    writing = setTimeout(settle, WAIT);
  }

  model.on("change:data", heard);
  if (found) change({});
  else heard();
  return {
    get query() { return query; },
    restored: Boolean(found),
    /** Send a change at once for a new picture; it is saved after a moment of quiet. */
    ask(patch) { change(patch); post(false); },
    /** Send a change after a moment of quiet. */
    later(patch) { change(patch); if (!keeps) post(false); },
    /** Send a change and save it now. */
    now(patch = {}) { change(patch); if (keeps) settle(); else post(false); },
    flush: settle,
    close() { settle(); clearTimeout(waiting); model.off("change:data", heard); },
  };
}
