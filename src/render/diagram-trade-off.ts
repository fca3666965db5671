import type { Mark, TradeOffView } from '../model/diagram.ts';
import { asWord, type TemplateModel } from './diagram-template.ts';
import { wrap } from './diagram-wrap.ts';
import { mermaidLines, mermaidText } from './mermaid-text.ts';

/** Colour goes with the sign, and never stands for it. */
const looks: Readonly<Record<Mark, string>> = {
  '++': 'strong',
  '+': 'good',
  '0': 'even',
  '−': 'weak',
  '−−': 'poor',
  '?': 'unknown',
};

export const verdictWords = { clear: 'Clear', leaning: 'Leaning', 'toss-up': 'Toss-up' } as const;

/** The first column is as wide as this many of the others. */
const nameSpan = 2;
const pictureWidth = 780;
const characterWidth = 7.6;

/** Characters that fit into so many columns of the grid. */
const room = (columns: number, all: number): number =>
  Math.floor(((pictureWidth / all) * columns - 20) / characterWidth);

/** A grid: criteria downwards, options across, a sign in each field. */
export const tradeOffModel = (view: TradeOffView): TemplateModel => {
  const columns = nameSpan + view.options.length;
  const one = room(1, columns);
  const all = room(columns, columns);
  const marksUsed = new Set(view.options.flatMap(option => option.marks));
  const excluded = view.options.filter(option => option.excludedBy !== undefined);
  return {
    columns,
    nameSpan,
    question: mermaidLines(wrap(view.question, all)),
    options: view.options.map(option => ({
      name: mermaidLines(wrap(option.name, one)),
      standing: mermaidText(option.standing),
      look: asWord(option.standing),
    })),
    criteria: view.criteria.map((criterion, row) => ({
      name: mermaidLines(
        wrap(
          criterion.rank === null ? criterion.name : `${criterion.rank}. ${criterion.name}`,
          room(nameSpan, columns),
        ),
      ),
      marks: view.options.map(option => {
        const mark = option.marks[row] ?? '?';
        return { sign: mermaidText(mark), look: asWord(looks[mark]) };
      }),
    })),
    notes: excluded.map(option => ({
      text: mermaidLines(wrap(`${option.name} is excluded by: ${option.excludedBy}`, all)),
    })),
    verdict: mermaidText(verdictWords[view.verdict]),
    closeness: mermaidLines(wrap(view.closeness, all)),
    rated: marksUsed.size > 0,
  };
};
