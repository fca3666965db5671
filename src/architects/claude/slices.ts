import type { Driver } from '../../model/analysis.ts';
import type { Requirements } from '../../model/requirements.ts';
import { driversOf } from '../../weighing/drivers.ts';
import { factPath, factPaths, factsOf } from '../../weighing/facts.ts';
import { formatFact } from '../../weighing/format-fact.ts';
import { sectionLines } from './section-lines.ts';

/**
 * The requirements as prompts hold them: one line for each thing, by the id under which answers cite it. The same
 * values give the same lines, whatever the file looks like, so that an unchanged slice keeps the key of an answer.
 * `priorities` is in none: judging options must not follow what the asker ranks first.
 */
export type Slice = { readonly id: string; readonly text: string };

const line = ({ id, text, measure }: Driver): Slice => ({
  id,
  text: measure === null ? text : `${text}: ${measure}`,
});

/** What every decision is judged against: what it is for, what is asked of it, and who has what to build it with. */
const common = new Set<Driver['kind']>(['functional', 'constraint', 'team', 'budget', 'timeline']);

const isCommon = ({ kind, id }: Driver): boolean => common.has(kind) && id !== 'functional';

const driverSlices = (drivers: readonly Driver[], requirements: Requirements): Slice[] =>
  drivers.flatMap(driver => {
    const section = sectionLines(driver.id, requirements);
    return section === null ? [line(driver)] : section.map(text => ({ id: driver.id, text }));
  });

/** Facts that code computes from fields: shown with these, since conditions and reasons may speak of them. */
const computed = factPaths.filter(
  ({ path, type, from }) => type !== 'word' && type !== 'list' && !(from.length === 1 && from[0] === path),
);

const computedSlices = (fields: ReadonlySet<string>, requirements: Requirements): Slice[] =>
  computed.flatMap(({ path, means, from }) => {
    const value = factsOf(requirements)(path);
    return value.kind === 'unknown' || !from.some(field => fields.has(field))
      ? []
      : [
          {
            id: path,
            text: `${means}: ${formatFact(path, value, requirements.budget?.currency)} (computed)`,
          },
        ];
  });

const unknownSlices = ({ unknowns }: Requirements, wanted: (path: string) => boolean): Slice[] =>
  unknowns.filter(wanted).map(path => ({ id: path, text: 'unknown, as the file itself says' }));

const isCommonPath = (path: string): boolean =>
  /^(?:team|budget|timeline|constraints|functional)\b/.test(path);

const textOf = ({
  purpose,
  scope,
  stakeholders,
  functional,
  glossary,
  assumptions,
  decided,
  open_questions,
}: Requirements): Slice[] => [
  { id: 'purpose', text: purpose },
  ...(scope?.in ?? []).map(text => ({ id: 'scope', text: `goal: ${text}` })),
  ...(scope?.out ?? []).map(text => ({ id: 'scope', text: `no goal: ${text}` })),
  ...functional
    .filter(({ priority }) => priority === 'wont')
    .map(({ id, text }) => ({ id, text: `no goal: ${text}` })),
  ...stakeholders.map(({ role, concerns }) => ({
    id: 'stakeholders',
    text: concerns === undefined ? role : `${role}: ${concerns.join('; ')}`,
  })),
  ...Object.entries(glossary ?? {}).map(([term, meaning]) => ({
    id: 'glossary',
    text: `${term}: ${meaning}`,
  })),
  ...assumptions.map((text, index) => ({
    id: `assumption-${index + 1}`,
    text: `assumed by the file: ${text}`,
  })),
  ...decided.map(({ question, answer }, index) => ({
    id: `decided-${index + 1}`,
    text: `settled before: ${question} ${answer}`,
  })),
  ...open_questions.map(({ question, answer }) => ({
    id: 'open_questions',
    text: `asked: ${question} ${answer === undefined ? '(no answer yet)' : `Answer: ${answer}`}`,
  })),
];

/** What every call is given. */
export const commonSlices = (requirements: Requirements): readonly Slice[] => [
  ...textOf(requirements),
  ...driverSlices(driversOf(requirements).filter(isCommon), requirements),
  ...unknownSlices(requirements, isCommonPath),
];

const isFunctionalWhole = ({ id }: Driver): boolean => id === 'functional';

/** All that the common slices leave out: what the analysis is given besides them. */
export const allOtherSlices = (requirements: Requirements): readonly Slice[] => {
  const drivers = driversOf(requirements).filter(driver => !isCommon(driver) && !isFunctionalWhole(driver));
  return [
    ...driverSlices(drivers, requirements),
    ...computedSlices(new Set(drivers.map(({ id }) => id)), requirements),
    ...unknownSlices(requirements, path => !isCommonPath(path)),
  ];
};

/** Fields of the file behind the ids that an analysis named: a fact such as `load.peak` stands for what it is computed from. */
const fieldsBehind = (ids: readonly string[]): ReadonlySet<string> =>
  new Set(ids.flatMap(id => [id, ...(factPath(id)?.from ?? [])]));

/** What one decision is given besides the common slices: its drivers, and what is computed from them. */
export const slicesOf = (ids: readonly string[], requirements: Requirements): readonly Slice[] => {
  const fields = fieldsBehind(ids);
  const wanted = (id: string): boolean => fields.has(id) || fields.has(id.split(/[.[]/u, 1)[0] ?? '');
  const drivers = driversOf(requirements).filter(
    driver => !isCommon(driver) && !isFunctionalWhole(driver) && wanted(driver.id),
  );
  return [
    ...driverSlices(drivers, requirements),
    ...computedSlices(new Set([...fields, ...drivers.map(({ id }) => id)]), requirements),
    ...unknownSlices(requirements, path => !isCommonPath(path) && wanted(path)),
  ];
};
