import { saysAlternative, saysDownside } from '../../records/written/language.ts';
import { bareName, isLikelyOption, isSameOption, type Treatment } from '../../records/written/options.ts';
import { type MarkdownRule, type Recorded, recordRule } from './rule.ts';

const wholeText = ({ document }: Recorded): string => document.lines.map(({ text }) => text).join(' ');

const enoughOptions = recordRule({
  id: 'OPT-001',
  says: 'A record considers at least two options.',
  level: 'error',
  breaches: recorded => {
    const { record, document } = recorded;
    const hint = 'List what else could have been chosen, or say in a sentence why there is no choice.';
    const names = new Set(record.options?.map(({ text }) => bareName(text)));
    const at = record.optionsHeading?.at ?? record.outcome?.heading.at ?? document.title?.at ?? null;
    if (record.options !== null && names.size < 2) {
      const [only] = record.options;
      const text = only === undefined ? 'No option is listed.' : `A single option is listed: ${only.text}.`;
      return [{ at, text, hint }];
    }
    if (record.optionsHeading !== null || record.form === 'other') return [];
    if (record.treatments.length >= 2 || record.rated.length >= 2) return [];
    if (record.form === 'madr')
      return [{ at, text: 'The record names no options beside the chosen one.', hint }];
    if (!document.english || saysAlternative(wholeText(recorded))) return [];
    return [
      { at, text: 'The record speaks of nothing else that could have been chosen.', hint, level: 'warning' },
    ];
  },
});

/** Whether something is said or rated against an option, as far as the text tells; unsure counts as yes. */
const hasDownside = ({ record, document }: Recorded, { name, lines }: Treatment): boolean => {
  if (lines.some(({ tone }) => tone === 'bad')) return true;
  const unsure = lines.filter(({ tone }) => tone !== 'good');
  if (unsure.some(({ words }) => !document.english || saysDownside(words.text))) return true;
  const isRatedLow = record.rated.some(
    rated =>
      isSameOption(rated.name, name.text) && rated.marks.some(({ own, best }) => own < 0 || own < best),
  );
  const chosen = record.outcome?.chosen;
  const isPaidFor =
    chosen != null &&
    isSameOption(chosen.text, name.text) &&
    record.consequences?.lines.some(({ tone }) => tone === 'bad') === true;
  return isRatedLow || isPaidFor;
};

const noFreeLunch = recordRule({
  id: 'OPT-004',
  says: 'Every option that a record argues for has a downside.',
  level: 'error',
  breaches: recorded =>
    recorded.record.treatments
      .filter(({ lines }) => lines.some(({ tone }) => tone === 'good'))
      .filter(treatment => !hasDownside(recorded, treatment))
      .map(({ name }) => ({
        at: name.at,
        text: `Nothing is said against ${name.text}.`,
        hint: 'Write what it costs or does worse than another option: "Bad, because …".',
      })),
});

const chosenIsConsidered = recordRule({
  id: 'DEC-002',
  says: 'The chosen option of a record is one of those that it considers.',
  level: 'error',
  breaches: ({ record: { outcome, options } }) => {
    const chosen = outcome?.chosen;
    if (chosen == null || options === null || options.length === 0) return [];
    if (options.some(({ text }) => isLikelyOption(text, chosen.text))) return [];
    // "Option 2" is the second of the list.
    const ordinal = /^(?:option|alternative|variant)\s+#?(\d+)$/i.exec(chosen.text.trim())?.[1];
    if (ordinal !== undefined && Number(ordinal) >= 1 && Number(ordinal) <= options.length) return [];
    const text = `The chosen option, ${chosen.text}, is not among those considered.`;
    return [{ at: chosen.at, text, hint: 'Call it by the name that it has in the list of options.' }];
  },
});

export const optionRules: readonly MarkdownRule[] = [enoughOptions, noFreeLunch, chosenIsConsidered];
