// A control chart: points, their centre and stepped limits, the baseline as a ground, signals by shape.
import { curveStep, line } from "d3-shape";
import { LINE, SHAPES, one, size, textBlock, textWidth, widest } from "./chart.js";
import { keyGround, keyLine, keyMark, keys, known, seriesFrame } from "./series.js";

const KINDS = {
  plain: { shape: SHAPES[0], text: "month" },
  beyond: { shape: "M0,-8L8,0L0,8L-8,0Z", text: "signal: beyond a limit" },
  run: { shape: "M-6,-6H6V6H-6Z", text: "signal: in a run of 8" },
};
const kind = (d) => (!d.signal ? "plain" : d.signal.startsWith("run") ? "run" : "beyond");

/**
 * data: { points: [{ label, value, text, low, high, count, signal, baseline }], centre: { value, text },
 *         alert: { value, text } or null, axis: { title, format, zero }, counted, rules }
 */
export function drawControl(svg, data, width) {
  const { points, centre, alert } = data;
  const values = points.flatMap((d) => [d.value, d.low, d.high]).concat(centre.value, alert?.value);
  const frame = seriesFrame(svg, { ...data, labels: points.map((d) => d.label), values, width, start: 14, end: 14 });
  drawBaseline(svg, points, frame);
  drawLimits(svg, data, frame);
  drawPoints(svg, points, frame);
  const counted = drawCounts(svg, data, frame, width);
  const top = frame.under + counted + 6;
  size(svg, width, top + keys(svg, legend(data), { top, width }) + 4);
}

function drawBaseline(svg, points, { x, top, bottom }) {
  const step = x.step() || 20;
  const own = points.map((d, i) => ({ ...d, i })).filter((d) => d.baseline);
  one(svg, "g", "baseline").lower().selectAll("rect").data(own).join("rect").attr("class", "ground")
    .attr("x", (d) => x(d.i) - step / 2).attr("width", step + 0.5).attr("y", top).attr("height", bottom - top);
}

function drawLimits(svg, { points, centre, alert }, { x, y, left, right, top }) {
  const layer = one(svg, "g", "limits");
  for (const side of ["low", "high"]) {
    const path = known(line((d, i) => x(i), (d) => y(d[side])), (d) => d[side]).curve(curveStep);
    one(layer, "path", side).attr("class", `${side} limit`).attr("d", path(points));
  }
  one(layer, "line", "centre").attr("x1", left).attr("x2", right).attr("y1", y(centre.value)).attr("y2", y(centre.value));
  const level = one(layer, "g", "alert").attr("display", alert ? null : "none");
  if (!alert) return;
  one(level, "line", "level").attr("x1", left).attr("x2", right).attr("y1", y(alert.value)).attr("y2", y(alert.value));
  one(level, "text", "level-text").attr("text-anchor", "end").attr("x", right).text(alert.text)
    .attr("y", Math.max(top + 10, y(alert.value) - 5));
}

function drawPoints(svg, points, { x, y, top }) {
  const layer = one(svg, "g", "points").raise();
  one(layer, "path", "way").attr("d", known(line((d, i) => x(i), (d) => y(d.value)), (d) => d.value)(points));
  const shown = points.map((d, i) => ({ ...d, i })).filter((d) => Number.isFinite(d.value));
  const marks = layer.selectAll("path.point").data(shown, (d) => d.label).join((enter) => {
    const path = enter.append("path");
    path.append("title");
    return path;
  });
  marks.attr("class", (d) => `point ${kind(d)}`).attr("d", (d) => KINDS[kind(d)].shape);
  marks.attr("transform", (d) => `translate(${x(d.i)},${y(d.value)})`);
  marks.select("title").text((d) => `${d.label}: ${d.text} (${d.count})`);
  const room = x.step() > widest(svg, shown.map((d) => d.text), 600) + 8;
  layer.selectAll("text.told").data(room ? shown.filter((d) => d.signal) : []).join("text").attr("class", "told")
    .attr("text-anchor", "middle").attr("x", (d) => x(d.i)).attr("y", (d) => Math.max(top - 2, y(d.value) - 13))
    .text((d) => d.text);
}

/** What each point rests on, below its month, where the figures stand apart; gives back the height. */
function drawCounts(svg, { points, counted }, { x, under }, width) {
  const fits = counted && widest(svg, points.map((d) => d.count)) + 6 < x.step();
  const layer = one(svg, "g", "counts").attr("display", fits ? null : "none");
  if (!fits) return 0;
  const head = textBlock(svg, one(layer, "g", "counted"), `${counted}:`, { y: under, width, key: "counted" });
  layer.selectAll("text.count").data(points).join("text").attr("class", "count").attr("text-anchor", "middle")
    .attr("x", (_, i) => x(i)).attr("y", under + head + LINE - 4).text((d) => d.count);
  return head + LINE;
}

function legend({ points, centre, rules }) {
  const signals = ["beyond", "run"].filter((rule) => rules.includes(rule));
  return [
    ...["plain", ...signals].map((name) => ({ text: KINDS[name].text, draw: keyMark(`point ${name}`, KINDS[name].shape) })),
    { text: "limits", draw: keyLine("limit") },
    { text: centre.text, draw: keyLine("centre") },
    ...(points.every((d) => d.baseline) ? [] : [{ text: "baseline", draw: keyGround("ground") }]),
  ];
}
