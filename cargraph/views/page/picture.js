// The picture as it is seen, to take away: as PNG, and as an SVG drawing.
function picturePng() {
  const drawing = document.querySelector("#canvas canvas");
  const copy = h("canvas", { width: drawing.width, height: drawing.height });
  const context = copy.getContext("2d");
  context.fillStyle = paper();
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(drawing, 0, 0);
  copy.toBlob((blob) => saveAs(blob, "cargraph.png"));
}

function pictureSvg() {
  const canvas = document.getElementById("canvas");
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  const scale = drawn.network.getScale();
  const centre = drawn.network.getViewPosition();
  const at = (node) => ({ x: round((node.x - centre.x) * scale + width / 2), y: round((node.y - centre.y) * scale + height / 2) });
  const inside = (node) => at(node).x > -20 && at(node).x < width + 20 && at(node).y > -20 && at(node).y < height + 20;
  const lines = (LARGE ? layer.detail.arrows : arrows.filter((arrow) => drawn.shown.arrows.has(arrow.index))).filter((arrow) => inside(nodes[arrow.start]) || inside(nodes[arrow.end]));
  const dots = nodes.filter((node) => drawn.shown.nodes.has(node.index) && inside(node));
  const drawing = s("svg", { xmlns: SVG, viewBox: `0 0 ${width} ${height}`, width, height, role: "img", "font-family": "Helvetica, Arial, sans-serif" });
  drawing.append(s("title", {}, `CAR-T knowledge graph: ${plural(dots.length, "entity", "entities")}, ${plural(lines.length, "arrow")}`), s("rect", { width, height, fill: paper() }));
  drawing.append(s("g", { "fill-opacity": dark() ? 0.12 : 0.08 }, drawn.regions.map(({ kind, points }) => s("polygon", { points: pointsOf(points.map(at)), fill: SIGNS[kind].colour }))));
  drawing.append(s("g", { fill: "none" }, lines.map((arrow) => lineSvg(arrow, at, scale))), s("g", {}, dots.map((node) => nodeSvg(node, at(node), scale))));
  drawing.append(s("g", { "text-anchor": "middle", "stroke-linejoin": "round", "paint-order": "stroke", stroke: paper(), "stroke-width": 3 }, [...drawn.placed.map(labelSvg), ...drawn.captions.map(captionSvg)]));
  return drawing;
}

const round = (value) => Math.round(value * 10) / 10;
const pointsOf = (points) => points.map(({ x, y }) => `${round(x)},${round(y)}`).join(" ");

function lineSvg(arrow, at, scale) {
  const [from, to] = [at(nodes[arrow.start]), at(nodes[arrow.end])];
  const { color: { color, opacity } } = arrowLook(arrow);
  const bend = LARGE ? 0 : 0.06;
  const middle = { x: round((from.x + to.x) / 2 + bend * (to.y - from.y)), y: round((from.y + to.y) / 2 - bend * (to.x - from.x)) };
  const head = headPoints(middle, to, picture.nodes[arrow.end].size * scale, 6);
  return s("g", { opacity: round(opacity * 100) / 100 }, s("path", { d: `M${from.x} ${from.y}Q${middle.x} ${middle.y} ${to.x} ${to.y}`, stroke: color, "stroke-width": round(Math.min(0.8 + 0.45 * Math.sqrt(strengthOf(arrow)), 4) * Math.max(scale, 0.5)), "stroke-dasharray": arrow.plain ? null : "5 4" }), s("polygon", { points: pointsOf(head), fill: color }));
}

function nodeSvg(node, { x, y }, scale) {
  const r = round(picture.nodes[node.index].size * scale);
  const { shape, hollow } = SIGNS[node.kind];
  const paint = { fill: fillOf(node.kind), stroke: lineOf(node.kind), "stroke-width": hollow ? 1.8 : 1, opacity: drawn.bright && !drawn.bright.nodes.has(node.index) ? 0.2 : null };
  const title = s("title", {}, clip(node.label, 200));
  return shape === "dot" ? s("circle", { cx: x, cy: y, r, ...paint }, title) : s("polygon", { points: pointsOf(shapePoints(shape, x, y, r)), ...paint }, title);
}

function labelSvg({ x, y, w, h: height, item }) {
  return s("text", { x: round(x + w / 2), y: round(y + height / 2 + 4), "font-size": item.size, "font-weight": item.bold ? 600 : null, fill: dark() ? "#e8ecf2" : "#1b222c" }, item.text);
}

function captionSvg({ region, x, y, w }) {
  return s("text", { x: round(x + w / 2), y: round(y + 12), "font-size": 11.5, "font-weight": 600, fill: CAPTION[dark() ? "dark" : "light"] }, region.caption);
}
