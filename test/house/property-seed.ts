import fc from 'fast-check';

/**
 * Properties try the same values in every run, so that a change is judged by what it changes. Other values:
 * `PROPERTY_SEED=7 npm test`, or `PROPERTY_SEED=random`.
 */
const seed = process.env.PROPERTY_SEED ?? '20261122';
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) });
