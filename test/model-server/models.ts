/** Tokens that a prefix must have at least to be cached, by model; what is not here is unknown to the server. */
const minimumPrefix = {
  'claude-opus-5-5': 1024,
  'claude-sonnet-5-5': 1024,
  'claude-haiku-5-5': 4096,
  'claude-fable-5': 512,
} as const;

/** Gone since the day that the service announced: it answers as it does for a model that never was. */
const retired: Readonly<Record<string, string>> = { 'claude-3-opus-20240229': '2026-01-05' };

export const modelNames = Object.keys(minimumPrefix);

export const isKnown = (model: string): boolean => Object.hasOwn(minimumPrefix, model);

export const retiredSince = (model: string): string | undefined => retired[model];

/** A server for any model (`--any-model`) caches from 1,024 tokens on. */
export const minimumOf = (model: string): number =>
  Object.hasOwn(minimumPrefix, model) ? minimumPrefix[model as keyof typeof minimumPrefix] : 1024;
