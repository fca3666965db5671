import { describe, expect, test } from 'vitest';
import { complete, designOf, found } from './designs.ts';

const small = {
  system: 'Orders',
  purpose: 'Take orders from shops.',
  functional: ['A shop places an order.'],
};
const idsOf = async (file: object, rule: string): Promise<readonly string[]> =>
  found(await designOf(file), rule).map(({ at }) => at.id);

describe('REQ-002', () => {
  const constraint = { id: 'C1', text: 'What the works council agreed to.' };

  test.each([
    ['a wish', { ...constraint, hard: false }],
    ['a tag that options are held against', { ...constraint, forbids: ['public-cloud'] }],
  ])('passes %s', async (_name, one) => {
    expect(await idsOf({ ...small, constraints: [one] }, 'REQ-002')).toEqual([]);
  });

  test('passes a constraint of the budget with a budget', async () => {
    const file = { ...small, constraints: [{ ...constraint, kind: 'budget' }] };
    expect(await idsOf(file, 'REQ-002')).toEqual(['C1']);
    expect(await idsOf({ ...file, budget: { monthly: 500 } }, 'REQ-002')).toEqual([]);
  });

  test('finds a tag that no option was held against', async () => {
    const design = await designOf({ ...small, constraints: [{ ...constraint, forbids: ['public-cloud'] }] });
    expect(found({ ...design, decided: [] }, 'REQ-002')).toMatchObject([{ at: { id: 'C1' } }]);
  });

  test('finds a quality that nothing uses, until it is settled by name', async () => {
    const file = { ...small, quality: { durability: '99.999%' } };
    expect(await idsOf(file, 'REQ-002')).toEqual(['quality.durability']);
    const decided = [{ question: 'How is quality.durability met?', answer: 'Copies in two regions.' }];
    expect(await idsOf({ ...file, decided }, 'REQ-002')).toEqual([]);
  });

  test('takes one percentile of the response time for all', async () => {
    expect(await idsOf({ ...small, quality: { latency_p50: '1s', latency_p95: '2s' } }, 'REQ-002')).toEqual(
      [],
    );
  });

  test('finds a standard that no option knows of, until it is settled by name', async () => {
    const file = { ...small, compliance: ['ISO 99999'] };
    expect(await idsOf(file, 'REQ-002')).toEqual(['compliance']);
    const decided = [{ question: 'What does ISO 99999 ask for?', answer: 'Nothing of software.' }];
    expect(await idsOf({ ...file, decided }, 'REQ-002')).toEqual([]);
  });
});

describe('what a valid file says is about the system', () => {
  test('constraints that leave nobody', async () => {
    const decisions = [
      {
        id: 'store',
        question: 'Where do we keep orders?',
        options: [{ name: 'PostgreSQL' }, { name: 'SQLite' }],
      },
    ];
    const constraints = [{ id: 'C1', text: 'No tables.', forbids: ['relational-database'] }];
    expect(found(await designOf({ ...small, decisions, constraints }), 'OPT-001')).toMatchObject([
      { level: 'error', about: 'system', at: { kind: 'decision', id: 'store' } },
    ]);
  });

  test('a question without options that the catalogue does not know', async () => {
    const decisions = [{ id: 'printer', question: 'Which label printer?' }];
    expect(found(await designOf({ ...small, decisions }), 'OPT-001')).toMatchObject([
      { level: 'error', about: 'system', at: { kind: 'decision', id: 'printer' } },
    ]);
  });

  test('the same question asked twice', async () => {
    const options = [{ name: 'Zebra' }, { name: 'Brother' }];
    const decisions = ['one', 'two'].map(id => ({ id, question: 'Which label printer?', options }));
    expect(found(await designOf({ ...small, decisions }), 'DEC-001')).toMatchObject([
      { level: 'warning', about: 'system', at: { kind: 'decision', id: 'two' } },
    ]);
  });
});

test('a system whose own name asks questions is no defect of ours', async () => {
  expect(await idsOf({ ...complete, system: 'What? Where? When?' }, 'DEC-001')).toEqual([]);
});

test('REL-002 leaves out what the file does not give', async () => {
  const external_systems = [{ name: 'Mail provider', criticality: 'hard' }];
  expect(await idsOf({ ...small, external_systems, quality: { availability: '99.9%' } }, 'REL-002')).toEqual(
    [],
  );
});

describe('COMBO-005', () => {
  const schools = {
    system: 'School records',
    purpose: 'Keep the records of pupils for schools.',
    functional: ['A teacher records marks.'],
    team: { size: 4, skills: { postgresql: 'working' } },
    priorities: ['time-to-market', 'complexity', 'cost'],
  };

  test('is about what the file says is regulated', async () => {
    expect(await idsOf(schools, 'COMBO-005')).toEqual([]);
    expect(await idsOf({ ...schools, compliance: ['A law of Bremen'] }, 'COMBO-005')).toEqual(['tenancy']);
  });

  test('passes shared tables where rights are decided row by row', async () => {
    const decided = [{ question: 'Who may do what?', answer: 'Row-level security in the database.' }];
    expect(await idsOf({ ...schools, compliance: ['GDPR'], decided }, 'COMBO-005')).toEqual([]);
  });

  test('knows shared tables by what a team calls them', async () => {
    const decisions = [
      {
        id: 'customers',
        question: 'How is the data of customers divided?',
        options: [
          { name: 'All in one, with a tenant id', ratings: { cost: 4, security: 1, complexity: 4 } },
          { name: 'One server for each', ratings: { cost: 0, security: 4, complexity: 0 } },
        ],
      },
    ];
    const file = { ...schools, purpose: 'Keep records.', compliance: ['GDPR'], decisions };
    expect(await idsOf(file, 'COMBO-005')).toEqual(['customers']);
  });
});
