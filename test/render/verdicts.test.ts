import { expect, test } from 'vitest';
import { readTemplates } from '../../src/io/package-files.ts';
import type { VerdictsPicture } from '../../src/model/diagram-views.ts';
import { verdictsDiagram } from '../../src/render/diagrams/diagrams.ts';

const templates = readTemplates('diagrams');
const loads = ['×1', '×2', '×5', '×10'].map((factor, at) => ({ factor, peak: `${at + 1}/s` }));
type Outcome = VerdictsPicture['rows'][number]['outcomes'][number];
const outcome = (option: string | null, verdict: Outcome['verdict']): Outcome => ({ option, verdict });
const row = (title: string, ...outcomes: readonly Outcome[]) => ({ title, outcomes });
const [store, cluster] = [outcome('PostgreSQL', 'clear'), outcome('CockroachDB on three nodes', 'leaning')];
const view: VerdictsPicture = {
  system: 'Shop',
  loads,
  rows: [
    row('Primary store', store, store, store, cluster),
    row('Compute', ...loads.map(() => outcome('Kubernetes', 'toss-up'))),
    row('Caching', store, outcome('PostgreSQL', 'leaning'), outcome(null, null), outcome(null, null)),
  ],
};

test('neighbouring loads with one outcome share a field, and every row fills its columns', () => {
  const { source } = verdictsDiagram(view, templates);
  const fields = [...source.matchAll(/^m(\d)x\d\[.*\]:(\d)$/gm)].map(([, at = '', span = '']) => [
    Number(at),
    Number(span),
  ]);
  expect(fields.filter(([at]) => at === 0).map(([, span]) => span)).toEqual([3, 1]);
  expect(fields.filter(([at]) => at === 2).map(([, span]) => span)).toEqual([1, 1, 2]);
  for (const at of [0, 1, 2])
    expect(fields.filter(([one]) => one === at).reduce((sum, [, span = 0]) => sum + span, 0)).toBe(4);
});

test('a name that does not fit its field stands below under a letter', () => {
  const { source } = verdictsDiagram(view, templates);
  expect(source).toMatch(/^m0x1\[".*A,.*leaning/m);
  expect(source).toMatch(/^x\[.*>A\S+ CockroachDB on three nodes</m);
});

test('the words tell which decisions turn and where, and who stays', () => {
  const { alt } = verdictsDiagram(view, templates);
  expect(alt).toContain(
    'Shop: who wins from ×1 to ×10 the load. 2 decisions turn: Primary store (×1 PostgreSQL; ×10 CockroachDB on three nodes, leaning)',
  );
  expect(alt).toContain('1 stays: Compute (Kubernetes, toss-up).');
  expect(alt.length).toBeLessThanOrEqual(400);
});
