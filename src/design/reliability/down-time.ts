import { errorBudgetSeconds } from '../../weighing/availability.ts';
import { formatFigure } from '../../weighing/format-figure.ts';

/** How long something of this availability fails in 30 days: `≈ 43 min` for 0.999. */
export const downText = (availability: number): string => {
  const seconds = errorBudgetSeconds(availability);
  return seconds === null ? 'unknown' : seconds < 1e-3 ? '0' : formatFigure(seconds, 's');
};
