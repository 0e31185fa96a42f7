// What is looked at, kept in the address so that a view can be sent and gone back to.
const FRESH = { view: "graph", node: null, arrow: null, result: null, focus: null, steps: 1, own: "all", sure: 0, off: [], grade: "any", theme: "", outcome: null, a: null, b: null, paper: null, path: null, since: 0, until: 0, where: "" };
let state = { ...FRESH };
let written = "";
const listeners = [];

const onChange = (listener) => listeners.push(listener);

function change(patch, keep = false) {
  state = { ...state, ...patch };
  written = addressOf(state);
  const address = written || " ";
  if (keep || location.hash.slice(1) !== written) remember(keep ? "replaceState" : "pushState", `#${address}`);
  tell(patch);
}

// A page that is shown within a notebook has no address of its own to keep the state in.
function remember(way, address) {
  if (location.protocol === "about:") return;
  history[way](null, "", address);
}

function tell(patch) {
  for (const listener of listeners) listener(state, patch);
}

function addressOf(wanted) {
  const parts = new URLSearchParams();
  for (const [key, value] of Object.entries(wanted)) {
    if (Array.isArray(value) ? value.length : value !== FRESH[key] && value !== null) {
      parts.set(key, Array.isArray(value) ? value.join("|") : String(value));
    }
  }
  return parts.toString();
}

function fromAddress() {
  const parts = new URLSearchParams(location.hash.slice(1).trim());
  const read = { ...FRESH, off: [] };
  for (const [key, value] of parts) {
    if (!(key in FRESH)) continue;
    if (key === "off") read.off = value.split("|").filter(Boolean);
    else read[key] = typeof FRESH[key] === "number" ? Number(value) || FRESH[key] : value;
  }
  if (!Object.hasOwn(VIEWS, read.view)) read.view = "graph";
  read.steps = read.steps === 2 ? 2 : 1;
  return read;
}

function restore() {
  if (location.hash.slice(1) === written && written) return;
  state = fromAddress();
  written = location.hash.slice(1);
  tell(state);
}

const chosenNode = () => nodeByKey.get(state.node) ?? null;
const chosenArrow = () => arrowByKey.get(state.arrow) ?? null;
const chosenResult = () => results[Number(state.result ?? -1)] ?? null;
const focusNode = () => nodeByKey.get(state.focus) ?? null;
const pickNode = (node) => change({ node: keyOf(node), arrow: null, result: null });
const pickArrow = (arrow, from = state.node) => change({ arrow: arrowKey(arrow), node: from, result: null });
const pickResult = (result) => change({ result: String(result.index), arrow: null, node: null });
const pickNothing = () => change({ node: null, arrow: null, result: null });
