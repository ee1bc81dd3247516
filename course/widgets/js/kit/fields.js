// From a declared field (course.checks.Field) to its control, with room for what the check says about it.
import { h, uid } from "./dom.js";
import { checks, date, number, radios, select, text, textarea } from "./controls.js";
import { order } from "./order.js";

const FEW = 7; // options that are all shown; more go into a list that opens

/** The line under the label; what its author said already is not said again. */
function help(field, extra = "") {
  const said = field.help.toLowerCase();
  const places = field.places === null || field.places === undefined || said.includes("decimal") ? "" : `${field.places} decimals.`;
  const kind = said.includes(extra.toLowerCase().replace(".", "")) || (extra.startsWith("Months") && said.includes("yyyy")) ? "" : extra;
  return [field.help, kind, places].filter(Boolean).join(" ");
}

const MAKE = {
  choice: (field, common, dense) => (dense || field.choices.length > FEW
    ? select({ ...common, options: field.choices, empty: "choose ..." })
    : radios({ ...common, options: field.choices })),
  many: (field, common) => checks({ ...common, options: field.choices }),
  order: (field, common) => order({ ...common, options: field.choices }),
  number: (field, common) => number({ ...common, help: help(field) }),
  integer: (field, common) => number({ ...common, help: help(field, "A whole number.") }),
  text: (field, common) => text(common),
  long_text: (field, common) => textarea({ ...common, rows: 4 }),
  date: (field, common) => date(common),
  months: (field, common) => text({ ...common, help: help(field, "Months as YYYY-MM, with commas between.") }),
};

/** Give a control a paragraph below it; `tell(outcome)` fills it with { state, label, message, next }, null empties it. */
export function withWords(make) {
  const id = uid("cw-says");
  const says = h("p", { class: "cw-says", id });
  const control = make(id);
  control.element.append(says);

  function tell(outcome) {
    const words = [outcome?.message, outcome?.next].filter(Boolean).join(" ");
    says.dataset.state = outcome?.state ?? "";
    says.replaceChildren(...(outcome ? [h("span", { class: "cw-state", text: words ? `${outcome.label}: ` : outcome.label }), words] : []));
    if (!control.input?.classList.contains("cw-input")) return; // a group of options cannot be invalid for a screen reader
    if (outcome?.state === "not yet") control.input.setAttribute("aria-invalid", "true");
    else control.input.removeAttribute("aria-invalid");
  }

  return { ...control, tell };
}

/** A control for one declared field. `dense` puts choices into lists that open. */
export function field(declared, { value, onInput, onMove, dense = false }) {
  const { label, unit } = declared;
  return withWords((describe) => MAKE[declared.kind](declared, { label, unit, help: help(declared), value, onInput, onMove, describe }, dense));
}
