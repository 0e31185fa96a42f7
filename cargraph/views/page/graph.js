// The picture: vis-network draws what pyvis wrote, and this module says what is bright, faint or hidden.
const drawn = { network: null, nodes: null, edges: null, shown: null, list: null, version: 0, bright: null, hover: null, regions: [], placed: [], captions: [], fitted: "", looks: new Map() };

function startGraph() {
  const canvas = document.getElementById("canvas");
  drawn.nodes = new vis.DataSet(LARGE ? [] : picture.nodes.map((node) => ({ ...node, label: undefined, title: undefined })));
  drawn.edges = new vis.DataSet(LARGE ? [] : picture.edges.map((edge) => ({ ...edge, arrows: { to: { enabled: true, scaleFactor: 0.45 } } })));
  const options = { ...picture.options, autoResize: true, nodes: { borderWidth: 1.5, borderWidthSelected: 1.5, chosen: false }, edges: { ...picture.options.edges, chosen: false, hoverWidth: 0, selectionWidth: 0, color: { inherit: false } } };
  drawn.network = new vis.Network(canvas, { nodes: drawn.nodes, edges: drawn.edges }, options);
  drawn.network.on("beforeDrawing", paintBase);
  drawn.network.on("afterDrawing", paintNames);
  drawn.network.on("click", clicked);
  drawn.network.on("doubleClick", (event) => doubled(event));
  if (LARGE) canvas.addEventListener("pointermove", hoverLarge);
  drawn.network.on("hoverNode", ({ node }) => hover(node));
  drawn.network.on("blurNode", () => hover(null));
  drawn.network.on("hoverEdge", ({ edge, pointer }) => tipOf(edge, pointer.DOM));
  drawn.network.on("blurEdge", () => (document.getElementById("tip").hidden = true));
  canvas.addEventListener("keydown", graphKeys);
  for (const button of document.querySelectorAll("[data-zoom]")) button.addEventListener("click", () => zoom(button.dataset.zoom));
  document.getElementById("png").addEventListener("click", picturePng);
  document.getElementById("svg").addEventListener("click", () => saveSvg(pictureSvg(), "cargraph.svg"));
  new ResizeObserver(() => document.getElementById("view-graph").hidden || fit(false)).observe(canvas);
}

const MOST_WANTED = 1200;
const marking = () => Boolean(chosenNode() || chosenArrow() || chosenResult());

function paintBase(context) {
  drawRegions(context, drawn.regions, marking());
  if (LARGE && drawn.list) brush(context);
}

function doubled(event) {
  const { nodes: [index] } = LARGE ? under(event.pointer.canvas) : event;
  if (index !== undefined) change({ focus: keyOf(nodes[index]), steps: 1, node: keyOf(nodes[index]), arrow: null });
}

function clicked(event) {
  const { nodes: [node], edges: [edge] } = LARGE ? under(event.pointer.canvas) : event;
  if (node !== undefined) pickNode(nodes[node]);
  else if (edge !== undefined) pickArrow(arrows[edge]);
  else pickNothing();
}

function hover(index) {
  drawn.hover = index;
  document.getElementById("canvas").style.cursor = index === null ? "" : "pointer";
  drawn.network.redraw();
}

function tipOf(edge, at) {
  const arrow = arrows[edge];
  const tip = document.getElementById("tip");
  const said = arrow.claims.length + arrow.results.length + arrow.contrasts.length;
  show(tip, name(nodes[arrow.start].label), ` ${arrow.predicates.map((predicate) => relation(predicate)).join(", ")} `, name(nodes[arrow.end].label), h("small", {}, ` ${plural(said, "statement")}`));
  const box = document.getElementById("canvas").getBoundingClientRect();
  tip.hidden = false;
  tip.style.left = `${Math.min(box.left + at.x + 12, innerWidth - tip.offsetWidth - 8)}px`;
  tip.style.top = `${box.top + at.y + 14}px`;
}

function zoom(way) {
  if (way === "fit") return fit(true);
  const scale = drawn.network.getScale() * (way === "in" ? 1.3 : 1 / 1.3);
  drawn.network.moveTo({ scale, animation: { duration: 160 } });
}

function fit(animated) {
  if (!drawn.network || !drawn.shown) return;
  const shown = [...drawn.shown.nodes];
  if (!shown.length) return;
  const canvas = document.getElementById("canvas");
  const xs = shown.map((index) => nodes[index].x);
  const ys = shown.map((index) => nodes[index].y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const room = { x: Math.max(120, canvas.clientWidth - (canvas.clientWidth < 600 ? 50 : 96)), y: Math.max(120, canvas.clientHeight - 72) };
  const scale = Math.min(room.x / (right - left + 30), room.y / (bottom - top + 70), 1.4);
  const position = { x: (left + right) / 2, y: (top + bottom) / 2 - 12 / scale };
  drawn.network.moveTo({ position, scale: Math.max(scale, 0.02), animation: animated && motion() ? { duration: 350 } : false });
}

const motion = () => !matchMedia("(prefers-reduced-motion: reduce)").matches;

// The nodes and arrows that are to be bright; nothing means all.
function brightest() {
  if (pathEnds()) return waysMarked(pathEnds());
  const arrow = chosenArrow();
  if (arrow) return { nodes: new Set([arrow.start, arrow.end]), arrows: new Set([arrow.index]) };
  const result = chosenResult();
  const node = chosenNode();
  if (!node && !result) return null;
  const centre = node ? node.index : result.subject ?? result.outcome;
  const near = arrowsAt[centre].filter((item) => drawn.shown.arrows.has(item.index) && (node || item.end === result.outcome));
  return { nodes: new Set([centre, ...near.flatMap((item) => [item.start, item.end])]), arrows: new Set(near.map((item) => item.index)) };
}

function waysMarked([from, to]) {
  const steps = waysBetween(from, to).flat();
  return { nodes: new Set([from.index, to.index, ...steps.map((step) => step.to)]), arrows: new Set(steps.map(({ arrow }) => arrow.index)) };
}

function paintGraph() {
  const shown = visible();
  if (drawn.shown !== shown) Object.assign(drawn, { shown, list: brushList(shown), regions: regionsOf(shown.nodes), version: drawn.version + 1 });
  drawn.bright = brightest();
  document.getElementById("canvas").setAttribute("aria-label", `Graph of ${plural(shown.nodes.size, "entity", "entities")} and ${plural(shown.arrows.size, "arrow")}. Use the search or the lists beside it to choose one; the left and right arrow keys go through the neighbours of the chosen one.`);
  if (!LARGE) {
    refresh(drawn.nodes, nodes.map(nodeLook));
    refresh(drawn.edges, arrows.map(arrowLook));
  }
  const frame = `${state.focus} ${state.steps} ${state.where}`;
  if (drawn.fitted !== frame) fit(drawn.fitted !== "");
  drawn.fitted = frame;
  drawn.network.redraw();
}

// Only what has changed is handed on: the library takes its time over each.
function refresh(set, looks) {
  const changed = looks.filter((look) => {
    const key = JSON.stringify(look);
    const old = drawn.looks.get(set)?.get(look.id);
    if (!drawn.looks.has(set)) drawn.looks.set(set, new Map());
    drawn.looks.get(set).set(look.id, key);
    return key !== old;
  });
  if (changed.length) set.update(changed);
}

function nodeLook(node) {
  const faint = drawn.bright && !drawn.bright.nodes.has(node.index);
  const chosen = node === chosenNode();
  const colour = { background: fillOf(node.kind), border: lineOf(node.kind) };
  return { id: node.index, hidden: !drawn.shown.nodes.has(node.index), opacity: faint ? 0.16 : 1, color: colour, borderWidth: chosen ? 3.5 : SIGNS[node.kind].hollow ? 2.2 : 1.2 };
}

function arrowLook(arrow) {
  const bright = drawn.bright?.arrows.has(arrow.index);
  const faint = drawn.bright && !bright;
  const opacity = faint ? 0.07 : bright ? 0.95 : Math.max(0.07, Math.min(0.45, 6 / Math.sqrt(arrows.length)));
  return { id: arrow.index, hidden: !drawn.shown.arrows.has(arrow.index), color: { color: familyColour(arrow.predicates[0]), opacity } };
}

function paintNames(context) {
  const scale = drawn.network.getScale();
  const centre = drawn.network.getViewPosition();
  const canvas = document.getElementById("canvas");
  canvas.dataset.frame = [centre.x, centre.y, scale].map((value) => value.toFixed(4)).join(" ");
  const toScreen = ({ x, y }) => ({ x: (x - centre.x) * scale + canvas.clientWidth / 2, y: (y - centre.y) * scale + canvas.clientHeight / 2 });
  context.save();
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  const captions = captionBoxes(context, drawn.regions, toScreen, scale);
  drawn.captions = captions;
  drawn.placed = LARGE && !layer.still ? carriedNames(scale, centre) : placeLabels(context, wantedNames(scale, toScreen, canvas), captions, { width: canvas.clientWidth, height: canvas.clientHeight });
  Object.assign(drawn, { at: centre, scale });
  drawLabels(context, drawn.placed, { text: dark() ? "#e8ecf2" : "#1b222c", halo: paper() });
  drawCaptions(context, captions, marking());
  context.restore();
}

// The names as they stood, where the view has moved to; none while it grows or shrinks.
function carriedNames(scale, centre) {
  if (scale !== drawn.scale) return [];
  const [dx, dy] = [(drawn.at.x - centre.x) * scale, (drawn.at.y - centre.y) * scale];
  return drawn.placed.map((name) => ({ ...name, x: name.x + dx, y: name.y + dy }));
}

// The names that may be wanted: of a large graph those of what is drawn in full, chosen or pointed at.
function nameable() {
  if (!LARGE) return drawn.shown.nodes;
  const pointed = drawn.hover === null ? [] : [drawn.hover];
  return drawn.bright ? new Set([...drawn.bright.nodes, ...pointed]) : new Set([...layer.detail.full.map((node) => node.index), ...pointed]);
}

function wantedNames(scale, toScreen, canvas) {
  const wanted = [];
  for (const index of nameable()) {
    const node = nodes[index];
    const at = toScreen(node);
    if (at.x < -60 || at.y < -30 || at.x > canvas.clientWidth + 60 || at.y > canvas.clientHeight + 30) continue;
    const bright = drawn.bright?.nodes.has(index);
    if (drawn.bright && !bright && drawn.hover !== index) continue;
    const construct = node.kind === "construct";
    wanted.push({ ...at, r: picture.nodes[index].size * scale, text: clip(picture.nodes[index].label, construct ? 34 : 26), bold: construct, size: construct ? 13 : 12, must: drawn.hover === index || node === chosenNode(), rank: rankOf(node, bright, construct) });
  }
  return wanted.sort((a, b) => b.rank - a.rank).slice(0, MOST_WANTED);
}

function rankOf(node, bright, construct) {
  if (drawn.hover === node.index) return 1e9;
  return (node === chosenNode() ? 1e8 : 0) + (bright ? 1e6 : 0) + (construct ? 1e4 : 0) + node.weight;
}

function graphKeys(event) {
  const node = chosenNode();
  if (["ArrowLeft", "ArrowRight"].includes(event.key) && node) stepNeighbour(node, event.key === "ArrowRight" ? 1 : -1);
  else if (event.key === "Enter" && node) change({ focus: keyOf(node), steps: 1 });
  else return;
  event.preventDefault();
}

function stepNeighbour(node, way) {
  const near = [...new Set(arrowsAt[node.index].filter((arrow) => drawn.shown.arrows.has(arrow.index)).flatMap((arrow) => [arrow.start, arrow.end]))].sort((a, b) => a - b);
  if (near.length < 2) return;
  pickNode(nodes[near[(near.indexOf(node.index) + way + near.length) % near.length]]);
}
