import type { VerdictsPicture } from '../../model/diagram-views.ts';
import { count, counted, fitting } from './alt.ts';
import { mermaidLines, mermaidText, plainLine } from './mermaid-text.ts';
import { asWord, type TemplateModel } from './template.ts';
import { widestWord, wrap } from './wrap.ts';

type Outcome = VerdictsPicture['rows'][number]['outcomes'][number];

/** Neighbouring loads at which a decision comes out the same. */
type Run = { readonly outcome: Outcome; readonly span: number };

const runsOf = (outcomes: readonly Outcome[]): readonly Run[] => {
  const runs: Run[] = [];
  for (const outcome of outcomes) {
    const last = runs.at(-1);
    const goesOn = last?.outcome.option === outcome.option && last.outcome.verdict === outcome.verdict;
    if (last === undefined || !goesOn) runs.push({ outcome, span: 1 });
    else runs[runs.length - 1] = { outcome, span: last.span + 1 };
  }
  return runs;
};

/** Colour says how firm the outcome is, and the word beside the name says it as well. */
const looks = { clear: 'strong', leaning: 'good', 'toss-up': 'weak' } as const;

const nameSpan = 2;
/** Characters that fit into one column of bold text, and into all of them. */
const room = 11;
const roomBetween = 2.4;
const wholeRoom = 96;
/** All rows are as high as the highest: a name that needs more lines gets a letter. */
const mostLines = 3;

const roomIn = (span: number): number => Math.floor(span * room + (span - 1) * roomBetween);

const fits = (text: string, span: number): boolean =>
  widestWord(text) <= roomIn(span) && wrap(text, roomIn(span)).length <= mostLines;

const wordsOf = ({ option, verdict }: Outcome): string =>
  option === null ? 'nobody' : verdict === 'clear' || verdict === null ? option : `${option}, ${verdict}`;

/** A grid: decisions downwards, loads across; names that do not fit stand below under a letter. */
export const verdictsModel = ({ system, loads, rows }: VerdictsPicture): TemplateModel => {
  const letters = new Map<string, string>();
  const shortOf = (outcome: Outcome, span: number): string => {
    const whole = wordsOf(outcome);
    if (outcome.option === null || fits(whole, span)) return whole;
    const letter = letters.get(outcome.option) ?? String.fromCodePoint(65 + letters.size);
    letters.set(outcome.option, letter);
    return wordsOf({ ...outcome, option: letter });
  };
  const filled = rows.map(({ title, outcomes }) => ({
    title: mermaidLines(wrap(title, roomIn(nameSpan) + 2)),
    runs: runsOf(outcomes).map(({ outcome, span }) => ({
      name: mermaidLines(wrap(shortOf(outcome, span), roomIn(span))),
      span,
      look: asWord(outcome.verdict === null ? 'unknown' : looks[outcome.verdict]),
    })),
  }));
  const named = [...letters].map(([name, letter]) => `${letter}: ${name}`).join(' · ');
  const legend = 'dark green: clear · light green: leaning · orange: toss-up';
  const columns = nameSpan + loads.length;
  return {
    columns,
    nameSpan,
    title: mermaidLines(wrap(`${system}: who wins at how much load`, wholeRoom - 16)),
    corner: mermaidText('times today, requests/s at peak'),
    loads: loads.map(({ factor, peak }) => ({ factor: mermaidText(factor), peak: mermaidText(peak) })),
    rows: filled,
    note: mermaidLines([...(named === '' ? [] : wrap(named, wholeRoom)), legend]),
  };
};

/** Which decisions turn, and where; those that do not are counted. */
export const verdictsAlt = ({ system, loads, rows }: VerdictsPicture): string =>
  fitting((most, mostOfOthers) => {
    const turning = rows.filter(({ outcomes }) => runsOf(outcomes).length > 1);
    const told = turning.map(({ title, outcomes }) => {
      let at = 0;
      const parts = runsOf(outcomes).map(({ outcome, span }) => {
        const from = loads[at]?.factor ?? '';
        at += span;
        return `${from} ${wordsOf(outcome)}`;
      });
      return `${title} (${parts.join('; ')})`;
    });
    const steady = rows
      .filter(row => !turning.includes(row))
      .map(({ title, outcomes: [first] }) => (first === undefined ? title : `${title} (${wordsOf(first)})`));
    return (
      `${plainLine(system)}: who wins from ${loads[0]?.factor} to ${loads.at(-1)?.factor} the load.` +
      counted(`${count(turning.length, 'decision')} ${turning.length === 1 ? 'turns' : 'turn'}`, told, most) +
      (steady.length === 0
        ? ''
        : counted(`${steady.length} ${steady.length === 1 ? 'stays' : 'stay'}`, steady, mostOfOthers))
    );
  });
