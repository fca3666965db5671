import { harmless } from '../../model/issue-text.ts';
import type { Explanation, Neighbour } from '../explanation.ts';
import type { ClaimView } from '../record-view.ts';
import { bullets, grid, hung, pageWidth, section, table, wrapped } from './layout.ts';

/** A decision explained, and where it stands. */
export type Explained = {
  readonly explanation: Explanation;
  readonly system: string;
  /** The requirements file, as messages call it. */
  readonly file: string;
  /** The record of the decision, where it has one; the path is relative to the root. */
  readonly record: { readonly number: number; readonly path: string } | null;
};

const either = (names: readonly string[]): string =>
  names.length <= 1 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;

const percent = (share: number): string => `${Math.round(share * 100)} %`;
const letterAt = (place: number): string => String.fromCodePoint(65 + place);

/** "one primary takes the load (load.peak; [1]; assumption)". */
const said = ({ text, bases }: ClaimView): string => {
  const stands = bases.map(({ driver, source }) =>
    driver !== null ? driver : source !== null ? `[${source.number}]` : 'assumption',
  );
  return stands.length === 0 ? text : `${text} (${stands.join('; ')})`;
};

const nameIn = ({ weighed }: Explanation, id: string): string =>
  weighed.proposal.options.find(option => option.id === id)?.name ?? (id === '' ? 'nobody' : id);

const pulls = ({ pulls: all, decided, rival }: Explanation): readonly string[] => {
  const row = ({ id, text, measure, pull, criteria }: Explanation['pulls'][number]): string[] => [
    `${pull > 0 ? '+' : '−'}${Math.abs(pull).toFixed(2)}`,
    id,
    `${id.startsWith('team.skills.') || measure === null ? text : `${text}: ${measure}`}; on ${criteria.join(', ')}`,
  ];
  return section(
    `What drove it: points of value for ${decided.chosen?.name} (+) and for the next best, ${rival?.name} (−)`,
    table(all.slice(0, 12).map(row)),
  );
};

const standings = {
  chosen: 'chosen',
  considered: '',
  dominated: 'no real alternative',
  excluded: 'excluded',
};

const named = ({ option, standing }: Explanation['options'][number], place: number): string =>
  `${letterAt(place)}  ${option.name}${standings[standing] === '' ? '' : ` (${standings[standing]})`}`;

/** Criteria downwards, options across by letter: weights, signs and values. */
const matrix = ({ options, weighed }: Explanation): readonly string[] => {
  const { assessment } = weighed;
  const weights = new Map(assessment?.criteria.map(({ name, weight, rank }) => [name, { weight, rank }]));
  const rows = (options[0]?.ratings ?? []).map(({ criterion }, at) => {
    const { weight, rank } = weights.get(criterion) ?? { weight: null, rank: null };
    return [
      `${rank ?? '–'} ${criterion}`,
      weight === null ? '' : percent(weight),
      ...options.map(({ ratings, standing }) =>
        standing === 'excluded' ? '·' : (ratings[at]?.mark ?? '?').replace(' to ', '…'),
      ),
    ];
  });
  const values = [
    '  value, 0 to 4',
    '',
    ...options.map(({ value }) => (value === null ? '·' : value.toFixed(2))),
  ];
  const head = ['  criterion', 'weight', ...options.map((_, place) => letterAt(place))];
  return section('Weights and ratings', [
    ...grid([head, ...rows, values], 6),
    '',
    ...options.flatMap((one, place) => hung('  ', named(one, place))),
  ]);
};

const reasons = ({ options }: Explanation): readonly string[] =>
  options.flatMap((one, place) =>
    section(named(one, place), [
      ...(one.excluded === null ? [] : hung('  excluded: ', said(one.excluded))),
      ...one.asked.flatMap(gate =>
        hung(
          '  not known: ',
          `it would be excluded if ${said(gate)}; it stays while ${gate.condition} is open`,
        ),
      ),
      ...table(
        one.ratings.map(({ criterion, mark, reasons: why }) => [
          criterion,
          mark.replace(' to ', '…'),
          why.length === 0 ? 'nobody has rated it' : why.map(said).join(', or '),
        ]),
      ),
    ]),
  );

const weightFlips = (told: Explanation): readonly string[] => {
  const { assessment } = told.weighed;
  const transfer = assessment?.leastTransfer ?? null;
  const rows = told.flips.map(({ criterion, weight, flipWeight, direction, rival }) => [
    criterion,
    `${direction} ${percent(flipWeight)} (now ${percent(weight)})`,
    `${nameIn(told, rival)} leads`,
  ]);
  const least =
    transfer === null || transfer.amount <= 0
      ? []
      : hung(
          '  ',
          `Least: ${transfer.to} takes ${Math.max(1, Math.round(transfer.amount * 100))} of 100 points from ${transfer.from.map(({ criterion }) => criterion).join(', ')}; then ${nameIn(told, transfer.rival)} leads, with every open rating at its worst for ${nameIn(told, assessment?.leader ?? '')}`,
        );
  const lines = [...least, ...table(rows)];
  // Of a toss-up the tie-break may have taken another than the leader, and weights are about the leader.
  const title =
    assessment === null || assessment.winner === assessment.leader
      ? 'What weights would flip it'
      : `What weights would change who leads by value, which is ${nameIn(told, assessment.leader)} now`;
  return section(title, lines.length > 0 ? lines : ['  None.']);
};

const bounds = { above: ['exceeds', 'reaches'], below: ['falls below', 'falls to'] } as const;

const valueFlips = (told: Explanation): readonly string[] => {
  const rows = told.turns.map(({ path, direction, inclusive, value, today, winner }) => [
    path,
    `${bounds[direction][inclusive ? 1 : 0]} ${value} (today ${today})`,
    winner === '' ? 'no option passes the hard constraints' : `${nameIn(told, winner)} wins`,
  ]);
  return section('What values would flip it', rows.length > 0 ? table(rows, '  ', 34) : ['  None.']);
};

const answers = (told: Explanation): readonly string[] =>
  section(
    'What answers could flip it',
    bullets(
      told.answers.map(
        ({ path, question, winners }) =>
          `${question} (${path}: ${either(winners.map(id => nameIn(told, id)))})`,
      ),
    ),
  );

const neighbours = ({ leansOn, leanedOnBy }: Explanation): readonly string[] => {
  const told = ({ fits, wanted, title, chosen }: Neighbour): string => {
    const there = `${title} (${chosen ?? 'undecided'})`;
    if (fits === true) return there;
    const needs = `${there}, where ${either(wanted)} is needed`;
    return fits === null ? `${needs} and the choice is not known to do` : needs;
  };
  return [
    ...section('It leans on', bullets(leansOn.map(one => `${told(one)}: ${said(one.because)}`))),
    ...section(
      'On it lean',
      bullets(
        leanedOnBy.map(
          ({ title, chosen, because, fits }) =>
            `${title} (${chosen})${fits === false ? ', and this choice does not do' : ''}: ${because.text}`,
        ),
      ),
    ),
  ];
};

const heads = ({ explanation, record, file }: Explained): readonly string[] => {
  const { decision, chosen, standing, firmness } = explanation.decided;
  const label = record === null ? '' : `ADR-${String(record.number).padStart(4, '0')}  `;
  const place =
    record !== null
      ? `${record.path}, from ${file}`
      : standing.kind === 'default'
        ? `a default applied, without a record: ${standing.because}; from ${file}`
        : `not written yet: adrgen new ${file}`;
  return [
    ...wrapped(`${label}${decision.title}: ${chosen?.name ?? 'undecided'}`, pageWidth),
    ...wrapped(place, pageWidth),
    '',
    ...wrapped(decision.question, pageWidth),
    ...wrapped(`${firmness.word}. ${firmness.sentence}`, pageWidth),
  ];
};

/** What stands behind one decision, for people: at most 80 columns. */
export const explainText = (result: Explained): string => {
  const told = result.explanation;
  const { significance } = told.decided.decision;
  const lines = [
    ...heads(result),
    ...section(`Why it is asked (${significance} points; 5 make a record)`, bullets(told.asked.map(said))),
    ...section('Why this option', bullets(told.because.map(said))),
    ...section('What is given up', bullets(told.givenUp.map(said))),
    ...(told.pulls.length === 0 ? [] : pulls(told)),
    ...weightFlips(told),
    ...valueFlips(told),
    ...answers(told),
    ...section('What would settle it', bullets(told.decided.firmness.settledBy)),
    ...neighbours(told),
    ...matrix(told),
    ...reasons(told),
    ...section(
      'Sources',
      told.sources.flatMap(({ number, title, url, as_of }) =>
        hung(`  [${number}] `, `${title}, ${url}, read ${as_of}`),
      ),
    ),
  ];
  return lines.map(harmless).join('\n');
};

const claimJson = ({ text, bases }: ClaimView) => ({
  text,
  requirements: bases.flatMap(({ driver }) => driver ?? []),
  sources: bases.flatMap(({ source }) => source?.number ?? []),
  assumption: bases.some(({ assumption }) => assumption),
});

const neighbourJson = ({ because, ...one }: Neighbour) => ({ ...one, because: claimJson(because) });

/** `adrgen explain --json`: documented in docs/json.md. */
export const explainJson = ({ explanation: told, system, file, record }: Explained) => {
  const { decision, chosen, standing, firmness } = told.decided;
  const { assessment } = told.weighed;
  return {
    command: 'explain',
    exitCode: 0,
    system,
    file,
    id: decision.id,
    title: decision.title,
    question: decision.question,
    record,
    default: standing.kind === 'default' ? standing.because : null,
    significance: decision.significance,
    chosen: chosen?.id ?? null,
    verdict: assessment?.verdict ?? null,
    firmness: firmness.sentence,
    settledBy: firmness.settledBy,
    asked: told.asked.map(claimJson),
    because: told.because.map(claimJson),
    givenUp: told.givenUp.map(claimJson),
    rival: told.rival?.id ?? null,
    drivers: told.pulls,
    weights: Object.fromEntries((assessment?.criteria ?? []).map(({ name, weight }) => [name, weight])),
    options: told.options.map(({ option, standing: place, value, excluded, asked, ratings }) => ({
      id: option.id,
      name: option.name,
      standing: place,
      value,
      excluded: excluded === null ? null : claimJson(excluded),
      asked: asked.map(({ condition, ...claim }) => ({ ...claimJson(claim), condition })),
      ratings: ratings.map(({ criterion, interval: [lo, hi], reasons: why }) => ({
        criterion,
        lo,
        hi,
        reasons: why.map(claimJson),
      })),
    })),
    leastTransfer: assessment?.leastTransfer ?? null,
    flips: told.flips,
    breakpoints: told.turns.map(({ value: _value, today: _today, ...turn }) => turn),
    answers: told.answers,
    leansOn: told.leansOn.map(neighbourJson),
    leanedOnBy: told.leanedOnBy.map(neighbourJson),
    sources: told.sources,
  };
};
