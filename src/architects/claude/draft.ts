import type { Proposal, RatingRule } from '../../model/proposal.ts';
import type { Reason } from '../../model/reason.ts';

/** A draft as critics read it: options and ratings by id, so that a path leads to every sentence. */
type Draft = { readonly kind: string; readonly options: object; readonly ratings: object };

const claim = ({ text, cites }: Reason) => ({ text, cites: cites.map(({ id }) => id) });

const rule = ({ cases, otherwise }: RatingRule) => ({
  rating: otherwise.rating,
  because: claim(otherwise.because),
  when: cases.map(one => ({ condition: one.if, rating: one.rating, because: claim(one.because) })),
});

export const draftOf = ({ kind, options }: Proposal): Draft => ({
  kind,
  options: Object.fromEntries(
    options.map(option => [
      option.id,
      {
        name: option.name,
        summary: option.summary,
        gates: option.gates.map(({ condition, because }) => ({ condition, because: claim(because) })),
        pros: option.pros.map(claim),
        cons: option.cons.map(claim),
        good: option.consequences.good.map(({ text }) => claim(text)),
        bad: option.consequences.bad.map(({ text, mitigation }) => ({
          ...claim(text),
          mitigation: mitigation ?? '',
        })),
        risks: option.risks.map(({ text, test }) => ({ text, ...test })),
        confirm: option.confirm,
        leans_on: option.leans_on.map(({ topic, any_of, because }) => ({
          topic,
          any_of,
          because: claim(because),
        })),
      },
    ]),
  ),
  ratings: Object.fromEntries(
    options.map(({ id, ratings }) => [
      id,
      Object.fromEntries(Object.entries(ratings).map(([criterion, rating]) => [criterion, rule(rating)])),
    ]),
  ),
});

/** `options.redis.bad[0]` → the value there; undefined where nothing is. Own fields only, since the path is a model's. */
const valueAt = (draft: Draft, path: string): unknown =>
  path
    .split(/\.|\[(\d+)\]/u)
    .filter(part => part !== undefined && part !== '')
    .reduce<unknown>(
      (value, part) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, part)
          ? (value as Readonly<Record<string, unknown>>)[part]
          : undefined,
      draft,
    );

const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
};

const plain = (text: string): string => text.replace(/\s+/gu, ' ').replace(/[“”]/gu, '"').trim();

/** Whether words stand in the draft at a path. Without words: whether there is such a path. */
export const standsAt = (draft: Draft, path: string, quote: string): boolean => {
  const value = valueAt(draft, path);
  const words = plain(quote);
  if (words === '') return value !== undefined;
  return textsIn(value).some(text => plain(text).includes(words));
};
