// A curve over one input, the present point on it, a level that should not be passed, and thin curves to compare with.
import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { LINE, inside, isNarrow, keepApart, one, size, textBlock, textWidth, widest, xAxis, yAxis } from "./chart.js";
import { keyLine, keys } from "./series.js";

const DASHES = ["2 3", "7 3", "10 3 2 3", "1 5"];

/**
 * data: { points: [[x, y]], now: [x, y], now_text, others: [{ name, points }], limit: { value, text } or null,
 *         axes: { x, y, x_format, y_format } }
 */
export function drawCurve(svg, data, width) {
  const narrow = isNarrow(width);
  const names = narrow ? [] : data.others.map((d) => d.name);
  const head = textBlock(svg, one(svg, "g", "title"), data.axes.y, { width, weight: 600, key: "title" });
  const plot = { top: head + 24, height: Math.round(Math.max(170, Math.min(300, width * 0.42))) };
  plot.bottom = plot.top + plot.height;
  const all = [data.points, ...data.others.map((d) => d.points)].flat();
  const most = Math.max(...all.map((p) => p[1]), data.limit?.value ?? 0);
  const y = scaleLinear([0, most], [plot.bottom, plot.top]).nice(4);
  plot.left = widest(svg, y.ticks(6).map(y.tickFormat(6, data.axes.y_format))) + 12;
  plot.right = width - (names.length ? widest(svg, names) + 12 : 10);
  const x = scaleLinear([Math.min(...all.map((p) => p[0])), Math.max(...all.map((p) => p[0]))], [plot.left, plot.right]);
  yAxis(svg, y, { x: plot.left, right: plot.right, format: data.axes.y_format });
  xAxis(svg, x, { y: plot.bottom, top: plot.top, format: data.axes.x_format, width });
  const under = { x: 0, y: plot.bottom + 24, width };
  let end = under.y + textBlock(svg, one(svg, "g", "x-title"), data.axes.x, { ...under, weight: 600, key: "x-title" });
  drawOthers(svg, data.others, x, y, plot, names.length > 0);
  const named = narrow ? data.others.map((d, i) => ({ text: d.name, draw: keyLine("curve other", DASHES[i % DASHES.length]) })) : [];
  end += keys(svg, named, { top: end + 6, width }) + (named.length ? 6 : 0);
  drawLimit(svg, data.limit, y, plot);
  drawNow(svg, data, x, y, plot, width);
  size(svg, width, end + 6);
}

const path = (x, y) => line((p) => x(p[0]), (p) => y(p[1]));

function drawOthers(svg, others, x, y, plot, named) {
  const layer = one(svg, "g", "others");
  const each = layer.selectAll("path").data(others).join("path").attr("class", "curve other");
  each.attr("d", (d) => path(x, y)(d.points)).attr("stroke-dasharray", (_, i) => DASHES[i % DASHES.length]);
  const ends = keepApart(others.map((d) => y(d.points.at(-1)[1])), LINE, plot.top, plot.bottom);
  layer
    .selectAll("text")
    .data(named ? others : [])
    .join("text")
    .attr("x", plot.right + 6)
    .attr("y", (_, i) => ends[i] + 4)
    .text((d) => d.name);
}

function drawLimit(svg, limit, y, plot) {
  const layer = one(svg, "g", "limit").attr("display", limit ? null : "none");
  if (!limit) return;
  const at = y(limit.value);
  one(layer, "line", "level").attr("x1", plot.left).attr("x2", plot.right).attr("y1", at).attr("y2", at);
  const over = textWidth(svg, limit.text) < plot.right - plot.left;
  one(layer, "text", "level-text").attr("text-anchor", "end").attr("x", plot.right).attr("y", at - 5)
    .text(over ? limit.text : limit.text.split(" ")[0]);
}

function drawNow(svg, data, x, y, plot, width) {
  const [a, b] = data.now;
  one(svg, "path", "curve-main").attr("class", "curve-main curve").attr("d", path(x, y)(data.points));
  const layer = one(svg, "g", "now").raise();
  one(layer, "line", "drop").attr("x1", x(a)).attr("x2", x(a)).attr("y1", y(b)).attr("y2", plot.bottom);
  one(layer, "path", "dot").attr("d", "M0,-8L8,0L0,8L-8,0Z").attr("transform", `translate(${x(a)},${y(b)})`);
  const text = data.now_text ?? y.tickFormat(6, data.axes.y_format)(b);
  one(layer, "text", "now-text")
    .attr("text-anchor", "middle")
    .attr("font-weight", 600)
    .attr("x", inside(svg, text, x(a), width, 600))
    .attr("y", Math.max(y(b) - 13, plot.top - 8))
    .text(text);
}
