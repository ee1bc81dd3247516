// Where time goes: stacked bars of medians, and for each stage its cases as dots, the open ones as rings, median and tail.
import { scaleLinear } from "d3-scale";
import { LINE, hatch, inside, one, size, textBlock, textWidth, xAxis } from "./chart.js";

const BAR = 20;
const STRIP = 34;
const SPREAD = [0, 8, -6, 3, -9, 6, -3, 10, -8]; // px up and down, so that equal times are not one dot

/**
 * data: { bars: [{ label, own, parts: [{ value, text }] }], stages: [{ label, text, median, p90, dots, open, beyond }],
 *         limit: { value, text } or null, end, unit }
 */
export function drawStages(svg, data, width) {
  const x = scaleLinear([0, data.end], [10, width - 10]);
  const pattern = hatch(svg);
  const top = data.limit ? LINE + 8 : 4;
  let y = drawBars(svg, data, x, width, pattern, top);
  drawLimit(svg, data.limit, x, { top, bottom: y, width });
  y = drawStrips(svg, data.stages, x, width, pattern, y + 10);
  xAxis(svg, x, { y, top, format: ",~f", width });
  const title = { y: y + 24, width, weight: 600, key: "x-title" };
  size(svg, width, y + 24 + textBlock(svg, one(svg, "g", "x-title"), `Time, ${data.unit}`, title) + 6);
}

const ground = (i, pattern) => (i % 3 === 1 ? `url(#${pattern})` : null);

function drawBars(svg, { bars, limit }, x, width, pattern, top) {
  const groups = one(svg, "g", "bars").selectAll("g.stack").data(bars).join("g").attr("class", "stack");
  let y = top;
  groups.each(function (bar) {
    const group = groups.filter((d) => d === bar);
    group.attr("transform", `translate(0,${y})`);
    const head = textBlock(svg, one(group, "g", "head"), bar.label, { x: 10, width: width - 20, weight: bar.own ? 700 : 400, key: "label" });
    let from = 0;
    const parts = bar.parts.map((part, i) => ({ ...part, i, from: (from += part.value) - part.value }));
    group.selectAll("rect").data(parts).join("rect").attr("class", (d) => `stage s${d.i % 3}`)
      .attr("fill", (d) => ground(d.i, pattern)).attr("y", head + 3).attr("height", BAR)
      .attr("x", (d) => x(d.from)).attr("width", (d) => x(d.from + d.value) - x(d.from));
    const level = limit ? x(limit.value) : -1;
    const words = parts.map((d) => ({ ...d, at: clear(x(d.from), x(d.from + d.value), textWidth(svg, d.text, 600), level) }));
    group.selectAll("text.part").data(words).join("text").attr("class", (d) => `part p${d.i % 3}`).attr("text-anchor", "middle")
      .attr("x", (d) => d.at).attr("y", head + 3 + BAR / 2 + 4).text((d) => (d.at === null ? "" : d.text));
    y += head + BAR + 10;
  });
  return y;
}

/** Middle of a text inside a segment and off the limit's line; null where there is no room. */
function clear(from, to, width, level) {
  const half = width / 2 + 4;
  if (to - from < 2 * half) return null;
  return [(from + to) / 2, from + half, to - half].find((at) => Math.abs(at - level) > half) ?? null;
}

function drawLimit(svg, limit, x, { top, bottom, width }) {
  const layer = one(svg, "g", "limit").attr("display", limit ? null : "none").raise();
  if (!limit) return;
  const at = x(limit.value);
  one(layer, "line", "level").attr("x1", at).attr("x2", at).attr("y1", top - 4).attr("y2", bottom);
  one(layer, "text", "level-text").attr("text-anchor", "middle").attr("y", top - 9)
    .attr("x", inside(svg, limit.text, at, width, 600)).text(limit.text);
}

function drawStrips(svg, stages, x, width, pattern, top) {
  const groups = one(svg, "g", "strips").selectAll("g.strip").data(stages).join("g").attr("class", "strip");
  let y = top;
  groups.each(function (stage, i) {
    const group = groups.filter((d) => d === stage).attr("transform", `translate(0,${y})`);
    one(group, "rect", "swatch").attr("class", `swatch stage s${i % 3}`).attr("fill", ground(i, pattern))
      .attr("x", 10).attr("y", 3).attr("width", 14).attr("height", 11);
    const head = textBlock(svg, one(group, "g", "head"), stage.label, { x: 30, width: width - 40, weight: 600, key: "label" });
    const words = [stage.text, stage.beyond].filter(Boolean).join("; ");
    const said = textBlock(svg, one(group, "g", "said"), words, { x: 10, y: head, width: width - 20, key: "figures" });
    drawCases(group, stage, x, head + said + 4 + STRIP / 2);
    y += head + said + STRIP + 12;
  });
  return y;
}

function drawCases(group, stage, x, middle) {
  const at = (d, i) => middle + SPREAD[i % SPREAD.length];
  group.selectAll("circle.case").data(stage.dots).join("circle").attr("class", "case").attr("r", 2.5)
    .attr("cx", (d) => x(d)).attr("cy", at);
  group.selectAll("circle.open").data(stage.open).join("circle").attr("class", "open").attr("r", 4)
    .attr("cx", (d) => x(d)).attr("cy", at);
  const levels = [["median", stage.median], ["p90", stage.p90]].filter(([, value]) => Number.isFinite(value));
  group.selectAll("line").data(levels).join("line").attr("class", ([name]) => name)
    .attr("x1", ([, value]) => x(value)).attr("x2", ([, value]) => x(value))
    .attr("y1", middle - STRIP / 2).attr("y2", middle + STRIP / 2);
}
