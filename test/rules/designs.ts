import { stringify } from 'yaml';
import { catalogueArchitect } from '../../src/architects/catalogue/architect.ts';
import { loadTopics } from '../../src/architects/catalogue/load-topics.ts';
import { think } from '../../src/commands/think.ts';
import { readCatalogue } from '../../src/io/package-files.ts';
import type { Finding } from '../../src/model/finding.ts';
import { readRequirements } from '../../src/requirements/read.ts';
import { judge } from '../../src/rules/judge.ts';
import type { Decided } from '../../src/stages/decide.ts';
import type { Design } from '../../src/stages/design.ts';

const { topics } = loadTopics(readCatalogue());
export const architect = catalogueArchitect(topics);

/** A day on which no fact of the catalogue is past its review date. */
export const day = { today: '2026-11-22' };

/** The design that `adrgen new` makes of a file with this text. */
export const designFrom = (yaml: string): Promise<Design> =>
  think(architect, readRequirements(yaml, 'requirements.yaml').requirements);

export const designOf = (file: object): Promise<Design> =>
  designFrom(stringify(file, { aliasDuplicateObjects: false }));

export const found = (design: Design, rule: string, today = day.today): readonly Finding[] =>
  judge(design, { today }).filter(finding => finding.rule === rule);

/** A file about which no rule has anything to say. */
export const complete = {
  system: 'Orders',
  purpose: 'Take orders from shops and follow them until delivery',
  functional: ['A shop places an order', 'A shop sees the state of its orders'],
  entities: [
    { name: 'Order', owner: 'sales', size: '2 kB', count: '20000/day', commands: ['place order'] },
    { name: 'Shop', owner: 'sales', size: '1 kB', count: 500, commands: ['open shop'] },
  ],
  flows: [{ from: 'Shop', to: 'Orders', kind: 'event', rate: '20000/day', delay: '10 s' }],
  load: { dau: 40000, requests_per_user_day: 100, read_write: '90/10', peak_factor: 5 },
  quality: { availability: '99.9%', latency_p95: '300 ms', rpo: '5 min', rto: '1 h', update_delay: '1 min' },
  budget: { monthly: 2000 },
  timeline: { mvp: '6 months' },
  team: {
    size: 6,
    teams: 1,
    skills: { typescript: 'expert', postgresql: 'expert', docker: 'expert', linux: 'working' },
    on_call: '24x7',
  },
  priorities: ['maintainability', 'time-to-market', 'cost'],
};

/** The design with its first record that the architect asked for changed: what a defect would make of it. */
export const withRecord = (design: Design, change: (record: Decided) => Partial<Decided>): Design => {
  const record = design.decided.find(({ standing, chosen }) => standing.kind === 'record' && chosen !== null);
  if (record === undefined) throw new Error('the design has no record');
  return {
    ...design,
    decided: design.decided.map(one => (one === record ? { ...one, ...change(one) } : one)),
  };
};
