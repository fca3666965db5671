import type { Mind } from '../settings.ts';

/** A question of someone else gets its own words back. */
export const answerTo: Mind = ({ prompt }) => JSON.stringify({ asked: prompt });
