import type { Figure } from '../../model/figure.ts';
import type { Requirements } from '../../model/requirements.ts';
import type { Design } from '../../stages/design.ts';
import { formatFigure } from '../../weighing/format-figure.ts';
import { deadlineOf } from '../../weighing/reliability-figures.ts';
import { listed } from '../labels.ts';
import { mentions } from '../lookups.ts';
import { chosenIn, eventLogOf } from '../store.ts';
import { entitiesBehind } from '../subscriptions.ts';
import { type Leg, legsWith, type Outside, outsideSystems } from './legs.ts';

type Flow = Leg['flow'];

/** What happens when one thing that the system leans on is away. */
export type FailureMode = {
  readonly part: string;
  readonly stops: string;
  readonly contained: string;
  readonly noticed: string;
};

const timeoutOf = ({ analysis }: Design): Figure | undefined =>
  analysis.figures.find(({ id }) => id === 'call-timeout');

const rateText = ({ rate }: Flow): string => (rate === undefined ? '' : ` (${rate.text})`);

const noun = { command: 'commands', query: 'queries', event: 'events', stream: 'stream', file: 'files' };
const nounOf = ({ kind }: Flow): string => (kind === undefined ? 'calls' : noun[kind]);

const mostNamed = 5;

/** Commands of the part that calls: any of them may be one that needs the call. */
const commandsOf = (requirements: Requirements, part: string): string => {
  const names = entitiesBehind(requirements, part).flatMap(({ commands }) =>
    commands.map(({ name }) => name),
  );
  if (names.length === 0) return '';
  const shown = names.length > mostNamed ? `${names.length} commands` : listed(names);
  return `; of ${shown}, those that need it stay undone`;
};

const stopsText = (requirements: Requirements, { flow, way }: Leg): string => {
  const { from, to, delay } = flow;
  switch (way) {
    case 'out, awaited':
      return `${nounOf(flow)} of ${from}${rateText(flow)} get no answer${flow.kind === 'query' ? '' : commandsOf(requirements, from)}`;
    case 'out, later':
      return `${nounOf(flow)} of ${from}${rateText(flow)} reach${flow.kind === 'stream' ? 'es' : ''} it late${delay === undefined ? '' : `, which is tolerated for ${delay.text}`}`;
    default:
      return `its ${nounOf(flow)}${rateText(flow)} do${flow.kind === 'stream' ? 'es' : ''} not reach ${to}${delay === undefined ? '' : `, which is tolerated for ${delay.text}`}`;
  }
};

/** Where what is published stays until somebody takes it; null where nothing keeps it. */
const keptIn = (design: Design): string | null => {
  const log = eventLogOf(design);
  const channel = design.decided
    .find(({ decision }) => decision.id === 'messaging')
    ?.chosen?.design.containers.find(({ kind }) => kind === 'queue' || kind === 'stream');
  switch (log) {
    case 'outbox':
      return channel === undefined
        ? 'the outbox'
        : `the outbox and the ${channel.technology ?? channel.name}`;
    case 'change-data-capture':
      return channel === undefined ? 'the database log' : (channel.technology ?? channel.name);
    case 'event-sourcing':
      return 'the event store';
    case 'log-first':
      return channel?.technology ?? channel?.name ?? 'the log';
    default:
      return null;
  }
};

/** What stands in once the attempts are used up, by the means that was chosen against failing parts. */
const standIn = (design: Design, { kind }: Flow, criticality: Outside['criticality']): string => {
  if (criticality === 'soft') return 'then it is left out, since the file calls it soft';
  const query = kind === 'query';
  switch (chosenIn(design, 'resilience')) {
    case 'circuit-breaker':
      return query
        ? 'then the breaker opens and the last known answer stands in'
        : 'then the breaker opens and commands are refused at once';
    case 'queue-decoupling':
      return query
        ? 'then the caller gets an error, since a queue answers nobody'
        : 'then the command waits in the work queue, and who gave it hears of the result later';
    case 'fail-fast':
    case 'zone-redundancy':
      return 'then the caller gets an error: nothing that is chosen stands in for it';
    default:
      return 'what stands in then is not decided';
  }
};

const noTimeout = ({ analysis }: Design): string => {
  const deadline = deadlineOf(analysis.requirements);
  return deadline === undefined
    ? 'a timeout, once the file gives a response time to derive it from'
    : `no timeout, since ${deadline.text} leave no room for one`;
};

const containedText = (design: Design, { flow, way }: Leg, { criticality }: Outside): string => {
  const timeout = timeoutOf(design);
  switch (way) {
    case 'out, awaited': {
      const attempts = timeout?.inputs.find(({ name }) => name === 'attempts')?.value;
      const limit =
        timeout === undefined
          ? noTimeout(design)
          : `${attempts} attempts of ${formatFigure(timeout.value, timeout.unit)}`;
      const repeated = flow.kind === 'command' ? ' under one idempotency key' : '';
      return `${limit}${repeated}; ${standIn(design, flow, criticality)}`;
    }
    case 'out, later': {
      if (flow.kind === 'file') return `the file is sent again until it is taken`;
      const kept = keptIn(design);
      return kept === null
        ? 'nothing that is chosen keeps them: what is sent meanwhile is lost'
        : `they wait in ${kept} and go out again until they are taken`;
    }
    default:
      return flow.kind === 'file' || flow.delay !== undefined
        ? `nothing on this side; what comes late is told from what came before by its ${flow.kind === 'file' ? 'name' : 'id'}`
        : 'nothing on this side';
  }
};

/** Fewer that wait are told by their age alone. */
const fewest = 10;

/** Times the average gap: of independent arrivals, e⁻⁷ of the gaps are longer. */
const gap = 7;

/** How many pile up while a delay is used up, and when one of a slow flow is due. */
const noticedText = (design: Design, { flow, way }: Leg, { criticality }: Outside): string => {
  const { rate, delay, kind } = flow;
  const timeout = timeoutOf(design);
  switch (way) {
    case 'out, awaited': {
      const budget = design.analysis.figures.find(({ id }) => id === 'error-budget');
      const slow =
        timeout === undefined
          ? 'calls that are refused or hang'
          : `calls that are refused or take over ${formatFigure(timeout.value, timeout.unit)}`;
      return criticality === 'hard' && budget !== undefined
        ? `${slow}; each minute takes one from the ${formatFigure(budget.value, budget.unit)}`
        : slow;
    }
    case 'out, later': {
      if (delay === undefined) return 'the age of the oldest one that waits';
      const waiting =
        rate === undefined || rate.value * delay.value < fewest
          ? ''
          : `, ${formatFigure(rate.value * delay.value, 'count')} waiting by then (rate · delay)`;
      return `the oldest one that waits is over ${delay.text} old${waiting}`;
    }
    default: {
      if (rate === undefined || rate.value <= 0) return `${nounOf(flow)} that stay away`;
      const every = 1 / rate.value;
      return kind === 'file' || every > 60
        ? `none for ${formatFigure(gap * every, 's')} (${gap} / rate, which chance brings once in 1,000 gaps)${delay === undefined ? '' : ` plus ${delay.text}`}`
        : `silence, where ${rate.text} are usual`;
    }
  }
};

/** What the file's own scenarios ask for when this system is away. */
const scenariosOf = ({ quality_scenarios }: Requirements, name: string): string[] =>
  quality_scenarios
    .filter(({ source }) => source !== undefined && mentions(source, name))
    .map(
      ({ id, response, response_measure }) =>
        `${id} asks: ${response.replace(/[.\s]+$/u, '')}${response_measure === undefined ? '' : ` (${response_measure})`}`,
    );

const criticalityText = ({ criticality }: Outside): string => criticality ?? 'criticality not said';

const joined = (texts: readonly string[]): string => [...new Set(texts)].join('; ');

const unnamed = (design: Design, one: Outside): FailureMode => {
  const flow: Flow = { from: design.analysis.requirements.system, to: one.name };
  const leg: Leg = { flow, way: 'out, awaited' };
  return {
    part: `${one.name} (${criticalityText(one)})`,
    stops: 'no flow names it, so what stops is open',
    contained: containedText(design, leg, one),
    noticed: noticedText(design, leg, one),
  };
};

/** One row for each system outside, in the order of the file. Pure. */
export const outsideFailures = (design: Design): readonly FailureMode[] => {
  const { requirements } = design.analysis;
  return outsideSystems(design).map(one => {
    const legs = legsWith(requirements, one.name);
    const asked = scenariosOf(requirements, one.name);
    if (legs.length === 0) {
      const row = unnamed(design, one);
      return { ...row, contained: joined([row.contained, ...asked]) };
    }
    return {
      part: `${one.name} (${criticalityText(one)})`,
      stops: joined(legs.map(leg => stopsText(requirements, leg))),
      contained: joined([...legs.map(leg => containedText(design, leg, one)), ...asked]),
      noticed: joined(legs.map(leg => noticedText(design, leg, one))),
    };
  });
};

/** What the file leaves open about systems outside. */
export const outsideQuestions = (design: Design): readonly string[] =>
  outsideSystems(design).flatMap(one => {
    const legs = legsWith(design.analysis.requirements, one.name);
    const late = legs.filter(({ way, flow }) => way !== 'out, awaited' && flow.delay !== undefined);
    const tolerated = legs.length > 0 && late.length === legs.length;
    return [
      ...(one.criticality === undefined ? [`Can the system go on without ${one.name}?`] : []),
      ...(one.criticality === 'hard' && tolerated
        ? [
            `Is ${one.name} hard? All that passes tolerates ${listed([...new Set(late.map(({ flow }) => flow.delay?.text ?? ''))])}, so that a shorter outage stops nothing.`,
          ]
        : []),
      ...(legs.length === 0 && one.criticality === 'hard'
        ? [`What stops when ${one.name} is away? It is hard, yet no flow names it.`]
        : []),
    ];
  });
