// Parts that every chart shares: an SVG that follows its width, text that is measured, axes, labels that keep apart.
import { axisBottom, axisLeft } from "d3-axis";
import { select } from "d3-selection";
import css from "./chart.css";
import { h, uid } from "./dom.js";

const NARROW = 460; // below this a row's label stands above its mark, not beside it
const TEXT = 12; // px; every text of a chart
export const LINE = 16;
/** Circle, diamond, square, triangle: marks that are told apart without colour. */
export const SHAPES = ["M5,0A5,5 0 1 1 -5,0A5,5 0 1 1 5,0Z", "M0,-7L7,0L0,7L-7,0Z", "M-5,-5H5V5H-5Z", "M0,-6L6,5H-6Z"];

function style() {
  if (document.getElementById("course-chart-style")) return;
  document.head.append(h("style", { id: "course-chart-style", text: css }));
}

/** An SVG that draws again when its data or its width changes. `draw(svg, data, width)` sets the height. */
export function chart(labelledBy, draw) {
  style();
  const host = h("div", { class: "chart" });
  const svg = select(host).append("svg").attr("role", "img").attr("aria-labelledby", labelledBy).attr("width", "100%");
  svg.attr("font-size", TEXT);
  let data = null;
  let width = 0;
  const redraw = () => {
    if (!data || !width) return;
    fonts.set(svg.node(), getComputedStyle(svg.node()).fontFamily);
    draw(svg, data, width);
  };
  const watcher = new ResizeObserver(([entry]) => {
    const now = Math.floor(entry.contentRect.width);
    if (now > 0 && now !== width) {
      width = now;
      redraw();
    }
  });
  watcher.observe(host);
  return {
    node: host,
    update(next) {
      data = next;
      redraw();
    },
    stop: () => watcher.disconnect(),
  };
}

export const isNarrow = (width) => width < NARROW;

/** Set the drawing's height; one unit is one CSS pixel, so that text is never scaled. */
export function size(svg, width, height) {
  svg.attr("viewBox", `0 0 ${width} ${height}`).attr("height", height);
}

const canvas = document.createElement("canvas").getContext("2d");
const fonts = new WeakMap(); // read once a drawing: asking the page between two changes makes it lay itself out again

/** Width in px of a text as the chart will show it. */
export function textWidth(svg, text, weight = 400) {
  canvas.font = `${weight} ${TEXT}px ${fonts.get(svg.node()) || "sans-serif"}`;
  return canvas.measureText(text).width;
}

export const widest = (svg, texts, weight) => Math.max(0, ...texts.map((text) => textWidth(svg, text, weight)));

/** Words on as many lines as the width needs; text without spaces (Chinese) breaks between any two signs. */
export function wrap(svg, text, width, weight) {
  const pieces = text.match(/[\u3000-\u9fff\uff00-\uffef]|[^\s\u3000-\u9fff\uff00-\uffef]+\s*|\s+/g) ?? [];
  const lines = [""];
  for (const piece of pieces) {
    const longer = lines.at(-1) + piece;
    if (lines.at(-1) && textWidth(svg, longer.trimEnd(), weight) > width) lines.push(piece);
    else lines[lines.length - 1] = longer;
  }
  return lines.map((line) => line.trim()).filter(Boolean);
}

/** Wrapped text at a place; gives back the height it took. */
export function textBlock(svg, layer, text, { x = 0, y = 0, width, weight = 400, key = "block" }) {
  const lines = wrap(svg, text, width, weight);
  layer
    .selectAll(`text.${key}`)
    .data(lines)
    .join("text")
    .attr("class", key)
    .attr("font-weight", weight)
    .attr("x", x)
    .attr("y", (_, i) => y + TEXT + i * LINE)
    .text((line) => line);
  return lines.length * LINE;
}

/** Lines of text in each element of a selection; `linesOf(d, i)` gives them. */
export function multiline(texts, linesOf, { x, y }) {
  texts.each(function (d, i) {
    select(this)
      .selectAll("tspan")
      .data(linesOf(d, i))
      .join("tspan")
      .attr("x", x)
      .attr("y", (_, k) => y + k * LINE)
      .text((line) => line);
  });
}

/** As many ticks as stand apart from each other. */
export function ticksThatFit(svg, scale, format, length) {
  for (let count = Math.max(2, Math.floor(length / 80)); count > 1; count--) {
    const show = typeof format === "function" ? format : scale.tickFormat(count, format);
    const values = scale.ticks(count);
    const ends = values.map((v) => [scale(v), textWidth(svg, show(v)) / 2]);
    const apart = ends.every(([at, half], i) => i === 0 || at - half >= ends[i - 1][0] + ends[i - 1][1] + 10);
    if (apart) return { values, show };
  }
  const [first, last] = scale.domain();
  const show = typeof format === "function" ? format : scale.tickFormat(2, format);
  return { values: textWidth(svg, show(first) + show(last)) + 8 < length ? [first, last] : [first], show };
}

/** Horizontal axis under the plot, with hairlines through it; end labels are kept inside the drawing. */
export function xAxis(svg, scale, { y, top, format, width }) {
  const [a, b] = scale.range();
  const { values, show } = ticksThatFit(svg, scale, format, b - a);
  const axis = axisBottom(scale).tickValues(values).tickFormat(show).tickSize(4);
  const layer = one(svg, "g", "x-axis").attr("transform", `translate(0,${y})`).call(axis);
  layer.selectAll(".tick text").each(function (value) {
    const half = textWidth(svg, show(value)) / 2;
    const at = scale(value);
    select(this).attr("dx", Math.max(0, half - at) + Math.min(0, width - at - half));
  });
  hairlines(svg, values.map((v) => ({ x1: scale(v), x2: scale(v), y1: top, y2: y })));
  return values;
}

/** Vertical axis left of the plot. */
export function yAxis(svg, scale, { x, right, format }) {
  const [low, high] = scale.range();
  const count = Math.max(2, Math.floor((low - high) / 45));
  const values = scale.ticks(count);
  const axis = axisLeft(scale).tickValues(values).tickFormat(scale.tickFormat(count, format)).tickSize(4);
  one(svg, "g", "y-axis").attr("transform", `translate(${x},0)`).call(axis);
  hairlines(svg, values.map((v) => ({ x1: x, x2: right, y1: scale(v), y2: scale(v) })), "y-hair");
}

function hairlines(svg, lines, name = "x-hair") {
  const layer = one(svg, "g", name).lower();
  layer
    .selectAll("line")
    .data(lines)
    .join("line")
    .attr("class", "hair")
    .attr("x1", (d) => d.x1)
    .attr("x2", (d) => d.x2)
    .attr("y1", (d) => d.y1)
    .attr("y2", (d) => d.y2);
}

/** The one child of this kind and class, made at the first call, so that drawing again reuses what is there. */
export function one(parent, tag, name) {
  const found = parent.select(`${tag}.${name}`);
  return found.empty() ? parent.append(tag).attr("class", name) : found;
}

/** Positions as near as possible to those wished for, in the same order, at least `gap` apart and within the bounds. */
export function keepApart(wished, gap, low, high) {
  const order = wished.map((at, i) => ({ at, i })).sort((a, b) => a.at - b.at);
  order.forEach((d, k) => (d.at = Math.max(d.at, k ? order[k - 1].at + gap : low)));
  for (let k = order.length - 1, limit = high; k >= 0; k--, limit = order[k + 1].at - gap) {
    order[k].at = Math.min(order[k].at, limit);
  }
  const out = [];
  order.forEach(({ at, i }) => (out[i] = at));
  return out;
}

/** Anchor and place of a label at x so that it stays inside the drawing. */
export function inside(svg, text, x, width, weight) {
  const half = textWidth(svg, text, weight) / 2;
  return Math.max(half, Math.min(width - half, x));
}

/** A hatched ground for what is not known or set apart; gives back the id of its pattern. */
export function hatch(svg) {
  const defs = one(svg, "defs", "patterns");
  const known = defs.select("pattern");
  if (!known.empty()) return known.attr("id");
  const id = uid("hatch");
  const pattern = defs.append("pattern").attr("id", id).attr("width", 6).attr("height", 6);
  pattern.attr("patternUnits", "userSpaceOnUse").attr("patternTransform", "rotate(45)");
  pattern.append("rect").attr("class", "hatch-ground").attr("width", 6).attr("height", 6);
  pattern.append("line").attr("class", "hatch-line").attr("y2", 6);
  return id;
}
