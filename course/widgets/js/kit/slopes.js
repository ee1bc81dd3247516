// Groups over two or more moments as lines, with what would have been dashed.
import { line } from "d3-shape";
import { LINE, SHAPES, isNarrow, keepApart, one, size, widest } from "./chart.js";
import { keyLine, keyMark, keys, known, seriesFrame } from "./series.js";

/** data: { moments: [text], lines: [{ name, values, texts, assumed, focus }], axis: { title, format } } */
export function drawSlopes(svg, data, width) {
  const lines = data.lines.map((d, i) => ({ ...d, i }));
  const last = data.moments.length - 1;
  const measured = lines.filter((d) => !d.assumed); // what is assumed begins where its group does
  const beside = (d) => `${d.texts[last]}  ${d.name}`;
  const named = !isNarrow(width) && widest(svg, lines.map(beside), 700) < width * 0.45;
  const right = (d) => (named ? beside(d) : d.texts[last]);
  const start = widest(svg, measured.map((d) => d.texts[0]), 700) + 18;
  const end = widest(svg, lines.map(right), 700) + 16;
  const values = lines.flatMap((d) => d.values);
  const ruled = !isNarrow(width);
  const frame = seriesFrame(svg, { labels: data.moments, values, axis: data.axis, width, start, end, ruled });
  const groups = one(svg, "g", "lines").raise().selectAll("g.slope").data(lines).join("g");
  groups.attr("class", (d) => `slope s${d.i % 4}`).classed("assumed", (d) => d.assumed).classed("focus", (d) => d.focus);
  drawLines(groups, frame);
  drawEnds(svg, "first", measured, frame, { x: frame.x(0) - 10, anchor: "end", text: (d) => d.texts[0], at: 0 });
  drawEnds(svg, "last", lines, frame, { x: frame.x(last) + 10, anchor: "start", text: right, at: last });
  const entries = named ? [] : lines.map((d) => ({ text: d.name, draw: key(d) }));
  size(svg, width, frame.under + 4 + keys(svg, entries, { top: frame.under + 4, width }) + 2);
}

const shape = (d) => SHAPES[d.i % SHAPES.length];

const key = (d) => (group) => {
  group.attr("class", `slope s${d.i % 4}${d.assumed ? " assumed" : ""}`);
  keyLine("way")(group);
  if (!d.assumed) keyMark("point", shape(d))(group);
};

function drawLines(groups, { x, y }) {
  const path = known(line((_, i) => x(i), (value) => y(value)), (value) => value);
  groups.selectAll("path.way").data((d) => [d]).join("path").attr("class", "way").attr("d", (d) => path(d.values));
  groups.selectAll("path.point")
    .data((d) => (d.assumed ? [] : d.values.map((value, at) => ({ value, at, i: d.i })).filter((e) => Number.isFinite(e.value))))
    .join("path").attr("class", "point").attr("d", shape).attr("transform", (e) => `translate(${x(e.at)},${y(e.value)})`);
}

function drawEnds(svg, name, lines, { y, top, bottom }, { x, anchor, text, at }) {
  const shown = lines.filter((d) => Number.isFinite(d.values[at]));
  const places = keepApart(shown.map((d) => y(d.values[at])), LINE, top, bottom);
  one(svg, "g", name).raise().selectAll("text").data(shown).join("text").attr("class", (d) => (d.focus ? "told" : "end"))
    .attr("text-anchor", anchor).attr("x", x).attr("y", (_, i) => places[i] + 4).text(text);
}
