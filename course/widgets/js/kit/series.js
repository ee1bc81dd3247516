// What pictures over moments share: named moments along the bottom, a scale on the left, keys of marks and lines.
import { scaleLinear, scalePoint } from "d3-scale";
import { LINE, inside, multiline, one, textBlock, textWidth, widest, wrap, yAxis } from "./chart.js";

const EVERY = [1, 2, 3, 4, 6, 12, 24];

/**
 * Scales, axes and title. `labels` are the moments, `values` all numbers that have to fit; `axis` is { title, format,
 * zero }, zero: false lets the scale begin where the values do. `start` and `end` keep room beside the first and last;
 * without `ruled` there is no scale on the left, for narrow pictures that name their values.
 */
export function seriesFrame(svg, { labels, values, axis, width, start = 8, end = 8, ruled = true }) {
  const head = textBlock(svg, one(svg, "g", "title"), axis.title, { width, weight: 600, key: "title" });
  const top = head + 14;
  const bottom = top + Math.round(Math.max(170, Math.min(300, width * 0.36)));
  const known = values.filter(Number.isFinite);
  const low = axis.zero === false ? Math.min(...known) : Math.min(0, ...known);
  const y = scaleLinear([low, Math.max(...known) || 1], [bottom, top]).nice(5);
  const ticks = y.ticks(6);
  const left = ruled ? widest(svg, ticks.map(y.tickFormat(6, axis.format))) + 12 : 0;
  const x = scalePoint(labels.map((_, i) => i), [left + start, width - end]);
  yAxis(svg, y, { x: left, right: width, format: axis.format });
  svg.select("g.y-axis").attr("display", ruled ? null : "none");
  return { x, y, top, bottom, left, right: width, under: bottom + moments(svg, labels, x, bottom, width) };
}

/** Names under the moments, as many as stand apart from each other; a few may take several lines. Gives back the height. */
function moments(svg, labels, x, bottom, width) {
  const lines = labels.map((label) => (labels.length < 4 ? wrap(svg, label, width / labels.length - 10) : [label]));
  const longest = lines.map((all) => all.reduce((a, b) => (textWidth(svg, a) > textWidth(svg, b) ? a : b)));
  const below = (i) => inside(svg, longest[i], x(i), width);
  const chosen = (every) => labels.map((_, i) => i).filter((i) => i % every === 0);
  const half = (i) => textWidth(svg, longest[i]) / 2;
  const apart = (list) => list.every((i, k) => !k || below(i) - half(i) - below(list[k - 1]) - half(list[k - 1]) > 8);
  const few = labels.length < 4; // these are all named, side by side where they do not fit under their moments
  const place = few && !apart(chosen(1)) ? (i) => ((i + 0.5) * width) / labels.length : below;
  const shown = chosen(few ? 1 : EVERY.find((every) => apart(chosen(every))) ?? labels.length);
  const layer = one(svg, "g", "moments");
  layer.selectAll("line").data(labels).join("line").attr("class", "moment").attr("y1", bottom)
    .attr("y2", (_, i) => bottom + (shown.includes(i) ? 6 : 3)).attr("x1", (_, i) => x(i)).attr("x2", (_, i) => x(i));
  const texts = layer.selectAll("text").data(shown).join("text").attr("text-anchor", "middle");
  texts.each(function (i) {
    multiline(texts.filter((k) => k === i), () => lines[i], { x: place(i), y: bottom + 19 });
  });
  return 8 + LINE * Math.max(...lines.map((all) => all.length));
}

/** A line over the points that are known, with gaps where they are not. */
export const known = (path, y) => path.defined((d) => Number.isFinite(y(d)));

const WIDE = 30; // px of a key's mark

/** Keys in as many lines as they need: entries are { text, draw(group) } with the mark drawn around (15, 8). */
export function keys(svg, entries, { top, width }) {
  let [left, row] = [0, 0];
  const placed = entries.map((entry) => {
    const lines = wrap(svg, entry.text, width - WIDE - 8);
    const length = WIDE + 8 + widest(svg, lines);
    if (left && left + length > width) [left, row] = [0, row + 1];
    const at = { ...entry, lines, left, row };
    left += length + 18;
    if (lines.length > 1) [left, row] = [width, row + lines.length - 1];
    return at;
  });
  const items = one(svg, "g", "keys").selectAll("g").data(placed).join("g");
  items.attr("transform", (d) => `translate(${d.left},${top + d.row * (LINE + 2)})`);
  items.selectAll("*").remove();
  items.each(function (d) { d.draw(items.filter((e) => e === d)); });
  multiline(items.append("text"), (d) => d.lines, { x: WIDE + 8, y: 12 });
  return entries.length ? (row + 1) * (LINE + 2) : 0;
}

/** A key's line, mark or ground. */
export const keyLine = (name, dash = null) => (group) => group.append("line").attr("class", name)
  .attr("stroke-dasharray", dash).attr("x1", 0).attr("x2", WIDE).attr("y1", 8).attr("y2", 8);
export const keyMark = (name, shape) => (group) => group.append("path").attr("class", name).attr("d", shape)
  .attr("transform", "translate(15,8)");
export const keyGround = (name, fill = null) => (group) => group.append("rect").attr("class", name).attr("fill", fill)
  .attr("y", 2).attr("width", WIDE - 10).attr("height", 12);
