// One line above the page that says what is going on; screen readers are told as well.
import { lab } from "./shared.js";

const lines = new WeakMap();

export async function addStatusLine(panel) {
  const { Widget } = await lab("@lumino/widgets");
  const line = new Widget();
  line.addClass("course-status");
  line.node.setAttribute("role", "status");
  line.hide();
  panel.contentHeader.addWidget(line);
  lines.set(panel, line);
}

// `action` is a button: { label, run }. An empty text hides the line.
export function say(panel, text, action = null) {
  const line = lines.get(panel);
  if (line === undefined || line.isDisposed) {
    return;
  }
  line.node.replaceChildren(text);
  line.setHidden(text === "");
  if (action !== null) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = action.label;
    button.addEventListener("click", action.run);
    line.node.append(" ", button);
  }
}
