import { z } from 'zod';
import { criterionNames } from './criteria.ts';
import type { Dimension, Quantity } from './quantity.ts';
import { parseQuantity } from './quantity-text.ts';
import type { Trap } from './quantity-traps.ts';
import * as trap from './quantity-traps.ts';

/**
 * What a field means: `drives` says where in the documents or in the weighing it counts. The table in
 * docs/requirements.md and the JSON Schema are made from it.
 */
export type FieldMeaning = {
  readonly drives: string;
  readonly dimension?: Dimension;
  readonly default?: string;
};
export const fieldMeanings = z.registry<FieldMeaning>();

const means = <T extends z.ZodType>(
  schema: T,
  drives: string,
  more: Omit<FieldMeaning, 'drives'> = {},
): T => {
  const described = schema.describe(drives) as T;
  fieldMeanings.add(described, { drives, ...more });
  return described;
};

/** Reads a text or number as a quantity. Issues carry `params`: dimension, code and a suggestion where there is one. */
const read = (raw: string | number, dimension: Dimension, context: z.RefinementCtx, trap?: Trap) => {
  const parsed = parseQuantity(raw, dimension);
  if (!parsed.ok) {
    const { reason, suggestion } = parsed;
    const params = { code: 'not-a-quantity', dimension, ...(suggestion === undefined ? {} : { suggestion }) };
    context.addIssue({ code: 'custom', message: reason, params });
    return z.NEVER;
  }
  const caught = trap?.(parsed.quantity);
  if (caught === undefined) return parsed.quantity;
  context.addIssue({ code: 'custom', message: caught.reason, params: { dimension, ...caught } });
  return z.NEVER;
};

const quantity = (dimension: Dimension, drives: string, standard?: string, trap?: Trap) =>
  means(
    z
      .union([z.string(), z.number()])
      .transform((raw, context): Quantity => read(raw, dimension, context, trap)),
    drives,
    standard === undefined ? { dimension } : { dimension, default: standard },
  );

const text = (drives: string) => means(z.string().trim().min(1), drives);
const texts = (drives: string) => means(z.array(z.string().trim().min(1)), drives);
const identifier = (drives: string) =>
  means(
    z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}\p{M}._-]*$/u, 'letters, digits, ".", "_" and "-" only'),
    drives,
  );

export const priorityLevels = ['must', 'should', 'could', 'wont'] as const;
export const skillLevels = ['none', 'learning', 'working', 'expert'] as const;
export const classifications = ['public', 'internal', 'personal', 'secret'] as const;
export const componentKinds = [
  'service',
  'web',
  'mobile',
  'function',
  'worker',
  'database',
  'queue',
  'stream',
  'cache',
  'object-store',
  'gateway',
  'load-balancer',
  'external',
] as const;

/** Quality characteristics of ISO/IEC 25010:2023, for scenarios. */
const characteristics = [
  'functional-suitability',
  'performance-efficiency',
  'compatibility',
  'interaction-capability',
  'reliability',
  'security',
  'maintainability',
  'flexibility',
  'safety',
] as const;

/** The published vocabulary of `constraints[].forbids` and `requires`: what the catalogue can hold against an option. */
export const constraintTags = {
  'public-cloud': 'servers of a public cloud provider',
  'managed-service': 'services that a provider operates',
  'on-premises': "the organisation's own machines",
  'non-eu': 'processing or storage outside the European Union',
  internet: 'a permanent connection to the internet',
  'new-database': 'a database product that the organisation does not run yet',
  'new-language': 'a programming language that the organisation does not use yet',
  'new-vendor': 'a supplier without a contract',
  'open-source': 'software under an open-source licence',
  proprietary: 'software under a proprietary licence',
  containers: 'container images',
  kubernetes: 'a Kubernetes cluster',
  functions: 'functions as a service',
  'virtual-machines': 'virtual machines',
  'message-broker': 'a message broker',
  'relational-database': 'a relational database',
  microservices: 'several services deployed apart',
  'single-deployable': 'one unit of deployment',
} as const;
export type ConstraintTag = keyof typeof constraintTags;
const tags = (drives: string) =>
  means(z.array(z.enum(Object.keys(constraintTags) as [ConstraintTag, ...ConstraintTag[]])), drives);

const functional = z.strictObject({
  id: identifier('the id under which records and the traceability matrix cite it').optional(),
  text: text('a functional requirement: an EARS sentence or plain words'),
  priority: means(z.enum(priorityLevels), 'MoSCoW priority; `wont` is a non-goal', {
    default: 'must',
  }).optional(),
  rationale: text('why it is wanted; restated requirements').optional(),
  fit_criterion: text('how to tell that it is met (Volere); confirmation of the records').optional(),
  source: text('who asked for it; restated requirements').optional(),
});

const stakeholder = z.strictObject({
  role: text('a person in the system context'),
  concerns: texts('what they care about; system context and goals').optional(),
});

const command = z.union([
  z.string().trim().min(1),
  z.strictObject({
    name: text('the command, as a verb and a noun: `place order`'),
    event: text('its domain event, where the past tense cannot be derived').optional(),
  }),
]);

const entity = z.strictObject({
  name: text('an aggregate in the data section'),
  owner: text('the part of the organisation that owns the data; boundaries of decomposition').optional(),
  size: quantity('bytes', 'bytes of one instance; storage').optional(),
  count: means(
    z
      .union([z.string(), z.number()])
      .transform(
        (raw, context): Quantity =>
          read(raw, typeof raw === 'string' && /[/]|\bper\b|\ba\b/u.test(raw) ? 'rate' : 'count', context),
      ),
    'how many there are, or how many come with `/day` or the like; storage',
    { dimension: 'count' },
  ).optional(),
  retention: quantity('duration', 'how long one is kept; storage', '1 year', trap.longTime).optional(),
  classification: means(z.enum(classifications), 'protection that the data needs', {
    default: 'internal',
  }).optional(),
  fields: means(z.record(z.string(), z.string()), 'columns of the data section: name and type').optional(),
  references: texts('other entities of the file that it refers to').optional(),
  commands: means(z.array(command), 'what changes it; each gives a domain event').optional(),
});

const flow = z.strictObject({
  from: text('a stakeholder, external system, entity owner or thing outside'),
  to: text('the other end; the name of the system itself is understood'),
  kind: means(
    z.enum(['command', 'query', 'event', 'stream', 'file']),
    'what passes; arrows of the diagrams',
  ).optional(),
  direction: means(z.enum(['one-way', 'two-way']), 'arrow heads of the diagrams', {
    default: 'one-way',
  }).optional(),
  rate: quantity('rate', 'how often; messages a second for messaging').optional(),
  delay: quantity('duration', 'the delay that is tolerated; asynchronous ways').optional(),
});

const externalSystem = z.strictObject({
  name: text('a box of the system context'),
  criticality: means(
    z.enum(['hard', 'soft']),
    'hard: the system cannot work without it; availability',
  ).optional(),
  availability: quantity(
    'share',
    'composed availability of the system',
    undefined,
    trap.nearlyAlways,
  ).optional(),
  protocol: text('the label of the arrow to it').optional(),
});

/** The closed list of `quality`. */
const quality = z.strictObject({
  availability: quantity(
    'share',
    'the service level objective; error budget, redundancy',
    undefined,
    trap.nearlyAlways,
  ).optional(),
  latency_p50: quantity(
    'duration',
    'the median response time; performance',
    undefined,
    trap.responseTime,
  ).optional(),
  latency_p95: quantity(
    'duration',
    '95 of 100 requests answer within it; performance, concurrency',
    undefined,
    trap.responseTime,
  ).optional(),
  latency_p99: quantity(
    'duration',
    '99 of 100 requests answer within it; performance',
    undefined,
    trap.responseTime,
  ).optional(),
  throughput: quantity('rate', 'requests a second that must be sustained; capacity').optional(),
  error_rate: quantity('share', 'the share of requests that may fail').optional(),
  durability: quantity(
    'share',
    'the share of stored data that must survive a year',
    undefined,
    trap.nearlyAlways,
  ).optional(),
  rpo: quantity('duration', 'how much data may be lost; backup and replication').optional(),
  rto: quantity('duration', 'how long recovery may take; standby').optional(),
  update_delay: quantity('duration', 'how old a read may be; messaging and read models').optional(),
});
export const qualityNames = Object.keys(quality.shape) as readonly (keyof typeof quality.shape)[];

const grade = (drives: string) => means(z.enum(['H', 'M', 'L']), drives);
const scenario = z.strictObject({
  id: identifier('the id under which records cite it'),
  characteristic: means(z.enum(characteristics), 'ISO/IEC 25010:2023 characteristic').optional(),
  source: text('who or what causes the stimulus').optional(),
  stimulus: text('what happens'),
  environment: text('under which conditions').optional(),
  artifact: text('the part that is stimulated').optional(),
  response: text('what the system does'),
  response_measure: text('how the response is measured; confirmation of the records').optional(),
  importance: grade('for the business; ranks the drivers').optional(),
  difficulty: grade('for the architecture; ranks the drivers').optional(),
});

const load = z.strictObject({
  dau: quantity('count', 'daily active users; average and peak requests').optional(),
  rps: quantity('rate', 'average requests a second, instead of `dau`').optional(),
  requests_per_user_day: quantity('count', 'requests of one user a day').optional(),
  read_write: quantity('ratio', 'reads to writes; stores, caches').optional(),
  payload: quantity('bytes', 'bytes of one request and response; bandwidth', '2 kB').optional(),
  peak_factor: quantity('count', 'peak requests to average requests', '5', trap.peak).optional(),
  growth: quantity('growth', 'growth of the load; when 10x is reached').optional(),
});

const constraint = z.strictObject({
  id: identifier('the id under which records cite it').optional(),
  text: text('a limit on the solution, not on the problem'),
  forbids: tags('options that need one of these are excluded (hard) or rated lower in words').optional(),
  requires: tags('options that cannot offer one of these are excluded').optional(),
  kind: means(z.enum(['technical', 'legal', 'organisational', 'budget']), 'how it is grouped').optional(),
  hard: means(z.boolean(), 'whether it excludes options; a hard one without tags is asked about', {
    default: 'true',
  }).optional(),
});

const rating = z.union([
  z.number().int().min(0).max(4),
  z.tuple([z.number().min(0).max(4), z.number().min(0).max(4)]),
]);
const ownOption = z.strictObject({
  name: text('a candidate'),
  pros: texts('arguments for it, shown as they are').optional(),
  cons: texts('arguments against it, shown as they are').optional(),
  ratings: means(
    z.record(z.string(), rating),
    '0 (bad) to 4 (good) by criterion, or [lowest, highest] where unsure',
  ).optional(),
});
const ownDecision = z.strictObject({
  id: identifier('names the record'),
  question: text('what is to be decided'),
  options: means(z.array(ownOption), 'candidates; the catalogue adds what it knows of them').optional(),
  criteria: texts('what to weigh besides the five dimensions').optional(),
});

const decided = z.strictObject({
  question: text('what was settled before; its topic is not opened again'),
  answer: text('the answer: the design is drawn with it where the catalogue knows the option'),
  record: text('the number or path of the record that holds it').optional(),
});

const component = z.strictObject({
  id: identifier('a box of the existing system'),
  kind: means(z.enum(componentKinds), 'its shape and its role'),
  replicas: quantity('count', 'how many run; availability', '1', trap.wholeThings).optional(),
  availability: quantity(
    'share',
    'of one replica; composed availability',
    undefined,
    trap.nearlyAlways,
  ).optional(),
  zone: text('where it runs; single points of failure').optional(),
});
const connection = z.strictObject({
  from: text('the id of a component'),
  to: text('the id of a component or an external system'),
  kind: means(z.enum(['sync', 'async']), 'whether the caller waits').optional(),
  protocol: text('the label of the arrow').optional(),
});

const list = <T extends z.ZodType>(item: T) => z.array(item);

/** The requirements file as a person writes it. Every field is used, or it would not be here. */
export const requirementsFile = z.strictObject({
  apiVersion: means(z.literal('adrgen/v1'), 'the version of this format', {
    default: 'adrgen/v1',
  }).optional(),
  system: text('the name in titles, diagrams and file names'),
  purpose: text('the goal that the design document opens with'),
  stakeholders: list(stakeholder).optional(),
  scope: z.strictObject({ in: texts('goals').optional(), out: texts('non-goals').optional() }).optional(),
  glossary: means(z.record(z.string(), z.string()), 'terms of the design document').optional(),
  functional: z.array(z.union([z.string().trim().min(1), functional])).min(1),
  entities: list(entity).optional(),
  flows: list(flow).optional(),
  external_systems: list(externalSystem).optional(),
  quality: quality.optional(),
  quality_scenarios: list(scenario).optional(),
  load: load.optional(),
  constraints: list(constraint).optional(),
  compliance: texts('rules and standards by name: GDPR, PCI DSS, HIPAA …').optional(),
  budget: z
    .strictObject({
      monthly: quantity('money', 'what running it may cost a month; cost ratings').optional(),
      currency: means(
        z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code such as EUR'),
        'currency of the budget',
        {
          default: 'EUR',
        },
      ).optional(),
    })
    .optional(),
  timeline: z
    .strictObject({
      mvp: quantity(
        'duration',
        'time to the first version that people use; time-to-market',
        undefined,
        trap.longTime,
      ).optional(),
      ga: quantity('duration', 'time to general availability; roll-out', undefined, trap.longTime).optional(),
    })
    .optional(),
  team: z
    .strictObject({
      size: quantity(
        'count',
        'people who build and run it; complexity, decomposition',
        undefined,
        trap.wholeThings,
      ).optional(),
      teams: quantity(
        'count',
        'teams that release independently; decomposition',
        '1',
        trap.wholeThings,
      ).optional(),
      skills: means(
        z.record(z.string(), z.enum(skillLevels)),
        'what the team knows, by technology; team fit of the options',
      ).optional(),
      on_call: means(
        z.enum(['none', 'business-hours', '24x7']),
        'who answers at night; operations',
      ).optional(),
    })
    .optional(),
  priorities: means(
    z.array(z.union([z.string(), z.array(z.string()).min(1)])),
    `ranking of criteria, most important first, an inner list is a tie: ${criterionNames.join(', ')}`,
  ).optional(),
  decisions: list(ownDecision).optional(),
  decided: list(decided).optional(),
  existing: z
    .strictObject({
      components: list(component).optional(),
      connections: list(connection).optional(),
      pain_points: texts('what hurts today; goals and context').optional(),
    })
    .optional(),
  assumptions: texts('taken as given; listed with those that adrgen makes').optional(),
  open_questions: list(
    z.strictObject({
      question: text('listed and ranked with the others'),
      answer: text('the answer, once there is one').optional(),
    }),
  ).optional(),
});

type Parsed = z.output<typeof requirementsFile>;
export type Functional = {
  readonly id: string;
  readonly text: string;
  readonly priority: (typeof priorityLevels)[number];
  readonly rationale?: string | undefined;
  readonly fit_criterion?: string | undefined;
  readonly source?: string | undefined;
};
export type Constraint = Omit<z.output<typeof constraint>, 'id' | 'hard'> & {
  readonly id: string;
  readonly hard: boolean;
};
export type Command = { readonly name: string; readonly event: string };
export type Entity = Omit<z.output<typeof entity>, 'commands'> & { readonly commands: readonly Command[] };

/**
 * Requirements after reading: ids filled in, shorthand spelled out, quantities in base units. A value written
 * `unknown` is absent here and its path stands in `unknowns`. Optional lists are empty lists.
 */
export type Requirements = Omit<
  Parsed,
  'apiVersion' | 'functional' | 'constraints' | 'entities' | ListKeys
> & {
  readonly functional: readonly Functional[];
  readonly constraints: readonly Constraint[];
  readonly entities: readonly Entity[];
  /** Paths such as `load.dau` or `entities[2].retention`, in the order of the file. */
  readonly unknowns: readonly string[];
} & { readonly [Key in ListKeys]: NonNullable<Parsed[Key]> };

type ListKeys =
  | 'stakeholders'
  | 'flows'
  | 'external_systems'
  | 'quality_scenarios'
  | 'compliance'
  | 'priorities'
  | 'decisions'
  | 'decided'
  | 'assumptions'
  | 'open_questions';
