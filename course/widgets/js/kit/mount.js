// The frame of every widget: a named region with a body, the one-sentence summary, and what became of the last change.
import { h, uid } from "./dom.js";
import { link } from "./link.js";
import css from "./style.css";

function style() {
  if (document.getElementById("course-widgets-style")) return;
  document.head.append(h("style", { id: "course-widgets-style", text: css }));
}

/** A voice for screen readers that speaks the last of many quick changes only. */
function voice(element) {
  let timer = 0;
  return { say: (text) => { clearTimeout(timer); timer = setTimeout(() => { element.textContent = text; }, 600); }, close: () => clearTimeout(timer) };
}

function frame(model) {
  const id = uid();
  const title = h("p", { class: "cw-title", id, text: model.get("label") });
  const parts = {
    body: h("div", { class: "cw-body" }),
    summary: h("p", { class: "cw-summary" }),
    problem: h("p", { class: "cw-problem", role: "alert" }),
    status: h("p", { class: "cw-status", role: "status" }),
    live: h("p", { class: "cw-hidden", "aria-live": "polite" }),
  };
  const root = h("section", { class: "cw", "aria-labelledby": id },
    title, parts.summary, parts.problem, parts.body, parts.status, parts.live);
  return { root, ...parts };
}

/**
 * Show a widget. `build(context)` fills `context.body` and may return a function that is called with the kernel's data
 * now and after each reply. The context holds: root, body, model, link (ask, later, now, query), say(text) for screen
 * readers, onWidth(act), onClose(act), and `summary`, the paragraph that may be moved or hidden.
 */
export function mount(model, el, build) {
  style();
  const parts = frame(model);
  const speaker = voice(parts.live);
  const closing = [];
  const connection = link(model, ({ state, text }) => {
    if (parts.status.textContent !== text) parts.status.textContent = text;
    parts.status.dataset.state = state;
  });
  const context = {
    ...parts, model, link: connection, say: speaker.say,
    onClose: (act) => closing.push(act),
    onWidth(act) {
      let last = 0;
      const observer = new ResizeObserver(() => {
        const width = Math.round(parts.body.getBoundingClientRect().width);
        if (width && width !== last) { last = width; act(width); }
      });
      observer.observe(parts.body);
      closing.push(() => observer.disconnect());
    },
  };
  const draw = build(context);

  function update(first) {
    const data = model.get("data");
    const sentence = model.get("summary");
    if (parts.summary.textContent !== sentence) {
      parts.summary.textContent = sentence;
      if (!first) speaker.say(sentence);
    }
    parts.problem.textContent = data.problem ?? "";
    if (data.problem !== undefined) return;
    try {
      draw?.(data);
    } catch (error) { // a fault in one picture must not stop the replies behind it
      console.error(error);
      parts.problem.textContent = "This part of the lesson could not be drawn. Your answers are kept. Tell your instructor.";
    }
  }
  const heard = () => update(false);
  model.on("change:data", heard);
  // Leaving the widget saves at once what waits for a moment of quiet.
  parts.root.addEventListener("focusout", (event) => { if (!parts.root.contains(event.relatedTarget)) connection.flush(); });
  el.append(parts.root);
  update(true);
  return () => {
    connection.close();
    speaker.close();
    model.off("change:data", heard);
    closing.forEach((act) => act());
  };
}

/** The default export of a widget's file: `export default widget(build)`. */
export const widget = (build) => ({ render: ({ model, el }) => mount(model, el, build) });
