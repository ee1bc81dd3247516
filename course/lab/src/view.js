// A course page as a trainee sees it: no hidden code, no grey bars, and a button for whoever wants to look.
import { HOME } from "./home.js";
import { codeCells, isHiddenByAuthor, isTraineeView } from "./page.js";
import { lab } from "./shared.js";

const TOGGLE = "course-lab:toggle-code";
const SHOWN = "course-show-code";

// Only the view changes: the page's own mark stays, so the code is hidden again when the page is opened next.
function toggleCode(panel) {
  const show = !panel.hasClass(SHOWN);
  panel.toggleClass(SHOWN, show);
  for (const cell of codeCells(panel).filter(isHiddenByAuthor)) {
    cell.syncCollapse = false;
    cell.inputHidden = !show;
  }
}

export function addCodeToggle(app, tracker, palette) {
  const current = () => (tracker.currentWidget?.hasClass("course-page") ? tracker.currentWidget : null);
  app.commands.addCommand(TOGGLE, {
    label: "Show code",
    caption: "Show or hide the code behind this page",
    isToggleable: true,
    isEnabled: () => current() !== null,
    isToggled: () => current()?.hasClass(SHOWN) ?? false,
    execute: () => {
      if (current() !== null) {
        toggleCode(current());
        app.commands.notifyCommandChanged(TOGGLE);
      }
    },
  });
  palette?.addItem({ command: TOGGLE, category: "Course" });
}

async function addButtons(app, panel) {
  const { CommandToolbarButton } = await lab("@jupyterlab/apputils");
  const button = (id, label) => new CommandToolbarButton({ commands: app.commands, id, label });
  panel.toolbar.insertItem(0, "course-home", button(HOME, "Course home"));
  panel.toolbar.addItem("course-code", button(TOGGLE, "Show code"));
}

// A double click on the text would turn it into its source, which a trainee can neither use nor undo.
function lockText(panel) {
  for (const cell of panel.content.widgets) {
    if (cell.model.type === "markdown") {
      cell.readOnly = true;
    }
  }
}

export function dressPage(app, panel, kind) {
  panel.addClass("course-page");
  panel.addClass(`course-${kind}`);
  if (kind === "home") {
    panel.toolbar.hide(); // the home page is a page to read: nothing in it is run or saved by hand
  } else {
    addButtons(app, panel);
  }
  if (isTraineeView() && kind !== "assignment") {
    lockText(panel); // an assignment may have text cells to write in
  }
}
