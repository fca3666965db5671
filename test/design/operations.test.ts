import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alertsOf, budgetNotesOf, fastestShareOf } from '../../src/design/operations/alerts.ts';
import { operationsOf, operationsView } from '../../src/design/operations/running.ts';
import { readTemplates } from '../../src/io/package-files.ts';
import { documentRenderer } from '../../src/render/templates/templates.ts';
import type { Design } from '../../src/stages/design.ts';
import { choosing, hostileFile, undecided, useExamples } from './samples.ts';

const documents = readTemplates('documents');
const rendered = documentRenderer({
  name: 'design-operations',
  template: documents['design-operations'] ?? '',
  partials: documents,
  viewSchema: operationsView,
});

const { designs, example } = useExamples();

const small = {
  system: 'Meters',
  purpose: 'Collect readings.',
  functional: [
    {
      id: 'F1',
      text: 'When a reading arrives, the system shall record the reading.',
      fit_criterion: '99 % of readings show within 10 s.',
    },
    {
      id: 'F2',
      text: 'The system shall total readings.',
      fit_criterion: 'In a load test of 10 s nothing is lost.',
    },
  ],
  entities: [
    {
      name: 'Reading',
      owner: 'Grid',
      count: '10/s',
      retention: '100 days',
      fields: { id: 'uuid', taken_at: 'timestamp', state: 'text' },
      commands: ['record reading'],
    },
  ],
  external_systems: [
    { name: 'Billing', criticality: 'soft', availability: '99%' },
    { name: 'Weather', criticality: 'hard' },
  ],
  flows: [
    { from: 'Grid', to: 'Billing', kind: 'event', rate: '1/h', delay: '1 h' },
    { from: 'Weather', to: 'Grid', kind: 'event', rate: '50/s', delay: '10 s' },
  ],
  quality: { availability: '99.9%', latency_p95: '200 ms', error_rate: '0.5%', rto: '10 min' },
  load: { rps: '10/s' },
};
const requirementsOf = (file: object) => undecided(file).analysis.requirements;

describe('alerts on the error budget', () => {
  test('share, requests and budget follow from objective and load', () => {
    // 14.4 · 0.1 % = 1.44 % of 36,000 and of 3,000; 14.4 · 1 h / 720 h = 2 %.
    expect(alertsOf(requirementsOf(small))[0]).toEqual({
      burn: '14.4×',
      windows: '1 h and 5 min',
      share: '1.44 %',
      requests: '519 of 36,000 and 44 of 3,000',
      budget: '2 %',
      action: 'page; to whom is not said (team.on_call)',
    });
  });

  test('no objective, no alert; one that leaves no budget says so', () => {
    const { availability: _, ...quality } = small.quality;
    const { alerts, objectives_gap, budget } = operationsOf(undecided({ ...small, quality }));
    expect([alerts, budget]).toEqual([[], []]);
    expect(objectives_gap).toContain('so no alert on an error budget is computed');
  });

  test('at any objective and load no alert asks for more failures than requests', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 9_000, max: 99_999 }),
        fc.integer({ min: 1, max: 100_000 }),
        (objective, daily) => {
          const requirements = requirementsOf({
            ...small,
            quality: { availability: `${objective / 1_000}%` },
            load: { rps: `${daily}/day` },
          });
          const share = fastestShareOf(requirements);
          const alerts = alertsOf(requirements);
          if (share !== null) expect(share).toBeCloseTo(14.4 * (1 - objective / 100_000), 9);
          expect(alerts.length).toBe(
            [14.4, 6, 1].filter(burn => burn * (1 - objective / 100_000) <= 1 + 1e-12).length,
          );
          for (const { requests } of alerts)
            for (const part of requests.split(' and ')) {
              const [failing = 0, all = 0] = part.split(' of ').map(text => Number(text.replaceAll(',', '')));
              expect(failing).toBeGreaterThanOrEqual(1);
              expect(failing).toBeLessThanOrEqual(Math.max(1, Math.ceil(all + 1)));
            }
        },
      ),
      { numRuns: 100 },
    );
  });

  test('what contradicts the budget is said', () => {
    const notes = (more: object) => budgetNotesOf(requirementsOf({ ...small, ...more })).join('\n');
    expect(notes({})).toContain(
      'The budget of 99.9% is 43.2 min of full outage in 30 days, or 25,920 failed requests of 25,920,000.',
    );
    expect(notes({})).toContain('It holds 4 full outages');
    expect(notes({})).toContain('quality.error_rate (0.5%) allows 5× what');
    expect(notes({ quality: { availability: '99.9%', rto: '2 h' } })).toContain('takes 2.8× the budget');
    expect(notes({ team: { on_call: 'none' } })).toContain('takes 22× the budget');
    expect(notes({ team: { on_call: '24x7' }, quality: { availability: '99.99%' } })).toContain(
      'has to recover by itself',
    );
    expect(notes({})).not.toContain('probe');
    expect(notes({ load: { rps: '1/min' } })).toContain('a single failed one passes 1.44 %');
  });
});

describe('what is measured', () => {
  test('qualities, delays and fit criteria that are no tests', () => {
    const { objectives } = operationsOf(undecided(small));
    expect(objectives.map(({ objective, from }) => `${from}: ${objective}`)).toEqual([
      'quality.availability: 99.9% of requests answered',
      'quality.latency_p95: 95 % of requests within 200 ms',
      'quality.error_rate: at most 0.5% of requests fail',
      'flows: Grid → Billing within 1 h',
      'flows: Weather → Grid within 10 s',
      'F1: 99 % of readings show within 10 s.',
    ]);
    expect(objectives.at(-1)?.measure).toBe('counted on ReadingRecorded');
  });
});

describe('runbook', () => {
  test('a dependency is judged by its own promise, by silence where little passes', () => {
    const rows = operationsOf(undecided(small)).runbook;
    expect(rows.map(({ alert }) => alert)).toEqual(['Billing (soft)', 'Weather (hard)']);
    expect(rows[0]?.fires).toBe('nothing has passed for ≈ 2 h, twice the usual gap, or two in a row fail');
    expect(rows[1]?.fires).toBe(
      'over 1.44 % of calls fail for 5 min (14.4 · (1 − 99.9 %), the system’s objective)',
    );
  });

  test('the first action follows the decisions and the scenarios of the file', () => {
    const shop = example('ticket-shop');
    const row = (design: Design, name: string) =>
      operationsOf(design).runbook.find(({ alert }) => alert.startsWith(name));
    expect(row(shop, 'Payment provider')?.action).toContain('Q2');
    expect(row(shop, 'Primary store')?.action).toContain('promote Standby');
    expect(row(choosing(shop, 'primary-store', 'postgresql'), 'Primary store')?.check).toContain(
      'At most 1 min',
    );
    const ledger = example('payment-ledger');
    expect(row(choosing(ledger, 'resilience', 'circuit-breaker'), 'Core banking')?.action).toContain(
      'breaker',
    );
    expect(row(choosing(ledger, 'resilience', 'fail-fast'), 'Core banking')?.action).toContain('timeout');
    expect(row(example('club-bookings'), 'Primary store')?.action).toContain(
      'restore the file from Copied log',
    );
  });
});

describe('releases and changes of tables', () => {
  test('limits and waiting time come from objective and load', () => {
    const shop = example('ticket-shop');
    const steps = (option: string) => operationsOf(choosing(shop, 'delivery', option)).release.steps;
    // 10 failures / (0.72 % · 277.8/s · 5 %) = 100 s.
    expect(steps('canary')[0]?.goes_on).toContain(
      '≈ 1.7 min: 10 failures / (0.72 % · ≈ 280 requests/s · 5 %)',
    );
    expect(steps('canary')[0]?.goes_back).toContain('over 0.72 % of requests fail');
    expect(steps('maintenance-window')[0]?.goes_on).toContain('2 windows of 10 min (assumed)');
    for (const option of ['rolling-update', 'blue-green', 'feature-flags'])
      expect(steps(option)).toHaveLength(2);
    expect(operationsOf(undecided(small)).release.way).toMatch(
      /^No decision says how a release reaches users\./,
    );
  });

  test('the example is the largest table that may change', () => {
    expect(operationsOf(example('ticket-shop')).migration?.steps[2]).toContain(
      '912,500,000 rows at 1,000/s (assumed) take ≈ 11 d, so',
    );
    // Booked entries are never changed (F4), though they are the most.
    expect(operationsOf(example('payment-ledger')).migration?.intro).toContain('in account,');
    expect(operationsOf(undecided(small)).migration).toBeNull();
  });
});

describe('as a document', () => {
  test('the view is what its schema says, and the same twice', () => {
    for (const design of designs.values()) {
      const view = operationsOf(design);
      expect(operationsView.parse(view)).toEqual(view);
      expect(rendered(view)).toBe(rendered(operationsOf(design)));
    }
  });

  test('hostile names leave no value unfilled', () => {
    fc.assert(
      fc.property(hostileFile, file => {
        const text = rendered(operationsOf(undecided(file)));
        expect(text).not.toMatch(/\bundefined\b|\bNaN\b|\bInfinity\b|\[object Object\]/);
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});
