import { explore } from "./kit/explore.js";
import { widget } from "./kit/mount.js";
import { drawQuadrants } from "./kit/quadrants.js";

export default widget((context) => explore(context, drawQuadrants));
