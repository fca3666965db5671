import type { Issue } from '../model/problem.ts';

/** As many issues as anyone reads; the rest is counted. */
export const mostIssues = 200;

/** In the order of the file; what stands at one place keeps its order. */
export const inOrderOfFile = (issues: readonly Issue[], file: string): readonly Issue[] => {
  const line = ({ place }: Issue): number => place?.line ?? 0;
  const column = ({ place }: Issue): number => place?.column ?? 0;
  const ordered = [...issues].sort((a, b) => line(a) - line(b) || column(a) - column(b));
  const beyond = ordered.length - mostIssues;
  if (beyond <= 0) return ordered;
  const more = { code: 'too-many-issues', message: `and at least ${beyond} more issues`, place: { file } };
  return [...ordered.slice(0, mostIssues), more];
};
