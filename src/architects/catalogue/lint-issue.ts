import type { Topic } from '../../model/catalogue.ts';
import type { Issue } from '../../model/problem.ts';
import type { PlaceOf } from './load-topics.ts';
import type { Step } from './yaml-places.ts';

/** What the linter says of a topic: an error makes the topic unfit, a warning wants a second look. */
export type LintIssue = Issue & { readonly severity: 'error' | 'warning' };

/** A finding before its place is looked up. */
export type Flaw = {
  readonly code: string;
  readonly severity: LintIssue['severity'];
  readonly message: string;
  readonly path: readonly Step[];
  readonly hint?: string;
};

/** One rule of the linter; `among` is the whole catalogue that the topic stands in. */
export type LintRule = (topic: Topic, today: string, among: readonly Topic[]) => readonly Flaw[];

export const error = (code: string, path: readonly Step[], message: string, hint?: string): Flaw => ({
  code,
  severity: 'error',
  message,
  path,
  ...(hint === undefined ? {} : { hint }),
});

export const warning = (code: string, path: readonly Step[], message: string, hint?: string): Flaw => ({
  ...error(code, path, message, hint),
  severity: 'warning',
});

/** `primary-store: options.postgresql.rate.cost: …`, with its place where it is known. */
export const asIssue = (topic: Topic, { path, message, ...flaw }: Flaw, placeOf: PlaceOf): LintIssue => {
  const place = placeOf(topic.id, path);
  const where = path.length === 0 ? topic.id : `${topic.id}: ${path.join('.')}`;
  return { ...flaw, message: `${where}: ${message}`, ...(place === undefined ? {} : { place }) };
};
