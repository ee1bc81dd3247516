import { h } from "./kit/dom.js";
import { explore, table } from "./kit/explore.js";
import { widget } from "./kit/mount.js";
import { drawStages } from "./kit/stages.js";

/** A record sheet that is taken along to a counter: a closed table, which can be selected and copied. */
function sheet(label) {
  const title = h("summary", {});
  const holder = h("div", { class: "cw-scroll", tabindex: "0", role: "region", "aria-label": `Sheet: ${label}` });
  const element = h("details", { class: "cw-figures" }, title, holder);
  return {
    element,
    update({ sheet: given }) {
      element.hidden = !given;
      if (!given || holder.childElementCount) return;
      title.textContent = given.title;
      holder.append(table(given));
    },
  };
}

export default widget((context) => {
  const below = sheet(context.model.get("label"));
  const update = explore(context, drawStages);
  context.body.append(below.element);
  return (data) => { update(data); below.update(data); };
});
