// Rows of a block: add, take out (and put back), move. A long row opens and closes; its line says what it holds.
import { button, h } from "./dom.js";

const LONG = 4; // rows of more fields than this open and close

const idField = (block) => block.fields.find((one) => one.kind === "id");

function nextId(block, list) {
  const { key, prefix } = idField(block);
  const used = new Set(list.map((row) => row[key]));
  let count = list.length + 1;
  while (used.has(`${prefix}${count}`)) count += 1;
  return `${prefix}${count}`;
}

function fresh(block, list, preset = {}) {
  const id = idField(block);
  return { ...(id ? { [id.key]: nextId(block, list) } : {}), ...preset };
}

/** What a block starts with: the rows that the document asks for by name, or else a few empty ones. */
function begin(block, list) {
  const given = (preset) => list.some((row) => Object.entries(preset).every(([key, value]) => row[key] === value));
  for (const preset of block.presets) if (!given(preset)) list.push(fresh(block, list, preset));
  const few = block.fields.length > LONG ? 1 : Math.min(block.minimum, 3);
  while (list.length < few) list.push(fresh(block, list));
}

function words(block, data, index) {
  const id = idField(block);
  const named = block.fields.find((one) => one.kind !== "id" && one.kind !== "choice" && typeof data[one.key] === "string" && data[one.key]);
  const chosen = block.fields.find((one) => one.kind === "choice" && data[one.key]);
  const choice = chosen?.choices.find((one) => one.value === data[chosen.key])?.text;
  const head = `${block.row_name[0].toUpperCase()}${block.row_name.slice(1)} ${(id && data[id.key]) || index + 1}`;
  const rest = [choice, named && data[named.key].slice(0, 60)].filter(Boolean).join(": ");
  return rest ? `${head} – ${rest}` : head;
}

/** A list of records with the same handles as `record`. */
export function rows(block, list, context, record) {
  begin(block, list);
  const holder = h("div", {});
  const note = h("p", { class: "cw-undo", role: "status" });
  const asked = block.minimum ? ` (at least ${block.minimum})` : "";
  const add = button(`Add ${block.row_name}${asked}`, () => {
    list.push(fresh(block, list));
    made.push(row(list.at(-1)));
    made.at(-1).open();
    settle();
    made.at(-1).focus([]);
    context.changed();
  });
  const made = [];

  function row(data) {
    const form = record(block, data, { ...context, changed: () => { label(); context.changed(); } });
    const long = block.fields.length > LONG;
    const title = h(long ? "summary" : "legend", { class: "cw-subtitle" });
    const up = button("Up", () => move(self, -1), { className: "cw-small" });
    const down = button("Down", () => move(self, 1), { className: "cw-small" });
    const out = button("Take out", () => remove(self), { className: "cw-small" });
    const bar = h("div", { class: "cw-buttons" }, up, down, out);
    const hidden = long ? h("fieldset", {}, h("legend", { class: "cw-hidden" }), form.element, bar) : null;
    const element = long ? h("details", { class: "cw-row" }, title, hidden) : h("fieldset", { class: "cw-row" }, title, form.element, bar);
    let open = 0;

    function label() {
      const index = list.indexOf(data);
      const text = words(block, data, index);
      title.textContent = open ? `${text} (${open} to mend)` : text;
      if (hidden) hidden.firstChild.textContent = text;
      up.disabled = index <= 0;
      down.disabled = index === list.length - 1;
      for (const [one, act] of [[up, "Move up"], [down, "Move down"], [out, "Take out"]]) one.setAttribute("aria-label", `${act}: ${text}`);
    }

    const self = {
      data, element, label, up, down,
      open: () => { if (long) element.open = true; },
      refresh: form.refresh,
      focus: (path) => { self.open(); form.focus(path); },
      tell(path, says) {
        open = [...says].filter(([place, one]) => place.startsWith(`${path}.`) && one.state === "not yet").length;
        label();
        form.tell(path, says);
      },
    };
    return self;
  }

  /** Bring the page's order to the list's; elements move, they are never made anew. */
  function settle() {
    made.sort((one, other) => list.indexOf(one.data) - list.indexOf(other.data));
    made.forEach((one, index) => { if (holder.children[index] !== one.element) holder.insertBefore(one.element, holder.children[index] ?? null); });
    made.forEach((one) => one.label());
  }

  function move(self, step) {
    const index = list.indexOf(self.data);
    list.splice(index + step, 0, ...list.splice(index, 1));
    settle();
    (step < 0 ? [self.up, self.down] : [self.down, self.up]).find((one) => !one.disabled)?.focus();
    context.say(`${words(block, self.data, index + step)}: now row ${index + step + 1} of ${list.length}.`);
    context.changed();
  }

  function remove(self) {
    const index = list.indexOf(self.data);
    const name = words(block, self.data, index);
    list.splice(index, 1);
    made.splice(made.indexOf(self), 1);
    self.element.remove();
    settle();
    const back = button("Put it back", () => {
      list.splice(index, 0, self.data);
      made.push(self);
      note.replaceChildren();
      settle();
      self.focus([]);
      context.changed();
    }, { className: "cw-small", name: `Put back: ${name}` });
    note.replaceChildren(`${name}: taken out. `, back);
    back.focus();
    context.changed();
  }

  list.forEach((data) => made.push(row(data)));
  settle();
  if (made.length === 1) made[0].open();
  return {
    element: h("div", {}, holder, note, add),
    tell: (path, says) => made.forEach((one) => one.tell(`${path}.${list.indexOf(one.data)}`, says)),
    refresh: () => made.forEach((one) => one.refresh()),
    focus: ([index, ...rest]) => { const one = made[Number(index)]; if (one) one.focus(rest); else add.focus(); },
  };
}
