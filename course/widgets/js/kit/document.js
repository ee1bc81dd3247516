// A document's blocks as forms. A block writes straight into its record of the document, so that a row keeps its controls,
// its focus and its caret when others change; only messages and offered ids are renewed.
import { h } from "./dom.js";
import { checks, date, number, select, text, textarea } from "./controls.js";
import { withWords } from "./fields.js";
import { rows } from "./rows.js";

/** The ids that other rows may refer to, with a name beside each. */
function offered(doc, to) {
  const found = to.split(".").reduce((inner, key) => inner?.[key], doc);
  return (Array.isArray(found) ? found : []).filter((row) => row.id).map((row) => {
    const name = Object.entries(row).find(([key, value]) => key !== "id" && typeof value === "string" && value.length > 3)?.[1] ?? "";
    return { value: row.id, text: [row.id, row.name ?? name].filter(Boolean).join(" ").slice(0, 60) };
  });
}

/** Ticks for the ids of another block; they are made anew when those ids change. */
function references(declared, common, doc, describe) {
  const holder = h("div", { class: "cw-field" });
  let shown = "";
  let made = null;
  let value = common.value;
  function refresh() {
    const options = offered(doc, declared.to);
    const now = JSON.stringify(options);
    if (now === shown || holder.contains(document.activeElement)) return;
    shown = now;
    made = checks({ ...common, value, options, describe, onInput: (next) => { value = next; common.onInput(next); } });
    const words = holder.querySelector(":scope > .cw-says");
    const none = options.length ? null : h("p", { class: "cw-help", text: "Nothing to refer to yet." });
    holder.replaceChildren(...[made.element, none, words].filter(Boolean));
  }
  refresh();
  return { element: holder, input: null, refresh, get: () => value, focus: () => made.focus() };
}

function reference(declared, common, doc, describe) {
  const made = select({ ...common, describe, options: offered(doc, declared.to), empty: "none" });
  return { ...made, refresh: () => made.fill(offered(doc, declared.to)) };
}

function make(declared, common, doc, describe) {
  const all = { ...common, describe };
  switch (declared.kind) {
    case "long_text": return textarea({ ...all, rows: 3 });
    case "choice": return select({ ...all, options: declared.choices, empty: "choose ..." });
    case "many": return checks({ ...all, options: declared.choices });
    case "number": case "integer": return number(all);
    case "date": return date(all);
    case "reference": return reference(declared, common, doc, describe);
    case "references": return references(declared, common, doc, describe);
    default: return text(all);
  }
}

/**
 * The fields and inner blocks of one record. `tell(path, says)` shows the words that `says` (a Map by path) holds for
 * each field; `focus(path)` goes to a field; `refresh()` renews the offered ids.
 */
export function record(block, data, context) {
  const controls = new Map();
  const inner = new Map();
  for (const declared of block.fields) {
    if (declared.kind === "id") continue; // the form numbers rows itself and shows the number above the row
    const { label, unit, help } = declared;
    const onInput = (value) => { data[declared.key] = value; context.changed(); };
    const common = { label, unit, help, value: data[declared.key], onInput };
    controls.set(declared.key, withWords((describe) => make(declared, common, context.doc, describe)));
  }
  for (const part of block.tables) inner.set(part.key, section(part, data, context));
  const grid = h("div", { class: "cw-record" }, ...[...controls.values()].map((one) => one.element));
  const parts = [...inner].map(([key, one]) => h("fieldset", { class: "cw-part" },
    h("legend", { class: "cw-subtitle", text: block.tables.find((part) => part.key === key).title }), one.element));
  return {
    element: h("div", {}, grid, ...parts),
    tell(path, says) {
      for (const [key, control] of controls) control.tell(says.get(`${path}.${key}`) ?? null);
      for (const [key, one] of inner) one.tell(`${path}.${key}`, says);
    },
    refresh() {
      for (const control of controls.values()) control.refresh?.();
      for (const one of inner.values()) one.refresh();
    },
    focus([key, ...rest]) {
      if (inner.has(key)) inner.get(key).focus(rest);
      else (controls.get(key) ?? controls.values().next().value)?.focus();
    },
  };
}

/** A block of the document, once or in rows. */
export function section(block, parent, context) {
  if (block.repeats) {
    if (!Array.isArray(parent[block.key])) parent[block.key] = [];
    return rows(block, parent[block.key], context, record);
  }
  const found = parent[block.key];
  const kept = typeof found !== "object" || found === null || Array.isArray(found) ? {} : found;
  parent[block.key] = { ...block.presets[0], ...kept };
  return record(block, parent[block.key], context);
}

