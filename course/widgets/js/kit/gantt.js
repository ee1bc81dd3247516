// Rows on one time axis: bars of three kinds, marks, what a row waits for, and today.
import { scaleUtc } from "d3-scale";
import { LINE, SHAPES, hatch, inside, isNarrow, multiline, one, size, widest, wrap, xAxis } from "./chart.js";
import { keyGround, keyMark, keys } from "./series.js";

const day = (text) => new Date(text.length > 10 ? `${text}Z` : `${text}T00:00Z`);

/**
 * data: { rows: [{ id, label, spans: [{ from, to, kind }], marks: [{ at, text }], due, needs, state, alarm }],
 *         circles: [[id, ..., id]], window: [first, last], today, today_text, legend: [{ kind, text }] }
 */
export function drawGantt(svg, data, width) {
  const rows = data.rows;
  const names = rows.map((d) => `${d.id} ${d.label}`.trim());
  const place = layout(svg, rows, names, width);
  const x = scaleUtc(data.window.map(day), [place.left, place.right]);
  const top = legend(svg, data, width) + LINE + 10;
  const bottom = top + rows.length * place.row;
  size(svg, width, bottom + 24);
  xAxis(svg, x, { y: bottom, top, width });
  const groups = one(svg, "g", "rows").selectAll("g.row").data(rows, (d) => d.id)
    .join((enter) => enter.append("g").attr("class", "row"));
  groups.style("transform", (_, i) => `translate(0px, ${top + i * place.row}px)`).classed("alarm", (d) => d.alarm);
  drawTexts(groups, place);
  drawBars(groups, x, place, hatch(svg));
  drawMarks(groups, x, place, markNames(rows));
  drawNeeds(svg, data, x, place, top);
  drawToday(svg, data, x, { top, bottom, width, narrow: place.narrow });
}

function layout(svg, rows, names, width) {
  const label = widest(svg, names, 600);
  const state = widest(svg, rows.map((d) => d.state), 600);
  if (!isNarrow(width) && width - label - state > 240) {
    const lines = names.map((name) => [name]);
    return { narrow: false, lines, row: 24, bar: 12, left: label + 14, right: width - state - 14, width };
  }
  const stacked = label + state + 18 > width; // then the state stands under the label
  const lines = names.map((name) => (stacked ? wrap(svg, name, width, 700) : [name]));
  const most = Math.max(1, ...lines.map((l) => l.length));
  const bar = 14 + (most - 1 + Number(stacked)) * LINE + 16;
  return { narrow: true, lines, most, stacked, row: bar + 16, bar, left: 8, right: width - 8, width };
}

function drawTexts(groups, place) {
  const text = (name) => groups.selectAll(`text.${name}`).data((d) => [d]).join("text").attr("class", name);
  const y = place.narrow ? 14 : 16;
  groups.each((d, i) => { d.lines = place.lines[i]; });
  multiline(text("label"), (d) => d.lines, { x: 0, y });
  text("state")
    .attr("x", place.stacked ? 0 : place.width)
    .attr("text-anchor", place.stacked ? "start" : "end")
    .attr("y", place.stacked ? y + place.most * LINE : y)
    .text((d) => (d.alarm ? `! ${d.state}` : d.state));
}

function drawBars(groups, x, place, pattern) {
  const [first, last] = x.range();
  const clip = (at) => Math.max(first, Math.min(last, x(day(at))));
  groups
    .selectAll("rect")
    .data((d) => d.spans)
    .join("rect")
    .attr("class", (d) => `span ${d.kind}`)
    .attr("fill", (d) => (d.kind === "unknown" ? `url(#${pattern})` : null))
    .attr("x", (d) => clip(d.from))
    .attr("width", (d) => Math.max(2, clip(d.to) - clip(d.from)))
    .attr("y", place.bar - 6)
    .attr("height", 12);
}

const markNames = (rows) => [...new Set(rows.flatMap((d) => d.marks.map((m) => m.text)))];

function drawMarks(groups, x, place, names) {
  const [first, last] = x.domain();
  groups
    .selectAll("path.mark")
    .data((d) => d.marks.filter((m) => day(m.at) >= first && day(m.at) <= last))
    .join("path")
    .attr("class", (d) => `mark m${names.indexOf(d.text)}`)
    .attr("d", (d) => SHAPES[names.indexOf(d.text) % SHAPES.length])
    .attr("transform", (d) => `translate(${x(day(d.at))},${place.bar})`);
}

/** An elbow with an arrow from the end of what is needed to the start of what needs it; dashed in a circle. */
function drawNeeds(svg, { rows, circles }, x, place, top) {
  const at = new Map(rows.map((d, i) => [d.id, { d, y: top + i * place.row + place.bar }]));
  const links = rows.flatMap((d) => d.needs.filter((n) => at.has(n)).map((n) => [at.get(n), at.get(d.id)]));
  const layer = one(svg, "g", "needs").lower();
  const each = layer.selectAll("g").data(links).join("g").attr("class", "need");
  each.classed("circle", ([from, to]) => circles.some((ring) => ring.includes(from.d.id) && ring.includes(to.d.id)));
  each.selectAll("path.way").data((d) => [d]).join("path").attr("class", "way").attr("d", (d) => elbow(x, ...d).way);
  each.selectAll("path.head").data((d) => [d]).join("path").attr("class", "head").attr("d", (d) => elbow(x, ...d).head);
}

function elbow(x, from, to) {
  const [a, b] = [x(day(from.d.spans.at(-1).to)), x(day(to.d.spans[0].from)) + 6];
  const down = to.y > from.y ? 1 : -1;
  const [start, tip] = [from.y + 6 * down, to.y - 7 * down];
  const turn = tip - 5 * down;
  return { way: `M${a},${start}V${turn}H${b}V${tip - 3 * down}`, head: `M${b},${tip}l-4,${-5 * down}h8Z` };
}

function drawToday(svg, { today, today_text: words }, x, { top, bottom, width, narrow }) {
  const at = x(day(today));
  const layer = one(svg, "g", "today");
  if (narrow) layer.lower(); // a line through the words above the bars would cross them out
  else layer.raise();
  one(layer, "line", "level").attr("x1", at).attr("x2", at).attr("y1", top - 4).attr("y2", bottom);
  one(layer, "text", "level-text").attr("text-anchor", "middle").attr("y", top - 8)
    .attr("x", inside(svg, words, at, width, 600)).text(words);
}

/** Keys of bars and marks; gives back the height. */
function legend(svg, { rows, legend: kinds }, width) {
  const ground = (kind) => (kind === "unknown" ? `url(#${hatch(svg)})` : null);
  const entries = [
    ...kinds.map(({ kind, text }) => ({ text, draw: keyGround(`span ${kind}`, ground(kind)) })),
    ...markNames(rows).map((text, i) => ({ text, draw: keyMark(`mark m${i}`, SHAPES[i % SHAPES.length]) })),
  ];
  return keys(svg, entries, { top: 0, width });
}
