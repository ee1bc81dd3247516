// Pick a card, then its place: a list of cards, and below the picked one what is known of it and where it may go. Both
// are native groups of options, so that arrows, Tab and Enter do everything.
import { radios } from "./controls.js";
import { button, h, uid } from "./dom.js";
import { control } from "./explore.js";

const MANY = 8; // more places than this go into a list that opens

function placing(declared, value, ask) {
  const shown = declared.kind === "choice" && declared.options.length <= MANY;
  return shown ? radios({ label: declared.label, options: declared.options, value, onInput: ask }) : control(declared, value, ask);
}

/** The panel of a board: { element, update(data) }. Reads `cards`, `words` and `controls` of the model. */
export function cards(context) {
  const { model, link } = context;
  const all = model.get("cards");
  const words = model.get("words");
  const declared = new Map(model.get("controls").map((one) => [one.key, one]));
  const own = new Set(all.flatMap((card) => card.keys));
  const ask = (key) => (value) => link.ask({ [key]: value });
  const make = (key) => placing(declared.get(key), link.query[key], ask(key));
  const isFree = (card) => card.keys.every((key) => [null, undefined, "", "0"].includes(link.query[key]));

  const next = button(words.next, () => pick((all.find((card, i) => i > at() && isFree(card)) ?? all.find(isFree) ?? all[(at() + 1) % all.length]).id, true));
  const places = h("div", { class: "cw-places" });
  const list = radios({
    label: words.pick, value: null, onInput: (id) => pick(id),
    options: all.map((card) => ({ value: card.id, text: `${card.id}  ${card.text}` })),
  });
  const tags = list.lines.map((line) => line.appendChild(h("span", { class: "cw-tag" })));
  let picked = all[0].id;
  const at = () => all.findIndex((card) => card.id === picked);

  function pick(id, enter = false) {
    picked = id;
    list.set(id);
    const card = all[at()];
    const noteId = uid();
    const made = card.keys.map(make);
    places.replaceChildren(...[
      card.note ? h("p", { class: "cw-evidence", id: noteId, text: card.note }) : null,
      h("div", { class: made.length > 1 ? "cw-controls" : "" }, ...made.map((one) => one.element)),
      h("div", { class: "cw-buttons" }, next),
    ].filter(Boolean));
    if (card.note) made[0].element.setAttribute("aria-describedby", noteId);
    list.lines[at()].after(places);
    if (enter) made[0].focus();
  }

  const loose = [...declared.keys()].filter((key) => !own.has(key)).map(make);
  pick((all.find(isFree) ?? all[0]).id);
  return {
    element: h("div", { class: "cw-board" }, list.element, ...loose.map((one) => one.element)),
    update: (data) => tags.forEach((tag, i) => { tag.textContent = data.tags[all[i].id]; tag.classList.toggle("cw-free", isFree(all[i])); }),
  };
}
