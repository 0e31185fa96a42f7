// What passes the filters.
const offKinds = () => new Set(state.off.filter((item) => item.startsWith("k:")).map((item) => item.slice(2)));
const offRelations = () => new Set(state.off.filter((item) => item.startsWith("r:")).map((item) => item.slice(2)));
const offSources = () => new Set(state.off.filter((item) => item.startsWith("p:")).map((item) => Number(item.slice(2))));

// A paper that does not state its year passes only where no years are asked for.
const yearOn = (year) => Boolean(year) && (!state.since || year >= state.since) && (!state.until || year <= state.until);

function makeSieve() {
  const kinds = offKinds();
  const relations = offRelations();
  const papers = offSources();
  if (state.since || state.until) sources.forEach((source, index) => yearOn(source.year) || papers.add(index));
  const where = whereNow();
  const hidden = new Set(papers);
  if (where.papers) sources.forEach((_, index) => where.papers.has(index) || papers.add(index));
  const holds = (said) => {
    if (!where.passes(said)) return false;
    if (state.own === "own" && said.cited) return false;
    if (state.own === "cited" && !said.cited) return false;
    if (said.confidence < state.sure) return false;
    return !said.quotes.length || said.quotes.some((index) => !papers.has(quotes[index].source));
  };
  const kindOn = (index) => index === null || index < 0 || !kinds.has(nodes[index].kind);
  const claim = (item) => !relations.has(item.predicate) && kindOn(item.subject) && kindOn(item.object) && holds(item);
  const result = (item) => !relations.has("reported") && kindOn(item.subject) && kindOn(item.outcome) && holds(item);
  const contrast = (item) => !relations.has("compared_with") && kindOn(item.a) && kindOn(item.b) && holds(item);
  const parts = (arrow) => {
    const all = partsOf(arrow);
    return { claims: all.claims.filter(claim), results: all.results.filter(result), contrasts: all.contrasts.filter(contrast) };
  };
  const arrow = (item) => item.claims.some((index) => claim(claims[index])) || item.results.some((index) => result(results[index])) || item.contrasts.some((index) => contrast(contrasts[index]));
  const node = (item) => kindOn(item.index) && (!where.named || where.named.has(item.index)) && (!hidden.size || item.sources.some((source) => !hidden.has(source)));
  return { claim, result, contrast, parts, arrow, node, source: (index) => !papers.has(index) };
}

function neighbourhood(start, steps, passes) {
  let near = new Set([start]);
  for (let step = 0; step < steps; step += 1) {
    const wider = new Set(near);
    for (const index of near) {
      for (const arrow of arrowsAt[index]) if (passes(arrow)) wider.add(arrow.start).add(arrow.end);
    }
    near = wider;
  }
  return near;
}

// The nodes and arrows that are to be seen now; worked out anew only when a filter or the focus has changed.
const seen = { key: "", made: null };
function visible() {
  const key = JSON.stringify([state.own, state.sure, state.off, state.since, state.until, state.where, state.focus, state.steps]);
  if (key !== seen.key) Object.assign(seen, { key, made: looked() });
  return seen.made;
}

function looked() {
  const sieve = makeSieve();
  let shownNodes = new Set(nodes.filter(sieve.node).map((node) => node.index));
  const passing = arrows.filter((arrow) => shownNodes.has(arrow.start) && shownNodes.has(arrow.end) && sieve.arrow(arrow));
  const inside = new Set(passing);
  const centre = focusNode();
  if (centre) {
    const near = neighbourhood(centre.index, state.steps, (arrow) => inside.has(arrow));
    shownNodes = new Set([...shownNodes].filter((index) => near.has(index)));
  }
  const shownArrows = passing.filter((arrow) => shownNodes.has(arrow.start) && shownNodes.has(arrow.end));
  return { sieve, nodes: shownNodes, arrows: new Set(shownArrows.map((arrow) => arrow.index)) };
}
