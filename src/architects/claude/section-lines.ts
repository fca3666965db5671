import type { Requirements } from '../../model/requirements.ts';

/** What a section of the file says, one line for each of its things; null for a driver that is one line by itself. */
export const sectionLines = (id: string, requirements: Requirements): readonly string[] | null => {
  if (id.startsWith('decisions.')) return ownDecision(id.slice('decisions.'.length), requirements);
  return sections[id]?.(requirements) ?? null;
};

const clauses = (...parts: readonly (string | undefined)[]): string =>
  parts.filter(part => part !== undefined && part !== '').join('; ');

const said = (name: string, value: { readonly text: string } | undefined): string | undefined =>
  value === undefined ? undefined : `${name} ${value.text}`;

const listed = (name: string, values: readonly string[] | undefined): string | undefined =>
  values === undefined || values.length === 0 ? undefined : `${name} ${values.join(', ')}`;

const sections: Readonly<Record<string, (requirements: Requirements) => readonly string[]>> = {
  entities: ({ entities }) =>
    entities.map(
      ({ name, owner, size, count, retention, classification, commands, references, fields }) =>
        `entity ${clauses(
          name,
          owner === undefined ? undefined : `of ${owner}`,
          said('size', size),
          said('count', count),
          said('kept', retention),
          classification,
          listed(
            'commands',
            commands.map(command => `${command.name} (${command.event})`),
          ),
          listed('refers to', references),
          listed('fields', Object.keys(fields ?? {})),
        )}`,
    ),
  flows: ({ flows }) =>
    flows.map(
      ({ from, to, kind, direction, rate, delay }) =>
        `flow ${clauses(`${from} to ${to}`, kind, direction, said('rate', rate), said('may take', delay))}`,
    ),
  external_systems: ({ external_systems }) =>
    external_systems.map(
      ({ name, criticality, availability, protocol }) =>
        `external system ${clauses(name, criticality, said('availability', availability), protocol)}`,
    ),
  existing: ({ existing }) => [
    ...(existing?.components ?? []).map(
      ({ id, kind, replicas, availability, zone }) =>
        `exists: ${clauses(`${id}, a ${kind}`, said('replicas', replicas), said('availability', availability), listed('zone', zone === undefined ? [] : [zone]))}`,
    ),
    ...(existing?.connections ?? []).map(
      ({ from, to, kind, protocol }) => `exists: ${clauses(`${from} calls ${to}`, kind, protocol)}`,
    ),
    ...(existing?.pain_points ?? []).map(text => `hurts today: ${text}`),
  ],
};

const ownDecision = (id: string, { decisions }: Requirements): readonly string[] | null => {
  const own = decisions.find(one => one.id === id);
  if (own === undefined) return null;
  return [
    `the team asks: ${own.question}`,
    ...(own.options ?? []).map(
      ({ name, pros, cons }) =>
        `an option of the team: ${clauses(name, listed('for it:', pros), listed('against it:', cons))}`,
    ),
  ];
};
