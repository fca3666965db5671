import type { Affected, MovedRating, movedFacts, Shift } from '../../design/shift.ts';
import type { LoadOutcome, LoadSweep } from '../../design/sweep.ts';
import type { Finding } from '../../model/finding.ts';
import { harmless } from '../../model/issue-text.ts';
import type { Decided } from '../../stages/decide.ts';
import { formatFact } from '../../weighing/format-fact.ts';
import { markText } from '../marks.ts';
import { bullets, grid, hung, pageWidth, section, table, wrapped } from './layout.ts';

/** What other values change. */
export type Changed = {
  readonly file: string;
  readonly system: string;
  readonly settings: readonly { readonly path: string; readonly value: string }[];
  readonly facts: ReturnType<typeof movedFacts>;
  readonly shifts: readonly Shift[];
  readonly affected: readonly Affected[];
  /** What the rules say of the user's system now and did not before, and the other way round. */
  readonly findings: { readonly added: readonly Finding[]; readonly gone: readonly Finding[] };
};

/** What a growing load changes. */
export type Swept = {
  readonly file: string;
  readonly system: string;
  readonly factors: readonly number[];
  /** Requests a second at peak today. */
  readonly peak: number;
  readonly sweeps: readonly LoadSweep[];
};

const sides = (decided: Decided | null): string => {
  if (decided === null) return 'not asked';
  const { chosen, weighed } = decided;
  return chosen === null ? 'nobody' : `${chosen.name} (${weighed.assessment?.verdict ?? 'undecided'})`;
};

const percent = (share: number): string => `${Math.round(share * 100)} %`;
const mark = (interval: readonly [number, number]): string => markText(interval).replace(' to ', '…');

const mostMoved = 5;

/** The ratings that moved most; those of who won and who wins first. */
const telling = ({ before, after, moved }: Shift): readonly MovedRating[] => {
  const names = [before?.chosen?.name, after?.chosen?.name];
  const own = moved.filter(({ option }) => names.includes(option));
  return [...own, ...moved.filter(one => !own.includes(one))].slice(0, mostMoved);
};

const reasonsOf = (shift: Shift): readonly string[] => {
  const { moved, gates, weights } = shift;
  const shown = telling(shift);
  const beyond = moved.length - shown.length;
  return [
    ...gates.flatMap(({ option, excluded, because }) =>
      hung(
        '    ',
        excluded ? `${option} is excluded now: ${because.text}` : `${option} is excluded no longer`,
      ),
    ),
    ...(weights.length === 0
      ? []
      : hung(
          '    ',
          `weights: ${weights.map(({ criterion, from, to }) => `${criterion} ${percent(from)} → ${percent(to)}`).join(', ')}`,
        )),
    ...table(
      shown.map(({ option, criterion, from, to, because }) => [
        `${mark(from)} → ${mark(to)}`,
        criterion,
        `${option}: ${because.map(({ text }) => text).join(', or ') || 'nobody has rated it'}`,
      ]),
      '    ',
    ),
    ...(beyond > 0
      ? [`    and ${beyond} more ${beyond === 1 ? 'rating' : 'ratings'} moved (--json has all)`]
      : []),
  ];
};

const headOf = ({ title, change, before, after }: Shift): string => {
  if (change === 'asked') return `${title}: ${sides(after)}, which was not asked before`;
  if (change === 'dropped') return `${title}: not asked any more, was ${sides(before)}`;
  return `${title}: ${sides(before)} → ${sides(after)}`;
};

const standingText = ({ before, after }: Shift): readonly string[] =>
  before === null || after === null || before.standing.kind === after.standing.kind
    ? []
    : hung(
        '    ',
        after.standing.kind === 'record'
          ? 'it becomes a record'
          : `it gets no record any more: ${after.standing.because}`,
      );

const told = (shift: Shift): readonly string[] => [
  ...hung('  ', headOf(shift)),
  ...standingText(shift),
  ...reasonsOf(shift),
];

const affectedText = ({ title, chosen, on, fits, because }: Affected): string =>
  `${title} (${chosen}) leans on ${on}: ${because.text}; ${fits === true ? 'that still fits' : fits === false ? 'that does not fit any more' : 'it is not known whether that still fits'}`;

/** What other values change, for people: at most 80 columns. */
export const changedText = ({
  system,
  file,
  settings,
  facts,
  shifts,
  affected,
  findings,
}: Changed): string => {
  const of = (...changes: readonly Shift['change'][]) =>
    shifts.filter(({ change }) => changes.includes(change));
  const stays = of('none').map(({ title, after }) => `${title}: ${sides(after)}`);
  const [turned, firmer] = [of('winner', 'asked', 'dropped'), of('verdict', 'standing')];
  return [
    ...wrapped(
      `${system} (${file}) with ${settings.map(({ path, value }) => `${path}=${value}`).join(', ')}`,
      pageWidth,
    ),
    ...section(
      'What is different',
      facts.length === 0
        ? ['  Nothing that a decision rests on.']
        : table(
            facts.map(({ path, from, to }) => [path, `${from} → ${to}`]),
            '  ',
            34,
          ),
    ),
    ...section('Who wins changes', turned.length === 0 ? ['  Nowhere.'] : turned.flatMap(told)),
    ...section('How firmly changes', firmer.flatMap(told)),
    ...section('What leans on a changed choice', bullets(affected.map(affectedText))),
    ...section('New findings', bullets(findings.added.map(({ rule, text }) => `${rule}: ${text}`))),
    ...section('Findings that go', bullets(findings.gone.map(({ rule, text }) => `${rule}: ${text}`))),
    ...section('What stays', bullets(stays)),
    '',
    'Nothing was written.',
  ]
    .map(harmless)
    .join('\n');
};

/** Three digits of a multiple: `×5.24`, `×17`. */
const timesText = (factor: number): string => `×${Number(factor.toPrecision(3))}`;

const peakText = ({ peak }: Swept, factor: number): string =>
  formatFact('load.peak', { kind: 'number', value: peak * factor });

const outcomeText = ({ winner, verdict }: LoadOutcome): string =>
  winner === null ? 'nobody: no option passes the hard constraints' : `${winner.name} (${verdict})`;

/** Options by the order in which they win: A is today's. */
const lettersOf = ({ stretches, samples }: LoadSweep): ReadonlyMap<string, string> => {
  const ids = [...new Set([...stretches, ...samples].map(({ winner }) => winner?.id ?? ''))];
  return new Map(ids.map((id, place) => [id, String.fromCodePoint(65 + place)]));
};

const firmness = { clear: '', leaning: '~', 'toss-up': '?' } as const;

const turns = ({ stretches }: LoadSweep): boolean => stretches.length > 1;

/** What a growing load changes, for people: at most 80 columns. */
export const sweptText = (result: Swept): string => {
  const { system, file, factors, sweeps } = result;
  const turning = sweeps.filter(turns);
  const rows = turning.map(sweep => {
    const letters = lettersOf(sweep);
    const cells = sweep.samples.map(
      ({ winner, verdict }) => `${letters.get(winner?.id ?? '')}${verdict === null ? '' : firmness[verdict]}`,
    );
    return [sweep.decided.decision.title, ...cells];
  });
  const head = ['times today’s load', ...factors.map(timesText)];
  const details = turning.flatMap(sweep => {
    const letters = lettersOf(sweep);
    const [first, ...later] = sweep.stretches;
    const lines = [
      ...(first === undefined
        ? []
        : hung('  today: ', `${letters.get(first.winner?.id ?? '')} ${outcomeText(first)}`)),
      ...later.flatMap(one =>
        hung(
          `  beyond ${timesText(one.from)}: `,
          `${letters.get(one.winner?.id ?? '')} ${outcomeText(one)}, at a peak of ${peakText(result, one.from)}`,
        ),
      ),
    ];
    return section(sweep.decided.decision.title, lines);
  });
  const stays = sweeps
    .filter(sweep => !turns(sweep))
    .map(
      ({ decided, stretches: [first] }) => `${decided.decision.title}: ${first ? outcomeText(first) : ''}`,
    );
  return [
    ...wrapped(`${system} (${file}): verdicts against the load`, pageWidth),
    ...wrapped(`Today’s peak is ${peakText(result, 1)}; what else the file says stays as it is.`, pageWidth),
    '',
    ...(rows.length === 0
      ? ['  No verdict changes up to 100 times the load.']
      : [...grid([head, ...rows], 5), '', '  letters: who wins, below; ~ leaning, ? toss-up, else clear']),
    ...details,
    ...section('Whatever the load', bullets(stays)),
    '',
    'Nothing was written.',
  ]
    .map(harmless)
    .join('\n');
};

const sideJson = (decided: Decided | null) =>
  decided === null
    ? null
    : {
        chosen: decided.chosen?.id ?? null,
        verdict: decided.weighed.assessment?.verdict ?? null,
        record: decided.standing.kind === 'record',
      };

/** `adrgen what-if --set … --json`: documented in docs/json.md. */
export const changedJson = ({ system, file, settings, facts, shifts, affected, findings }: Changed) => ({
  command: 'what-if',
  exitCode: 0,
  system,
  file,
  set: settings,
  facts,
  decisions: shifts.map(({ id, title, change, before, after, moved, gates, weights }) => ({
    id,
    title,
    change,
    before: sideJson(before),
    after: sideJson(after),
    ratings: moved.map(({ because, ...one }) => ({ ...one, because: because.map(({ text }) => text) })),
    gates: gates.map(({ because, ...one }) => ({ ...one, because: because.text })),
    weights,
  })),
  affected: affected.map(({ because, ...one }) => ({ ...one, because: because.text })),
  findings,
});

/** `adrgen what-if --json`: documented in docs/json.md. */
export const sweptJson = ({ system, file, factors, peak, sweeps }: Swept) => ({
  command: 'what-if',
  exitCode: 0,
  system,
  file,
  peak,
  factors,
  decisions: sweeps.map(({ decided, stretches, samples }) => {
    const outcome = ({ winner, verdict }: LoadOutcome) => ({ chosen: winner?.id ?? null, verdict });
    return {
      id: decided.decision.id,
      title: decided.decision.title,
      record: decided.standing.kind === 'record',
      samples: samples.map(one => ({ factor: one.factor, ...outcome(one) })),
      crossings: stretches
        .slice(1)
        .map(one => ({ factor: one.from, peak: peak * one.from, ...outcome(one) })),
    };
  }),
});
