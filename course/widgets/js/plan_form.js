// A document block by block: the list of blocks, the form of one, and beside it the assessor's question and the rules.
import { button, h, uid } from "./kit/dom.js";
import { section } from "./kit/document.js";
import { widget } from "./kit/mount.js";

/** The rules as a list whose items stay; only their words change. */
function ruleList(rules, goTo) {
  const items = rules.map((rule) => {
    const state = h("span", { class: "cw-state" });
    const words = h("p", { class: "cw-help" });
    const go = button("Go there", () => goTo(item.place || rule.block), { className: "cw-small" });
    const title = ` ${rule.id} ${rule.title}${rule.severity === "blocking" ? " (must hold)" : ""}`;
    const element = h("li", { class: "cw-rule" }, h("p", {}, state, title), words, go);
    const item = { rule, element, state, words, go, place: "" };
    return item;
  });
  return {
    element: h("ul", { class: "cw-rules" }, ...items.map((item) => item.element)),
    tell(results) {
      for (const item of items) {
        const found = results.find((one) => one.id === item.rule.id);
        item.element.dataset.state = found.state;
        item.state.textContent = `${found.label}:`;
        item.words.textContent = found.state === "right" ? "" : [found.where && `${found.where}.`, found.message, found.next].filter(Boolean).join(" ");
        item.go.hidden = found.state === "right" || !found.place;
        item.go.setAttribute("aria-label", `Go there: what ${item.rule.id} is about`);
        item.place = found.place;
      }
    },
    only: (block) => items.forEach((item) => { item.element.hidden = item.rule.block !== block; }),
  };
}

/** Save bytes from the kernel under a name; nothing is fetched. */
function download(name, buffer) {
  const bytes = new Blob([buffer]);
  return h("a", { href: URL.createObjectURL(bytes), download: name, "data-lm-suppress-shortcuts": "true", text: `Download ${name}` });
}

function filesBar(context) {
  const { model, link } = context;
  const note = h("p", { class: "cw-note", role: "status" });
  const links = h("p", {});
  const pick = h("input", { type: "file", accept: ".yaml,.yml,.docx", class: "cw-hidden", tabindex: -1, "aria-label": "File to read in" });
  const ask = (message, buffers) => { note.textContent = "working ..."; link.flush(); model.send(message, undefined, buffers); };
  pick.addEventListener("change", async () => {
    const [file] = pick.files;
    if (file) ask({ kind: "upload", name: file.name }, [await file.arrayBuffer()]);
    pick.value = "";
  });
  function heard(content, buffers) {
    if (content.kind === "done") { note.textContent = content.message; note.dataset.state = content.failed ? "lost" : ""; }
    if (content.kind === "file") links.replaceChildren(download(content.name, buffers[0]));
  }
  model.on("msg:custom", heard);
  context.onClose(() => model.off("msg:custom", heard));
  const again = model.get("spec").practice ? button(`Begin again with the given ${model.get("spec").noun}`, () => ask({ kind: "again" })) : null;
  return h("div", { class: "cw-files" },
    h("div", { class: "cw-buttons" },
      button("Use a file instead (YAML or Word)", () => pick.click()), pick, again,
      button("Get the empty Word form", () => ask({ kind: "template" })),
      button("Make a Word file", () => ask({ kind: "export", format: "docx", doc: link.query.doc })),
      button("Make a web page", () => ask({ kind: "export", format: "html", doc: link.query.doc }))), note, links);
}

function build(context) {
  const { body, model, link, say } = context;
  const spec = model.get("spec");
  const id = uid();
  let doc = structuredClone(link.query.doc);
  let data = null;
  let forms = new Map();
  let shown = spec.blocks[0].key;
  const changed = () => link.ask({ doc: structuredClone(doc) });

  const blocks = new Map(spec.blocks.map((block) => [block.key, block]));
  const tabs = new Map(spec.blocks.map((block) => [block.key, h("button", { type: "button", class: "cw-button cw-tab", on: { click: () => show(block.key, true) } })]));
  const heading = h("p", { class: "cw-title", id, tabindex: -1 });
  const hint = h("p", { class: "cw-help" });
  const question = h("p", { class: "cw-question" });
  const holder = h("div", { role: "group", "aria-labelledby": id });
  const here = ruleList(spec.rules, goTo);
  const every = ruleList(spec.rules, goTo);
  const hints = h("ul", { class: "cw-rules" });
  const noRules = h("p", { class: "cw-help", text: "No rule looks at this block." });
  const next = button("", () => show(next.dataset.key, true), { className: "cw-main" });
  const notice = h("p", { class: "cw-note" });

  /** The form of a block, made when it is first looked at; its controls then stay. */
  function form(key) {
    if (!forms.has(key)) forms.set(key, section(blocks.get(key), doc, { doc, changed, say }));
    return forms.get(key);
  }

  function show(key, move = false) {
    shown = key;
    const keys = [...blocks.keys()];
    const after = keys[keys.indexOf(key) + 1];
    const block = blocks.get(key);
    heading.textContent = block.title;
    hint.textContent = block.hint;
    question.textContent = block.question;
    question.parentElement.hidden = !block.question;
    holder.replaceChildren(form(key).element);
    form(key).refresh();
    here.only(key);
    noRules.hidden = spec.rules.some((rule) => rule.block === key);
    next.hidden = !after;
    next.dataset.key = after ?? "";
    next.textContent = after ? `Next: ${blocks.get(after).title}` : "";
    for (const [other, tab] of tabs) tab.setAttribute("aria-current", other === key ? "true" : "false");
    if (data) tell();
    if (move) heading.focus();
  }

  function goTo(place) {
    const [key, ...rest] = place.split(".");
    if (!blocks.has(key)) return;
    show(key);
    form(key).focus(rest);
  }

  /** Words beside the fields: what is wrong with something that is there. What is still missing stays in the list. */
  function tell() {
    const says = new Map();
    const rules = [...data.rules].sort((one, other) => other.blocking - one.blocking); // what must hold speaks first
    for (const one of rules.flatMap((rule) => rule.places)) {
      if (one.state === "not yet" && !says.has(one.place)) says.set(one.place, { ...one, label: "Not yet" });
    }
    for (const one of data.hints.flatMap((rule) => rule.places)) {
      if (!says.has(one.place)) says.set(one.place, { ...one, state: "hint", label: "Worth a look" });
    }
    form(shown).tell(shown, says);
    form(shown).refresh();
  }

  function takeOver() {
    doc = structuredClone(model.get("document").doc);
    forms = new Map();
    link.now({ doc: structuredClone(doc) });
    show(shown);
  }
  model.on("change:document", takeOver);
  context.onClose(() => model.off("change:document", takeOver));

  const aside = h("div", { class: "cw-beside" },
    h("div", { class: "cw-ask" }, h("p", { class: "cw-subtitle", text: "Your assessor will ask" }), question),
    h("p", { class: "cw-subtitle", text: "Rules for this block" }), noRules, here.element,
    h("details", {}, h("summary", { text: `All ${spec.rules.length} rules` }), every.element),
    h("div", { hidden: true }, h("p", { class: "cw-subtitle", text: "Worth a look" }), hints),
    h("p", { class: "cw-help", text: `The rules show whether the ${spec.noun} is complete and fits together. Whether it is wise, your assessor decides.` }));
  const nav = h("nav", { "aria-label": `Blocks of ${spec.file}` }, h("ol", { class: "cw-tabs" }, ...[...tabs.values()].map((tab) => h("li", {}, tab))));
  body.append(notice, h("div", { class: "cw-plan" }, nav,
    h("form", { class: "cw-sheet", novalidate: true, autocomplete: "off", on: { submit: (event) => event.preventDefault() } }, heading, hint, holder, next), aside),
  filesBar(context));
  show(shown);

  return (fresh) => {
    data = fresh;
    notice.textContent = fresh.notice;
    here.tell(fresh.rules);
    every.tell(fresh.rules);
    hints.parentElement.hidden = !fresh.hints.length;
    hints.replaceChildren(...fresh.hints.map((one) => h("li", { class: "cw-rule", text: `${one.where}. ${one.message} ${one.next}` })));
    for (const [key, tab] of tabs) {
      const mine = fresh.rules.filter((rule) => rule.block === key);
      const held = mine.filter((rule) => rule.state === "right").length;
      tab.replaceChildren(blocks.get(key).title, ...(mine.length ? [h("span", { class: "cw-count", text: ` ${held} of ${mine.length} done` })] : []));
    }
    tell();
  };
}

export default widget(build);
