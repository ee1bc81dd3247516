// Two columns of nodes with lines between them, as thick as the link is strong; a node without a link is dashed and says so.
import { LINE, isNarrow, one, size, textBlock, widest, wrap } from "./chart.js";

const THICK = [0, 1.5, 4, 7]; // px by strength
const APART = 8;

/**
 * data: { heads: [left, right], left and right: [{ id, text, short, free, mark }],
 *         links: [{ from, to, strength, off }] }
 */
export function drawLinks(svg, data, width) {
  const narrow = isNarrow(width);
  const between = narrow ? Math.max(18, (width - 160) * 0.3) : Math.min(180, width * 0.2);
  const pad = narrow ? 4 : 6;
  const wide = Math.min((width - between) / 2, longest(svg, data.left, narrow) + 2 * pad + 4);
  const left = column(svg, data.left, narrow, { x: 0, width: wide, pad });
  const right = column(svg, data.right, narrow, { x: wide + between, width: width - between - wide, pad });
  const [from, to] = narrow ? [data.heads.join(" – "), ""] : data.heads; // two heads over narrow columns would collide
  const head = Math.max(title(svg, "head-left", from, 0, narrow ? width : wide), title(svg, "head-right", to, right.x, right.width));
  const height = Math.max(left.height, right.height);
  for (const side of [left, right]) spread(side, head + 6, height);
  drawLines(svg, data.links, left, right);
  drawNodes(svg, "left", left);
  drawNodes(svg, "right", right);
  size(svg, width, head + 6 + height + 4);
}

function title(svg, name, text, x, width) {
  return textBlock(svg, one(svg, "g", name), text, { x, width, weight: 600, key: "title" });
}

/** Widest text of a column, or its widest word where it is narrow. */
function longest(svg, nodes, narrow) {
  const texts = nodes.flatMap((d) => (narrow ? `${d.short} ${d.mark}`.split(" ") : [d.text, d.mark]));
  return widest(svg, texts, 700);
}

/** Nodes of one column with their lines of text, and the height they need. */
function column(svg, nodes, narrow, { x, width, pad }) {
  const made = nodes.map((d) => {
    const rows = wrap(svg, narrow ? d.short : d.text, width - 2 * pad);
    const marks = d.mark ? wrap(svg, d.mark, width - 2 * pad, 700) : [];
    return { ...d, rows, marks, height: (rows.length + marks.length) * LINE + 6 };
  });
  return { nodes: made, height: made.reduce((sum, d) => sum + d.height + APART, -APART), width, x, pad };
}

/** Put the nodes below each other over the whole height. */
function spread(side, top, height) {
  const { nodes } = side;
  const apart = nodes.length > 1 ? APART + (height - side.height) / (nodes.length - 1) : 0;
  let y = top + (nodes.length > 1 ? 0 : (height - side.height) / 2);
  for (const node of nodes) {
    node.y = y;
    y += node.height + apart;
  }
}

function drawLines(svg, links, left, right) {
  const at = (side) => new Map(side.nodes.map((d) => [d.id, d.y + d.height / 2]));
  const [from, to] = [at(left), at(right)];
  const known = links.filter((d) => from.has(d.from) && to.has(d.to));
  const [a, b] = [left.x + left.width, right.x];
  const middle = (a + b) / 2;
  one(svg, "g", "links").lower().selectAll("path").data(known, (d) => `${d.from} ${d.to}`).join("path")
    .attr("class", (d) => (d.off ? "link off" : "link"))
    .attr("stroke-width", (d) => THICK[d.strength])
    .attr("d", (d) => `M${a},${from.get(d.from)}C${middle},${from.get(d.from)} ${middle},${to.get(d.to)} ${b},${to.get(d.to)}`);
}

function drawNodes(svg, name, side) {
  const groups = one(svg, "g", name).selectAll("g.node").data(side.nodes, (d) => d.id).join("g");
  groups.attr("class", (d) => (d.free ? "node free" : "node")).attr("transform", (d) => `translate(${side.x},${d.y})`);
  groups.selectAll("rect").data((d) => [d]).join("rect").attr("x", 0.5).attr("rx", 4)
    .attr("width", side.width - 1).attr("height", (d) => d.height);
  groups.selectAll("text").data((d) => [...d.rows.map((text) => ({ text })), ...d.marks.map((text) => ({ text, mark: true }))])
    .join("text").attr("class", (d) => (d.mark ? "node-mark" : "node-text")).attr("x", side.pad)
    .attr("y", (_, i) => 14 + i * LINE).text((d) => d.text);
}
