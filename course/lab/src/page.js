// What a course page is, and which of its cells are the course's own.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

const VIEWS = ["application/vnd.jupyter.widget-view+json"];
let known = null;

function settings() {
  return JSON.parse(document.getElementById("jupyter-config-data")?.textContent || "{}");
}

// The trainee's view is switched on by `course lab`, through its page_config.json; authors work in the full one.
export function isTraineeView() {
  return settings().courseView === "trainee";
}

// "home", "lesson" or "assignment"; null for any other notebook.
export function kindOf(panel) {
  const course = panel.content.model?.getMetadata("course") ?? {};
  return ["home", "lesson", "assignment"].find((kind) => course[kind]) ?? null;
}

// Not `crypto.subtle`: browsers offer it only on https and localhost, and a training centre's hub may be neither.
export function hashOf(source) {
  return bytesToHex(sha256(utf8ToBytes(source)));
}

// Hashes of the course's own cells, fetched once a page load.
export async function ownHashes() {
  if (known === null) {
    const { fullLabextensionsUrl } = settings();
    const answer = await fetch(`${fullLabextensionsUrl}/course-lab/static/lessons.json`, { cache: "no-cache" });
    known = new Set(answer.ok ? (await answer.json()).cells : []);
  }
  return known;
}

export function codeCells(panel) {
  return panel.content.widgets.filter((cell) => cell.model.type === "code");
}

function sourceOf(cell) {
  return cell.model.sharedModel.getSource();
}

// Everything that is written on the page, for telling whether somebody changed it.
export function allText(panel) {
  return JSON.stringify(panel.content.widgets.map(sourceOf));
}

// An author's mark: the page is read without the code of this cell.
export function isHiddenByAuthor(cell) {
  return cell.model.getMetadata("jupyter")?.source_hidden === true;
}

// Cells to run when the page opens, and how many hidden ones stay silent since they are not the course's own. A cell
// that shows its code needs no word: it stands there, and whoever wrote it can run it.
export async function sortCells(panel) {
  const own = await ownHashes();
  const graded = (cell) => {
    const nbgrader = cell.model.getMetadata("nbgrader") ?? {};
    return nbgrader.grade || nbgrader.solution;
  };
  const isOwn = (cell) => own.has(hashOf(sourceOf(cell))) && !graded(cell);
  const cells = codeCells(panel);
  const foreign = cells.filter((cell) => isHiddenByAuthor(cell) && !graded(cell) && !isOwn(cell));
  return { run: cells.filter(isOwn), foreign: foreign.length };
}

// A widget's view saved in the file belongs to a Python that is gone: without this it says "model not found".
export function removeStaleViews(panel) {
  for (const cell of codeCells(panel)) {
    const outputs = cell.model.outputs;
    const stale = Array.from({ length: outputs.length }, (_, i) => outputs.get(i).data);
    if (stale.some((data) => VIEWS.some((view) => view in data))) {
      outputs.clear();
    }
  }
  panel.content.model.deleteMetadata("widgets");
}
