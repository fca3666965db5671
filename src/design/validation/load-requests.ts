import type { Entity, Requirements } from '../../model/requirements.ts';
import type { Design } from '../../stages/design.ts';
import type { FieldKind } from '../data/field-types.ts';
import { tablesIn } from '../data/schema-file.ts';
import { givenColumnsOf, keyPropertyOf } from '../interfaces/openapi.ts';
import { type Operation, type Resource, resourcesOf } from '../interfaces/operations.ts';
import { oneLine } from '../labels.ts';
import { entitiesBehind } from '../subscriptions.ts';

/** One value of a request's body. */
export type BodyField = {
  readonly name: string;
  readonly kind: FieldKind;
  readonly many: boolean;
  /** The resource whose id it holds; null where it holds none. */
  readonly refers: string | null;
  readonly values: readonly string[];
  readonly length: number | null;
  readonly digits: readonly [precision: number, scale: number] | null;
};

/** A request of the load test: an operation of the OpenAPI document, and how often it comes. */
export type PlannedRequest = {
  readonly operation: string;
  /** In the words of the file. */
  readonly does: string;
  readonly kind: Operation['kind'];
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** By name. */
  readonly resource: string;
  /** Of all requests; together 1. */
  readonly share: number;
  /** What the share stands on; empty where the file gives no rate for it. */
  readonly because: string;
  /** Null where the request has no body. */
  readonly body: readonly BodyField[] | null;
};

/** Of reads or of writes: what operations share that the file gives no rate for, where the others take all. */
export const unratedShare = 0.1;

/** Requests a second that an operation gets by the file; null where it says nothing. */
type Rated = { readonly rate: number | null; readonly because: string };

/** How often one comes: as the file counts them, or as many as have to come to keep a stock of them that long. */
const comingRate = ({ name, count, retention }: Entity): Rated => {
  if (count?.dimension === 'rate') return { rate: count.value, because: `${count.text} of ${name}` };
  return count === undefined || retention === undefined || retention.value <= 0
    ? { rate: null, because: '' }
    : {
        rate: count.value / retention.value,
        because: `${count.text} of ${name}, each kept for ${retention.text}`,
      };
};

/** Flows of kind query that lead to this entity alone, or to its owner with the owner's others. */
const readingRate = (requirements: Requirements, entity: Entity): Rated => {
  const reading = requirements.flows.filter(
    ({ kind, rate, to }) =>
      kind === 'query' && rate !== undefined && entitiesBehind(requirements, to).includes(entity),
  );
  return reading.length === 0
    ? { rate: null, because: '' }
    : {
        rate: reading.reduce(
          (sum, { rate, to }) => sum + (rate?.value ?? 0) / entitiesBehind(requirements, to).length,
          0,
        ),
        because: reading.map(({ from, to, rate }) => `${rate?.text} from ${from} to ${to}`).join('; '),
      };
};

type Weighted = { readonly request: Unshared; readonly rated: Rated };
type Unshared = Omit<PlannedRequest, 'share' | 'because'>;

/**
 * Shares of one side (reads or writes), together `side`. Where the file gives rates they stand to `whole`, the side's
 * own rate; what they leave, and never less than `unratedShare`, the operations without a rate share evenly.
 */
const shared = (weighted: readonly Weighted[], side: number, whole: number): PlannedRequest[] => {
  const unrated = weighted.filter(({ rated }) => rated.rate === null).length;
  const known = weighted.reduce((sum, { rated }) => sum + (rated.rate ?? 0), 0);
  const left = unrated === 0 ? 0 : Math.max(unratedShare, whole > 0 ? 1 - known / whole : 0);
  const part = ({ rate }: Rated): number => {
    if (known === 0) return 1 / weighted.length;
    return rate === null ? left / unrated : ((1 - left) * rate) / known;
  };
  return weighted.map(({ request, rated }) => ({
    ...request,
    share: side * part(rated),
    because: rated.rate === null ? '' : rated.because,
  }));
};

const fieldsOf = ({ table }: Resource, resources: readonly Resource[]): BodyField[] =>
  givenColumnsOf(table).map(({ name, column }) => {
    const { kind, many, values, length, digits } = column.type;
    const key = table.foreignKeys.find(one => one.column === column.name);
    const refers = resources.find(({ table }) => table.name === key?.table)?.name ?? null;
    return { name, kind, many, refers, values: values.map(oneLine), length, digits };
  });

const unsharedOf = (
  resource: Resource,
  resources: readonly Resource[],
): (Unshared & Pick<Operation, 'entity'>)[] =>
  resource.operations.map(({ id, summary, kind, method, path, entity }) => ({
    operation: id,
    does: summary,
    kind,
    method: method === 'get' ? 'GET' : 'POST',
    path,
    resource: resource.name,
    body: kind === 'create' ? fieldsOf(resource, resources) : null,
    entity,
  }));

/**
 * The operations of the interface with the share of each, in the order of the file. Without a share of reads as many
 * requests read as operations do. Pure.
 */
export const plannedRequests = (
  design: Design,
  rates: { readonly average: number; readonly peak: number; readonly reads: number | null },
): readonly PlannedRequest[] => {
  const { requirements } = design.analysis;
  const resources = resourcesOf(requirements, tablesIn(design));
  const all = resources.flatMap(resource => unsharedOf(resource, resources));
  const reads = rates.reads ?? all.filter(({ method }) => method === 'GET').length / all.length;
  const weighted = all.map(({ entity, ...request }) => ({
    request,
    rated: request.method === 'GET' ? readingRate(requirements, entity) : comingRate(entity),
  }));
  const side = (method: 'GET' | 'POST'): Weighted[] => weighted.filter(one => one.request.method === method);
  // What a file counts by the day is an average; what flows at its busiest a peak.
  const shares = [
    ...shared(halved(side('GET')), reads, rates.peak * reads),
    ...shared(side('POST'), 1 - reads, rates.average * (1 - reads)),
  ];
  const place = new Map(all.map(({ operation }, index) => [operation, index]));
  return shares.sort((a, b) => (place.get(a.operation) ?? 0) - (place.get(b.operation) ?? 0));
};

/** An entity's reads fall to its two operations alike: one, and a list. */
const halved = (weighted: readonly Weighted[]): Weighted[] =>
  weighted.map(({ request, rated }) => ({
    request,
    rated: { ...rated, rate: rated.rate === null ? null : rated.rate / 2 },
  }));

/** A resource as the script takes it: its name, and the property that holds an id. */
export const plannedResources = (
  design: Design,
): readonly { readonly name: string; readonly key: string }[] =>
  resourcesOf(design.analysis.requirements, tablesIn(design)).map(({ name, table }) => ({
    name,
    key: keyPropertyOf(table),
  }));
