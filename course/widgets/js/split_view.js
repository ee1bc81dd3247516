import { drawDots } from "./kit/dots.js";
import { explore } from "./kit/explore.js";
import { widget } from "./kit/mount.js";

export default widget((context) => explore(context, drawDots));
