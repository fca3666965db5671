import type { Unit } from '../model/figure.ts';

/**
 * A derived value in words: two significant figures after `≈`, SI prefixes, thousands separated, the same on
 * every machine. `≈ 230 requests/s`, `≈ 43 min`, `≈ 1.2 GB`, `≈ 99.95 %`. Countable things are whole, and above
 * 100 rounded up, since they are provisioned. A value that is not a finite number is `unknown`.
 */
export const formatFigure = (value: number, unit: Unit): string =>
  isWritable(value) ? `≈ ${written(value, unit, twoFigures)}` : 'unknown';

/** A value as it was given or assumed: every digit that says something, no `≈`. `100,000 users`, `99.95 %`. */
export const formatGiven = (value: number, unit: Unit): string =>
  isWritable(value) ? written(value, unit, allFigures) : 'unknown';

/** Nothing that is counted comes near; beyond it percentages would overflow. */
const isWritable = (value: number): boolean => Math.abs(value) < 1e300;

type Rounding = (value: number) => number;

const twoFigures: Rounding = value => Number(value.toPrecision(2));
/** Twelve digits drop the noise of 0.1 + 0.2. */
const allFigures: Rounding = value => Number(value.toPrecision(12));

type Scale = readonly (readonly [size: number, label: string])[];

const times: Scale = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
  [1e-3, 'ms'],
];

/** Powers of ten by the thousand, largest first. */
const prefixed = (symbol: string): Scale =>
  ['P', 'T', 'G', 'M', 'k', ''].map((prefix, index) => [1_000 ** (5 - index), `${prefix}${symbol}`]);

const scales: Partial<Record<Unit, Scale>> = {
  s: times,
  bytes: prefixed('B'),
  'bytes/s': prefixed('B/s'),
  'bytes/day': prefixed('B/day'),
  'bits/s': prefixed('bit/s'),
};

/** Things that come whole, and their singular. */
const countables: Partial<Record<Unit, string>> = {
  instances: 'instance',
  connections: 'connection',
  partitions: 'partition',
  consumers: 'consumer',
  replicas: 'replica',
  zones: 'zone',
  cores: 'core',
  spindles: 'spindle',
  users: 'user',
};

const written = (value: number, unit: Unit, round: Rounding): string => {
  const scale = scales[unit];
  if (scale !== undefined) return scaled(value, scale, round);
  const singular = countables[unit];
  if (singular !== undefined) {
    const whole = round === twoFigures ? provisioned(value) : round(value);
    return `${decimal(whole)} ${whole === 1 ? singular : unit}`;
  }
  switch (unit) {
    case 'count':
    case 'money':
      return decimal(round(value));
    case 'factor':
      return `${decimal(round(value))}×`;
    case 'share':
      return `${decimal(round(value * 100))} %`;
    case 'share/month':
      return `${decimal(round(value * 100))} % a month`;
    case 'availability':
      return `${percentWithNines(value, round)} %`;
    default:
      return `${decimal(round(value))} ${unit}`;
  }
};

/** In the largest step of the scale that leaves at least 1 and, of exact values, at most two decimals. */
const scaled = (value: number, scale: Scale, round: Rounding): string => {
  const smallest = scale.at(-1) ?? [1, ''];
  const atZero = value === 0 ? scale.find(([size]) => size === 1) : undefined;
  const isShort = (part: number): boolean => round === twoFigures || Number.isInteger(round(part * 100));
  const fits = scale.find(([size]) => Math.abs(round(value / size)) >= 1 && isShort(value / size));
  const [size, label] = atZero ?? fits ?? smallest;
  return `${decimal(round(value / size))} ${label}`;
};

/** Whole and exact up to 100; above that two figures, rounded up. */
const provisioned = (value: number): number => {
  const whole = Math.ceil(allFigures(value));
  if (whole <= 100) return whole;
  const step = 10 ** (String(whole).length - 2);
  return Math.ceil(whole / step) * step;
};

/** Rounded where it counts, in what is missing to 100 %: 0.99954 is 99.954, not 100. */
const percentWithNines = (value: number, round: Rounding): string => {
  const missing = round(Number(((1 - value) * 100).toPrecision(6)));
  return missing >= 10 ? decimal(round(value * 100)) : decimal(allFigures(100 - missing));
};

/** Plain decimal notation with separated thousands: `4,000`, `0.046`, `−2.5`. */
const decimal = (value: number): string => {
  const [whole = '0', fraction] = plainDigits(Math.abs(value)).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const digits = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return value < 0 ? `−${digits}` : digits;
};

/** Without an exponent, which JavaScript writes below 1e-6 and from 1e21 on. */
const plainDigits = (value: number): string => {
  const [mantissa = '0', exponent] = String(value).split('e');
  if (exponent === undefined) return mantissa;
  const digits = mantissa.replace('.', '');
  const point = 1 + Number(exponent);
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  return digits.padEnd(point, '0');
};
