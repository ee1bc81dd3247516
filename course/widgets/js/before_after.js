import { drawDots } from "./kit/dots.js";
import { explore } from "./kit/explore.js";
import { widget } from "./kit/mount.js";
import { drawSlopes } from "./kit/slopes.js";

const draw = (svg, data, width) => (data.picture === "slopes" ? drawSlopes : drawDots)(svg, data, width);

export default widget((context) => explore(context, draw));
