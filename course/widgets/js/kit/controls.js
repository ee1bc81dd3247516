// Form controls: native HTML with a real label. Each returns { element, get(), set(value), focus(), input }.
// `onInput(value)` is called after each change; never in the middle of a Chinese character being composed.
import { h, uid } from "./dom.js";

function describe(id, help) {
  return help ? h("p", { class: "cw-help", id: `${id}-help`, text: help }) : null;
}

function label(id, text, unit) {
  return h("label", { class: "cw-label", for: id }, text, unit ? h("span", { class: "cw-unit", text: ` (${unit})` }) : null);
}

function describedBy(id, help, more) {
  return [help ? `${id}-help` : "", more ?? ""].join(" ").trim() || null;
}

function listen(input, onInput, read = () => input.value) {
  let composing = false;
  input.addEventListener("compositionstart", () => { composing = true; });
  input.addEventListener("compositionend", () => { composing = false; onInput?.(read()); });
  input.addEventListener("input", (event) => { if (!composing && !event.isComposing) onInput?.(read()); });
}

function typed(input, { id, label: words, help, unit, value, onInput, describe: more }) {
  input.value = value ?? "";
  const by = describedBy(id, help, more);
  if (by) input.setAttribute("aria-describedby", by);
  listen(input, onInput);
  return {
    element: h("div", { class: "cw-field" }, label(id, words, unit), describe(id, help), input),
    input,
    get: () => input.value,
    set: (next) => { if (input.value !== (next ?? "")) input.value = next ?? ""; },
    focus: () => input.focus(),
  };
}

/** One line of text. */
export function text(options) {
  const id = uid();
  const { list = null, placeholder = null } = options;
  const shape = { id, type: "text", class: "cw-input", autocomplete: "off", spellcheck: "false", list, placeholder };
  return typed(h("input", shape), { id, ...options });
}

/** A number, typed as text: "1,155" and "３８５" are read by the kernel, which says what it understood. */
export function number(options) {
  const id = uid();
  const shape = { id, type: "text", inputmode: "decimal", class: "cw-input cw-number", autocomplete: "off" };
  return typed(h("input", shape), { id, ...options });
}

/** A date as YYYY-MM-DD; a browser's own picker would follow the browser's language and read mm/dd/yyyy. */
export function date(options) {
  const id = uid();
  const shape = { id, type: "text", inputmode: "numeric", class: "cw-input cw-date", placeholder: "YYYY-MM-DD", maxlength: 10, autocomplete: "off" };
  return typed(h("input", shape), { id, ...options });
}

/** Several lines of text. */
export function textarea(options) {
  const id = uid();
  return typed(h("textarea", { id, class: "cw-input", rows: options.rows ?? 3 }), { id, ...options });
}

/** One of a list: `options` is a list of { value, text }. */
export function select({ label: words, help, unit, options, value, onInput, empty = null, describe: more }) {
  const id = uid();
  const input = h("select", { id, class: "cw-input", "aria-describedby": describedBy(id, help, more) });
  const fill = (offered) => {
    const all = empty === null ? offered : [{ value: "", text: empty }, ...offered];
    input.replaceChildren(...all.map((one) => h("option", { value: one.value, text: one.text })));
  };
  const set = (next) => {
    const known = [...input.options].some((one) => one.value === (next ?? ""));
    if (!known && next) input.append(h("option", { value: next, text: next })); // what a file held is never dropped
    input.value = next ?? "";
  };
  fill(options);
  set(value);
  input.addEventListener("change", () => onInput?.(input.value));
  return {
    element: h("div", { class: "cw-field" }, label(id, words, unit), describe(id, help), input),
    input, set,
    get: () => input.value,
    fill: (offered) => { const kept = input.value; fill(offered); set(kept); },
    focus: () => input.focus(),
  };
}

function group(type, { label: words, help, options, describe: more }, changed) {
  const id = uid();
  const inputs = options.map((one) => h("input", { type, name: id, value: one.value, on: { change: changed } }));
  const lines = options.map((one, index) => h("label", { class: "cw-choice" }, inputs[index], h("span", { text: one.text })));
  const element = h("fieldset", { class: "cw-field", "aria-describedby": describedBy(id, help, more) },
    h("legend", { class: "cw-label", text: words }), describe(id, help), h("div", { class: "cw-choices" }, ...lines));
  return { element, inputs, input: inputs[0], lines, focus: () => (inputs.find((one) => one.checked) ?? inputs[0])?.focus() };
}

/** One of a few, all in view. */
export function radios({ value, onInput, ...rest }) {
  const made = group("radio", rest, (event) => onInput?.(event.target.value));
  const set = (next) => made.inputs.forEach((one) => { one.checked = one.value === next; });
  set(value);
  return { ...made, set, get: () => made.inputs.find((one) => one.checked)?.value ?? null };
}

/** Any of a few. The value is the list of ticked ones, in the order of the options. */
export function checks({ value, onInput, ...rest }) {
  const offered = new Set(rest.options.map((one) => one.value));
  const stray = (value ?? []).filter((one) => !offered.has(one)); // what a file held is never dropped
  const options = [...rest.options, ...stray.map((one) => ({ value: one, text: one }))];
  const get = () => made.inputs.filter((one) => one.checked).map((one) => one.value);
  const made = group("checkbox", { ...rest, options }, () => onInput?.(get()));
  const set = (next) => made.inputs.forEach((one) => { one.checked = (next ?? []).includes(one.value); });
  set(value);
  return { ...made, set, get };
}

/** A slider with its value in words beside the label; `say(value)` gives the words. */
export function range({ label: words, help, value, min, max, step = 1, say = String, onInput, describe: more }) {
  const id = uid();
  const shown = h("output", { for: id, class: "cw-value" });
  const input = h("input", { id, type: "range", class: "cw-range", min, max, step, "aria-describedby": describedBy(id, help, more) });
  const tell = () => { shown.textContent = say(Number(input.value)); input.setAttribute("aria-valuetext", shown.textContent); };
  const set = (next) => { input.value = next; tell(); };
  set(value ?? min);
  input.addEventListener("input", () => { tell(); onInput?.(Number(input.value)); });
  return {
    element: h("div", { class: "cw-field" },
      h("div", { class: "cw-label" }, h("label", { for: id, text: `${words}: ` }), shown), describe(id, help), input),
    input, set, get: () => Number(input.value), focus: () => input.focus(),
  };
}
