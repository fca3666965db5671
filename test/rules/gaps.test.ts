import { describe, expect, test } from 'vitest';
import { complete, designOf, found } from './designs.ts';

const small = { system: 'Orders', purpose: 'Take orders.', functional: ['The shop places an order.'] };
const order = { name: 'Order', owner: 'sales', count: '9/s', commands: ['place order'] };

const textsOf = async (rule: string, file: object): Promise<readonly string[]> =>
  found(await designOf({ ...small, ...file }), rule).map(({ text }) => text);

test('the complete file has no gap that these rules know of', async () => {
  const design = await designOf(complete);
  for (const rule of ['EVT-001', 'EVT-002', 'CAP-003', 'REL-003', 'REL-004', 'SEC-001', 'SEC-002', 'OPS-001'])
    expect(found(design, rule)).toEqual([]);
});

describe('EVT-001', () => {
  const line = { name: 'Line', owner: 'sales', count: '30/s', references: ['Order'] };

  test('lets the parts of a thing come with it', async () => {
    expect(await textsOf('EVT-001', { entities: [order, line] })).toEqual([]);
  });

  test('does not let them come with what another owner has', async () => {
    const [text] = await textsOf('EVT-001', { entities: [order, { ...line, owner: 'billing' }] });
    expect(text).toContain('Line (30/s)');
  });

  test('leaves a stock of things alone', async () => {
    expect(await textsOf('EVT-001', { entities: [{ name: 'Country', count: 200 }] })).toEqual([]);
  });
});

describe('PAT-001', () => {
  const chosen = (name: string) => ({
    decisions: [
      {
        id: 'way',
        question: 'How is it done?',
        options: [
          { name, ratings: { complexity: 4, cost: 4, performance: 4, maintainability: 4 } },
          { name: 'Otherwise', ratings: { complexity: 1, cost: 1, performance: 1, maintainability: 1 } },
        ],
      },
    ],
  });

  test('finds a saga within one owner, and none between two', async () => {
    expect(await textsOf('PAT-001', chosen('A saga of steps'))).toHaveLength(1);
    const entities = [order, { name: 'Invoice', owner: 'billing', commands: ['send invoice'] }];
    expect(await textsOf('PAT-001', { ...chosen('A saga of steps'), entities })).toEqual([]);
  });

  test('takes a flow of queries as a reason for a read model', async () => {
    expect(await textsOf('PAT-001', chosen('A read model'))).toHaveLength(1);
    const flows = [{ from: 'Shop', to: 'Orders', kind: 'query' }];
    expect(await textsOf('PAT-001', { ...chosen('A read model'), flows })).toEqual([]);
  });

  test('reads whole words', async () => {
    expect(await textsOf('PAT-001', chosen('Passagen durch den Zoll'))).toEqual([]);
  });
});

describe('CAP-003', () => {
  test('says nothing without a load, and nothing of a small one', async () => {
    expect(await textsOf('CAP-003', {})).toEqual([]);
    expect(await textsOf('CAP-003', { load: { rps: '5/s' } })).toEqual([]);
  });

  test('counts reads alone, where the file tells them apart', async () => {
    expect(await textsOf('CAP-003', { load: { rps: '150/s', read_write: '1:1' } })).toEqual([]);
  });
});

describe('REL-003', () => {
  const bank = { external_systems: [{ name: 'Bank', criticality: 'hard' }], quality: { latency_p95: '2 s' } };

  test('passes what is soft, and what nobody waits for', async () => {
    const soft = { external_systems: [{ name: 'Bank', criticality: 'soft' }] };
    expect(await textsOf('REL-003', soft)).toEqual([]);
    const flows = [{ from: 'Orders', to: 'Bank', kind: 'file' }];
    expect(await textsOf('REL-003', { external_systems: bank.external_systems, flows })).toEqual([]);
  });

  test('finds that no time is left for the call', async () => {
    const [text] = await textsOf('REL-003', { ...bank, quality: { latency_p95: '1 ms' } });
    expect(text).toContain('no timeout follows');
  });

  test('takes a requirement that says what happens meanwhile', async () => {
    const functional = ['While the bank is unavailable, the system shall keep the order.'];
    expect(await textsOf('REL-003', { ...bank, functional })).toEqual([]);
  });
});

describe('SEC-001', () => {
  test('finds that nothing says how callers prove who they are', async () => {
    const design = await designOf(complete);
    expect(found({ ...design, decided: [] }, 'SEC-001').map(({ text }) => text)).toContain(
      'Nothing says how people and systems prove who they are.',
    );
  });

  test('does not read sentences in other languages', async () => {
    const functional = ['El cliente cambia su domicilio.'];
    const entities = [{ name: 'Cliente', classification: 'personal', commands: ['cambiar domicilio'] }];
    expect(await textsOf('SEC-001', { functional, entities })).toEqual([]);
  });
});

describe('SEC-002', () => {
  const external_systems = [
    { name: 'Mail provider', protocol: 'SMTP' },
    { name: 'Bank', protocol: 'SFTP' },
    { name: 'Scale', protocol: 'a wire' },
  ];

  test('names the plain ones alone', async () => {
    const [text] = await textsOf('SEC-002', {
      external_systems,
      entities: [{ ...order, classification: 'personal' }],
    });
    expect(text).toMatch(/^Mail provider \(SMTP\) is /u);
  });

  test('says nothing where nothing is personal or secret', async () => {
    expect(await textsOf('SEC-002', { external_systems, entities: [order] })).toEqual([]);
  });
});

describe('OPS-004', () => {
  test('asks about a system that runs already and has no decision on delivery', async () => {
    const existing = { components: [{ id: 'shop', kind: 'web' }] };
    expect(await textsOf('OPS-004', { existing })).toHaveLength(1);
    expect(await textsOf('OPS-004', { existing, quality: { availability: '99.9%' } })).toEqual([]);
  });
});

describe('DOC-003', () => {
  const entities = [order];

  test.each([
    ['a should', { text: 'Delays are announced to the shop.', priority: 'should' }],
    ['a fit criterion', { text: 'Delays are announced to the shop.', fit_criterion: 'Within 1 h.' }],
  ])('passes %s', async (_name, second) => {
    const functional = [
      { id: 'F1', text: 'The shop places an order.' },
      { id: 'F2', ...second },
    ];
    expect(await textsOf('DOC-003', { functional, entities })).toEqual([]);
  });

  test('says once where sentences and commands do not meet', async () => {
    const functional = ['The clerk smiles.', 'The clerk waves.'];
    expect(await textsOf('DOC-003', { functional, entities })).toEqual([
      'No requirement asks for any command of the file: place order.',
    ]);
  });
});

describe('REV-001', () => {
  const existing = {
    components: [
      { id: 'web', kind: 'web', replicas: 2 },
      { id: 'store', kind: 'database' },
    ],
    connections: [{ from: 'web', to: 'store', kind: 'sync' }],
  };

  test('accepts a single point that the team says it lives with', async () => {
    expect(await textsOf('REV-001', { existing })).toHaveLength(1);
    const assumptions = ['One store is enough until 2028; web shows what it has cached.'];
    expect(await textsOf('REV-001', { existing, assumptions })).toEqual([]);
  });
});

describe('REV-002', () => {
  test.each([
    ['Search is slow.', 1],
    ['Search takes four seconds.', 0],
    ['Search takes 4 s.', 0],
    ['Search fails every night.', 0],
  ])('%s', async (pain, findings) => {
    expect(await textsOf('REV-002', { existing: { pain_points: [pain] } })).toHaveLength(findings);
  });
});
