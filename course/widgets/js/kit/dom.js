// Small helpers for making elements. Every control made here keeps JupyterLab's command keys away ("x" in a slider would
// otherwise cut the notebook's cell).

const CONTROLS = new Set(["input", "select", "textarea", "button", "summary"]);
const SVG = "http://www.w3.org/2000/svg";
let count = 0;

/** An id that no other widget on the page has. */
export function uid(prefix = "cw") {
  count += 1;
  return `${prefix}-${Date.now().toString(36)}-${count}`;
}

function assign(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "text") element.textContent = value;
    else if (name === "on") for (const [event, act] of Object.entries(value)) element.addEventListener(event, act);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  return element;
}

/** An HTML element: `h("p", { class: "cw-help", text: "..." }, ...children)`. `on` holds listeners by event name. */
export function h(tag, attributes = {}, ...children) {
  const element = assign(document.createElement(tag), attributes);
  if (CONTROLS.has(tag)) element.setAttribute("data-lm-suppress-shortcuts", "true");
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** An SVG element with the same arguments. */
export function svg(tag, attributes = {}, ...children) {
  const element = assign(document.createElementNS(SVG, tag), attributes);
  element.append(...children);
  return element;
}

/** Put HTML that the kernel made from the course's own Markdown (escaped there) into a block. */
export function rich(html, className = "") {
  const block = h("div", { class: `cw-rich ${className}`.trim() });
  block.innerHTML = html;
  return block;
}

/** A button with words on it; `name` replaces them for a screen reader where the words alone are not enough. */
export function button(text, act, { name = null, className = "" } = {}) {
  return h("button", { type: "button", class: `cw-button ${className}`.trim(), "aria-label": name, text, on: { click: act } });
}
