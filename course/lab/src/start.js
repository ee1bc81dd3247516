// A course page starts by itself: when it opens, and again when its Python was restarted.
import { allText, removeStaleViews, sortCells } from "./page.js";
import { lab } from "./shared.js";
import { say } from "./status.js";

// A file beside the page must not stand in for a package: the course's own `import course` would then run a stranger's
// code. So the page's folder leaves Python's search path before the first cell.
const SAFE_PATH = `
import os as _os, sys as _sys
_sys.path[:] = [p for p in _sys.path if p and _os.path.realpath(p) != _os.path.realpath(_os.getcwd())]
del _os, _sys
`;
const LONGEST_START = 120_000; // ms; a hub's first start of Python on a loaded machine takes up to a minute

const runs = new WeakMap(); // page -> number of its latest run, so that an older one stops

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// Resolves once Python is ready for work. A page that is opened again at once may find the Python of its former self
// on its way out; it then starts one of its own.
async function pythonReady(panel) {
  const context = panel.sessionContext;
  await context.ready;
  for (const end = Date.now() + LONGEST_START; Date.now() < end && !panel.isDisposed; await pause(50)) {
    const kernel = context.session?.kernel;
    if (kernel?.status === "idle") {
      return;
    }
    if (!kernel || kernel.status === "dead") {
      await context.startKernel();
    }
  }
  throw new Error("Python did not answer");
}

async function runCells(panel, cells, isLatest, word) {
  const { CodeCell } = await lab("@jupyterlab/cells");
  const kernel = panel.sessionContext.session.kernel;
  await kernel.requestExecute({ code: SAFE_PATH, silent: true, store_history: false }).done;
  for (const [i, cell] of cells.entries()) {
    if (!isLatest() || cell.isDisposed) {
      return;
    }
    say(panel, `Getting the ${word} ready… (${i + 1} of ${cells.length})`);
    await CodeCell.execute(cell, panel.sessionContext); // a cell that fails shows its sentence; the next ones still run
  }
}

function showTop(panel) {
  panel.content.activeCellIndex = 0;
  panel.content.node.querySelector(".jp-WindowedPanel-outer")?.scrollTo({ top: 0 });
}

function leftAlone(count) {
  const cells = count === 1 ? "1 hidden code cell on this page is" : `${count} hidden code cells on this page are`;
  return `${cells} not the course's own and did not run. Press “Show code” to look before you run anything.`;
}

function couldNotStart(panel, word) {
  const again = async () => {
    say(panel, "Starting again…");
    await panel.sessionContext.restartKernel().catch(() => panel.sessionContext.startKernel());
    startPage(panel, word);
  };
  say(panel, `The ${word} could not start. Your answers are safe.`, { label: "Try again", run: again });
}

// Closing a page must not ask about changes that nobody made. After opening there are none, unless somebody typed while
// the page was starting; then, and after a restart, it is saved.
async function settle(panel, untouched) {
  const { context } = panel;
  if (untouched) {
    context.model.dirty = false;
  } else if (context.model.dirty && context.contentsModel?.writable) {
    await context.save();
  }
}

// Clears stale views, waits for Python and runs the course's own cells in order. `top`: finish at the first cell.
export async function startPage(panel, word, { top = false, quiet = false } = {}) {
  const mine = (runs.get(panel) ?? 0) + 1;
  runs.set(panel, mine);
  panel.node.dataset.courseStarts = mine;
  panel.node.dataset.courseStarted = false;
  const isLatest = () => runs.get(panel) === mine && !panel.isDisposed;
  const written = allText(panel);
  try {
    removeStaleViews(panel);
    const { run, foreign } = await sortCells(panel);
    if (!quiet) {
      say(panel, `Getting the ${word} ready…`);
    }
    await pythonReady(panel);
    await runCells(panel, run, isLatest, word);
    if (!isLatest()) {
      return;
    }
    if (top) {
      showTop(panel);
    }
    panel.node.dataset.courseStarted = true;
    say(panel, foreign === 0 ? "" : leftAlone(foreign), foreign === 0 ? null : closing(panel));
    await settle(panel, (top || quiet) && allText(panel) === written);
  } catch (error) {
    console.warn("course-lab: the page did not start", error);
    if (isLatest()) {
      couldNotStart(panel, word);
    }
  }
}

function closing(panel) {
  return { label: "Close this line", run: () => say(panel, "") };
}

// Starts the page again whenever its Python is restarted or replaced.
export function startAgainAfterRestart(panel, word) {
  const context = panel.sessionContext;
  context.statusChanged.connect((_, status) => {
    if (status === "restarting" || status === "autorestarting") {
      startPage(panel, word);
    }
  });
  context.kernelChanged.connect((_, { oldValue, newValue }) => {
    if (newValue && oldValue) {
      startPage(panel, word);
    }
  });
}
