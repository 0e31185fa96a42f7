// The filters in words, as `cargraph view --where` takes them: FIELD=VALUE, joined by ";".
const OF_CONSTRUCTS = ["construct", "antigen", "component", "disease", "trial"];
const OUTCOMES = ["toxicity", "endpoint", "biomarker", "cytokine"];
const OF_FACTS = ["outcome", ...OUTCOMES, "drug"];
const NUMBERS = ["year", "confidence"];
const CHOICES = { kind: Object.keys(KINDS), relation: Object.keys(RELATIONS), findings: ["own", "cited"] };
const FIELDS = [...OF_CONSTRUCTS, ...OF_FACTS, "paper", ...NUMBERS, ...Object.keys(CHOICES)];

class Fault extends Error {}

function clausesOf(text) {
  return text.split(";").map((part) => part.trim()).filter(Boolean).map(clauseOf);
}

function clauseOf(text) {
  const found = /^([^=<>!]*?)\s*(>=|<=|!=|=|>|<)\s*(.*)$/s.exec(text);
  const values = found ? found[3].split("|").map((part) => part.trim()).filter(Boolean) : [];
  if (!values.length) throw new Fault(`“${clip(text, 40)}” is no condition. Write FIELD=VALUE, such as outcome=CRS or year>=2020.`);
  const [field, sign] = [found[1].toLowerCase(), found[2]];
  if (!FIELDS.includes(field)) throw new Fault(`No field is called “${clip(field, 40)}”. The fields are ${FIELDS.join(", ")}.`);
  if (NUMBERS.includes(field)) return { field, sign, values: values.map((value) => numberOf(value, sign, values)) };
  if (!["=", "!="].includes(sign)) throw new Fault(`${capital(field)} takes = or != alone.`);
  return { field, sign, values: field in CHOICES ? values.map((value) => choiceOf(field, value)) : values };
}

function numberOf(value, sign, values) {
  if (!/^\d+(\.\d+)?$/.test(value)) throw new Fault(`“${clip(value, 40)}” is no number.`);
  if (values.length > 1 && !["=", "!="].includes(sign)) throw new Fault(`${sign} takes one number.`);
  return Number(value);
}

function choiceOf(field, value) {
  const known = value.toLowerCase().replace(/[\s-]+/g, "_");
  if (!CHOICES[field].includes(known)) throw new Fault(`“${clip(value, 40)}” is no ${field}. Use ${CHOICES[field].join(", ")}.`);
  return known;
}

const SIGNS_OF = { "=": (a, list) => list.includes(a), "!=": (a, list) => !list.includes(a), ">=": (a, [b]) => a >= b, "<=": (a, [b]) => a <= b, ">": (a, [b]) => a > b, "<": (a, [b]) => a < b };
const compares = ({ sign, values }, value) => value !== null && value !== undefined && SIGNS_OF[sign](value, values);
const namedBy = (said) => (said.predicate ? [said.subject, said.object] : "a" in said ? [said.a, said.b, said.outcome] : [said.subject, said.outcome]).filter((index) => index !== null && index >= 0);
const relationOf = (said) => said.predicate ?? ("a" in said ? "compared_with" : "reported");

function meant(field, value) {
  const wanted = plain(value);
  const fitting = nodes.filter((node) => (field === "outcome" ? OUTCOMES.includes(node.kind) : node.kind === field));
  const found = fitting.filter((node) => namesOf(node).some((known) => plain(known) === wanted));
  if (!found.length) throw new Fault(`No ${field} is called “${clip(value, 40)}”.`);
  return (found.find((node) => plain(node.label) === wanted) ?? found[0]).index;
}

// The constructs that are named, or linked to what is named by a relation that is not denied.
function constructsOf({ field, values }) {
  const named = new Set(values.map((value) => meant(field, value)));
  if (field === "construct") return named;
  const linked = claims.filter((claim) => !claim.negated && (named.has(claim.subject) || named.has(claim.object))).flatMap((claim) => (named.has(claim.object) ? [claim.subject] : []).concat(named.has(claim.subject) ? [claim.object] : []));
  return new Set(linked.filter((index) => nodes[index].kind === "construct"));
}

function papersOf({ values }) {
  const called = (source, wanted) => [source.id, source.id.split(":").slice(1).join(":")].some((id) => plain(id) === wanted) || plain(source.title).includes(wanted);
  const found = new Set();
  for (const value of values) {
    const size = found.size;
    sources.forEach((source, index) => called(source, plain(value)) && found.add(index));
    if (found.size === size && ![...found].some((index) => called(sources[index], plain(value)))) throw new Fault(`No paper has the identifier or the words “${clip(value, 40)}”.`);
  }
  return found;
}

// What says of each fact whether a condition holds.
function testOf(clause) {
  const { field, sign, values } = clause;
  if (field === "confidence") return (said) => compares(clause, said.confidence);
  if (field === "year") return (said) => sourcesOf(said).some((index) => compares(clause, sources[index].year));
  if (field === "kind") return (said) => namedBy(said).every((index) => compares(clause, nodes[index].kind));
  const passes = positive(clause);
  return sign === "!=" ? (said) => !passes(said) : passes;

  function positive() {
    if (field === "relation") return (said) => values.includes(relationOf(said));
    if (field === "findings") return (said) => values.includes(said.cited ? "cited" : "own");
    if (field === "paper") {
      const chosen = papersOf(clause);
      return (said) => sourcesOf(said).some((index) => chosen.has(index));
    }
    const chosen = OF_CONSTRUCTS.includes(field) ? constructsOf(clause) : new Set(values.map((value) => meant(field, value)));
    return (said) => namedBy(said).some((index) => chosen.has(index));
  }
}

// The conditions that are written now: their test, the nodes that passing facts name, and what is wrong with them.
const asked = { text: null, made: null };
function whereNow() {
  if (asked.text !== state.where) Object.assign(asked, { text: state.where, made: whereOf(state.where) });
  return asked.made;
}

function whereOf(text) {
  try {
    const tests = clausesOf(text).map(testOf);
    if (!tests.length) return { passes: () => true, named: null, papers: null, fault: "" };
    const passes = (said) => tests.every((test) => test(said));
    const left = [...claims, ...results, ...contrasts].filter(passes);
    const fault = left.length ? "" : "Nothing of the graph meets this.";
    return { passes, named: new Set(left.flatMap(namedBy)), papers: new Set(left.flatMap(sourcesOf)), fault };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { passes: () => true, named: null, papers: null, fault: error.message };
  }
}
