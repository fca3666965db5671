import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { createDraw } from '../../src/io/pictures/draw.ts';
import {
  type ContainersView,
  containerKinds,
  type SystemContextView,
  type TradeOffView,
} from '../../src/model/diagram.ts';
import type {
  DataPicture,
  DeploymentPicture,
  EventsPicture,
  SequencePicture,
  VerdictsPicture,
} from '../../src/model/diagram-views.ts';
import {
  containersDiagram,
  dataDiagram,
  deploymentDiagram,
  eventsDiagram,
  sequenceDiagram,
  systemContextDiagram,
  tradeOffDiagram,
  verdictsDiagram,
} from '../../src/render/diagrams/diagrams.ts';
import { drawingsOf } from '../../src/render/diagrams/drawings.ts';
import { exampleDesign, examples } from '../design/samples.ts';
import {
  manyContainers,
  templates,
  typicalContainers,
  typicalContext,
  typicalTradeOff,
} from './diagram-samples.ts';

const drawer = createDraw({ png: false });
afterAll(() => drawer.close());

const svgOf = async (source: string): Promise<string> => {
  const [drawing] = await drawer.draw([{ name: 'test', source }]);
  if (!drawing?.ok) throw new Error(`${drawing?.reason}\n${source}`);
  return drawing.svg;
};

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (all, decimal, hex, name) => {
    if (name !== undefined) return entities[name] ?? all;
    return String.fromCodePoint(decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal));
  });

const breakHere = '\u0000';

/** The texts of an SVG's labels: text nodes joined, one text for each block of a label, breaks marked. */
const labelsOf = (svg: string): readonly string[] =>
  [...svg.matchAll(/<foreignObject[^>]*>(.*?)<\/foreignObject>/gs)]
    .map(([, inner = '']) => inner)
    .flatMap(inner => inner.split(/<(?:span|b) [^>]*display: block[^>]*>|<\/b>(?=<span)/))
    .map(part => unescaped(part.replace(/<br[^>]*>/g, breakHere).replace(/<[^>]*>/g, '')))
    .map(text => text.replace(/\s+/gu, ' ').trim())
    .filter(text => text !== '');

/**
 * What must be seen of a label: all of it, but runs of white space count as one space, and control characters,
 * lone surrogates and U+FFFE, U+FFFF are left out.
 */
const seen = (label: string): string =>
  label
    .replace(/\s/gu, ' ')
    .replace(/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '')
    .replace(/ +/g, ' ')
    .trim();

/** Letter for letter; a break may stand for a space, or inside a long word for nothing. */
const stands = (drawn: string, label: string): boolean => {
  let at = 0;
  for (const character of drawn) {
    if (character === breakHere) {
      if (label[at] === ' ') at += 1;
    } else if (label.startsWith(character, at)) at += character.length;
    else return false;
  }
  return at === label.length;
};

/** Each line of a label is a text of its own in a sequence: all of them in one, with breaks between. */
const textsOf = (svg: string): string =>
  [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/gs)]
    .map(([, inner = '']) =>
      unescaped(inner.replace(/<[^>]*>/g, ''))
        .replace(/\s+/gu, ' ')
        .trim(),
    )
    .join(breakHere);

/** Labels that stand nowhere between two breaks of a sequence's texts. */
const missingInSequence = (svg: string, labels: readonly string[]): readonly string[] => {
  const lines = textsOf(svg).split(breakHere);
  return labels.map(seen).filter(label => {
    if (label === '') return false;
    return !lines.some((_, first) =>
      lines
        .slice(first, first + 40)
        .some((__, more) => stands(lines.slice(first, first + more + 1).join(breakHere), label)),
    );
  });
};

/** Takes each label out of what is drawn. Returns what is missing and what is left over. */
const compare = (svg: string, labels: readonly string[]) => {
  const left = [...labelsOf(svg)];
  const missing = labels.map(seen).filter(label => {
    const found = label === '' ? -2 : left.findIndex(drawn => stands(drawn, label));
    if (found >= 0) left.splice(found, 1);
    return found === -1;
  });
  return { missing, left };
};

const hostile = [
  ...[
    'end',
    'graph',
    'class',
    'style',
    'click',
    'subgraph',
    'default',
    'direction TB',
    'block',
    'space',
    'columns 3',
  ],
  ...[
    '"',
    "'",
    '`',
    '[',
    ']',
    '(',
    ')',
    '{',
    '}',
    ';',
    '#',
    '%%',
    '%%{init: {}}%%',
    '|',
    '\\',
    '\\n',
    'C:\\new',
    '~~~',
  ],
  ...[
    '<T>',
    'Map<string, n>',
    '<br>',
    '<br/>',
    '<script>alert(1)</script>',
    '<img src=x onerror=y>',
    '</b></span>',
  ],
  ...[
    '&amp;',
    '&',
    '&#35;',
    '#quot;',
    '#35;',
    '#9829;',
    'ﬂ°°35¶ß',
    'ﬂ°amp¶ß',
    'ﬂ°',
    '¶ß',
    '<!-- x -->',
    '<![CDATA[',
  ],
  ...['javascript:alert(1)', 'https://example.com/?a=b&c', 'www.example.com', '{{x}}', '{{{x}}}', '$$x^2$$'],
  ...[
    '*',
    '**b**',
    '_i_',
    '__',
    '`code`',
    '1. list',
    '- item',
    '+ item',
    '# head',
    '> quote',
    '---',
    '===',
    '-->',
    '--x',
  ],
  ...[
    ':',
    '::',
    ':::',
    '@{',
    '@{ shape: cyl }',
    'fa:fa-car',
    'fab:fa-git',
    'style a:b#c;',
    'classDef x fill:#fff;',
  ],
  ...[
    '😀',
    '👩‍👩‍👧‍👦',
    '🇩🇪',
    'é̂̃',
    'שלום עולם',
    'مرحبا',
    '注文システム',
    '\u202Eabc',
    'a\u200Bb',
    'a\u00ADb',
    'ß¶ﬂ',
  ],
  ...['two\nlines', 'tab\there', '\u0000', '\u0007bell', '\u0085', '\uD800', '\uFFFF', '\uFEFF', '\u00A0'],
  ...[
    'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
    'toString',
    '__proto__',
  ],
];

const label = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...hostile) },
      { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
    ),
    { minLength: 1, maxLength: 4 },
  )
  .chain(parts => fc.constantFrom('', ' ').map(joint => parts.join(joint)))
  .filter(text => /\S/u.test(text));

/** Labels are handed out in turn, so that every place of a view gets many. */
const dealer = (labels: readonly string[]) => {
  let next = 0;
  return (): string => labels[next++ % labels.length] ?? 'none';
};

const unique = (text: string, place: number): string => `${text} ${place}`;

const hostileContext = (labels: readonly string[]): { view: SystemContextView; shown: readonly string[] } => {
  const deal = dealer(labels);
  const people = [0, 1, 2].map(place => ({ name: unique(deal(), place), concerns: deal() }));
  const externals = [3, 4, 5, 6].map(place => ({
    name: unique(deal(), place),
    protocol: deal(),
    availability: deal(),
  }));
  const system = unique(deal(), 7);
  const flows = [
    ...people.map(({ name }) => ({ from: name, to: system, label: deal() })),
    ...externals.map(({ name }) => ({ from: system, to: name, label: deal(), asynchronous: true })),
  ];
  const view = { system, purpose: deal(), people, externals, flows };
  const shown = [
    system,
    view.purpose,
    ...people.flatMap(({ name, concerns }) => [name, concerns]),
    ...externals.flatMap(({ name, protocol, availability }) => [
      name,
      `${seen(protocol)} ${seen(`available ${availability}`)}`,
    ]),
    ...flows.map(flow => flow.label),
  ];
  return { view, shown };
};

/** Few enough for responsibilities to be drawn; `first` says with which kind to begin. */
const hostileContainers = (
  labels: readonly string[],
  first = 0,
): { view: ContainersView; shown: readonly string[] } => {
  const deal = dealer(labels);
  const kinds = containerKinds.slice(first, first + 5);
  const containers = kinds.map((kind, place) => ({
    kind,
    id: `c${place}`,
    name: deal(),
    technology: deal(),
    responsibility: deal(),
  }));
  const edges = containers.map(({ id }, place) => ({
    from: id,
    to: `c${(place + 1) % containers.length}`,
    label: deal(),
    asynchronous: false,
  }));
  const view = { system: deal(), containers, people: [], externals: [], edges };
  const shown = [
    view.system,
    ...containers.flatMap(({ name, responsibility }) => [name, responsibility]),
    ...edges.map(edge => edge.label),
  ];
  return { view, shown };
};

const hostileData = (labels: readonly string[]): { view: DataPicture; shown: readonly string[] } => {
  const deal = dealer(labels);
  const boxes = [0, 1, 2].map(place => ({ id: `e${place}`, name: deal(), owner: deal(), lines: [deal()] }));
  const references = [{ from: 'e0', to: 'e1', crossing: true, count: 1 }];
  const shown = boxes.flatMap(({ name, owner, lines }) => [name, `owner: ${owner}`, ...lines]);
  return { view: { by: 'entity', boxes, references }, shown };
};

const hostileEvents = (labels: readonly string[]): { view: EventsPicture; shown: readonly string[] } => {
  const deal = dealer(labels);
  const emitters = [{ id: 'o0', name: deal() }];
  const events = [0, 1].map(place => ({ id: `v${place}`, emitter: 'o0', name: deal(), events: [deal()] }));
  const subscribers = [{ id: 's0', name: deal(), inside: false }];
  const hearings = [{ from: 'v0', to: 's0', labels: [deal()] }];
  const shown = [
    ...[...emitters, ...events, ...subscribers].map(({ name }) => name),
    ...events.flatMap(one => one.events),
    ...hearings.flatMap(one => one.labels),
  ];
  return { view: { emitters, events, subscribers, hearings }, shown };
};

const hostileDeployment = (
  labels: readonly string[],
): { view: DeploymentPicture; shown: readonly string[] } => {
  const deal = dealer(labels);
  const frames = [0, 1].map(place => ({ id: `f${place}`, name: deal() }));
  const nodes = (['f0', 'f1', null] as const).map((frame, place) => ({
    id: `n${place}`,
    name: deal(),
    kind: 'service' as const,
    technology: '',
    copies: deal(),
    frame,
  }));
  const externals = [{ name: unique(deal(), 0) }];
  const links = [{ from: 'n0', to: externals[0]?.name ?? '', both: true }];
  const shown = [
    ...[...frames, ...nodes, ...externals].map(({ name }) => name),
    ...nodes.map(({ copies }) => copies),
  ];
  return { view: { frames, nodes, externals, links }, shown };
};

const hostileSequence = (labels: readonly string[]): { view: SequencePicture; shown: readonly string[] } => {
  const deal = dealer(labels);
  const lanes = (['person', 'part', 'store'] as const).map((kind, place) => ({
    id: `l${place}`,
    name: deal(),
    kind,
  }));
  const ways = ['call', 'send', 'reply', 'lost'] as const;
  const messages = ways.map((way, place) => ({
    kind: 'message' as const,
    way,
    from: `l${place % 3}`,
    to: `l${(place + 1) % 3}`,
    text: deal(),
  }));
  const self = { kind: 'message' as const, way: 'call' as const, from: 'l1', to: 'l1', text: deal() };
  const notes = [['l0'], ['l0', 'l2']].map(over => ({ kind: 'note' as const, over, text: deal() }));
  const loop = {
    kind: 'loop' as const,
    text: deal(),
    steps: [messages[0], notes[0]].flatMap(one => one ?? []),
  };
  const shown = [
    ...lanes.map(({ name }) => name),
    ...[...messages, self, ...notes, ...loop.steps].map(({ text }) => text),
    loop.text,
  ];
  return { view: { title: deal(), lanes, steps: [...messages, self, ...notes, loop] }, shown };
};

const hostileTradeOff = (labels: readonly string[]): { view: TradeOffView; shown: readonly string[] } => {
  const deal = dealer(labels);
  const criteria = [0, 1, 2, 3, 4, 5].map(() => ({ name: deal(), rank: null }));
  const marks = criteria.map(() => '+' as const);
  const options = [0, 1, 2].map(() => ({
    name: deal(),
    standing: 'excluded' as const,
    excludedBy: deal(),
    marks,
  }));
  const view = { question: deal(), criteria, options, verdict: 'clear' as const, closeness: deal() };
  return { view, shown: [view.question, ...criteria.map(({ name }) => name), `Clear. ${view.closeness}`] };
};

const hostileVerdicts = (labels: readonly string[]): { view: VerdictsPicture; shown: readonly string[] } => {
  const [system = '', ...others] = labels;
  const loads = ['×1', '×2', '×5'].map(factor => ({ factor, peak: '≈ 230/s' }));
  const rows = others.slice(0, 6).map((title, at) => {
    const option = others[at + 6] ?? '';
    return { title, outcomes: loads.map(() => ({ option, verdict: 'clear' as const })) };
  });
  const shown = [`${system}: who wins at how much load`, ...rows.map(({ title }) => title)];
  return { view: { system, loads, rows }, shown };
};

test('every label stands in the picture letter for letter', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(label, { minLength: 40, maxLength: 40 }), async labels => {
      const context = hostileContext(labels);
      const containers = hostileContainers(labels);
      const others = hostileContainers(labels, 5);
      const tradeOff = hostileTradeOff(labels);
      const data = hostileData(labels);
      const events = hostileEvents(labels);
      const deployment = hostileDeployment(labels);
      const verdicts = hostileVerdicts(labels);
      const pictures = [
        { shown: context.shown, source: systemContextDiagram(context.view, templates).source },
        { shown: containers.shown, source: containersDiagram(containers.view, templates).source },
        { shown: others.shown, source: containersDiagram(others.view, templates).source },
        { shown: tradeOff.shown, source: tradeOffDiagram(tradeOff.view, templates).source },
        { shown: data.shown, source: dataDiagram(data.view, templates).source },
        { shown: events.shown, source: eventsDiagram(events.view, templates).source },
        { shown: deployment.shown, source: deploymentDiagram(deployment.view, templates).source },
        { shown: verdicts.shown, source: verdictsDiagram(verdicts.view, templates).source },
      ];
      for (const { shown, source } of pictures) {
        const svg = await svgOf(source);
        expect(compare(svg, shown).missing).toEqual([]);
        expect(svg).not.toMatch(/<script|<img|<[^>]* on\w+=/);
      }
    }),
    { numRuns: 12, endOnFailure: true },
  );
}, 120_000);

test('every label stands in a sequence letter for letter', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(label, { minLength: 12, maxLength: 12 }), async labels => {
      const { view, shown } = hostileSequence(labels);
      const svg = await svgOf(sequenceDiagram(view, templates).source);
      expect(missingInSequence(svg, shown)).toEqual([]);
      expect(svg).not.toMatch(/<script|<img|<[^>]* on\w+=/);
    }),
    { numRuns: 25, endOnFailure: true },
  );
}, 120_000);

test('every one of the known traps stands in a sequence by itself', async () => {
  const size = 12;
  for (let first = 0; first < hostile.length; first += size) {
    const labels = hostile.slice(first, first + size).filter(text => /\S/u.test(text));
    const { view, shown } = hostileSequence(labels);
    expect(missingInSequence(await svgOf(sequenceDiagram(view, templates).source), shown)).toEqual([]);
  }
});

test('a sequence ends where its picture ends: viewers that give it more room show nothing beyond', async () => {
  const svg = await svgOf(sequenceDiagram(hostileSequence(['one', 'two']).view, templates).source);
  const [, top = '', height = ''] = /viewBox="\S+ (\S+) \S+ (\S+)"/.exec(svg) ?? [];
  const ends = [...svg.matchAll(/<line[^>]* y2="([\d.]+)"/g)].map(([, y]) => Number(y));
  expect(ends.length).toBeGreaterThanOrEqual(3);
  expect(Math.max(...ends)).toBeLessThanOrEqual(Number(top) + Number(height));
});

test('a label that is not drawn is missed', async () => {
  const { view, shown } = hostileSequence(['end', 'a;b']);
  const svg = await svgOf(sequenceDiagram(view, templates).source);
  expect(missingInSequence(svg, [...shown, 'nowhere'])).toEqual(['nowhere']);
});

test('every one of the known traps stands in the picture by itself', async () => {
  const size = 20;
  for (let first = 0; first < hostile.length; first += size) {
    const labels = hostile.slice(first, first + size).filter(text => /\S/u.test(text));
    const { view, shown } = hostileContainers(labels);
    expect(compare(await svgOf(containersDiagram(view, templates).source), shown).missing).toEqual([]);
  }
});

const smallest = 11;
/** Where many parts stand beside each other. */
const smallestInCrowd = 10;
const pageWidth = 760;
const smallText = 12;

test.each([
  ['system context', systemContextDiagram(typicalContext, templates)],
  ['containers', containersDiagram(typicalContainers, templates)],
  ['forty containers', containersDiagram(manyContainers(19), templates)],
  ['trade-off', tradeOffDiagram(typicalTradeOff, templates)],
])('%s: text is legible at the width of a page', async (_, { source }) => {
  const svg = await svgOf(source);
  const width = Number(/<svg[^>]* width="(\d+)"/.exec(svg)?.[1]);
  expect((smallText * pageWidth) / Math.max(width, pageWidth)).toBeGreaterThanOrEqual(smallest);
});

const amongOptions = (names: readonly string[]): TradeOffView => ({
  ...typicalTradeOff,
  options: names.map(name => ({
    name,
    standing: 'considered',
    marks: typicalTradeOff.criteria.map(() => '+' as const),
  })),
});

test.each([
  [
    'six databases',
    [
      'PostgreSQL with a standby',
      'SQLite on one server',
      'MongoDB replica set',
      'Amazon DynamoDB',
      'CockroachDB on three nodes',
      'ClickHouse',
    ],
  ],
  ['two long words', ['Elasticsearch', 'Containerisation on Kubernetes']],
  [
    'words that only a letter can stand for',
    [...'abcdefg'].map(letter => `Internationalisation-as-a-service ${letter}`),
  ],
])('no option is broken inside a word at the head of its column: %s', async (_, names) => {
  const svg = await svgOf(tradeOffDiagram(amongOptions(names), templates).source);
  const heads = labelsOf(svg);
  const shown = names.map(name => heads.find(head => head.replaceAll(breakHere, ' ') === name));
  if (shown.includes(undefined)) {
    expect(shown.every(one => one === undefined)).toBe(true);
    for (const place of names.keys()) expect(heads).toContain(String.fromCodePoint(65 + place));
  }
  const width = Number(/<svg[^>]* width="(\d+)"/.exec(svg)?.[1]);
  expect((smallText * pageWidth) / Math.max(width, pageWidth)).toBeGreaterThanOrEqual(smallest);
});

test('nothing is drawn that an empty view does not say', async () => {
  const context = { system: 'Shop', purpose: 'Sells', people: [], externals: [], flows: [] };
  expect(labelsOf(await svgOf(systemContextDiagram(context, templates).source))).toEqual(['Shop', 'Sells']);
  const containers = { system: 'Shop', containers: [], people: [], externals: [], edges: [] };
  expect(labelsOf(await svgOf(containersDiagram(containers, templates).source))).toEqual(['Shop']);
});

test('a typical view is drawn with all it says and a legend for dotted arrows', async () => {
  const containers = typicalContainers.containers.slice(0, 8);
  const ids = new Set([
    ...containers.map(({ id }) => id),
    ...[...typicalContainers.people, ...typicalContainers.externals].map(({ name }) => name),
  ]);
  const edges = typicalContainers.edges.filter(({ from, to }) => ids.has(from) && ids.has(to));
  const svg = await svgOf(containersDiagram({ ...typicalContainers, containers, edges }, templates).source);
  const shown = [
    typicalContainers.system,
    ...containers.flatMap(c => [c.name, c.responsibility]),
    ...edges.flatMap(edge => edge.label ?? []),
  ];
  const { missing, left } = compare(svg, shown);
  expect(missing).toEqual([]);
  expect(left.join('|')).toContain('Database: PostgreSQL 16');
  expect(left.join('|').replaceAll(breakHere, ' ')).toContain('dotted arrow: asynchronous');
});

test('of more containers than fit all names are drawn, and none of the responsibilities, which the table holds', async () => {
  const svg = await svgOf(containersDiagram(typicalContainers, templates).source);
  const drawn = labelsOf(svg).join(' ').replaceAll(breakHere, ' ');
  for (const { name, responsibility } of typicalContainers.containers) {
    expect(drawn).toContain(name);
    expect(drawn).not.toContain(responsibility);
  }
});

test.each(examples)('pictures of %s are legible at the width of a page', async name => {
  const design = await exampleDesign(name);
  const pictures = [
    { name: 'containers', source: containersDiagram(design.containers, templates).source },
    ...drawingsOf(design, templates).map(one => ({ name: one.name, source: one.text.source })),
  ];
  for (const { name: picture, source } of pictures) {
    const width = Number(/<svg[^>]* width="(\d+)"/.exec(await svgOf(source))?.[1]);
    const size = (smallText * pageWidth) / Math.max(width, pageWidth);
    expect(size, `${picture}: ${width} px`).toBeGreaterThanOrEqual(
      picture === 'containers' || picture === 'deployment' ? smallestInCrowd : smallest,
    );
  }
});
