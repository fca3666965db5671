import { type DecisionToMake, recordThreshold } from '../../model/analysis.ts';
import type { Candidates, Objection, Proposal, Ratings } from '../../model/proposal.ts';
import type { Requirements } from '../../model/requirements.ts';
import type { Architect } from '../../stages/architect.ts';
import { catalogueArchitect } from '../catalogue/architect.ts';
import { analyseWith } from './analyse.ts';
import { critiqueFromModel } from './answers/critique.ts';
import { decisionFromModel } from './answers/decision.ts';
import { optionsFromModel } from './answers/options.ts';
import { tradeOffsFromModel } from './answers/trade-offs.ts';
import { draftOf, standsAt } from './draft.ts';
import { failures } from './failures.ts';
import { figuresOfText } from './figures.ts';
import { type Inquiry, inquiryInto, type Means, stageCall } from './inquiry.ts';
import { oneLine } from './one-line.ts';
import { optionFaults } from './option-faults.ts';
import { outcomeFaults } from './outcome-faults.ts';
import { outcomeView } from './outcome-view.ts';
import { quotedLine } from './prompt.ts';
import { ratingFaults } from './rating-faults.ts';
import { toCandidates } from './to-candidates.ts';
import { toOutcome } from './to-outcome.ts';
import { toRatings } from './to-ratings.ts';

/** Settled questions and defaults cost no call: the catalogue answers them. */
const isCatalogues = ({ origin, significance }: DecisionToMake): boolean =>
  origin === 'settled' || (origin === 'architect' && significance < recordThreshold);

/** What a rewrite is told; nothing on the first turn. */
type Again = { readonly draft: string; readonly objections: readonly Objection[] } | null;

const again = (draft: object, objections: readonly Objection[]): Again =>
  objections.length === 0
    ? null
    : {
        draft: quotedLine(JSON.stringify(draft)),
        objections: objections.map(({ path, rule, quote, demand }) => ({
          path: quotedLine(path),
          rule: quotedLine(rule),
          quote: quotedLine(quote),
          demand: quotedLine(demand),
        })),
      };

const turnOf = (back: Again) => (back === null ? 'first' : 'rewrite');

/**
 * The architect who asks a language model, stage by stage, each as its own persona. Every answer is checked against
 * what was asked before anything is made of it, and what it is not asked comes from the catalogue.
 */
export const claudeArchitect = (means: Means & { readonly provenance: string }): Architect => {
  const { ask, write, topics, provenance } = means;
  const catalogue = catalogueArchitect(topics);

  const askOptions = async (requirements: Requirements, inquiry: Inquiry, back: Again) => {
    const { known, ground, figures, view, task } = inquiry;
    const faults = (value: Parameters<typeof optionFaults>[0]) =>
      optionFaults(value, known, topics, ground, figures);
    const { value } = await ask({
      ...stageCall(means, 'options', requirements),
      subject: known.decision,
      prompt: write('options', {
        ...view,
        ...back,
        task: task('options', turnOf(back)),
        known: known.options,
        own: known.own.map(({ id, name }) => ({ id, name: quotedLine(name) })),
      }),
      schema: optionsFromModel,
      // A rewrite that breaks the rules is kept and not used, so that the next run finds it and asks nothing.
      ...(back === null ? { faults } : {}),
    });
    return { candidates: toCandidates(value, known, ground), faults: back === null ? [] : faults(value) };
  };

  const askRatings = async (
    requirements: Requirements,
    inquiry: Inquiry,
    candidates: Candidates,
    back: Again,
  ) => {
    const { ground, figures, view, task } = inquiry;
    const texts = candidates.options.map(({ summary }) => summary).join('\n');
    const known = new Set([...figures, ...figuresOfText(texts)]);
    const faults = (value: Parameters<typeof ratingFaults>[0]) =>
      ratingFaults(value, candidates, ground, known);
    const { value } = await ask({
      ...stageCall(means, 'trade-offs', requirements),
      subject: candidates.decision,
      prompt: write('trade-offs', {
        ...view,
        ...back,
        task: task('trade-offs', turnOf(back)),
        kind: quotedLine(candidates.kind),
        options: candidates.options.map(({ id, name, summary }) => ({
          id,
          name: quotedLine(name),
          summary: quotedLine(summary),
        })),
      }),
      schema: tradeOffsFromModel,
      ...(back === null ? { faults } : {}),
    });
    return { ratings: toRatings(value, ground), faults: back === null ? [] : faults(value) };
  };

  const rewrite = async (
    requirements: Requirements,
    decision: DecisionToMake,
    draft: Proposal,
    objections: readonly Objection[],
  ): Promise<{ readonly candidates: Candidates; readonly ratings: Ratings } | null> => {
    const inquiry = inquiryInto(topics, requirements, decision);
    const { options, kind, ratings } = draftOf(draft);
    const toRatingsOnly = objections.filter(({ path }) => path.startsWith('ratings'));
    const toOptions = objections.filter(one => !toRatingsOnly.includes(one));
    const first = await (toOptions.length === 0
      ? { candidates: withoutRatings(draft), faults: [] }
      : askOptions(requirements, inquiry, again({ kind, options }, toOptions)));
    if (first.faults.length > 0) return null;
    const second = await askRatings(
      requirements,
      inquiry,
      first.candidates,
      again({ ratings }, toRatingsOnly),
    );
    return second.faults.length > 0 ? null : { candidates: first.candidates, ratings: second.ratings };
  };

  return {
    name: 'claude',
    provenance,
    analyse: analyseWith(means, catalogue),
    propose: async (requirements, decision) =>
      isCatalogues(decision)
        ? catalogue.propose(requirements, decision)
        : (await askOptions(requirements, inquiryInto(topics, requirements, decision), null)).candidates,
    rate: async (requirements, decision, candidates) =>
      isCatalogues(decision)
        ? catalogue.rate(requirements, decision, candidates)
        : (await askRatings(requirements, inquiryInto(topics, requirements, decision), candidates, null))
            .ratings,
    critique: async (requirements, decision, draft) => {
      if (isCatalogues(decision)) return null;
      const { view, task } = inquiryInto(topics, requirements, decision);
      const shown = draftOf(draft);
      const shared = stageCall(means, 'critique', requirements);
      const { value } = await ask({
        ...shared,
        subject: decision.id,
        prompt: write('critique', {
          ...view,
          task: task('critique'),
          draft: quotedLine(JSON.stringify(shown)),
        }),
        schema: critiqueFromModel,
      });
      return value.objections
        .filter(
          ({ rule, path, quote }) =>
            Object.hasOwn(failures, rule) &&
            (quote.trim() !== '' || rule.startsWith('missing-')) &&
            standsAt(shown, path, quote),
        )
        .map(({ path, rule, quote, demand }) => ({
          path,
          rule,
          quote: oneLine(quote),
          demand: oneLine(demand),
        }));
    },
    rewrite,
    decide: async (requirements, decision, weighed) => {
      if (isCatalogues(decision)) return catalogue.decide(requirements, decision, weighed);
      const { ground, figures, view, task } = inquiryInto(topics, requirements, decision);
      const outcome = outcomeView(weighed);
      const known = new Set([...figures, ...figuresOfText(JSON.stringify(outcome))]);
      const { value } = await ask({
        ...stageCall(means, 'decision', requirements),
        subject: decision.id,
        prompt: write('decision', { ...view, ...outcome, task: task('decision') }),
        schema: decisionFromModel,
        faults: answer => outcomeFaults(answer, weighed, ground, known),
      });
      return toOutcome(value, ground);
    },
  };
};

const withoutRatings = (draft: Proposal): Candidates => {
  const { critique: _, ...rest } = draft;
  return { ...rest, options: draft.options.map(({ ratings: __, ...candidate }) => candidate) };
};
