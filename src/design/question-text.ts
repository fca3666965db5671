import type { Requirements } from '../model/requirements.ts';
import { factPath } from '../weighing/facts.ts';

const wording: Readonly<Record<string, string>> = {
  'load.peak':
    'How many requests a second arrive at peak (or: how many daily users, with how many requests each)?',
  'load.average': 'How many requests a second arrive on average?',
  'load.dau': 'How many people use it on one day?',
  'load.requests_per_user_day': 'How many requests does one user cause on one day?',
  'load.reads': 'How many reads are there to one write?',
  'load.read_write': 'How many reads are there to one write?',
  'data.largest': 'How large is one instance of each entity, and how many are there?',
  'data.stored': 'How large is one instance of each entity, and how many are there?',
  'data.writes': 'How many writes a second arrive at peak (load, and reads to writes)?',
  'messages.rate': 'How many messages a second does each flow carry?',
  'quality.availability': 'Which availability is promised, and to whom?',
  'quality.latency_p95': 'Within what time must 95 of 100 requests be answered?',
  'quality.rpo': 'How much data may be lost when the store fails?',
  'quality.rto': 'How long may recovery take?',
  'quality.update_delay': 'How old may a read be?',
  'team.size': 'How many people build and run it?',
  'team.teams': 'How many teams release independently?',
  'team.on_call': 'Who answers at night: nobody, office hours only, or somebody around the clock?',
  'budget.monthly': 'What may running it cost a month?',
  'timeline.mvp': 'When must the first version be in use?',
};

const indexed = /^(entities|external_systems|flows|existing\.components)\[(\d+)\]\.(.+)$/;

const fieldQuestions: Readonly<Record<string, string>> = {
  retention: 'How long is one {name} kept?',
  size: 'How large is one {name}?',
  count: 'How many {name} are there, or how many come a day?',
  availability: 'Which availability does {name} promise?',
  criticality: 'Can the system go on without {name}?',
  rate: 'How often does {name} happen?',
};

/** `entities[2].retention` with the name of the entity. */
const questionOfItem = (path: string, requirements: Requirements): string | undefined => {
  const [, list, index, field = ''] = indexed.exec(path) ?? [];
  const at = Number(index);
  const names: Readonly<Record<string, string | undefined>> = {
    entities: requirements.entities[at]?.name,
    external_systems: requirements.external_systems[at]?.name,
    flows:
      requirements.flows[at] &&
      `the flow from ${requirements.flows[at].from} to ${requirements.flows[at].to}`,
    'existing.components': requirements.existing?.components?.[at]?.id,
  };
  const name = names[list ?? ''];
  return name === undefined
    ? undefined
    : (fieldQuestions[field] ?? `What is the ${field.replaceAll('_', ' ')} of {name}?`).replace(
        '{name}',
        name,
      );
};

/** The question that fills a fact or a field. */
export const questionFor = (path: string, requirements?: Requirements): string =>
  wording[path] ??
  (requirements === undefined ? undefined : questionOfItem(path, requirements)) ??
  (path.startsWith('team.skills.')
    ? `How well does the team know ${path.slice('team.skills.'.length)}: none, learning, working or expert?`
    : `What is ${factPath(path)?.means ?? `the value of ${path}`}?`);
