// The prebuilt extension: the container that JupyterLab's Module Federation expects, without Lab's own bundler.
// Lab hands over its shared packages in `init` and asks for "./extension" in `get`.
import { share } from "./shared.js";
import { plugins } from "./plugins.js";

window._JUPYTERLAB = window._JUPYTERLAB ?? {};
window._JUPYTERLAB["course-lab"] = {
  init: (scope) => share(scope),
  get: async () => {
    const found = await plugins();
    return () => ({ __esModule: true, default: found });
  },
};
