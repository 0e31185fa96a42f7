"""Annotation and results -> the relations that a paper states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cargraph.facts.relations import antagonists, collective, focus, index
from cargraph.facts.relations.aside import Aside
from cargraph.facts.relations.denied_after import denied_after
from cargraph.facts.relations.edited import from_edited_names
from cargraph.facts.relations.found import merge
from cargraph.facts.relations.names import from_names
from cargraph.facts.relations.of_each import of_each
from cargraph.facts.relations.opening import without_the_field
from cargraph.facts.relations.prose import Prose
from cargraph.facts.relations.results import from_comparisons, from_observations
from cargraph.facts.relations.study import is_aimed_elsewhere, shared
from cargraph.model import Predicate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cargraph.model import Annotation, Comparison, Observation, Relation


def relations(
    annotation: Annotation, observations: Sequence[Observation] = (), comparisons: Sequence[Comparison] = ()
) -> tuple[Relation, ...]:
    """Return the relations of one paper, each statement once with all its evidence (at most eight pieces).

    `observations` and `comparisons` are the paper's results; they show what occurred and what was assessed. A hedged,
    cited or negated statement is kept and marked. Raises RuleError where a shipped rule cannot be used.
    """
    entities = {entity.id: entity for entity in annotation.entities}
    aside = Aside(annotation, observations)
    comparisons = tuple(aside.told_apart(comparisons))
    own = focus.studied(annotation, observations, comparisons, aside.others)
    bare = focus.bare(annotation)
    described = tuple(name for name in focus.described(annotation) if name not in aside.abroad)
    classes = bare.union(name for name in own if name in described)
    reported = focus.with_results(annotation, observations, comparisons)
    rivals = tuple(name for name in reported if name not in classes and name not in aside.others)
    found = [
        *from_names(annotation),
        *from_edited_names(annotation),
        *antagonists.from_names(annotation),
        *Prose(annotation, focus.given_to_people(annotation, own), index.shipped(), aside.beside, rivals).found(),
        *from_observations(tuple(aside.returned(observations, own)), entities),
        *from_comparisons(comparisons, entities),
    ]
    found += of_each(found, annotation)
    found += denied_after(found, annotation)
    found = without_the_field(collective.dealt(found, collective.members(annotation)), annotation)
    observed = [name for name in focus.with_results(annotation, observations, ()) if name not in aside.others]
    compared = focus.with_results(annotation, (), comparisons)
    apart = [name for name in compared if name not in aside.others]
    studied = tuple(dict.fromkeys((*own, *observed)))
    shown = [one.subject for one in found if one.predicate == Predicate.HAS_ENDPOINT]
    shown = [name for name in shown if name not in aside.others]
    coined = [name for name in (*studied, *compared, *shown) if name not in bare]
    takers = focus.aimed(coined, entities)
    given = [name for name in focus.given(annotation) if name not in aside.abroad]
    named = [name for name in focus.titled(annotation) if name not in aside.abroad]
    common = [
        *shared(found, Predicate.TREATS, entities.keys() - aside.abroad, (*studied, *apart, *given)),
        *shared(found, Predicate.TARGETS, (*studied, *named), takers),
    ]
    common += shared([*found, *common], Predicate.TARGETS, described, takers)
    common += shared([*found, *common], Predicate.TARGETS, coined, focus.derived(annotation))
    fitting = (one for one in common if not is_aimed_elsewhere(one, entities))
    return merge((*found, *fitting), tuple(entities))
