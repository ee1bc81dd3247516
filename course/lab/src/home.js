// The way home: a command, a launcher tile, and a home page whose progress is of now.
import { lab } from "./shared.js";
import { startPage } from "./start.js";

export const HOME = "course-lab:open-home";
const PAGE = "home.ipynb";
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" width="16" viewBox="0 0 24 24"><path class="jp-icon3"
  fill="#616161" d="M12 3 2.5 11.2l1.3 1.5L5 11.7V20h5.5v-5.5h3V20H19v-8.3l1.2 1 1.3-1.5z"/></svg>`;

export async function addHome(app, palette, launcher) {
  const { LabIcon } = await lab("@jupyterlab/ui-components");
  app.commands.addCommand(HOME, {
    label: "Course home",
    caption: "Units, lessons and your progress",
    icon: new LabIcon({ name: "course-lab:home", svgstr: ICON }),
    execute: () => app.commands.execute("docmanager:open", { path: PAGE }),
  });
  palette?.addItem({ command: HOME, category: "Course" });
  launcher?.add({ command: HOME, category: "Course", rank: 0 });
}

// Coming back from a lesson shows the answers given there.
export function refreshWhenShown(app, panel) {
  app.shell.currentChanged?.connect((_, { newValue }) => {
    if (newValue === panel) {
      startPage(panel, "page", { quiet: true });
    }
  });
}
