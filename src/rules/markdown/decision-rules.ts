import { saysDownside, saysTrial, saysWhy } from '../../records/written/language.ts';
import { isSameOption } from '../../records/written/options.ts';
import { praise } from '../praise.ts';
import { type MarkdownRule, type Recorded, recordRule } from './rule.ts';

/** Fewer words are no reason: "Chosen option: X, because." */
const isReason = (text: string): boolean =>
  text.split(' ').filter(word => word !== '').length >= 2 || /[^\p{Script=Latin}\p{N}\s]{4}/u.test(text);

const unfounded = ({ record, document }: Recorded): boolean => {
  const { outcome, context, reasons } = record;
  if (outcome === null || reasons !== null) return false;
  if (outcome.text === '') return true;
  if (outcome.chosen !== null || record.form === 'madr') {
    return outcome.chosen === null
      ? document.english && !saysWhy(outcome.text) && !isReason(outcome.reason)
      : !isReason(outcome.reason);
  }
  return context === null && document.english && !saysWhy(outcome.text);
};

const because = recordRule({
  id: 'DEC-003',
  says: 'A record says why its option was chosen.',
  level: 'error',
  breaches: recorded => {
    const { outcome } = recorded.record;
    if (outcome === null || !unfounded(recorded)) return [];
    const name = outcome.chosen === null ? 'it decides so' : `${outcome.chosen.text} was chosen`;
    const text = outcome.text === '' ? 'The record decides nothing.' : `The record does not say why ${name}.`;
    const at = outcome.chosen?.at ?? outcome.heading.at;
    return [{ at, text, hint: 'Go on with "because …", and name the requirement that tips the scale.' }];
  },
});

/** What speaks against the chosen option is what its choice costs. */
const saysAgainstChosen = ({ outcome, treatments }: Recorded['record']): boolean =>
  outcome?.chosen != null &&
  treatments.some(
    ({ name, lines }) =>
      isSameOption(name.text, outcome.chosen?.text ?? '') && lines.some(({ tone }) => tone === 'bad'),
  );

const costs = recordRule({
  id: 'DEC-005',
  says: 'A record names at least one negative consequence.',
  level: 'warning',
  breaches: ({ record, document }) => {
    const { consequences, outcome, form } = record;
    const hint = 'Write what becomes harder, slower or dearer, and how that is kept small.';
    if (form === 'other' || saysAgainstChosen(record)) return [];
    if (consequences === null) {
      const at = outcome?.heading.at ?? document.title?.at ?? null;
      return [{ at, text: 'The record names no consequences.', hint }];
    }
    const { heading, lines } = consequences;
    const isSaid = lines.some(
      ({ tone, words }) =>
        tone === 'bad' || (tone !== 'good' && (!document.english || saysDownside(words.text))),
    );
    return isSaid ? [] : [{ at: heading.at, text: 'The record names no negative consequence.', hint }];
  },
});

const confirmed = recordRule({
  id: 'DEC-006',
  says: 'A record says how its decision is confirmed.',
  level: 'warning',
  breaches: ({ record, document }) => {
    if (record.form === 'other' || record.confirmation !== null || !document.english) return [];
    if (document.lines.some(({ text }) => saysTrial(text))) return [];
    const at = record.outcome?.heading.at ?? document.title?.at ?? null;
    const text = 'The record does not say by which test, measurement or review its decision is confirmed.';
    return [{ at, text, hint: 'Name what would show that it holds: a test, a measurement, a review.' }];
  },
});

const noPraise = recordRule({
  id: 'HON-002',
  says: 'A record argues without praise and without popularity.',
  level: 'warning',
  breaches: ({ document }) =>
    document.lines.flatMap(({ text, at }) => {
      const found = praise.exec(text);
      if (found === null) return [];
      const place = { line: at.line, column: at.column + found.index };
      const hint = 'Say what it does for this system instead, with a figure where there is one.';
      return [{ at: place, text: `"${found[0]}" praises instead of arguing.`, hint }];
    }),
});

export const decisionRules: readonly MarkdownRule[] = [because, costs, confirmed, noPraise];
