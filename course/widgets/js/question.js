// A question: prompt, form, check, hints, worked solution. The words come from the kernel; nothing is decided here.
import { button, h, rich } from "./kit/dom.js";
import { field } from "./kit/fields.js";
import { widget } from "./kit/mount.js";

const DENSE = 3; // more fields than this make a record form, whose choices are lists that open

function reply(block, { outcome, reasons, note }) {
  const parts = [];
  if (outcome) {
    const label = outcome.label[0].toUpperCase() + outcome.label.slice(1);
    parts.push(h("span", { class: "cw-state", text: `${label}. ` }), [outcome.message, outcome.next].filter(Boolean).join(" "));
  }
  for (const one of reasons) {
    parts.push(h("p", { class: "cw-reason" }, h("b", { text: `${one.chosen ? "You chose" : "Why not"} “${one.text}”: ` }), one.reason));
  }
  if (note) parts.push(note);
  block.dataset.state = outcome?.state ?? "";
  block.replaceChildren(...parts);
}

function fold(block, htmls, title) {
  if (block.childElementCount === htmls.length) return;
  block.replaceChildren(...htmls.map((html, index) => {
    const part = rich(html, "cw-aside");
    part.prepend(h("p", { class: "cw-state", text: title(index) }));
    return part;
  }));
}

function build({ body, summary, model, link, say }) {
  const item = model.get("item");
  const dense = item.fields.length > DENSE;
  const values = { ...link.query.values };
  const answer = h("div", { class: "cw-reply", role: "status" });
  const sentence = h("p", { class: "cw-sentence", "aria-live": "polite" });
  const hints = h("div", { "aria-live": "polite" });
  const solution = h("div", { "aria-live": "polite" });
  summary.remove(); // the reply says it on the page; notebooks and exports keep the sentence

  const stale = () => { reply(answer, { outcome: null, reasons: [], note: "" }); controls.forEach((one) => one.tell(null)); };
  const controls = item.fields.map((declared) => field(declared, {
    dense, value: values[declared.key], onMove: say,
    onInput(value) { values[declared.key] = value; stale(); link.later({ values: { ...values }, check: false }); },
  }));
  const check = () => link.now({ values: { ...values }, check: true });
  const hint = button("", () => link.now({ hints: (link.query.hints ?? 0) + 1 }));
  const solve = button("Show a worked solution", () => link.now({ solution: true }));

  const form = h("form", { novalidate: true, autocomplete: "off", on: { submit: (event) => { event.preventDefault(); check(); } } },
    h("div", { class: dense ? "cw-record" : "" }, ...controls.map((one) => one.element)), sentence,
    h("div", { class: "cw-buttons" }, h("button", { type: "submit", class: "cw-button cw-main", text: item.button }), hint, solve));
  body.append(rich(item.prompt, "cw-prompt"), form, answer, hints, solution);

  return (data) => {
    reply(answer, data);
    item.fields.forEach((declared, index) => controls[index].tell(data.outcome?.fields?.[declared.key] ?? null));
    sentence.textContent = data.sentence ? `In words: ${data.sentence}` : "";
    fold(hints, data.hints, (index) => `Hint ${index + 1} of ${item.hints}`);
    fold(solution, data.solution ? [data.solution] : [], () => "Worked solution");
    hint.hidden = data.hints.length >= item.hints;
    hint.textContent = `Hint ${data.hints.length + 1} of ${item.hints}`;
    solve.hidden = !data.solvable || Boolean(data.solution);
  };
}

export default widget(build);
