import { createHash } from 'node:crypto';
import { minimumOf } from './models.ts';
import { blocksOf, type CacheControl, type MessageRequest, type TextBlock } from './request.ts';
import { schemaText, tokensOf } from './tokens.ts';

/** What a request read from the cache and wrote to it, in tokens. `input` is what stands behind the last breakpoint. */
export type CacheUse = {
  readonly input: number;
  readonly read: number;
  readonly written: { readonly '5m': number; readonly '1h': number };
};

type Point = { readonly hash: string; readonly tokens: number; readonly control: CacheControl | null };

const seconds = { '5m': 300, '1h': 3600 } as const;
const lifetime = ({ ttl = '5m' }: CacheControl): number => seconds[ttl] * 1000;

/** More than the service allows in one request. */
const mostBreakpoints = 4;
/** How many blocks before a breakpoint are looked at for a prefix that is cached. */
const lookBack = 20;

const inOrder = ({ system, messages }: MessageRequest): { role: string; block: TextBlock }[] => [
  ...blocksOf(system).map(block => ({ role: 'system prompt', block })),
  ...messages.flatMap(({ role, content }) => blocksOf(content).map(block => ({ role, block }))),
];

/**
 * After each block: what the prefix up to it hashes to, and how long it is. Model, schema and thinking stand before
 * everything, so that another schema is another prefix.
 */
const pointsOf = (request: MessageRequest): Point[] => {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([request.model, schemaText(request), request.thinking ?? null]));
  let tokens = tokensOf(schemaText(request));
  const blocks = inOrder(request);
  return blocks.map(({ role, block }, index) => {
    hash.update(JSON.stringify([role, block.text]));
    tokens += tokensOf(block.text);
    const last = index === blocks.length - 1 ? request.cache_control : null;
    return { hash: hash.copy().digest('hex'), tokens, control: block.cache_control ?? last ?? null };
  });
};

/** What is wrong with the breakpoints, as the service says it; null where nothing is. */
export const breakpointIssue = (request: MessageRequest): string | null => {
  const controls = pointsOf(request).flatMap(({ control }) => (control === null ? [] : [control]));
  if (controls.length > mostBreakpoints) {
    return `A maximum of ${mostBreakpoints} blocks with cache_control may be provided. Found ${controls.length}.`;
  }
  const first = controls.findIndex(({ ttl }) => ttl !== '1h');
  return first !== -1 && controls.slice(first).some(({ ttl }) => ttl === '1h')
    ? "a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block."
    : null;
};

/**
 * The prompt cache of the service: whole prefixes, at the breakpoints that a request names, from a minimum length on,
 * readable once the answer of the request that writes has begun, for as long as someone reads them in time.
 */
export const createPromptCache = (now: () => number) => {
  const until = new Map<string, { time: number; life: number }>();
  const holds = ({ hash }: Point): boolean => (until.get(hash)?.time ?? 0) > now();

  const use = (request: MessageRequest): { use: CacheUse; commit: () => void } => {
    const points = pointsOf(request);
    const total = points.at(-1)?.tokens ?? 0;
    const marked = points.flatMap((point, index) =>
      point.control !== null && point.tokens >= minimumOf(request.model) ? [{ point, index }] : [],
    );
    const candidates = marked.flatMap(({ index }) => points.slice(Math.max(0, index - lookBack), index + 1));
    const read = candidates
      .filter(holds)
      .reduce<Point | null>((best, one) => (best === null || one.tokens > best.tokens ? one : best), null);
    let reached = read?.tokens ?? 0;
    const written = { '5m': 0, '1h': 0 };
    for (const { point } of marked) {
      if (point.tokens <= reached) continue;
      written[point.control?.ttl ?? '5m'] += point.tokens - reached;
      reached = point.tokens;
    }
    const commit = (): void => {
      const kept = until.get(read?.hash ?? '');
      if (kept !== undefined) kept.time = now() + kept.life;
      for (const { point } of marked) {
        const life = lifetime(point.control ?? { type: 'ephemeral' });
        until.set(point.hash, { time: now() + life, life });
      }
    };
    return { use: { input: total - reached, read: read?.tokens ?? 0, written }, commit };
  };
  return { use };
};
