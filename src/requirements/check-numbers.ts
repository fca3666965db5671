import type { Issue } from '../model/problem.ts';
import type { Dimension } from '../model/quantity.ts';
import { currencyOf } from '../model/quantity-readers.ts';
import { type Located, nodeAt } from './located.ts';
import { quantityAt, type SelectedQuantity, selectTexts } from './select.ts';
import type { SourceFile } from './source-file.ts';

const secondsPerDay = 86_400;
const secondsPerYear = 365 * secondsPerDay;

/** Numbers that cannot be true together. */
export const contradictingNumbers = (root: Located, source: SourceFile): readonly Issue[] => [
  ...twoLoads(root, source),
  ...inOrder(
    root,
    source,
    'quality.latency_p50',
    'quality.latency_p95',
    'a median cannot be above the 95th percentile',
  ),
  ...inOrder(
    root,
    source,
    'quality.latency_p95',
    'quality.latency_p99',
    'the 95th percentile cannot be above the 99th',
  ),
  ...inOrder(
    root,
    source,
    'quality.latency_p50',
    'quality.latency_p99',
    'a median cannot be above the 99th percentile',
    'quality.latency_p95',
  ),
  ...inOrder(
    root,
    source,
    'timeline.mvp',
    'timeline.ga',
    'general availability cannot come before the first version',
  ),
  ...inOrder(
    root,
    source,
    'team.teams',
    'team.size',
    'there cannot be more teams than people',
    undefined,
    'count',
  ),
  ...recovery(root, source),
  ...twoCurrencies(root, source),
];

const at = (root: Located, path: string, dimension: Dimension): SelectedQuantity | undefined =>
  quantityAt(root, path.split('.'), dimension);

const said = ({ name, quantity, offset }: SelectedQuantity, source: SourceFile): string =>
  `${name} (${quantity.text}, line ${source.placeOf(offset).line})`;

const contradiction = (where: SelectedQuantity, message: string, hint: string, source: SourceFile): Issue =>
  source.issue(where.offset, {
    code: 'contradiction',
    message,
    received: JSON.stringify(where.quantity.text),
    hint,
  });

/** The first must not exceed the second; `unless` names a value between them that is checked by itself. */
const inOrder = (
  root: Located,
  source: SourceFile,
  small: string,
  large: string,
  why: string,
  unless?: string,
  dimension: Dimension = 'duration',
): Issue[] => {
  const [first, second] = [at(root, small, dimension), at(root, large, dimension)];
  if (first === undefined || second === undefined || first.quantity.value <= second.quantity.value) return [];
  if (second.quantity.value === 0) return [];
  if (unless !== undefined && at(root, unless, dimension) !== undefined) return [];
  const message = `${said(first, source)} is more than ${said(second, source)}: ${why}`;
  return [contradiction(first, message, 'Change one of the two.', source)];
};

/** Requests a second, said and computed, may differ by a tenth. */
const twoLoads = (root: Located, source: SourceFile): Issue[] => {
  const rps = at(root, 'load.rps', 'rate');
  const dau = at(root, 'load.dau', 'count');
  const each = at(root, 'load.requests_per_user_day', 'count');
  if (rps === undefined || dau === undefined || each === undefined) return [];
  const computed = (dau.quantity.value * each.quantity.value) / secondsPerDay;
  if (Math.abs(computed - rps.quantity.value) <= 0.1 * Math.max(computed, rps.quantity.value)) return [];
  const message =
    `${said(rps, source)} and ${said(dau, source)} times ${said(each, source)} differ: ` +
    `the users make ${Number(computed.toPrecision(3))}/s on average`;
  return [contradiction(rps, message, 'Keep one of the two. rps is the average, not the peak.', source)];
};

/** One recovery must fit into what the availability allows in a whole year. */
const recovery = (root: Located, source: SourceFile): Issue[] => {
  const rto = at(root, 'quality.rto', 'duration');
  if (rto === undefined) return [];
  if (rto.quantity.value === 0) {
    return [
      contradiction(
        rto,
        'quality.rto cannot be 0: recovery takes time',
        'Write how long it may take: 5min',
        source,
      ),
    ];
  }
  const availability = at(root, 'quality.availability', 'share');
  if (availability === undefined || availability.quantity.value <= 0.01) return [];
  const allowed = (1 - availability.quantity.value) * secondsPerYear;
  if (rto.quantity.value <= allowed * 1.000001 || availability.quantity.value === 1) return [];
  const minutes = Number((allowed / 60).toPrecision(2));
  const message = `${said(rto, source)} is longer than ${said(availability, source)} allows in a whole year (${minutes} minutes)`;
  return [contradiction(rto, message, 'Shorten the recovery, or lower the availability.', source)];
};

const twoCurrencies = (root: Located, source: SourceFile): Issue[] => {
  const monthly = at(root, 'budget.monthly', 'money');
  const [currency] = selectTexts(root, 'budget.currency');
  const own = monthly === undefined ? undefined : currencyOf(monthly.quantity.text);
  if (monthly === undefined || own === undefined || currency === undefined || own === currency.text)
    return [];
  const { line } = source.placeOf(nodeAt(root, currency.path)?.span[0] ?? 0);
  const message = `${said(monthly, source)} is in ${own}, budget.currency (line ${line}) says ${currency.text}`;
  return [contradiction(monthly, message, 'Remove one of the two.', source)];
};
