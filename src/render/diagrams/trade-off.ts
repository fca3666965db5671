import { type Mark, marks, type TradeOffView } from '../../model/diagram.ts';
import { mermaidLines, mermaidText } from './mermaid-text.ts';
import { slices } from './rows.ts';
import { asWord, type TemplateModel } from './template.ts';
import { widestWord, wrap } from './wrap.ts';

/** Colour goes with the sign, and never stands for it. */
const looks: Readonly<Record<Mark, { readonly look: string; readonly meaning: string }>> = {
  '++': { look: 'strong', meaning: 'strong' },
  '+': { look: 'good', meaning: 'good' },
  '0': { look: 'even', meaning: 'neutral' },
  '−': { look: 'weak', meaning: 'weak' },
  '−−': { look: 'poor', meaning: 'poor' },
  '?': { look: 'unknown', meaning: 'not known' },
};

const verdictWords = { clear: 'Clear', leaning: 'Leaning', 'toss-up': 'Toss-up' } as const;

/** The first column is as wide as this many of the others. */
const nameSpan = 2;
const pictureWidth = 740;
const characterWidth = 7.4;
const gap = 14;

/** Heads of options are bold and smaller, so that a long word stands in one piece: pixels of all, beside them, a letter. */
const head = { picture: 812, beside: 22, letter: 7.2, widest: 17 } as const;

const headRoom = (all: number): number =>
  Math.max(1, Math.min(head.widest, Math.floor((head.picture / all - head.beside) / head.letter)));

/** Characters that fit into so many columns of the grid; no column needs more than this for a short name. */
const room = (columns: number, all: number): number =>
  Math.floor((Math.min(150, pictureWidth / all) * columns - gap) / characterWidth);

/**
 * All rows of the grid are as high as the highest, so a name that needs more lines than this gets a letter; and so
 * does one with a word that no line can hold.
 */
const mostLines = 3;

type Option = TradeOffView['options'][number];

const legend = (options: readonly Option[]): string =>
  marks
    .filter(mark => options.some(option => option.marks.includes(mark)))
    .map(mark => `${mark} ${looks[mark].meaning}`)
    .join(' · ');

/** A grid: criteria downwards, options across, a sign in each field. */
export const tradeOffModel = (view: TradeOffView): TemplateModel => {
  const columns = nameSpan + view.options.length;
  const [one, first, all] = [headRoom(columns), room(nameSpan, columns), room(columns, columns)];
  const lettered = view.options.some(
    ({ name }) => widestWord(name) > one || wrap(name, one).length > mostLines,
  );
  const letter = (place: number) => (lettered ? String.fromCodePoint(65 + place) : undefined);
  const names = view.options.flatMap(({ name }, place) => (lettered ? [`${letter(place)}: ${name}`] : []));
  const notes = view.options.flatMap(({ name, excludedBy }, place) =>
    excludedBy === undefined ? [] : [`${letter(place) ?? name} is excluded by: ${excludedBy}`],
  );
  const rows = (texts: readonly string[]) => texts.map(text => ({ text: mermaidLines(wrap(text, all)) }));
  return {
    columns,
    nameSpan,
    question: mermaidLines(wrap(view.question, all)),
    options: view.options.map((option, place) => ({
      name: mermaidLines(wrap(letter(place) ?? option.name, one)),
      standing: mermaidText(option.standing),
      look: asWord(option.standing),
    })),
    criteria: view.criteria.map(({ name, rank }, row) => ({
      name: mermaidLines(wrap(rank === null ? name : `${rank}. ${name}`, first)),
      marks: view.options.map(option => {
        const mark = option.marks[row] ?? '?';
        return {
          sign: mermaidText(mark),
          look: asWord(looks[mark].look),
          chosen: option.standing === 'chosen',
        };
      }),
    })),
    names: slices(lettered ? wrap(names.join(' · '), all) : [], 2).map(two => ({ text: mermaidLines(two) })),
    notes: rows(notes),
    verdict: mermaidText(verdictWords[view.verdict]),
    closeness: mermaidLines(wrap(view.closeness, all - 10)),
    legend: mermaidText(legend(view.options)),
  };
};
