import { type SectionName, sectionsUsing, sectionTitles } from '../design/sections.ts';
import type { Driver } from '../model/analysis.ts';
import type { Requirements } from '../model/requirements.ts';
import type { Design } from '../stages/design.ts';
import type { DesignView } from './record-view.ts';

const unsaid = '–';

const originOf = ({ functional }: Requirements, { id }: Driver): string => {
  const found = functional.find(one => one.id === id);
  return [
    found?.source === undefined ? [] : [`from ${found.source}`],
    found?.rationale === undefined ? [] : [found.rationale],
  ]
    .flat()
    .join('; ');
};

const priorityOf = ({ functional }: Requirements, { id }: Driver): string =>
  functional.find(one => one.id === id)?.priority ?? unsaid;

/** Fields of the file by the name under which the figures take them. */
const figureInputs: Readonly<Record<string, string>> = {
  'load.dau': 'daily_users',
  'load.rps': 'average',
  'load.requests_per_user_day': 'requests_per_user_day',
  'load.peak_factor': 'peak_factor',
  'load.payload': 'bytes',
  'load.growth': 'growth',
  'quality.latency_p95': 'response_time',
  'quality.availability': 'objective',
};

/** Fields that a section shows as a whole. */
const sections: Readonly<Record<string, readonly [title: string, href: string]>> = {
  entities: ['Data', '#data'],
  flows: ['Context', '#context'],
  external_systems: ['Context', '#context'],
  existing: ['Existing system', '#existing-system'],
  functional: ['Goals', '#goals'],
  compliance: ['Security', '#security'],
};

/** The address of a heading on its page, as GitHub and VitePress make it. */
const hrefOf = (name: SectionName): string => `#${sectionTitles[name].toLowerCase().replaceAll(' ', '-')}`;

type Answers = DesignView['requirements'][number]['answered'];

/** The section that shows a field or computes with it. */
const showing = ({ figures }: Design['analysis'], driver: string): Answers => {
  const input = figureInputs[driver];
  if (input !== undefined && figures.some(({ inputs }) => inputs.some(({ name }) => name === input))) {
    return [{ title: 'Capacity', href: '#capacity' }];
  }
  const section = sections[driver];
  return section === undefined ? [] : [{ title: section[0], href: section[1] }];
};

const answersOf = (design: Design, driver: string, hrefs: ReadonlyMap<string, string>): Answers => [
  ...(design.traces.find(trace => trace.driver === driver)?.decisions ?? []).map(id => ({
    title: design.decided.find(({ decision }) => decision.id === id)?.decision.title ?? id,
    href: hrefs.get(id) ?? '#decisions',
  })),
  ...showing(design.analysis, driver),
  ...sectionsUsing(design, driver).map(name => ({ title: sectionTitles[name], href: hrefOf(name) })),
];

/**
 * The table of requirements: each driver with the decisions that cite it and the sections that use it. `hrefs` say
 * where the record of a decision lies, relative to the document. Pure.
 */
export const requirementRows = (
  design: Design,
  hrefs: ReadonlyMap<string, string>,
): DesignView['requirements'] => {
  const { requirements, drivers } = design.analysis;
  return drivers
    .filter(({ id }) => id !== 'functional')
    .map(driver => ({
      id: driver.id,
      text: driver.text,
      measure: driver.measure ?? unsaid,
      priority: priorityOf(requirements, driver),
      origin: originOf(requirements, driver),
      answered: answersOf(design, driver.id, hrefs),
    }));
};
