import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reliabilityOf, reliabilityView } from '../../src/design/reliability/reliability.ts';
import { groupsWithout, singlePointsOf, zonesOf } from '../../src/design/reliability/single-points.ts';
import { risksOf, risksView } from '../../src/design/risks.ts';
import { readTemplates } from '../../src/io/package-files.ts';
import { markdown } from '../../src/render/markdown/markdown.ts';
import { documentRenderer } from '../../src/render/templates/templates.ts';
import { judge } from '../../src/rules/judge.ts';
import type { Design } from '../../src/stages/design.ts';
import {
  callTimeoutSeconds,
  remainingAvailability,
  restoreSeconds,
  writesLost,
} from '../../src/weighing/availability.ts';
import { hostileText } from '../render/hostile-text.ts';
import { day, designOf, found } from '../rules/designs.ts';
import { choosing, undecided, useExamples } from './samples.ts';

const documents = readTemplates('documents');
const part = (name: string) => ({ name, template: documents[name] ?? '', partials: documents });
const reliability = documentRenderer({ ...part('design-reliability'), viewSchema: reliabilityView });
const risks = documentRenderer({ ...part('design-risks'), viewSchema: risksView });

const { designs, example } = useExamples();

const small = { system: 'Orders', purpose: 'Take orders.', functional: ['A shop places an order.'] };
const viewOf = (file: object) => reliabilityOf(undecided({ ...small, ...file }));
const rowOf = (design: Design, name: string) =>
  reliabilityOf(design).failures.find(row => row.part.startsWith(name));
const figureOf = ({ analysis }: Design, wanted: string) =>
  analysis.figures.find(({ id }) => id === wanted)?.value;

describe('arithmetic', () => {
  const share = fc.double({ min: 0.5, max: 1, noNaN: true });

  test('what is left for own parts times the others gives the objective, or nothing is left', () => {
    fc.assert(
      fc.property(share, share, (objective, others) => {
        const left = remainingAvailability(objective, others);
        if (objective > others + 1e-9) expect(left).toBeNull();
        else expect((left ?? 0) * others).toBeCloseTo(objective, 9);
      }),
    );
    expect(remainingAvailability(0.9995, 0.9995)).toBe(1);
    expect(remainingAvailability(0.999, 0)).toBeNull();
    expect(remainingAvailability(1.1, 1)).toBeNull();
  });

  test('all attempts at all calls end with the deadline', () => {
    const whole = fc.integer({ min: 1, max: 20 });
    const seconds = fc.double({ min: 0, max: 60, noNaN: true });
    fc.assert(
      fc.property(seconds, seconds, whole, whole, (deadline, own, calls, attempts) => {
        const timeout = callTimeoutSeconds(deadline, own, calls, attempts);
        if (deadline <= own) expect(timeout).toBeNull();
        else expect(own + (timeout ?? 0) * calls * attempts).toBeCloseTo(deadline, 9);
      }),
    );
    expect(callTimeoutSeconds(1, 0.1, 0, 2)).toBeNull();
  });

  test('lost writes and restores', () => {
    expect(writesLost(60, 463)).toBe(27_780);
    expect(writesLost(-1, 1)).toBeNull();
    expect(restoreSeconds(200e9, 2, 100e6)).toBe(1_000);
    expect(restoreSeconds(1, 1, 0)).toBeNull();
  });
});

describe('as a document', () => {
  test('the views are what their schemas say, and the same twice', () => {
    for (const design of designs.values()) {
      const findings = judge(design, day);
      expect(reliabilityView.parse(reliabilityOf(design))).toEqual(reliabilityOf(design));
      const view = risksOf(design, findings, new Map());
      expect(risksView.parse(view)).toEqual(view);
      expect(reliability(reliabilityOf(design))).toBe(reliability(reliabilityOf(design)));
    }
  });

  const name = fc.oneof(hostileText, fc.constantFrom('a|b', '{{x}}', '<b>', '__proto__', 'constructor'));
  const names = fc.uniqueArray(name, {
    minLength: 4,
    maxLength: 4,
    selector: one => one.trim().normalize('NFC'),
  });
  const kind = fc.constantFrom('command', 'query', 'event', 'stream', 'file', undefined);
  const hostile = fc
    .tuple(names, kind, kind, fc.boolean(), fc.constantFrom('0.01/s', '1/day', '9k/s'))
    .map(([[a = '', b = '', c = '', d = ''], first, second, twoWay, rate]) => ({
      ...small,
      system: a,
      entities: [{ name: d, owner: c, size: '1 kB', count: '5/day', commands: ['place it'] }],
      external_systems: [
        { name: b, criticality: 'hard', availability: '99.9%' },
        { name: `${b} 2`, criticality: 'soft' },
      ],
      flows: [
        {
          from: c,
          to: b,
          ...(first === undefined ? {} : { kind: first }),
          rate,
          direction: twoWay ? 'two-way' : 'one-way',
        },
        { from: b, to: a, ...(second === undefined ? {} : { kind: second }), delay: '5 s' },
      ],
      quality: { availability: '99.9%', latency_p95: '300 ms', rpo: '1 min', rto: '5 min' },
      load: { rps: '10/s', read_write: '80/20' },
    }));

  test('hostile names leave no value unfilled and no row broken', () => {
    let seen = 0;
    fc.assert(
      fc.property(hostile, file => {
        let design: Design;
        try {
          design = undecided(file);
        } catch {
          // What reading refuses never comes this far.
          return;
        }
        seen += 1;
        const view = reliabilityOf(design);
        const text = reliability(view);
        expect(text).not.toMatch(/\bundefined\b|\bNaN\b|\[object Object\]/);
        const rows = markdown
          .parse(text)
          .children.flatMap(node => (node.type === 'table' ? [node.children.length - 1] : []));
        expect(rows).toEqual(
          [view.composition, view.failures, view.single_points, view.recovery]
            .map(({ length }) => length)
            .filter(length => length > 0),
        );
      }),
      { numRuns: 60 },
    );
    expect(seen).toBeGreaterThan(10);
  }, 60_000);
});

describe('availability', () => {
  test('without an objective there is no budget but a question', () => {
    const view = viewOf({ external_systems: [{ name: 'Bank', criticality: 'hard', availability: '99.9%' }] });
    expect(view.objective).toMatch(/^The file promises no availability.*Which availability is promised/);
    expect(view.remaining).toBe('');
    expect(view.composition).toEqual([{ part: 'Bank', availability: '99.9%', down: '≈ 43 min' }]);
  });

  test('own parts get what the others leave', () => {
    const hard = (availability: string) => ({
      name: `Bank ${availability}`,
      criticality: 'hard',
      availability,
    });
    const view = viewOf({
      quality: { availability: '99.9%' },
      external_systems: [
        hard('99.99%'),
        hard('99.95%'),
        { name: 'Mail', criticality: 'soft', availability: '90%' },
      ],
    });
    expect(view.objective).toContain('≈ 43 min');
    expect(view.composition.map(({ part, down }) => [part, down])).toEqual([
      ['Bank 99.99%', '≈ 4.3 min'],
      ['Bank 99.95%', '≈ 22 min'],
      ['Together: 99.99% · 99.95%', '≈ 26 min'],
      // 0.999 / (0.9999 · 0.9995) = 0.9995999…, of 43,200 min.
      ['Left for its own parts: objective / together', '≈ 17 min'],
    ]);
    expect(view.remaining).toMatch(/may fail ≈ 17 min in 30 days at most.*independently\.$/);
  });

  test('a budget that one system can use up alone is said to be gone', () => {
    expect(reliabilityOf(example('ticket-shop')).remaining).toMatch(
      /^Payment provider alone may use up all of the budget: its own parts would have to reach 100 %/,
    );
  });

  test('REL-002 finds exactly what the section calls impossible', async () => {
    const nines = ['99%', '99.9%', '99.95%', '99.99%'];
    for (const objective of nines) {
      for (const availability of nines) {
        const file = {
          quality: { availability: objective },
          external_systems: [{ name: 'Bank', criticality: 'hard', availability }],
        };
        const rule = found(undecided({ ...small, ...file }), 'REL-002').length > 0;
        expect(viewOf(file).composition.at(-1)?.availability === 'above 100 %').toBe(rule);
      }
    }
  });

  test('a hard system without a stated availability is asked about', () => {
    const view = viewOf({
      quality: { availability: '99.9%' },
      external_systems: [{ name: 'Bank', criticality: 'hard' }],
    });
    expect(view.remaining).toMatch(/cannot work without Bank, whose availability the file does not give/);
    expect(view.questions).toContain('Which availability does Bank promise?');
    expect(view.questions).toContain('What stops when Bank is away? It is hard, yet no flow names it.');
  });

  test('a hard system that may be away for hours is doubted', () => {
    expect(reliabilityOf(example('payment-ledger')).questions).toContain(
      'Is Core banking system hard? All that passes tolerates 2 h, so that a shorter outage stops nothing.',
    );
  });
});

describe('what fails', () => {
  test('each system outside and each part that keeps something has a row', () => {
    expect(reliabilityOf(example('ticket-shop')).failures.map(row => row.part)).toEqual([
      'Payment provider (hard)',
      'Mail provider (soft)',
      'Bank (soft)',
      'gate scanner (criticality not said)',
      'Primary store (PostgreSQL)',
      'Work queue (Durable queue with a dead-letter queue)',
      'Identity store (PostgreSQL)',
      'Message queues (Amazon SQS)',
      'Replica in the second site (Replica of the primary store)',
      'Read replica (Replica of the primary store)',
    ]);
  });

  test('what stands in follows the chosen means, the scenario of the file beside it', () => {
    const contained = (option: string) =>
      rowOf(choosing(example('ticket-shop'), 'resilience', option), 'Payment provider')?.contained;
    expect(contained('queue-decoupling')).toMatch(
      /^2 attempts of ≈ 750 ms under one idempotency key; then the command waits/,
    );
    expect(contained('circuit-breaker')).toContain('commands are refused at once');
    expect(contained('fail-fast')).toContain('nothing that is chosen stands in for it');
    expect(contained('fail-fast')).toContain('Q2 asks: Holds are prolonged');
  });

  test('events wait where the design keeps them, or are lost', () => {
    const shop = example('ticket-shop');
    expect(rowOf(shop, 'Mail provider')?.contained).toContain('wait in the outbox');
    expect(rowOf(choosing(shop, 'domain-events', 'in-process'), 'Mail provider')?.contained).toContain(
      'what is sent meanwhile is lost',
    );
    // 120 a second for one minute.
    expect(rowOf(shop, 'Mail provider')?.noticed).toContain('≈ 7,200 waiting');
  });

  test('the timeout is derived from the deadline, and so is the question', () => {
    const view = reliabilityOf(example('ticket-shop'));
    expect(figureOf(example('ticket-shop'), 'call-timeout')).toBeCloseTo((1.5 - 0.01) / 2, 12);
    expect(view.timeouts[0]).toContain('(1.5 s − 10 ms) / (1 · 2)');
    expect(view.questions.filter(one => one.includes('≈ 750 ms'))).toHaveLength(1);
  });

  test('calls count for the part that makes most of them, events and inbound flows not at all', () => {
    const external_systems = ['Bank', 'Tax', 'Mail', 'Scheme'].map(name => ({ name, criticality: 'soft' }));
    const design = undecided({
      ...small,
      stakeholders: [{ role: 'Clerk' }],
      external_systems,
      flows: [
        { from: 'Sales', to: 'Bank', kind: 'command' },
        { from: 'Sales', to: 'Tax', kind: 'query' },
        { from: 'Sales', to: 'Tax', kind: 'command' },
        { from: 'Finance', to: 'Bank', kind: 'query' },
        { from: 'Sales', to: 'Mail', kind: 'event' },
        { from: 'Scheme', to: 'Sales', kind: 'command', direction: 'two-way' },
        { from: 'Clerk', to: 'Mail', kind: 'command' },
      ],
      quality: { latency_p95: '410 ms' },
    });
    expect(figureOf(design, 'call-timeout')).toBeCloseTo(0.1, 12);
    expect(rowOf(design, 'Mail')?.stops).toBe('events of Sales reach it late');
    expect(reliabilityOf(design).questions.some(one => one.includes('slowest 5 of 100'))).toBe(true);
  });
});

describe('single points of failure', () => {
  test('copies in one zone and single copies, what waits and what is cut off', () => {
    const { requirements } = example('payment-ledger').analysis;
    expect(singlePointsOf(requirements).map(({ part, takes }) => [part, takes])).toEqual([
      ['booking-engine', 'cuts payments-gateway off from ledger-db, batch and Core banking system'],
      [
        'ledger-db',
        'booking-engine and batch wait for it and stop; cuts booking-engine and payments-gateway off from batch and Core banking system',
      ],
      ['batch', 'cuts ledger-db, booking-engine and payments-gateway off from Core banking system'],
    ]);
    expect(zonesOf(example('ticket-shop').analysis.requirements)).toEqual([
      'The loss of eu-west-1a stops everything that runs today.',
    ]);
    expect(singlePointsOf(example('club-bookings').analysis.requirements)).toEqual([]);
  });

  test('groups are the connected components of the rest', () => {
    const node = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    fc.assert(
      fc.property(fc.array(fc.record({ from: node, to: node }), { maxLength: 9 }), node, (edges, gone) => {
        // Independently: merge labels until nothing changes.
        const labels = new Map<string, string>(
          edges
            .flatMap(({ from, to }) => [from, to])
            .filter(one => one !== gone)
            .map(one => [one, one]),
        );
        for (let round = 0; round < 6; round += 1)
          for (const { from, to } of edges) {
            const [x, y] = [labels.get(from), labels.get(to)];
            if (x === undefined || y === undefined) continue;
            for (const end of [from, to]) labels.set(end, x < y ? x : y);
          }
        const touched = edges.flatMap(({ from, to }) => (from === gone ? [to] : to === gone ? [from] : []));
        const expected = new Set(touched.filter(one => one !== gone).map(one => labels.get(one)));
        const groups = groupsWithout(gone, edges);
        expect(groups).toHaveLength(expected.size);
        for (const group of groups) expect(new Set(group.map(one => labels.get(one))).size).toBe(1);
      }),
    );
  });
});

describe('recovery', () => {
  test('short of a day the peak counts, from a day on the average', () => {
    const load = { rps: '10/s', peak_factor: 5, read_write: '80/20' };
    const lost = (rpo: string) => figureOf(undecided({ ...small, load, quality: { rpo } }), 'writes-lost');
    expect(lost('1 min')).toBeCloseTo(10 * 5 * 0.2 * 60, 9);
    expect(lost('1 day')).toBeCloseTo(10 * 0.2 * 86_400, 6);
    expect(lost('0 s')).toBe(0);
  });

  test('a restore meets the recovery time or a copy has to take over', () => {
    const takes = (name: string) => reliabilityOf(example(name)).recovery[1]?.takes;
    // 9.6 TB in two copies, at 100 MB/s.
    expect(takes('ticket-shop')).toMatch(
      /≈ 13 h at 100 MB\/s \(assumed\), so that no restore meets it: Standby/,
    );
    expect(takes('club-bookings')).toMatch(/≈ 670 ms .* leaves ≈ 1 d for detect, decide and verify/);
    expect(example('club-bookings').analysis.assumptions.map(({ id }) => id)).toContain(
      'default-restore_rate',
    );
  });

  test('the way back after the loss of the site is the one that was decided', () => {
    const shop = example('ticket-shop');
    const noteOf = (option: string) =>
      reliabilityOf(choosing(shop, 'disaster-recovery', option)).recovery_notes.find(note =>
        note.includes('the loss of the site'),
      );
    expect(noteOf('log-archive')).toMatch(/a machine Standby takes over.*Continuous log archive leads back/);
    expect(noteOf('warm-standby')).toContain('a second site');
    expect(noteOf('warm-standby')).not.toContain('each commit waits');
    const ledger = choosing(example('payment-ledger'), 'disaster-recovery', 'pilot-light');
    expect(reliabilityOf(ledger).recovery_notes.join(' ')).toContain(
      'To lose no more than 0 s with the site, each commit waits for Replica in the second site too.',
    );
    expect(rowOf(ledger, 'Replica in the second site')).toMatchObject({
      stops: expect.stringMatching(/^nothing at once/),
      contained: expect.stringContaining('Backups in the second site'),
    });
    const club = choosing(example('club-bookings'), 'disaster-recovery', 'nightly-dump');
    expect(rowOf(club, 'Dumps off site')?.noticed).toContain('older than 1 day');
  });

  test('without a standby, the copy in the second site takes over where no restore is quick enough', () => {
    const alone = choosing(example('ticket-shop'), 'primary-store', 'sqlite');
    const takes = (option: string) =>
      reliabilityOf(choosing(alone, 'disaster-recovery', option)).recovery[1]?.takes;
    expect(takes('pilot-light')).toContain('Replica in the second site, which has the data, must take over');
    expect(takes('log-archive')).toContain('it takes a second copy');
  });

  test('nobody on call is held against the recovery time', () => {
    expect(reliabilityOf(example('club-bookings')).recovery_notes[0]).toMatch(/team.on_call: none/);
    const note = (rto: string) =>
      viewOf({ quality: { rto }, team: { on_call: 'business-hours' } }).recovery_notes.join(' ');
    expect(note('4 h')).toContain('64 h');
    expect(note('3 days')).not.toContain('64 h');
  });

  test('what the file does not say is asked', () => {
    expect(viewOf({}).questions).toEqual([
      'How much data may be lost when the store fails?',
      'How long may recovery take?',
    ]);
  });
});

describe('risks', () => {
  const ranks = ['toss-up', 'leaning', 'clear'];

  test('those of the least firm decisions come first, none is left out', () => {
    for (const design of designs.values()) {
      const { rows } = risksOf(design, [], new Map());
      const order = rows.map(({ verdict }) => ranks.indexOf(verdict));
      expect(order).toEqual(order.toSorted((a, b) => a - b));
      expect(rows).toHaveLength(
        design.decided
          .filter(({ standing, firmness }) => standing.kind === 'record' || firmness.word !== 'Clear')
          .reduce((sum, { chosen }) => sum + (chosen?.risks.length ?? 0), 0),
      );
    }
  });

  test('a record is linked, a default leads to the decisions, and its test stands in the table', () => {
    const ledger = example('payment-ledger');
    const hrefs = new Map([['primary-store', '../adr/0006-primary-store.md']]);
    const text = risks(risksOf(ledger, judge(ledger, day), hrefs));
    expect(text).toContain(
      '[Primary store](../adr/0006-primary-store.md): PostgreSQL with a standby (toss-up)',
    );
    expect(text).toContain('(#decisions)');
    expect(text).toContain('Three kills in a row, each under two minutes');
    expect(text.indexOf('(error)')).toBeLessThan(text.indexOf('(warning)'));
    expect(text.lastIndexOf('(error)')).toBeLessThan(text.indexOf('(warning)'));
    expect(text).toContain('Hash chain over all entries of a day');
  });

  test('nothing found and nothing chosen is said in one sentence', () => {
    const text = risks(risksOf(undecided(small), [], new Map()));
    expect(text.trim().split('\n')).toHaveLength(1);
    expect(text).toMatch(/^No rule finds anything/);
  });

  test('findings alone need no table', async () => {
    const design = await designOf(small);
    const findings = judge(design, day).slice(0, 1);
    expect(risks(risksOf({ ...design, decided: [] }, findings, new Map()))).not.toContain('|');
  });
});
