import { z } from 'zod';
import type { Requirements } from '../../model/requirements.ts';
import type { Operation } from '../interfaces/operations.ts';
import { chosenOf, type Sight, sentence } from '../sight.ts';
import { type Actor, actorsOf } from './actors.ts';

/** Who may do what: operations by the one whom a requirement names. */
export const rightView = z.strictObject({ who: z.string(), operations: z.string(), from: z.string() });
export type RightView = z.output<typeof rightView>;

const nobodyNamed = 'not said';

const wordsFor = ({ who, throughSystem }: Actor): string => {
  if (who === null) return throughSystem ? 'the system by itself' : nobodyNamed;
  return throughSystem ? `the system, caused by ${who}` : who;
};

/** Someone named outright counts before one who only causes it. */
const rank = ({ who, throughSystem }: Actor): number =>
  (who === null ? 2 : 0) + (throughSystem ? 1 : 0) + (who === null && !throughSystem ? 2 : 0);

type Granted = { readonly operation: Operation; readonly who: string; readonly from: string };

const grantedIn = (requirements: Requirements, operation: Operation): Granted => {
  const [first] = actorsOf(requirements, operation).toSorted((a, b) => rank(a) - rank(b));
  return first === undefined || wordsFor(first) === nobodyNamed
    ? { operation, who: nobodyNamed, from: '–' }
    : { operation, who: wordsFor(first), from: first.requirement };
};

/** Each operation with the one who may; reading one goes with listing them. Pure. */
const grantsOf = ({ requirements, operations }: Sight): readonly Granted[] =>
  operations.filter(({ kind }) => kind !== 'get').map(operation => grantedIn(requirements, operation));

/** Operations grouped by who may, those of nobody last. Pure. */
export const rightsOf = (sight: Sight): readonly RightView[] => {
  const granted = grantsOf(sight);
  const all = [...new Set(granted.map(({ who }) => who))];
  return [...all.filter(who => who !== nobodyNamed), ...all.filter(who => who === nobodyNamed)].map(who => {
    const own = granted.filter(one => one.who === who);
    return {
      who,
      operations: own.map(({ operation }) => operation.summary).join(', '),
      from: [...new Set(own.map(({ from }) => from))].join(', '),
    };
  });
};

/** How many operations nobody is named for. Pure. */
export const countUngranted = (sight: Sight): number =>
  grantsOf(sight).filter(({ who }) => who === nobodyNamed).length;

/** Where rights are decided, and what keeps organisations apart: what the decisions on both chose. Pure. */
export const decidedRights = ({ design }: Sight): string =>
  [
    { about: 'Rights are decided by', chosen: chosenOf(design, 'authorization') },
    { about: 'Organisations are kept apart by', chosen: chosenOf(design, 'tenancy') },
  ]
    .flatMap(({ about, chosen }) =>
      chosen === null ? [] : [`${about}: ${sentence(chosen.name)} ${sentence(chosen.summary)}`],
    )
    .join(' ');
