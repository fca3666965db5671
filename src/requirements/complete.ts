import type { z } from 'zod';
import { idOfText } from '../model/identity.ts';
import { currencyOf } from '../model/quantity-readers.ts';
import type {
  Command,
  Constraint,
  Entity,
  Functional,
  Requirements,
  requirementsFile,
} from '../model/requirements.ts';
import { eventNameOf } from './event-name.ts';

type Parsed = z.output<typeof requirementsFile>;
type Written<Key extends 'functional' | 'constraints' | 'entities'> = NonNullable<Parsed[Key]>[number];

/** A valid file with its shorthand spelled out: ids, priorities, events, empty lists. */
export const complete = (parsed: Parsed, unknowns: readonly string[]): Requirements => {
  const { apiVersion: _, budget, ...rest } = parsed;
  return {
    ...rest,
    ...(budget === undefined ? {} : { budget: completeBudget(budget) }),
    functional: parsed.functional.map(functional),
    constraints: (parsed.constraints ?? []).map(constraint),
    entities: (parsed.entities ?? []).map(entity),
    stakeholders: parsed.stakeholders ?? [],
    flows: parsed.flows ?? [],
    external_systems: parsed.external_systems ?? [],
    quality_scenarios: parsed.quality_scenarios ?? [],
    compliance: parsed.compliance ?? [],
    priorities: parsed.priorities ?? [],
    decisions: parsed.decisions ?? [],
    decided: parsed.decided ?? [],
    assumptions: parsed.assumptions ?? [],
    open_questions: parsed.open_questions ?? [],
    unknowns,
  };
};

const functional = (written: Written<'functional'>): Functional => {
  const given = typeof written === 'string' ? { text: written } : written;
  return { ...given, id: given.id ?? idOfText(given.text), priority: given.priority ?? 'must' };
};

const constraint = (given: Written<'constraints'>): Constraint => ({
  ...given,
  id: given.id ?? idOfText(given.text),
  hard: given.hard ?? true,
});

const entity = (given: Written<'entities'>): Entity => ({
  ...given,
  commands: (given.commands ?? []).map(command),
});

/** A command whose event cannot be derived has been refused before; its name stands in here. */
const command = (written: string | { name: string; event?: string | undefined }): Command => {
  const given = typeof written === 'string' ? { name: written } : written;
  return { name: given.name, event: given.event ?? eventNameOf(given.name) ?? given.name };
};

/** `monthly: $500` says the currency too. */
const completeBudget = (budget: NonNullable<Parsed['budget']>): NonNullable<Parsed['budget']> => {
  const currency =
    budget.currency ?? (budget.monthly === undefined ? undefined : currencyOf(budget.monthly.text));
  return currency === undefined ? budget : { ...budget, currency };
};
