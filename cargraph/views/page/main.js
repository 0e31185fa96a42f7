// Start, and paint again whatever a change touches.
const PAINTERS = { graph: () => (paintFocus(), paintGraph()), table: paintTable, map: paintMap, forest: paintForest, compare: paintVersus, papers: paintPapers, audit: paintAudit };

function paintHead() {
  const constructs = nodes.filter((node) => node.kind === "construct").length;
  const words = [plural(sources.length, "paper"), plural(constructs, "construct"), plural(results.length, "result")];
  show(document.getElementById("counts"), [home ? [h("a", { href: home }, "All constructs"), " · "] : null, words.join(", "), cutAround ? [" · around ", name(cutAround)] : null, cutBy ? [" · where ", name(clip(cutBy, 80))] : null].flat(2));
  const tab = ([view, [text, title]]) => h("button", { type: "button", "data-view": view, title, "aria-pressed": String(state.view === view), click: () => change(view === "papers" ? { view, paper: null } : { view }) }, text);
  show(document.getElementById("tabs"), Object.entries(VIEWS).map(tab));
}

function paintFocus() {
  const bar = document.getElementById("focusbar");
  const node = focusNode();
  bar.hidden = !node;
  if (!node) return;
  const steps = (count, text) => h("button", { type: "button", "aria-pressed": String(state.steps === count), click: () => change({ steps: count }) }, text);
  show(bar, h("span", { class: "signed" }, "Around", sign(node.kind), h("b", {}, brief(node, 40))), h("span", { class: "tabs" }, steps(1, "1 step"), steps(2, "2 steps")), h("button", { type: "button", class: "button small", click: () => change({ focus: null }) }, "Whole graph"));
}

// Beside a table or a map the panel stands only while something is chosen: the room is for the numbers.
function paintPanel() {
  const panel = document.getElementById("panel");
  panel.hidden = state.view !== "graph" && !marking();
  document.body.classList.toggle("bare", panel.hidden);
  if (panel.hidden) return panel.replaceChildren();
  const [arrow, node, result] = [chosenArrow(), chosenNode(), chosenResult()];
  show(panel, [arrow ? arrowPanel(arrow) : result ? resultPanel(result) : node ? entityPanel(node) : homePanel()].flat(4));
  panel.scrollTop = 0;
}

const reachable = (home) => [...home.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")];

// Whoever goes by keyboard stays where they were, or is taken to the head of what they opened.
function paintKeeping(_, patch) {
  const active = document.activeElement;
  const opens = ["node", "arrow", "result"].some((key) => patch[key]);
  const home = active?.closest(".view, .side, .panel, .tabs, .focusbar");
  const at = home ? reachable(home).indexOf(active) : -1;
  paint();
  if (opens) reach(document.getElementById("panel"));
  if (at < 0 || (active.isConnected && !home.hidden)) return;
  const opened = home.matches(".panel") || "paper" in patch || home.hidden;
  const target = opened ? (home.hidden ? document.getElementById(`view-${state.view}`) : home) : reachable(home)[at] ?? home;
  target.focus({ preventScroll: true });
}

// On a narrow screen the panel lies beneath the view: what was opened is brought to sight.
function reach(panel) {
  const { top, height } = panel.getBoundingClientRect();
  if (height && (top > innerHeight - 160 || top < 0) && getComputedStyle(document.body).display === "block") panel.scrollIntoView({ behavior: motion() ? "smooth" : "auto" });
}

// Paper is light, whatever the screen is.
function dressed(printed) {
  const theme = state.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  document.documentElement.dataset.theme = printed ? "light" : theme;
}

function forPaper(printed) {
  dressed(printed);
  if (state.view === "graph") paintGraph();
}

function paint() {
  dressed(false);
  paintHead();
  for (const view of Object.keys(VIEWS)) document.getElementById(`view-${view}`).hidden = state.view !== view;
  paintFiltersOnce();
  paintPanel();
  PAINTERS[state.view]();
}

function letGo() {
  if (state.path) change({ path: null });
  else if (marking()) pickNothing();
  else if (state.focus) change({ focus: null });
}

const KEYS = {
  "/": () => document.getElementById("find").select(),
  g: () => change({ view: "graph" }),
  t: () => change({ view: "table" }),
  m: () => change({ view: "map" }),
  f: () => change({ view: "forest" }),
  c: () => change({ view: "compare" }),
  p: () => change({ view: "papers", paper: null }),
  a: () => change({ view: "audit" }),
  0: () => zoom("fit"),
  "+": () => zoom("in"),
  "=": () => zoom("in"),
  "-": () => zoom("out"),
  Escape: letGo,
};

function keyed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input, textarea, select") && event.target.type !== "checkbox") return;
  if (!Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
}

function start() {
  state = fromAddress();
  startGraph();
  startSearch();
  paintLegend();
  onChange(paintKeeping);
  document.addEventListener("keydown", keyed);
  addEventListener("popstate", restore);
  addEventListener("hashchange", restore);
  document.getElementById("theme").addEventListener("click", () => change({ theme: dark() ? "light" : "dark" }, true));
  document.getElementById("sieve").addEventListener("click", (event) => event.currentTarget.setAttribute("aria-expanded", String(document.body.classList.toggle("sieve-open"))));
  document.querySelector("[data-skip]").addEventListener("click", (event) => (event.preventDefault(), (marking() || state.view === "graph" ? document.getElementById("panel") : document.getElementById(`view-${state.view}`)).focus()));
  addEventListener("beforeprint", () => forPaper(true));
  addEventListener("afterprint", () => forPaper(false));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  paint();
  document.documentElement.dataset.ready = "yes";
}

start();
