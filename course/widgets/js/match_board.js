import { cards } from "./kit/cards.js";
import { h } from "./kit/dom.js";
import { explore, table } from "./kit/explore.js";
import { drawLinks } from "./kit/links.js";
import { widget } from "./kit/mount.js";

/** Each card with its own place, the right one and the reason, once every card is placed. */
function reasons(label) {
  const element = h("div", { class: "cw-scroll cw-reasons", tabindex: "0", role: "region", "aria-label": `Reasons: ${label}` });
  return {
    element,
    update({ reasons: given }) {
      element.hidden = !given;
      element.replaceChildren(...(given ? [table(given)] : []));
    },
  };
}

export default widget((context) => explore(context, drawLinks, reasons(context.model.get("label")), cards(context)));
