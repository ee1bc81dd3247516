// A list that is put in order with buttons, so that it works with a keyboard as well as with a pointer.
import { button, h, uid } from "./dom.js";

/** Put all of `options` ({ value, text }) in a sequence. The value is the list of values, null until one was moved. */
export function order({ label: words, help, options, value, onInput, onMove, describe: more }) {
  const id = uid();
  const texts = new Map(options.map((one) => [one.value, one.text]));
  let values = [];
  let touched = false;
  const list = h("ol", { class: "cw-order" });
  const by = [help ? `${id}-help` : "", more ?? ""].join(" ").trim() || null;
  const element = h("fieldset", { class: "cw-field", "aria-describedby": by },
    h("legend", { class: "cw-label", text: words }), help ? h("p", { class: "cw-help", id: `${id}-help`, text: help }) : null, list);

  function move(index, step) {
    const [one] = values.splice(index, 1);
    values.splice(index + step, 0, one);
    touched = true;
    draw();
    const row = list.children[index + step];
    const same = row.querySelector(step < 0 ? ".cw-up" : ".cw-down");
    (same.disabled ? row.querySelector("button:not([disabled])") : same)?.focus();
    onMove?.(`${texts.get(one)}: place ${index + step + 1} of ${values.length}.`);
    onInput?.([...values]);
  }

  function row(one, index) {
    const name = texts.get(one);
    const up = button("Up", () => move(index, -1), { name: `Move up: ${name}`, className: "cw-up cw-small" });
    const down = button("Down", () => move(index, 1), { name: `Move down: ${name}`, className: "cw-down cw-small" });
    up.disabled = index === 0;
    down.disabled = index === values.length - 1;
    return h("li", {}, h("div", { class: "cw-order-row" }, h("span", { text: name }), h("span", { class: "cw-buttons" }, up, down)));
  }

  const draw = () => list.replaceChildren(...values.map(row));

  function set(next) {
    touched = Boolean(next?.length);
    const known = (next ?? []).filter((one) => texts.has(one));
    values = [...known, ...options.map((one) => one.value).filter((one) => !known.includes(one))];
    draw();
  }

  set(value);
  return { element, input: element, set, get: () => (touched ? [...values] : null), focus: () => list.querySelector("button:not([disabled])")?.focus() };
}
