import type { Reason } from '../../model/reason.ts';
import type { WeighedDecision } from '../../weighing/weigh.ts';
import { quotedLine } from './prompt.ts';

const signs = ['−−', '−', '0', '+', '++'];

const markOf = ([lo, hi]: readonly [number, number]): string => {
  const [low = '?', high = '?'] = [signs[Math.round(lo)], signs[Math.round(hi)]];
  return low === high ? low : `${low} to ${high}`;
};

const reasonText = ({ text, cites }: Reason): string =>
  quotedLine(`${text}${cites.length === 0 ? '' : ` [${cites.map(({ id }) => id).join(', ')}]`}`);

/** What was computed of a decision, as the prompt says it: no weight and no value, the order of the criteria alone. */
export const outcomeView = (weighed: WeighedDecision) => {
  const { assessment, viable, excluded, cells } = weighed;
  const shown = (id: string | null | undefined) => {
    const option = viable.find(one => one.id === id);
    return option === undefined
      ? undefined
      : { name: quotedLine(option.name), summary: quotedLine(option.summary) };
  };
  const chosen = viable.find(({ id }) => id === assessment?.winner);
  return {
    chosen: shown(assessment?.winner) ?? { name: '', summary: '' },
    rival: shown(assessment?.rival),
    verdict: assessment?.verdict ?? '',
    excluded: excluded.map(({ option, because }) => ({
      name: quotedLine(option.name),
      because: reasonText(because),
    })),
    ratings: (assessment?.criteria ?? []).map(({ name }) => ({
      criterion: name,
      options: viable.map(({ id, name: option }) => {
        const cell = cells[id]?.[name];
        return {
          name: quotedLine(option),
          mark: markOf(cell?.interval ?? [0, 4]),
          because: (cell?.reasons ?? []).map(reasonText).join('; or ') || 'not rated',
        };
      }),
    })),
    consequences: [...(chosen?.consequences.good ?? []), ...(chosen?.consequences.bad ?? [])].map(
      ({ text }) => reasonText(text),
    ),
  };
};
