import { h } from "./kit/dom.js";
import { drawDots } from "./kit/dots.js";
import { explore, table } from "./kit/explore.js";
import { widget } from "./kit/mount.js";

/** The definition as a sentence, and small tables in full with the value it gives for each. */
function definition(label) {
  const sentence = h("p", { class: "cw-definition" });
  const tables = h("div", { class: "cw-exhibits" });
  const exhibit = (one) => h("div", { class: "cw-exhibit" },
    h("p", { class: "cw-exhibit-title", text: one.title }), one.story ? h("p", { class: "cw-help", text: one.story }) : null,
    h("div", { class: "cw-scroll", tabindex: "0", role: "region", "aria-label": `${one.title}: ${label}` },
      table(one)),
    h("p", { class: "cw-exhibit-value", text: one.value }));
  return {
    element: h("div", {}, sentence, tables),
    update(data) {
      sentence.textContent = data.definition;
      tables.replaceChildren(...data.exhibits.map(exhibit));
    },
  };
}

export default widget((context) => explore(context, drawDots, definition(context.model.get("label"))));
