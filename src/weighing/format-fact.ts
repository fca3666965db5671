import type { FactValue } from '../model/facts.ts';
import type { Dimension } from '../model/quantity.ts';
import { factPath } from './facts.ts';
import { formatFigure, formatGiven } from './format-figure.ts';

/**
 * The value of a fact as sentences quote it: `≈ 230/s`, `99.95 %`, `300 ms`, `3 months`, `2 TB`, `500 EUR`, `6`.
 * What is derived is rounded to two significant figures behind `≈`, as the figures of the design document are;
 * what the file gives keeps its digits. Unknown is `not stated`, an empty list `none`. Without a currency an
 * amount of money is a bare number.
 */
export const formatFact = (path: string, fact: FactValue, currency?: string): string => {
  const type = factPath(path)?.type;
  switch (fact.kind) {
    case 'unknown':
      return 'not stated';
    case 'word':
      return fact.value;
    case 'list':
      return fact.values.length === 0 ? 'none' : fact.values.join(', ');
    case 'number':
      if (type === undefined || type === 'word' || type === 'list') return formatGiven(fact.value, 'count');
      return formats[type](fact.value, isDerived(path), currency);
  }
};

/** Computed from several fields, so that its digits promise more than anybody knows. */
const isDerived = (path: string): boolean => {
  const known = factPath(path);
  return known !== undefined && !known.from.includes(path) && known.type !== 'count';
};

type Unit = Parameters<typeof formatGiven>[1];

/** Two figures and `≈`, unless the value is short enough to be written out. */
const rounded = (value: number, unit: Unit): string => {
  const figure = formatFigure(value, unit);
  const exact = formatGiven(value, unit);
  return figure === `≈ ${exact}` ? exact : figure;
};

const number = (value: number, derived: boolean, unit: Unit): string =>
  derived ? rounded(value, unit) : formatGiven(value, unit);

type Steps = readonly (readonly [seconds: number, name: string])[];

const perSteps: Steps = [
  [1, 's'],
  [60, 'min'],
  [3_600, 'h'],
  [86_400, 'day'],
];

/** Per second, or per the shortest longer time in which at least one happens. */
const rate = (value: number, derived: boolean): string => {
  const [seconds, name] = perSteps.find(([each]) => value === 0 || value * each >= 1) ?? [86_400, 'day'];
  const exact = value * seconds;
  return `${number(exact, derived || !isShort(exact), 'count')}/${name}`;
};

/** At most six digits: `12.5`, not `1.1574074`. */
const isShort = (value: number): boolean =>
  Number(value.toPrecision(6)) === Number(value.toPrecision(12)) || Number.isInteger(value);

const calendar: Steps = [
  [365 * 86_400, 'year'],
  [30 * 86_400, 'month'],
  [86_400, 'day'],
];

/** In years, months or days where they come out whole; else in the steps of the figures. */
const duration = (value: number): string => {
  const whole = calendar.find(([seconds]) => value > 0 && Number.isInteger(value / seconds));
  if (whole === undefined) return formatGiven(value, 's');
  const [seconds, name] = whole;
  const many = value / seconds;
  return `${formatGiven(many, 'count')} ${name}${many === 1 ? '' : 's'}`;
};

const formats: Readonly<
  Record<Dimension, (value: number, derived: boolean, currency: string | undefined) => string>
> = {
  count: (value, derived) => number(value, derived, 'count'),
  rate,
  duration,
  bytes: (value, derived) => number(value, derived || !isShort(value), 'bytes'),
  share: (value, derived) => {
    if (derived) return rounded(value, 'share');
    return isShort(value) ? formatGiven(value, 'availability') : formatFigure(value, 'availability');
  },
  ratio: value => rounded(value, 'share'),
  growth: value => rounded(value, 'share/month'),
  money: (value, _derived, currency) =>
    `${formatGiven(value, 'money')}${currency === undefined ? '' : ` ${currency}`}`,
};
