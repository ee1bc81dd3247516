// Ranked dots with intervals, or bars to both sides of zero: groups on rows that move when their order changes.
import { scaleLinear } from "d3-scale";
import { LINE, SHAPES, inside, isNarrow, multiline, one, size, textBlock, widest, wrap, xAxis } from "./chart.js";
import { keyMark, keys } from "./series.js";

const ROW = { wide: 26, narrow: 40 };

/**
 * data: { rows: [{ id, label, value, low, high, text, n, ranked, focus }], axis: { title, format },
 *         bars: whether a bar from zero is drawn, reference: { value, text } or null }
 * A row may hold several marks: `others` [{ value, weight }] before its own value, named by `series`; `joined` draws the
 * way from the first to the last. A weight makes its mark larger.
 */
export function drawDots(svg, data, width) {
  const rows = data.rows;
  const place = layout(svg, rows, width);
  const head = textBlock(svg, one(svg, "g", "title"), data.axis.title, { width, weight: 600, key: "title" });
  const top = head + (data.reference ? LINE + 8 : 6);
  const bottom = top + rows.length * place.row;
  const scale = scaleLinear(extent(data), [place.left, place.right]).nice(8);
  const under = { top: bottom + 28, width };
  size(svg, width, under.top - 4 + keys(svg, seriesKeys(data), under));
  xAxis(svg, scale, { y: bottom, top, format: data.axis.format, width });
  drawZero(svg, scale, { top, bottom });
  drawReference(svg, data.reference, scale, { top, bottom, width });
  const groups = one(svg, "g", "rows")
    .selectAll("g.row")
    .data(rows, (d) => d.id)
    .join((enter) => enter.append("g").attr("class", "row").call(parts));
  groups.classed("focus", (d) => d.focus).classed("unranked", (d) => !d.ranked);
  groups.style("transform", (_, i) => `translate(0px, ${top + i * place.row}px)`);
  drawLabels(groups, place);
  drawMarks(groups, data, scale, place);
  drawOthers(groups, data, scale, place);
}

function layout(svg, rows, width) {
  const label = widest(svg, rows.map((d) => d.label), 600);
  const value = widest(svg, rows.map((d) => d.text), 600);
  const n = widest(svg, rows.map((d) => (isNarrow(width) ? d.short : d.n)));
  if (!isNarrow(width)) {
    return { narrow: false, lines: rows.map((d) => [d.label]), row: ROW.wide, left: label + 12, right: width - value - n - 28, value: width - n - 14, n: width, width };
  }
  const stacked = label + value + 8 > width; // then the value stands under the label
  const lines = rows.map((d) => (stacked ? wrap(svg, d.label, width, 700) : [d.label]));
  const most = Math.max(1, ...lines.map((l) => l.length));
  const row = ROW.narrow + (most - 1 + Number(stacked)) * LINE;
  return { narrow: true, lines, most, stacked, row, left: 8, right: width - n - 16, value: width, n: width, width };
}

/** From zero, or from the lowest where something lies below it. */
function extent({ rows, reference }) {
  const others = rows.flatMap((d) => d.others ?? []).map((d) => d.value);
  const ends = rows.flatMap((d) => [d.value, d.low, d.high]).concat(others, reference?.value).filter(Number.isFinite);
  const [low, high] = [Math.min(...ends, 0), Math.max(...ends, 0)];
  return low === high ? [0, 1] : [low, high];
}

function drawZero(svg, scale, { top, bottom }) {
  const x = scale(0);
  one(svg, "line", "zero").attr("display", scale.domain()[0] < 0 ? null : "none")
    .attr("x1", x).attr("x2", x).attr("y1", top).attr("y2", bottom);
}

function parts(enter) {
  enter.append("rect").attr("class", "bar");
  enter.append("line").attr("class", "interval");
  enter.append("line").attr("class", "join");
  enter.append("g").attr("class", "others");
  enter.append("path").attr("class", "dot");
  for (const name of ["label", "value", "n"]) enter.append("text").attr("class", name);
}

function drawLabels(groups, place) {
  const second = place.stacked ? 13 + place.most * LINE : 13;
  const middle = ROW.wide / 2 + 4;
  multiline(groups.select("text.label"), (_, i) => place.lines[i], { x: 0, y: place.narrow ? 13 : middle });
  const value = groups.select("text.value").text((d) => d.text);
  value.attr("x", place.value).attr("y", place.narrow ? second : middle).attr("text-anchor", "end");
  const n = groups.select("text.n").text((d) => (place.narrow ? d.short : d.n)).attr("text-anchor", "end");
  n.attr("x", place.n).attr("y", place.narrow ? place.row - 10 : middle);
}

const markAt = (place) => (place.narrow ? place.row - 14 : ROW.wide / 2);
const known = (d) => Number.isFinite(d.value);

// A square for the group in focus, a circle for the others, an open one where n is too small to rank.
const SHAPE = { focus: "M-6,-6H6V6H-6Z", plain: "M5,0A5,5 0 1 1 -5,0A5,5 0 1 1 5,0Z" };

function drawMarks(groups, data, scale, place) {
  const y = markAt(place);
  groups
    .select("rect.bar")
    .attr("display", (d) => (data.bars && known(d) ? null : "none"))
    .attr("x", (d) => scale(Math.min(0, known(d) ? d.value : 0)))
    .attr("y", y - 6)
    .attr("height", 12)
    .attr("width", (d) => (known(d) ? Math.max(1, Math.abs(scale(d.value) - scale(0))) : 0));
  groups
    .select("line.interval")
    .attr("display", (d) => (Number.isFinite(d.low) && Number.isFinite(d.high) ? null : "none"))
    .attr("x1", (d) => scale(d.low ?? 0))
    .attr("x2", (d) => scale(d.high ?? 0))
    .attr("y1", y)
    .attr("y2", y);
  groups
    .select("path.dot")
    .attr("display", (d) => (known(d) ? null : "none"))
    .attr("d", (d) => ownShape(data, d))
    .attr("transform", (d) => `translate(${known(d) ? scale(d.value) : 0},${y}) scale(${sized(data, d)})`);
}

const last = (data) => (data.series?.length ?? 1) - 1;
const ownShape = (data, d) => (last(data) > 1 ? SHAPES[last(data) % 4] : d.focus ? SHAPE.focus : SHAPE.plain);

/** A mark's size: its area follows its weight, within what can be seen and what fits a row. */
function sized(data, d) {
  const most = Math.max(...data.rows.flatMap((row) => [row, ...(row.others ?? [])]).map((mark) => mark.weight ?? 0));
  return most ? 0.6 + 0.7 * Math.sqrt((d.weight ?? 0) / most) : 1;
}

/** The marks before a row's own: hollow ones of the same shape for a way of two, a shape for each of several. */
function drawOthers(groups, data, scale, place) {
  const y = markAt(place);
  const ends = (d) => [d.others?.[0], d].map((mark) => (mark && known(mark) ? scale(mark.value) : null));
  groups.select("line.join").attr("display", (d) => (data.joined && !ends(d).includes(null) ? null : "none"))
    .attr("x1", (d) => ends(d)[0] ?? 0).attr("x2", (d) => ends(d)[1] ?? 0).attr("y1", y).attr("y2", y);
  groups.select("g.others").selectAll("path")
    .data((d) => (d.others ?? []).map((mark, k) => ({ ...mark, k, focus: d.focus })).filter(known))
    .join("path")
    .attr("class", (d) => `other-mark o${d.k}`)
    .attr("d", (d) => (last(data) > 1 ? SHAPES[d.k % 4] : ownShape(data, d)))
    .attr("transform", (d) => `translate(${scale(d.value)},${y}) scale(${sized(data, d)})`);
}

function seriesKeys(data) {
  return (data.series ?? []).map((text, k) => ({
    text, draw: keyMark(k === last(data) ? "dot" : `other-mark o${k}`, last(data) > 1 ? SHAPES[k % 4] : SHAPE.plain),
  }));
}

function drawReference(svg, reference, scale, { top, bottom, width }) {
  const layer = one(svg, "g", "reference").attr("display", reference ? null : "none");
  if (!reference) return;
  const x = scale(reference.value);
  one(layer, "line", "level").attr("x1", x).attr("x2", x).attr("y1", top - 4).attr("y2", bottom);
  one(layer, "text", "level-text")
    .attr("text-anchor", "middle")
    .attr("x", inside(svg, reference.text, x, width, 600))
    .attr("y", top - 9)
    .text(reference.text);
}
