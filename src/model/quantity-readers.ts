import type { Dimension } from './quantity.ts';
import { type LeadingNumber, readNumber, scaled } from './quantity-number.ts';
import {
  bytesByName,
  countedPeople,
  countedThings,
  currencyBySign,
  monthsByName,
  multiplesByName,
  secondsByName,
} from './quantity-units.ts';

export type ReadValue =
  | { readonly ok: true; readonly value: number }
  | { readonly ok: false; readonly reason: string; readonly suggestion?: string };

const value = (number: number): ReadValue => ({ ok: true, value: number });
const no = (reason: string, suggestion?: string): ReadValue =>
  suggestion === undefined ? { ok: false, reason } : { ok: false, reason, suggestion };

const withNumber = (text: string, next: (number: LeadingNumber) => ReadValue): ReadValue => {
  const number = readNumber(text);
  return number.ok ? next(number) : number;
};

const unknownUnit = (unit: string): string => `the unit "${unit}" is not known here`;

/** `2.000` is two in one country and two thousand in the next. */
const mistakable = ({ digits, rest }: LeadingNumber): ReadValue | undefined =>
  /^[1-9]\d{0,2}\.\d{3}$/.test(digits) && rest === ''
    ? no('it could be read as a number of units or of thousands', digits.replace('.', ','))
    : undefined;

const readCount = (text: string): ReadValue =>
  withNumber(text, number => {
    const { digits, exponent, rest } = number;
    if (rest === '') return mistakable(number) ?? value(scaled(digits, exponent));
    const multiple = multiplesByName.get(rest) ?? multiplesByName.get(rest.toLowerCase());
    if (rest === 'm') return no('"m" is no multiple, "M" is a million', `${digits}M`);
    if (multiple !== undefined) return value(scaled(digits, exponent + multiple));
    const plain = text.slice(0, text.length - rest.length).trim();
    const [first = '', thing = ''] = rest.split(' ');
    if (countedPeople.has(rest) || countedThings.has(rest)) return no(unknownUnit(rest), plain);
    const multiplied = multiplesByName.has(first) && thing !== '';
    return no(unknownUnit(rest), multiplied ? `${plain}${first}` : undefined);
  });

const perPeriod = /^(.*?)\s*(?:\/|\b(?:per|an?|each|every)\b)\s*(\p{L}+)$/iu;

const readRate = (text: string): ReadValue => {
  const short = /^(.*\d\s*[kKMG]?)\s*(?:rps|qps|tps)$/u.exec(text);
  const [, amount = short?.[1] ?? text, period = 's'] = (short === null ? perPeriod.exec(text) : null) ?? [];
  const seconds = secondsByName.get(period);
  if (seconds === undefined) {
    return period === 'm'
      ? no('"m" could be minutes or months', `${amount}/min`)
      : no(`the period "${period}" is not known here`);
  }
  const counted = readCount(withoutThing(amount));
  if (!counted.ok) {
    return no(
      counted.reason,
      counted.suggestion === undefined ? undefined : `${counted.suggestion}/${period}`,
    );
  }
  const each = scaled('1', seconds.exponent, seconds.times);
  return value(Number((counted.value / each).toPrecision(15)));
};

const withoutThing = (amount: string): string => {
  const word = /\s*(\p{L}+)$/u.exec(amount);
  return word !== null && countedThings.has((word[1] ?? '').toLowerCase())
    ? amount.slice(0, word.index)
    : amount;
};

/** One part after the other, each of a smaller unit: `1h30m`, `2 days 12 h`. */
const readDuration = (text: string): ReadValue => {
  let rest = text;
  let total = 0;
  let smallest = Number.POSITIVE_INFINITY;
  do {
    const number = readNumber(rest);
    if (!number.ok) return number;
    if (number.rest === '') {
      return rest === text ? value(scaled(number.digits, number.exponent)) : no('its last part has no unit');
    }
    const unit = /^[\p{L}µ]+/u.exec(number.rest)?.[0] ?? '';
    const factor = unit === 'm' && smallest === 3600 ? secondsByName.get('min') : timeUnit(unit);
    if (factor === undefined) return unknownTime(number, unit, rest === text);
    const each = scaled('1', factor.exponent, factor.times);
    if (each >= smallest) return no('its parts must go from the larger unit to the smaller');
    smallest = each;
    total += scaled(number.digits, number.exponent + factor.exponent, factor.times);
    rest = number.rest.slice(unit.length).trim();
  } while (rest !== '');
  return value(Number(total.toPrecision(15)));
};

const timeUnit = (unit: string) =>
  secondsByName.get(unit) ?? (unit.length > 1 ? secondsByName.get(unit.toLowerCase()) : undefined);

const unknownTime = ({ digits, rest }: LeadingNumber, unit: string, alone: boolean): ReadValue => {
  if (unit === 'm' || unit === 'M') {
    return no(`"${unit}" could be minutes or months: write ${digits}min or ${digits} months`, undefined);
  }
  return no(
    unknownUnit(unit || rest),
    alone && unit.length === 1 ? `${digits}${unit.toLowerCase()}` : undefined,
  );
};

const readBytes = (text: string): ReadValue =>
  withNumber(text, number => {
    const { digits, exponent, rest } = number;
    if (rest === '') return mistakable(number) ?? value(scaled(digits, exponent));
    const unit = bytesByName.get(rest);
    if (unit !== undefined) return value(scaled(digits, exponent + unit.exponent, unit.times));
    return no(/^[kKMGT]?i?b(?:it|its|ps)?$/u.test(rest) ? `"${rest}" could be bits` : unknownUnit(rest));
  });

const readShare = (text: string): ReadValue =>
  withNumber(text, ({ digits, exponent, rest }) => {
    if (!/^(?:|%|percent|per cent)$/iu.test(rest)) return no(unknownUnit(rest));
    const share = scaled(digits, exponent - 2);
    return share > 1 ? no('it must not be over 100%') : value(share);
  });

const readRatio = (text: string): ReadValue => {
  const parts = text.split(/\s*(?::|\/|\bto\b)\s*/iu);
  if (parts.length === 2) return readParts(parts[0] ?? '', parts[1] ?? '');
  return withNumber(text, ({ digits, exponent, rest }) => {
    if (rest === '%') return readShare(text);
    if (rest !== '') return no(unknownUnit(rest));
    const first = scaled(digits, exponent);
    return first > 0 && first < 1
      ? no('a bare number is that many to one', `${scaled(digits, exponent + 2)}%`)
      : value(first === 0 ? 0 : shareOf(first, 1));
  });
};

const readParts = (left: string, right: string): ReadValue => {
  const [first, second] = [readNumber(left), readNumber(right)];
  if (!first.ok) return first;
  if (!second.ok) return second;
  if (first.rest !== '' || second.rest !== '') return no(unknownUnit(first.rest || second.rest));
  const [a, b] = [scaled(first.digits, first.exponent), scaled(second.digits, second.exponent)];
  return a + b === 0 ? no('one of its parts must be more than 0') : value(shareOf(a, b));
};

const shareOf = (first: number, second: number): number => Number((first / (first + second)).toPrecision(15));

const overTime =
  /^(%|x|×|times|fold)?\s*(?:(?:\/|\b(?:per|an?|in|each|every)\b)\s*(\d{1,3})?\s*(\p{L}+))?$/iu;

const readGrowth = (text: string): ReadValue =>
  withNumber(text, ({ digits, exponent, rest }) => {
    const parts = overTime.exec(rest);
    if (parts === null) return no(unknownUnit(rest));
    const [, kind = '%', many = '1', period] = parts;
    if (kind !== '%' && period === undefined) return no('it does not say in what time', `${digits}x/year`);
    const each = monthsByName.get((period ?? 'year').toLowerCase());
    const months = each === undefined ? 0 : each * Number(many);
    if (months === 0) return no(`the period "${period}" is not known here`);
    const factor = kind === '%' ? 1 + scaled(digits, exponent - 2) : scaled(digits, exponent);
    if (factor < 1) return no('it must not shrink: 2x is twice as much');
    // 6 %/month is 0.06 as written; the root would leave dust.
    if (months === 1) return value(Number((factor - 1).toPrecision(15)));
    return value(Number((factor ** (1 / months) - 1).toPrecision(15)));
  });

const currencyAround = /^(?:([€£$])|([A-Z]{3})(?=[\s\d]))?\s*(.*?)\s*(?:([€£$])|(?<![A-Z])([A-Z]{3}))?$/u;

/** The ISO 4217 code that an amount names, by sign or code; undefined for a bare amount. */
export const currencyOf = (text: string): string | undefined => {
  const [, signBefore, codeBefore, , signAfter, codeAfter] = currencyAround.exec(text) ?? [];
  return codeBefore ?? codeAfter ?? currencyBySign.get(signBefore ?? signAfter ?? '');
};

const readMoney = (text: string): ReadValue => {
  const monthly = text.replace(/\s*(?:\/|\bper\b|\ba\b)\s*(?:month|mo)$/iu, '');
  const [, signBefore, codeBefore, amount = '', signAfter, codeAfter] = currencyAround.exec(monthly) ?? [];
  const named = [signBefore, codeBefore, signAfter, codeAfter].filter(one => one !== undefined);
  if (named.length > 1) return no('it names its currency twice');
  return readCount(amount);
};

/** One reader a dimension: a trimmed text of bounded length to a value in the base unit. */
export const readers: Readonly<Record<Dimension, (text: string) => ReadValue>> = {
  count: readCount,
  rate: readRate,
  duration: readDuration,
  bytes: readBytes,
  share: readShare,
  ratio: readRatio,
  growth: readGrowth,
  money: readMoney,
};
