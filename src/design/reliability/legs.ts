import type { Requirements } from '../../model/requirements.ts';
import type { Design } from '../../stages/design.ts';
import { isAwaited, outsideNames } from '../../weighing/reliability-figures.ts';

type Flow = Requirements['flows'][number];

/** A system outside, with what the file says of it; undeclared ends of flows have neither. */
export type Outside = Pick<Requirements['external_systems'][number], 'name' | 'criticality' | 'availability'>;

/** Systems outside: those that the file lists, and ends of flows that are nobody and nothing else in it. */
export const outsideSystems = ({ analysis, context }: Design): readonly Outside[] =>
  context.externals.map(
    ({ name }) => analysis.requirements.external_systems.find(one => one.name === name) ?? { name },
  );

/** Which way a flow goes, seen from inside. */
type Way = 'out, awaited' | 'out, later' | 'in';

export type Leg = { readonly flow: Flow; readonly way: Way };

/**
 * The legs of the system's own flows with a system outside: what is answered at once is one, a stream both ways is
 * two. What passes between others outside is not the system's.
 */
export const legsWith = (requirements: Requirements, name: string): readonly Leg[] => {
  const others = outsideNames(requirements);
  return requirements.flows.flatMap((flow): Leg[] => {
    if (flow.from !== name && flow.to !== name) return [];
    if (others.has(flow.from === name ? flow.to : flow.from)) return [];
    if (flow.to === name && isAwaited(flow)) return [{ flow, way: 'out, awaited' }];
    const out = { ...flow, from: flow.from === name ? flow.to : flow.from, to: name };
    const back = { ...flow, from: name, to: out.from };
    const there: Leg = { flow: out, way: 'out, later' };
    const here: Leg = { flow: back, way: 'in' };
    if (flow.direction === 'two-way' && !isAwaited(flow)) return [here, there];
    return flow.to === name ? [there] : [here];
  });
};
