// Items on two axes with dividing lines, error bars and names in the corners. A name stands beside its mark where there
// is room, otherwise a number does, and the key below says whose it is.
import { scaleLinear } from "d3-scale";
import { LINE, SHAPES, isNarrow, one, size, textBlock, textWidth, widest, wrap, xAxis, yAxis } from "./chart.js";
import { keyMark, keys } from "./series.js";

const ORDER = [2, 1, 0, 3]; // square, diamond, circle, triangle
const HEIGHT = 13; // px of a line of text, for overlaps

/**
 * data: { items: [{ id, label, number, key, x, y, low, high, group }], lines: { x, y }, groups: [name],
 *         corners: { "high high": words, ... }, axes: { x, y } }
 */
export function drawQuadrants(svg, data, width) {
  const head = textBlock(svg, one(svg, "g", "title"), data.axes.y, { width, weight: 600, key: "title" });
  const top = head + legend(svg, data.groups, width, head) + 10;
  const height = Math.round(Math.max(230, Math.min(420, width * 0.5)));
  const plot = { top, bottom: top + height, right: width - 8 };
  const y = scaleLinear(padded(data.items.flatMap((d) => [d.y, d.low, d.high]), data.lines.y), [plot.bottom, plot.top]).nice(5);
  plot.left = widest(svg, y.ticks(8).map(y.tickFormat(8, ",~f"))) + 14;
  const x = scaleLinear(padded(data.items.map((d) => d.x), data.lines.x), [plot.left, plot.right]);
  yAxis(svg, y, { x: plot.left, right: plot.right, format: ",~f" });
  xAxis(svg, x, { y: plot.bottom, top: plot.top, format: ",~f", width });
  drawLines(svg, data.lines, x, y, plot);
  const narrow = isNarrow(width);
  const taken = drawCorners(svg, narrow ? { ...data, corners: {} } : data, x, y, plot);
  drawMarks(svg, data, x, y);
  const left = drawNames(svg, data.items, x, y, plot, taken, narrow);
  const under = plot.bottom + 24;
  const end = under + textBlock(svg, one(svg, "g", "x-title"), data.axes.x, { y: under, width, weight: 600, key: "x-title" });
  size(svg, width, end + key(svg, left, width, end) + 6);
}

function padded(values, line) {
  const known = values.filter(Number.isFinite).concat(Number.isFinite(line) ? line : []);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const room = (high - low || 1) * 0.12;
  return [low - room, high + room];
}

function legend(svg, groups, width, top) {
  const entries = groups.map((text, i) => ({ text, draw: keyMark(`mark g${i}`, SHAPES[ORDER[i % 4]]) }));
  return keys(svg, entries, { top: top + 4, width }) + (entries.length ? 4 : 0);
}

function drawLines(svg, lines, x, y, plot) {
  const layer = one(svg, "g", "lines");
  one(layer, "line", "level").attr("x1", x(lines.x)).attr("x2", x(lines.x)).attr("y1", plot.top).attr("y2", plot.bottom);
  one(layer, "line", "across").attr("x1", plot.left).attr("x2", plot.right).attr("y1", y(lines.y)).attr("y2", y(lines.y));
}

/** Words in the corners, on as many lines as their quadrant is wide; gives back the boxes they take. */
function drawCorners(svg, { corners, lines }, x, y, plot) {
  const layer = one(svg, "g", "corners");
  const boxes = [];
  const names = Object.entries(corners).map(([where, text]) => {
    const [up, right] = where.split(" ").map((word) => word === "high");
    const [from, to] = right ? [x(lines.x) + 6, plot.right - 4] : [plot.left + 6, x(lines.x) - 6];
    const rows = wrap(svg, text, to - from, 600);
    const room = up ? y(lines.y) - plot.top : plot.bottom - y(lines.y);
    const fits = widest(svg, rows, 600) <= to - from && rows.length * LINE < room;
    const at = { x: right ? to : from, y: up ? plot.top + 14 : plot.bottom - 8 - (rows.length - 1) * LINE };
    if (fits) {
      const wide = widest(svg, rows, 600);
      boxes.push({ left: right ? to - wide : from, right: right ? to : from + wide, top: at.y - HEIGHT, bottom: at.y + (rows.length - 1) * LINE + 3 });
    }
    return { rows: fits ? rows : [], end: right, ...at };
  });
  layer.selectAll("g").data(names).join("g").selectAll("text")
    .data((d) => d.rows.map((text, i) => ({ ...d, text, at: d.y + i * LINE })))
    .join("text").attr("class", "corner").attr("x", (d) => d.x).attr("y", (d) => d.at)
    .attr("text-anchor", (d) => (d.end ? "end" : "start")).text((d) => d.text);
  return boxes;
}

function drawMarks(svg, { items, groups }, x, y) {
  const layer = one(svg, "g", "marks");
  const known = (d) => Number.isFinite(d.low) && Number.isFinite(d.high);
  layer.selectAll("line").data(items.filter(known), (d) => d.id).join("line").attr("class", "interval")
    .attr("x1", (d) => x(d.x)).attr("x2", (d) => x(d.x)).attr("y1", (d) => y(d.low)).attr("y2", (d) => y(d.high));
  layer.selectAll("path").data(items, (d) => d.id).join("path")
    .attr("class", (d) => `mark g${groups.indexOf(d.group)}`)
    .attr("d", (d) => SHAPES[ORDER[Math.max(0, groups.indexOf(d.group)) % 4]])
    .attr("transform", (d) => `translate(${x(d.x)},${y(d.y)})`);
}

const hits = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** The first place around a mark where words of this width stand free. */
function place(at, width, plot, taken) {
  const beside = [9, -9 - width, 22, -22 - width].flatMap((dx) => [4, -8, 17].map((dy) => [dx, at.y + dy]));
  const sides = [...beside.slice(0, 6), [-width / 2, at.high - 5], [-width / 2, at.low + 15], ...beside.slice(6)];
  for (const [dx, base] of sides) {
    const box = { left: at.x + dx - 2, right: at.x + dx + width + 2, top: base - HEIGHT + 2, bottom: base + 3 };
    const within = box.left >= plot.left + 2 && box.right <= plot.right + 4 && box.top >= plot.top && box.bottom <= plot.bottom;
    if (within && !taken.some((other) => hits(box, other))) return box;
  }
  return null;
}

/** Names beside the marks; gives back the items that got a number instead. */
function drawNames(svg, items, x, y, plot, corners, narrow) {
  const points = items.map((d) => ({ x: x(d.x), y: y(d.y), high: Math.min(y(d.high ?? d.y), y(d.y) - 7), low: Math.max(y(d.low ?? d.y), y(d.y) + 7) }));
  const taken = [...corners, ...points.map((p) => ({ left: p.x - 7, right: p.x + 7, top: p.y - 7, bottom: p.y + 7 }))];
  items.filter((d) => Number.isFinite(d.low)).forEach((d) => {
    taken.push({ left: x(d.x) - 1, right: x(d.x) + 1, top: y(d.high), bottom: y(d.low) });
  });
  const numbered = [];
  const words = items.map((d, i) => {
    const full = narrow ? null : place(points[i], textWidth(svg, d.label), plot, taken);
    const box = full ?? place(points[i], textWidth(svg, d.number, 600), plot, taken);
    if (!full) numbered.push(d);
    if (box) taken.push(box);
    return { ...d, text: full ? d.label : d.number, at: box ?? { left: points[i].x + 7, bottom: points[i].y } };
  });
  one(svg, "g", "names").selectAll("text").data(words, (d) => d.id).join("text").attr("class", "name")
    .attr("x", (d) => d.at.left + 2).attr("y", (d) => d.at.bottom - 3).text((d) => d.text);
  return numbered;
}

/** Whose numbers stand in the picture; gives back the height. */
function key(svg, items, width, top) {
  const rows = items.flatMap((d) => wrap(svg, `${d.number}  ${d.key}`, width).map((text) => text));
  one(svg, "g", "key").selectAll("text").data(rows).join("text").attr("x", 0)
    .attr("y", (_, i) => top + 16 + i * LINE).text((text) => text);
  return rows.length ? rows.length * LINE + 6 : 0;
}
