// The extension's plugins: start pages, the home page's tile and command, and the trainee's view of a page.
import { addHome, refreshWhenShown } from "./home.js";
import { isTraineeView, kindOf } from "./page.js";
import { lab } from "./shared.js";
import { startAgainAfterRestart, startPage } from "./start.js";
import { addStatusLine } from "./status.js";
import { addCodeToggle, dressPage } from "./view.js";
import css from "./style.css";

const WORDS = { home: "page", lesson: "lesson", assignment: "assignment" };

function addStyle() {
  const style = document.createElement("style");
  style.textContent = css;
  document.head.append(style);
}

async function open(app, panel) {
  await panel.context.ready;
  const kind = kindOf(panel);
  if (kind === null) {
    return;
  }
  dressPage(app, panel, kind);
  await addStatusLine(panel);
  const started = startPage(panel, WORDS[kind], { top: true, quiet: kind === "home" });
  await panel.sessionContext.ready;
  startAgainAfterRestart(panel, WORDS[kind]);
  await started;
  if (kind === "home") {
    refreshWhenShown(app, panel);
  }
}

export async function plugins() {
  const { INotebookTracker } = await lab("@jupyterlab/notebook");
  const { ICommandPalette } = await lab("@jupyterlab/apputils");
  const { ILauncher } = await lab("@jupyterlab/launcher");
  const pages = {
    id: "course-lab:pages",
    autoStart: true,
    requires: [INotebookTracker],
    optional: [ICommandPalette],
    activate: (app, tracker, palette) => {
      addStyle();
      addCodeToggle(app, tracker, palette);
      if (isTraineeView()) {
        app.restored.then(() => app.shell.collapseRight?.()); // with nothing left in it, Lab still keeps its room
      }
      tracker.widgetAdded.connect((_, panel) => open(app, panel));
    },
  };
  const home = {
    id: "course-lab:home",
    autoStart: true,
    optional: [ICommandPalette, ILauncher],
    activate: addHome,
  };
  return [home, pages];
}
