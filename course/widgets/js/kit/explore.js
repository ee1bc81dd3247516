// The body of an exploring widget: what to look for, its controls, the sentence, a picture, the figures as a table.
import { chart } from "./chart.js";
import { checks, radios, range, select } from "./controls.js";
import { h, uid } from "./dom.js";

const FEW = 5; // so many options stand in view; more go into a list

function slider(control, value, onInput) {
  const { options, unit, low, high, step } = control;
  if (!options.length) {
    const say = (n) => `${n.toLocaleString("en-GB")}${unit ? ` ${unit}` : ""}`;
    return range({ label: control.label, value, min: low, max: high, step, say, onInput });
  }
  const at = Math.max(0, options.findIndex((o) => o.value === value));
  const made = range({
    label: control.label, value: at, min: 0, max: options.length - 1, step: 1,
    say: (i) => options[i].text, onInput: (i) => onInput(options[i].value),
  });
  return { ...made, set: (next) => made.set(Math.max(0, options.findIndex((o) => o.value === next))) };
}

/** The control of one declaration. */
export function control(declared, value, onInput) {
  const shared = { label: declared.label, options: declared.options, value, onInput };
  if (declared.kind === "slider") return slider(declared, value, onInput);
  if (declared.kind === "many") return checks(shared);
  if (declared.options.length <= FEW && !declared.open) return radios(shared);
  return select({ ...shared, empty: declared.open ? "choose ..." : null });
}

/** All controls in a grid; those that have no effect at present (`data.idle`, a list of keys) are not shown. */
function controls(context) {
  const declared = context.model.get("controls");
  const made = declared.map((d) => control(d, context.link.query[d.key], (value) => context.link.ask({ [d.key]: value })));
  return {
    element: h("div", { class: "cw-controls" }, ...made.map((one) => one.element)),
    update: ({ idle = [] }) => made.forEach((one, i) => { one.element.hidden = idle.includes(declared[i].key); }),
  };
}

const isNumber = (value) => typeof value === "number";

/** A table of { columns, rows }; the first column names the row. */
export function table({ columns, rows }) {
  const cell = (value, i) => (i === 0
    ? h("th", { scope: "row", text: value })
    : h("td", { class: isNumber(value) ? "cw-n" : null, text: isNumber(value) ? value.toLocaleString("en-GB") : value ?? "–" }));
  const right = (i) => i > 0 && rows.some((row) => isNumber(row[i]));
  return h("table", {},
    h("thead", {}, h("tr", {}, ...columns.map((c, i) => h("th", { scope: "col", class: right(i) ? "cw-n" : null, text: c })))),
    h("tbody", {}, ...rows.map((row) => h("tr", {}, ...row.map(cell)))));
}

/** A closed part that fills itself when it is opened, so that a slider does not rebuild a table nobody sees. */
function figures(label) {
  const holder = h("div", { class: "cw-scroll", tabindex: "0", role: "region", "aria-label": `Figures: ${label}` });
  const element = h("details", { class: "cw-figures" }, h("summary", { text: "Show the figures as a table" }), holder);
  let latest = null;
  const fill = () => latest && element.open && holder.replaceChildren(table(latest));
  element.addEventListener("toggle", fill);
  return { element, update(next) { latest = next; fill(); } };
}

/**
 * Build an exploring widget around `draw(svg, data, width)`. `extra` is put between the sentence and the picture, `panel`
 * in the place of the controls; both are { element, update(data) }.
 */
export function explore(context, draw, extra = null, panel = controls(context)) {
  context.summary.id ||= uid();
  const picture = chart(context.summary.id, draw);
  const numbers = figures(context.model.get("label"));
  numbers.element.open = Boolean(context.model.get("data").table?.open); // where the table is a part of the picture
  const note = h("p", { class: "cw-help cw-note" });
  context.body.append(
    ...[context.model.get("lead") && h("p", { class: "cw-lead", text: context.model.get("lead") }),
      panel.element, context.summary, extra?.element, picture.node, note, numbers.element].filter(Boolean));
  context.onClose(picture.stop);
  return (data) => {
    picture.node.hidden = data.rows?.length === 0; // nothing to compare
    if (!picture.node.hidden) picture.update(data);
    note.textContent = data.note ?? "";
    numbers.element.hidden = data.table.rows.length === 0;
    numbers.update(data.table);
    panel.update(data);
    extra?.update(data);
  };
}
