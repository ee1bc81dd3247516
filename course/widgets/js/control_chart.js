import { drawControl } from "./kit/control.js";
import { explore } from "./kit/explore.js";
import { widget } from "./kit/mount.js";

export default widget((context) => explore(context, drawControl));
