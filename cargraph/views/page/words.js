// How views, kinds, relations and numbers are said.
const VIEWS = {
  graph: ["Graph", "Entities and arrows (g)"],
  table: ["Results", "All results in a table (t)"],
  map: ["Map", "Construct by toxicity (m)"],
  forest: ["Forest", "One outcome over constructs and papers (f)"],
  compare: ["Compare", "Two constructs side by side (c)"],
  papers: ["Papers", "The papers, and a timeline (p)"],
  audit: ["Audit", "What the audit of the numbers found (a)"],
};

const KINDS = {
  construct: ["construct", "constructs"],
  antigen: ["antigen", "antigens"],
  component: ["component", "components"],
  cytokine: ["cytokine", "cytokines"],
  biomarker: ["biomarker", "biomarkers"],
  toxicity: ["toxicity", "toxicities"],
  endpoint: ["endpoint", "endpoints"],
  disease: ["disease", "diseases"],
  drug: ["drug", "drugs"],
  trial: ["trial", "trials"],
};

const RELATIONS = {
  targets: ["targets", "targeted by", "build"],
  has_component: ["is built with", "part of", "build"],
  expresses: ["expresses", "expressed by", "build"],
  silences: ["silences", "silenced in", "build"],
  treats: ["treats", "treated with", "clinic"],
  tested_in: ["tested in", "tests", "clinic"],
  has_endpoint: ["assessed by", "assessed for", "clinic"],
  reported: ["reports", "reported for", "clinic"],
  compared_with: ["compared with", "compared with", "clinic"],
  causes: ["causes", "caused by", "harm"],
  associated_with: ["associated with", "associated with", "harm"],
  manages: ["manages", "managed with", "manage"],
  inhibits: ["inhibits", "inhibited by", "manage"],
  lymphodepletes_for: ["lymphodepletes", "lymphodepletion", "other"],
  combined_with: ["combined with", "combined with", "other"],
};

const relation = (predicate, reverse = false) => {
  const words = RELATIONS[predicate];
  return words ? words[reverse ? 1 : 0] : predicate.replaceAll("_", " ");
};
const family = (predicate) => (RELATIONS[predicate] ? RELATIONS[predicate][2] : "other");
const plural = (count, one, many = `${one}s`) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

function number(value) {
  if (typeof value !== "number") return { NR: "not reached", NE: "not estimable" }[value] ?? String(value ?? "");
  return value.toLocaleString("en", { maximumSignificantDigits: 6 });
}

function share(percent) {
  if (percent === null || percent === undefined) return "";
  return `${Number(percent.toFixed(percent < 1 || percent > 99 ? 2 : 1))}%`;
}

function gradeWords(grade) {
  if (!grade) return "";
  if (grade === "any") return "any grade";
  if (/^[\d<>=≥≤-]/.test(grade)) return `grade ${grade.replace(">=", "≥").replace("<=", "≤").replace("-", "–")}`;
  return grade;
}

const percentOf = (result) => {
  if (result.percent !== null) return result.percent;
  if (result.count !== null && result.total) return (100 * result.count) / result.total;
  return result.unit === "%" && typeof result.value === "number" ? result.value : null;
};

function intervalWords(item) {
  if (item.low === null || item.high === null) return "";
  const kind = { ci95: "95% CI", iqr: "IQR", range: "range" }[item.interval] ?? item.interval;
  return `${kind} ${number(item.low)}–${number(item.high)}`.trim();
}

function countWords(result) {
  if (result.count === null) return result.total === null ? "" : `of ${result.total}`;
  return result.total === null ? `${result.count}` : `${result.count}/${result.total}`;
}

// Whether the number of patients stands with the result or was taken from what the paper says elsewhere.
const totalWords = (result) => (result.total === null ? "" : result.carried ? `${result.total} patients: not printed with the result, taken from the patients analysed` : `${result.total} patients: printed with the result`);

const CARRIED = "† N is not printed with the result but taken from the patients analysed.";
const dagger = (result) => (result.carried && result.total !== null ? h("sup", { title: totalWords(result) }, "†") : null);

function valueWords(result) {
  if (result.value === null) return "";
  const unit = result.unit === "%" ? "%" : result.unit ? ` ${result.unit}` : "";
  const kind = { median: "median ", mean: "mean " }[result.stat] ?? "";
  return `${kind}${result.bound ?? ""}${number(result.value)}${typeof result.value === "number" ? unit : ""}`;
}

function labelWords(result) {
  const measure = { onset: "time to onset", duration: "duration" }[result.measure] ?? result.measure;
  return [[gradeWords(result.grade), result.scale && `(${result.scale})`].filter(Boolean).join(" "), measure, result.arm, result.time && `at ${result.time}`].filter(Boolean);
}

function contrastWords(contrast) {
  const p = contrast.p === null ? "" : `p ${contrast.p_operator || "="} ${contrast.p}`;
  const ratio = contrast.ratio
    ? `${contrast.ratio} ${number(contrast.value)}${contrast.low === null ? "" : ` (${intervalWords(contrast)})`}`
    : "";
  return [gradeWords(contrast.grade), ratio, p].filter(Boolean).join(" · ");
}
