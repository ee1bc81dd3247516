// Two columns of nodes with lines between them, as thick as the link is strong; a node without a link is dashed and says so.
import { LINE, isNarrow, one, size, textBlock, widest, wrap } from "./chart.js";

const THICK = [0, 1.5, 4, 7]; // px by strength
const PAD = 6;
const APART = 8;

/**
 * data: { heads: [left, right], left and right: [{ id, text, short, free, mark }],
 *         links: [{ from, to, strength, off }] }
 */
export function drawLinks(svg, data, width) {
  const narrow = isNarrow(width);
  const between = narrow ? Math.max(36, width * 0.22) : Math.min(180, width * 0.2);
  const most = (width - between) / 2;
  const left = column(svg, data.left, narrow, most, 0);
  const wide = narrow ? most : Math.min(most, left.natural);
  const right = column(svg, data.right, narrow, width - between - wide, wide + between);
  left.width = wide;
  const head = Math.max(title(svg, "head-left", data.heads[0], 0, wide), title(svg, "head-right", data.heads[1], right.x, right.width));
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

/** Nodes of one column with their lines of text, and the height they need. */
function column(svg, nodes, narrow, width, x) {
  const words = (d) => (narrow ? d.short : d.text);
  const made = nodes.map((d) => {
    const rows = wrap(svg, words(d), width - 2 * PAD, 700);
    const marks = d.mark ? wrap(svg, d.mark, width - 2 * PAD, 700) : [];
    return { ...d, rows, marks, height: (rows.length + marks.length) * LINE + PAD };
  });
  const height = made.reduce((sum, d) => sum + d.height + APART, -APART);
  const natural = widest(svg, nodes.map(words), 700) + 2 * PAD + 4;
  return { nodes: made, height, natural, width, x };
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
    .join("text").attr("class", (d) => (d.mark ? "node-mark" : "node-text")).attr("x", PAD)
    .attr("y", (_, i) => 14 + i * LINE).text((d) => d.text);
}
