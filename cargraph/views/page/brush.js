// A brush for large graphs: the base is painted once for a view and kept; what is chosen is painted over it.
// A view holds the heaviest entities and the strongest arrows among them, as many as can be told apart; the rest are
// dots until one draws nearer. While the view moves the kept picture moves with it.
const LARGE = nodes.length > 250 || arrows.length > 800;
const MOST_NODES = 700;
const MOST_ARROWS = 2500;
const FEW_ARROWS = 300;
const REST = 140;
const layer = { canvas: null, key: "", view: "", moved: -1e9, timer: 0, centre: null, scale: 1, frame: null, detail: null, still: true };

const strengthOf = (arrow) => arrow.claims.length + arrow.results.length + arrow.contrasts.length;

// What is to be seen, the strongest arrows and the heaviest nodes last, so that they lie on top.
function brushList(shown) {
  const list = arrows.filter((arrow) => shown.arrows.has(arrow.index)).sort((a, b) => strengthOf(a) - strengthOf(b) || a.index - b.index);
  return { arrows: list, nodes: nodes.filter((node) => shown.nodes.has(node.index)).sort((a, b) => a.weight - b.weight || a.index - b.index) };
}

function brush(context) {
  const scale = drawn.network.getScale();
  const frame = viewFrame(scale);
  layer.still = !moving(frame);
  if (layer.still) keepLayer(context, scale, frame);
  else dots(context, drawn.list.nodes.filter((node) => within(node, frame) && !within(node, layer.frame)), scale);
  context.save();
  context.resetTransform();
  context.globalAlpha = drawn.bright ? 0.22 : 1;
  layLayer(context, scale);
  context.restore();
  if (drawn.bright) brushBright(context, scale, frame);
}

// The kept picture, where the view has moved to since it was painted.
function layLayer(context, scale) {
  const { width, height } = layer.canvas;
  const centre = drawn.network.getViewPosition();
  const grown = scale / layer.scale;
  const [x, y] = [(layer.centre.x - centre.x) * scale * devicePixelRatio, (layer.centre.y - centre.y) * scale * devicePixelRatio];
  context.drawImage(layer.canvas, Math.round(width / 2 + x - (grown * width) / 2), Math.round(height / 2 + y - (grown * height) / 2), width * grown, height * grown);
}

const within = (node, frame) => node.x > frame.left && node.x < frame.right && node.y > frame.top && node.y < frame.bottom;

// What a view shows in full: the heaviest entities in it, and the strongest arrows among them,
// with some of those that leave where there are few.
function detailOf(frame) {
  const near = drawn.list.nodes.filter((node) => within(node, frame));
  const full = near.slice(-MOST_NODES);
  const known = new Set(full.map((node) => node.index));
  const joined = drawn.list.arrows.filter((arrow) => known.has(arrow.start) && known.has(arrow.end));
  const leaving = joined.length < FEW_ARROWS ? drawn.list.arrows.filter((arrow) => known.has(arrow.start) !== known.has(arrow.end)).slice(joined.length - FEW_ARROWS) : [];
  return { full, rest: near.slice(0, -MOST_NODES), arrows: [...leaving, ...joined.slice(-MOST_ARROWS)] };
}

function dots(context, list, scale) {
  context.save();
  context.globalAlpha = 0.45;
  for (const [kind, group] of groupBy(list, (node) => node.kind)) {
    context.fillStyle = SIGNS[kind].colour;
    context.beginPath();
    for (const node of group) context.rect(node.x - 1.1 / scale, node.y - 1.1 / scale, 2.2 / scale, 2.2 / scale);
    context.fill();
  }
  context.restore();
}

const arrowOpacity = (count) => Math.max(0.09, Math.min(0.4, 8 / Math.sqrt(count + 1)));

function viewFrame(scale) {
  const canvas = document.getElementById("canvas");
  const { x, y } = drawn.network.getViewPosition();
  const [w, h] = [canvas.clientWidth / scale / 2 + 30, canvas.clientHeight / scale / 2 + 30];
  return { left: x - w, right: x + w, top: y - h, bottom: y + h };
}

// A view that has just changed is taken for moving; once it rests it is painted whole.
function moving(frame) {
  const view = Object.values(frame).map((value) => value.toFixed(2)).join(" ");
  const now = performance.now();
  const first = layer.view === "";
  if (view !== layer.view) layer.moved = now;
  layer.view = view;
  if (first || now - layer.moved >= REST) return false;
  clearTimeout(layer.timer);
  layer.timer = setTimeout(() => drawn.network.redraw(), REST + 10);
  return true;
}

function keepLayer(context, scale, frame) {
  const { width, height } = context.canvas;
  const key = [layer.view, width, height, drawn.version, dark()].join(" ");
  if (key === layer.key) return;
  layer.key = key;
  layer.canvas ??= document.createElement("canvas");
  Object.assign(layer.canvas, { width, height });
  const own = layer.canvas.getContext("2d");
  own.setTransform(context.getTransform());
  const detail = detailOf(frame);
  Object.assign(layer, { centre: drawn.network.getViewPosition(), scale, frame, detail });
  brushArrows(own, detail.arrows, { scale, frame, opacity: arrowOpacity(detail.arrows.length) });
  dots(own, detail.rest, scale);
  brushNodes(own, detail.full, scale, frame);
  tellDetail(detail);
}

// How much of the graph the view holds in full.
function tellDetail({ full, rest, arrows: shown }) {
  const all = drawn.list.arrows.length;
  const words = rest.length || shown.length < all ? `In full: ${plural(full.length, "entity", "entities")} and ${plural(shown.length, "arrow")} of ${all.toLocaleString("en")}; draw nearer, search or filter for more.` : "";
  const told = document.getElementById("detail");
  if (told.textContent !== words) told.textContent = words;
}

function brushBright(context, scale, frame) {
  const chosen = [...drawn.bright.arrows].map((index) => arrows[index]).sort((a, b) => strengthOf(a) - strengthOf(b));
  brushArrows(context, chosen, { scale, frame, opacity: Math.max(0.25, Math.min(0.95, 20 / Math.sqrt(chosen.length + 1))), heads: chosen.length < 400 });
  brushNodes(context, [...drawn.bright.nodes].map((index) => nodes[index]), scale, frame, true);
}

// Arrows of one colour, dash and strength go down in one stroke.
function brushArrows(context, list, { scale, frame, opacity, heads = scale > 0.7 }) {
  const near = list.filter((arrow) => crosses(nodes[arrow.start], nodes[arrow.end], frame));
  const strokes = groupBy(near, (arrow) => `${family(arrow.predicates[0])} ${arrow.plain} ${Math.min(3, Math.round(Math.sqrt(strengthOf(arrow))))}`);
  context.save();
  context.globalAlpha = opacity;
  for (const group of strokes.values()) {
    context.beginPath();
    for (const arrow of group) {
      context.moveTo(nodes[arrow.start].x, nodes[arrow.start].y);
      context.lineTo(nodes[arrow.end].x, nodes[arrow.end].y);
    }
    context.strokeStyle = familyColour(group[0].predicates[0]);
    context.lineWidth = (0.7 + 0.35 * Math.min(3, Math.sqrt(strengthOf(group[0])))) / Math.max(scale, 0.25);
    context.setLineDash(group[0].plain || near.length > 3000 ? [] : [5 / scale, 4 / scale]);
    context.stroke();
  }
  context.setLineDash([]);
  if (heads && near.length < 3000) for (const arrow of near) arrowHeadOn(context, arrow, scale);
  context.restore();
}

const crosses = (a, b, frame) => Math.max(a.x, b.x) > frame.left && Math.min(a.x, b.x) < frame.right && Math.max(a.y, b.y) > frame.top && Math.min(a.y, b.y) < frame.bottom;

function arrowHeadOn(context, arrow, scale) {
  const points = headPoints(nodes[arrow.start], nodes[arrow.end], picture.nodes[arrow.end].size, 7 / Math.max(scale, 0.5));
  context.beginPath();
  points.forEach(({ x, y }, i) => (i ? context.lineTo(x, y) : context.moveTo(x, y)));
  context.fillStyle = familyColour(arrow.predicates[0]);
  context.fill();
}

function headPoints(from, to, r, size) {
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const tip = { x: to.x - r * Math.cos(angle), y: to.y - r * Math.sin(angle) };
  const wing = (turn) => ({ x: tip.x - size * Math.cos(angle + turn), y: tip.y - size * Math.sin(angle + turn) });
  return [tip, wing(0.42), wing(-0.42)];
}

function brushNodes(context, list, scale, frame, bright = false) {
  context.save();
  const near = list.filter((node) => within(node, frame));
  for (const [kind, group] of groupBy(near, (node) => node.kind)) {
    context.fillStyle = fillOf(kind);
    context.strokeStyle = lineOf(kind);
    context.lineWidth = (SIGNS[kind].hollow ? 1.8 : 1) / Math.max(scale, 0.4);
    context.beginPath();
    for (const node of group) shapeOn(context, SIGNS[kind].shape, node, Math.max(picture.nodes[node.index].size, (bright ? 3.5 : 1.6) / scale), scale);
    context.fill();
    context.stroke();
  }
  const chosen = chosenNode();
  if (bright && chosen) ringOn(context, chosen, scale);
  context.restore();
}

function ringOn(context, node, scale) {
  context.beginPath();
  context.arc(node.x, node.y, picture.nodes[node.index].size + 4 / scale, 0, 2 * Math.PI);
  context.lineWidth = 2.5 / scale;
  context.strokeStyle = lineOf(node.kind);
  context.stroke();
}

function shapeOn(context, shape, { x, y }, r, scale) {
  if (r * scale < 3) return context.rect(x - r, y - r, 2 * r, 2 * r);
  if (shape === "dot") return context.moveTo(x + r, y), context.arc(x, y, r, 0, 2 * Math.PI);
  shapePoints(shape, x, y, r).forEach((point, i) => (i ? context.lineTo(point.x, point.y) : context.moveTo(point.x, point.y)));
  return context.closePath();
}

function shapePoints(shape, x, y, r) {
  const [count, turn, far] = { diamond: [4, -90, 1], square: [4, 45, 1.25], triangle: [3, -90, 1.15], triangleDown: [3, 90, 1.15], hexagon: [6, 0, 1], star: [10, -90, 1.15] }[shape];
  return Array.from({ length: count }, (_, i) => {
    const angle = (2 * Math.PI * i) / count + (turn * Math.PI) / 180;
    const reach = r * (shape === "star" && i % 2 ? 0.48 : far);
    return { x: x + reach * Math.cos(angle), y: y + reach * Math.sin(angle) };
  });
}

// What lies under a place of the picture: a node before an arrow.
function under({ x, y }) {
  const reach = 5 / drawn.network.getScale();
  const node = drawn.list.nodes.findLast((one) => Math.hypot(one.x - x, one.y - y) <= Math.max(picture.nodes[one.index].size, reach));
  if (node) return { nodes: [node.index], edges: [] };
  const list = drawn.bright ? [...drawn.bright.arrows].map((index) => arrows[index]) : layer.detail?.arrows ?? [];
  const arrow = list.findLast((one) => away(nodes[one.start], nodes[one.end], x, y) < reach);
  return { nodes: [], edges: arrow ? [arrow.index] : [] };
}

function away(a, b, x, y) {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const part = Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(a.x + part * dx - x, a.y + part * dy - y);
}

function hoverLarge(event) {
  if (event.buttons) return;
  const box = event.currentTarget.getBoundingClientRect();
  const at = { x: event.clientX - box.left, y: event.clientY - box.top };
  const { nodes: [node = null], edges: [edge] } = under(drawn.network.DOMtoCanvas(at));
  if (node !== drawn.hover) hover(node);
  if (edge !== undefined) tipOf(edge, at);
  else document.getElementById("tip").hidden = true;
}
