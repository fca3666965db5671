import { beforeAll, describe, expect, test } from 'vitest';
import type { Decided } from '../../src/stages/decide.ts';
import type { Design } from '../../src/stages/design.ts';
import { complete, day, designOf, found, withRecord } from './designs.ts';

/** A real design, in which the records of the architect have nothing to complain about. */
let sound: Design;
beforeAll(async () => {
  sound = await designOf(complete);
});

const changed = (change: (record: Decided) => Partial<Decided>): Design => withRecord(sound, change);
const withFigures = (
  change: (figures: Design['analysis']['figures']) => Design['analysis']['figures'],
): Design => ({
  ...sound,
  analysis: { ...sound.analysis, figures: change(sound.analysis.figures) },
});
const outcomeWith = (more: Partial<NonNullable<Decided['outcome']>>) => (record: Decided) => ({
  outcome: record.outcome === null ? null : { ...record.outcome, ...more },
});
const weighedWith =
  (change: (weighed: Decided['weighed']) => Partial<Decided['weighed']>) => (record: Decided) => ({
    weighed: { ...record.weighed, ...change(record.weighed) },
  });

/** Every option but the winner is rated worse than it everywhere, and the arithmetic says so. */
const onlyDummies = weighedWith(({ viable, proposal, cells, assessment }) => {
  const [first] = viable;
  const rating = (id: string): number => (id === first?.id ? 4 : 1);
  return {
    cells: Object.fromEntries(
      viable.map(({ id }) => [
        id,
        Object.fromEntries(
          proposal.criteria.map(name => [
            name,
            { reasons: cells[id]?.[name]?.reasons ?? [], interval: [rating(id), rating(id)] as const },
          ]),
        ),
      ]),
    ),
    assessment:
      assessment === null
        ? null
        : {
            ...assessment,
            dominated: viable.slice(1).map(({ id }) => ({ id, by: first?.id ?? '' })),
          },
  };
});

const claim = (text: string, cites: readonly { kind: 'fact' | 'driver' | 'assumption'; id: string }[]) =>
  outcomeWith({ because: [{ text, cites }] });
const assumed = [{ kind: 'assumption', id: 'rule-of-thumb' }] as const;

/** What a defect of ours would look like, by rule: the level that it has, and the design that has it. */
const defects: readonly (readonly [
  rule: string,
  level: 'error' | 'warning',
  name: string,
  make: () => Design,
])[] = [
  [
    'OPT-001',
    'error',
    'a single viable option',
    () => changed(weighedWith(({ viable }) => ({ viable: viable.slice(0, 1) }))),
  ],
  [
    'OPT-001',
    'error',
    'no option at all',
    () =>
      changed(
        weighedWith(({ proposal }) => ({ viable: [], excluded: [], proposal: { ...proposal, options: [] } })),
      ),
  ],
  ['OPT-002', 'error', 'dominated options beside one', () => changed(onlyDummies)],
  [
    'OPT-002',
    'error',
    'dominated options that are not called so',
    () =>
      changed(record => ({
        ...onlyDummies(record),
        weighed: { ...onlyDummies(record).weighed, assessment: record.weighed.assessment },
      })),
  ],
  [
    'OPT-003',
    'warning',
    'an option that nobody rated',
    () => changed(weighedWith(({ cells, viable }) => ({ cells: { ...cells, [viable[0]?.id ?? '']: {} } }))),
  ],
  [
    'OPT-004',
    'error',
    'an option that is good everywhere',
    () =>
      changed(record => {
        const { weighed } = onlyDummies(record);
        const without = weighed.viable.map(option => ({
          ...option,
          cons: [],
          consequences: { good: [], bad: [] },
        }));
        return { weighed: { ...weighed, viable: without } };
      }),
  ],
  [
    'OPT-005',
    'warning',
    'an option about which much is said',
    () =>
      changed(
        weighedWith(({ viable }) => ({
          viable: viable.map((option, index) =>
            index === 0 ? { ...option, summary: 'Word. '.repeat(2_000) } : option,
          ),
        })),
      ),
  ],
  [
    'OPT-006',
    'warning',
    'no kind',
    () => changed(weighedWith(({ proposal }) => ({ proposal: { ...proposal, kind: ' ' } }))),
  ],
  [
    'DEC-001',
    'error',
    'one question twice',
    () => ({ ...sound, decided: [...sound.decided, ...sound.decided.slice(0, 1)] }),
  ],
  [
    'DEC-001',
    'error',
    'two questions in one',
    () => changed(({ decision }) => ({ decision: { ...decision, question: 'Which store? Which cache?' } })),
  ],
  [
    'DEC-002',
    'error',
    'a title that names another option',
    () =>
      changed(({ weighed, chosen }) => ({
        chosen: weighed.viable.find(({ id }) => id !== chosen?.id) ?? null,
      })),
  ],
  ['DEC-002', 'error', 'a choice without an outcome', () => changed(() => ({ outcome: null }))],
  [
    'DEC-002',
    'error',
    'options of another decision',
    () => changed(weighedWith(({ proposal }) => ({ proposal: { ...proposal, decision: 'other' } }))),
  ],
  [
    'DEC-002',
    'error',
    'another firmness',
    () => changed(({ firmness }) => ({ firmness: { ...firmness, word: 'Undecided' } })),
  ],
  [
    'DEC-002',
    'error',
    'no title',
    () => changed(({ decision }) => ({ decision: { ...decision, title: ' ' } })),
  ],
  [
    'DEC-002',
    'error',
    'an excluded choice',
    () =>
      changed(record =>
        weighedWith(({ viable }) => ({ viable: viable.filter(({ id }) => id !== record.chosen?.id) }))(
          record,
        ),
      ),
  ],
  ['DEC-003', 'error', 'no because', () => changed(outcomeWith({ because: [] }))],
  ['DEC-003', 'error', 'a blank because', () => changed(claim(' ', assumed))],
  [
    'DEC-004',
    'error',
    'nothing given up although another option is better',
    () =>
      changed(record => {
        const { weighed } = onlyDummies(record);
        const loser = weighed.viable.at(-1) ?? null;
        const point = (cells: Decided['weighed']['cells'][string] | undefined) =>
          Object.fromEntries(
            Object.entries(cells ?? {}).map(([name, cell]) => [
              name,
              { ...cell, reasons: [{ text: 'said once', cites: assumed }] },
            ]),
          );
        return {
          chosen: loser,
          weighed: {
            ...weighed,
            cells: Object.fromEntries(Object.entries(weighed.cells).map(([id, cells]) => [id, point(cells)])),
          },
          ...outcomeWith({ given_up: [] })(record),
        };
      }),
  ],
  ['DEC-005', 'error', 'no bad consequence', () => changed(outcomeWith({ bad: [] }))],
  [
    'DEC-005',
    'error',
    'no mitigation',
    () => changed(outcomeWith({ bad: [{ text: { text: 'it is dear', cites: assumed } }] })),
  ],
  ['DEC-006', 'error', 'no confirmation', () => changed(outcomeWith({ confirmation: [] }))],
  [
    'DEC-007',
    'error',
    'a turning point that is none',
    () =>
      changed(record => ({
        ...weighedWith(() => ({ breakpoints: [] }))(record),
        triggers: [
          {
            path: 'load.peak',
            direction: 'above',
            at: 4_000,
            inclusive: false,
            isolated: false,
            change: 'winner',
            winner: 'other',
            verdict: 'clear',
          },
        ],
      })),
  ],
  [
    'DEC-007',
    'error',
    'neither triggers nor firmness',
    () =>
      changed(record => ({
        ...weighedWith(() => ({ breakpoints: [] }))(record),
        triggers: [],
        firmness: { ...record.firmness, sentence: '' },
      })),
  ],
  [
    'CAP-001',
    'error',
    'a figure without ten times the load',
    () => withFigures(figures => figures.map(({ tenfold: _tenfold, ...figure }) => figure)),
  ],
  [
    'CAP-001',
    'error',
    'a figure that is missing',
    () => withFigures(figures => figures.filter(({ id }) => id !== 'peak-rate')),
  ],
  [
    'CAP-002',
    'error',
    'a value that its inputs do not give',
    () => withFigures(figures => figures.map(figure => ({ ...figure, value: figure.value + 1 }))),
  ],
  [
    'CAP-002',
    'error',
    'inputs that the file does not give',
    () =>
      withFigures(figures =>
        figures.map(figure =>
          figure.id === 'average-rate'
            ? {
                ...figure,
                value: figure.value * 2,
                tenfold: (figure.tenfold ?? 0) * 2,
                inputs: figure.inputs.map(input =>
                  input.name === 'daily_users' ? { ...input, value: input.value * 2 } : input,
                ),
              }
            : figure,
        ),
      ),
  ],
  ['HON-001', 'error', 'a claim without citation', () => changed(claim('it is fast', []))],
  [
    'HON-001',
    'error',
    'a fact that does not exist',
    () => changed(claim('it is fast', [{ kind: 'fact', id: 'none-such' }])),
  ],
  [
    'HON-001',
    'error',
    'a requirement that does not exist',
    () => changed(claim('it is fast', [{ kind: 'driver', id: 'none-such' }])),
  ],
  ...['It is the best store', 'an industry-leading store', 'the most popular store'].map(
    text => ['HON-002', 'warning', text, () => changed(claim(text, assumed))] as const,
  ),
];

describe.each(defects)('%s (%s): %s', (rule, level, _name, make) => {
  test('is found', () => {
    const findings = found(make(), rule);
    expect(findings).not.toEqual([]);
    for (const finding of findings) expect(finding).toMatchObject({ level, about: 'document' });
  });

  test('is not found in the sound design', () => {
    expect(found(sound, rule)).toEqual([]);
  });
});

describe('HON-002', () => {
  test.each([
    'at best it is slow',
    'best-effort delivery',
    'in the best case one hop',
    'one popular key takes all writes',
  ])('lets pass: %s', text => {
    expect(found(changed(claim(text, assumed)), 'HON-002')).toEqual([]);
  });

  test('leaves names of the file alone', async () => {
    const system = 'Best and Most Popular Shop';
    expect(found(await designOf({ ...complete, system }), 'HON-002')).toEqual([]);
  });
});

describe('HON-004', () => {
  test('passes on the day on which the catalogue was read', () => {
    expect(found(sound, 'HON-004', day.today)).toEqual([]);
  });

  test('warns once the facts that a record cites are overdue', () => {
    const findings = found(sound, 'HON-004', '2099-01-01');
    expect(findings).not.toEqual([]);
    for (const finding of findings) expect(finding).toMatchObject({ level: 'warning', about: 'document' });
  });
});

describe('ASK-001', () => {
  const file = { ...complete, budget: 'unknown' };

  test('passes where the stages ask', async () => {
    expect(found(await designOf(file), 'ASK-001')).toEqual([]);
  });

  test('finds an unknown value that no question asks for', async () => {
    const design = await designOf(file);
    const asked = design.questions.filter(({ path }) => path?.startsWith('budget') !== true);
    expect(found({ ...design, questions: asked }, 'ASK-001')).toMatchObject([
      { level: 'error', about: 'system', at: { kind: 'requirement', id: 'budget' } },
    ]);
  });
});
