import type { Figure } from '../model/figure.ts';
import { recompute } from '../weighing/figures.ts';
import { figuresOf } from '../weighing/figures-of.ts';
import { type Breach, ourDefect, type Rule, rule } from './rule.ts';

const breach = ({ id }: Pick<Figure, 'id'>, text: string): Breach<'document'> => ({
  about: 'document',
  at: { kind: 'figure', id },
  text,
  hint: ourDefect,
});

/** The figures that the requirements allow and that load enters; a figure may have no answer at that load. */
const tenfoldShown = rule({
  id: 'CAP-001',
  says: 'Every figure that the load enters is shown for ten times the load as well.',
  levels: { document: 'error' },
  breaches: ({ analysis }) =>
    [...figuresOf(analysis.requirements), ...analysis.figures]
      .filter(figure => recompute(figure).tenfold !== null)
      .filter(
        ({ id }, index, all) =>
          all.findIndex(one => one.id === id) === index &&
          !analysis.figures.some(one => one.id === id && one.tenfold !== undefined),
      )
      .map(figure =>
        breach(figure, `The figure ${figure.id} (${figure.name}) has no value at ten times the load.`),
      ),
});

/** What it would be if only the tenfold value were missing, which CAP-001 says. */
const holds = (figure: Figure): boolean => {
  const { holds: asShown, tenfold } = recompute(figure);
  return (
    asShown || (figure.tenfold === undefined && tenfold !== null && recompute({ ...figure, tenfold }).holds)
  );
};

const recomputed = rule({
  id: 'CAP-002',
  says: 'Every figure follows from its formula, its inputs and the file.',
  levels: { document: 'error' },
  breaches: ({ analysis }) => {
    const expected = figuresOf(analysis.requirements);
    const followsFromFile = ({ id, value }: Figure): boolean => {
      const same = expected.filter(one => one.id === id);
      return same.length === 0 || same.some(one => one.value === value);
    };
    return analysis.figures
      .filter(figure => !holds(figure) || !followsFromFile(figure))
      .map(figure => {
        const { value } = recompute(figure);
        const says = value === null ? 'cannot be computed from its inputs' : `is ${value} by its inputs`;
        return breach(figure, `The figure ${figure.id} (${figure.name}) says ${figure.value}, but ${says}.`);
      });
  },
});

export const capacityRules: readonly Rule[] = [tenfoldShown, recomputed];
