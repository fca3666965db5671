import { normalisedText } from '../model/identity.ts';
import type { Decided } from '../stages/decide.ts';
import type { Design } from '../stages/design.ts';
import { consequenceRules } from './consequence-rules.ts';
import { aboutOf, atDecision, called, isOwn, quoted, recordsOf } from './decisions.ts';
import { type Breach, ourDefect, type Rule, rule } from './rule.ts';

/** Question marks of the question itself; the system's own name may hold some. */
const questionsIn = (decided: Decided, system: string): number => {
  const { question } = decided.decision;
  const text = isOwn(decided) ? question : question.replaceAll(system, '');
  return text.match(/[?？؟]+/gu)?.length ?? 0;
};

const repeats = (design: Design): Breach[] =>
  design.decided.flatMap((decided, index) => {
    const earlier = design.decided
      .slice(0, index)
      .find(
        ({ decision }) =>
          decision.id === decided.decision.id ||
          normalisedText(decision.question) === normalisedText(decided.decision.question),
      );
    if (earlier === undefined) return [];
    const text = `The question ${quoted(decided.decision.question)} is decided twice, in ${called(earlier)} and in ${called(decided)}.`;
    const hint = isOwn(decided) ? 'Take one of them out of decisions.' : ourDefect;
    return [{ about: aboutOf(decided), at: atDecision(decided), text, hint }];
  });

const oneDecision = rule({
  id: 'DEC-001',
  says: 'A record decides one question, and no other record decides the same.',
  levels: { document: 'error', system: 'warning' },
  breaches: design => [
    ...repeats(design),
    ...recordsOf(design)
      .filter(decided => questionsIn(decided, design.analysis.requirements.system) > 1)
      .map(decided => ({
        about: aboutOf(decided),
        at: atDecision(decided),
        text: `The question of ${called(decided)} asks more than one thing: ${quoted(decided.decision.question)}.`,
        hint: isOwn(decided) ? 'Split it into one entry of decisions for each question.' : ourDefect,
      })),
  ],
});

const words = { clear: 'Clear', leaning: 'Leaning', 'toss-up': 'Toss-up' } as const;

/** What contradicts what within one decision; null where all agree. */
const contradictionIn = ({ decision, weighed, chosen, outcome, firmness }: Decided): string | null => {
  const { assessment, viable, proposal } = weighed;
  if (decision.title.trim() === '' || decision.question.trim() === '') return 'has no title or no question';
  if (proposal.decision !== decision.id) return `has the options of ${proposal.decision}`;
  if ((chosen?.id ?? null) !== (assessment?.winner ?? null))
    return `names ${chosen?.name ?? 'nobody'} although ${assessment?.winner ?? 'nobody'} comes out ahead`;
  if (chosen !== null && !viable.some(({ id }) => id === chosen.id))
    return `chooses ${chosen.name}, which its constraints exclude`;
  if ((chosen === null) !== (outcome === null))
    return 'has an outcome without a choice, or a choice without an outcome';
  const word = assessment === null ? 'Undecided' : words[assessment.verdict];
  return firmness.word === word ? null : `is called ${firmness.word} although its arithmetic says ${word}`;
};

const agreement = rule({
  id: 'DEC-002',
  says: 'Title, question, choice and verdict of a decision agree with its arithmetic.',
  levels: { document: 'error' },
  breaches: ({ decided }) =>
    decided.flatMap(one => {
      const contradiction = contradictionIn(one);
      const text = `The record of ${called(one)} ${contradiction}.`;
      return contradiction === null
        ? []
        : [{ about: 'document' as const, at: atDecision(one), text, hint: ourDefect }];
    }),
});

const isBlank = (text: string): boolean => text.trim() === '';

/** A toss-up whose only ground is that nothing is known yet. */
const standsOnNothing = ({ outcome, weighed }: Decided): boolean =>
  weighed.assessment?.verdict === 'toss-up' &&
  (outcome?.because ?? []).every(({ cites }) => cites.every(({ kind }) => kind === 'assumption'));

const unfounded = (decided: Decided): Breach[] => {
  const { outcome, chosen, firmness } = decided;
  if (chosen === null || outcome === null) return [];
  const at = atDecision(decided);
  if (outcome.because.every(({ text }) => isBlank(text))) {
    const text = `The record of ${called(decided)} does not say why ${chosen.name} was chosen.`;
    return [{ about: 'document', at, text, hint: ourDefect }];
  }
  if (!standsOnNothing(decided)) return [];
  const text = `Nothing in the file speaks for ${chosen.name} in ${called(decided)}: it is a working choice that rests on assumptions alone.`;
  const [question] = firmness.settledBy;
  const own = 'Rate its options in decisions, or rank the criteria in priorities.';
  return [
    { about: 'system', at, text, hint: question === undefined ? own : `Answer in the file: ${question}` },
  ];
};

const because = rule({
  id: 'DEC-003',
  says: 'A record says why its option was chosen, and more than assumptions speak for it.',
  levels: { document: 'error', system: 'warning' },
  breaches: design => recordsOf(design).flatMap(unfounded),
});

const revisit = (decided: Decided): Breach<'document'>[] => {
  const isReal = decided.triggers.every(trigger =>
    decided.weighed.breakpoints.some(
      ({ path, direction, at, winner }) =>
        path === trigger.path &&
        direction === trigger.direction &&
        at === trigger.at &&
        winner === trigger.winner,
    ),
  );
  if (isReal && (decided.triggers.length > 0 || !isBlank(decided.firmness.sentence))) return [];
  const text = isReal
    ? `The record of ${called(decided)} says neither when to revisit it nor how firm it is.`
    : `The record of ${called(decided)} names a value at which the answer stays as it is.`;
  return [{ about: 'document', at: atDecision(decided), text, hint: ourDefect }];
};

const triggers = rule({
  id: 'DEC-007',
  says: 'A record names values at which another option would win, each a real one, or says what its verdict holds for.',
  levels: { document: 'error' },
  breaches: design => recordsOf(design).flatMap(revisit),
});

export const decisionRules: readonly Rule[] = [
  oneDecision,
  agreement,
  because,
  ...consequenceRules,
  triggers,
];
