import { z } from 'zod';
import { dataView } from '../design/data/data.ts';
import { eventsView } from '../design/events.ts';
import { interfacesView } from '../design/interfaces/interfaces.ts';
import { operationsView } from '../design/operations/running.ts';
import { flowView } from '../design/pictures/main-flow.ts';
import { reliabilityView } from '../design/reliability/reliability.ts';
import { risksView } from '../design/risks.ts';
import { securityView } from '../design/security/security.ts';
import { validationView } from '../design/validation/validation.ts';

/** A picture in a document: a file beside it, or its Mermaid source where it could not be drawn. */
export const pictureView = z.strictObject({
  alt: z.string(),
  path: z.string().nullable(),
  mermaid: z.string().nullable(),
});
export type PictureView = z.output<typeof pictureView>;

/** What a claim stands on: a driver id in code, a link to a source, or the word assumption. */
const basis = z.strictObject({
  driver: z.string().nullable(),
  source: z.strictObject({ number: z.number(), url: z.string() }).nullable(),
  assumption: z.boolean(),
});
export type BasisView = z.output<typeof basis>;

const claim = z.strictObject({ text: z.string(), bases: z.array(basis) });
export type ClaimView = z.output<typeof claim>;

const sourceRow = z.strictObject({
  number: z.number(),
  title: z.string(),
  url: z.string(),
  as_of: z.string(),
});

const experiment = z.strictObject({
  hypothesis: z.string(),
  time_box: z.string(),
  pass: z.string(),
  fail: z.string(),
});

/** What the templates of records (`madr`, `nygard`) can name. */
export const recordView = z.strictObject({
  number: z.number(),
  status: z.string(),
  date: z.string(),
  title: z.string(),
  system: z.string(),
  purpose: z.string(),
  question: z.string(),
  /** Purpose and question in one sentence, without its question mark. */
  asked: z.string(),
  /** What pulls towards an option, the chosen one first: drivers in words, each with the criteria on which it tells. */
  forces: z.array(
    z.strictObject({
      option: z.string(),
      drivers: z.array(z.strictObject({ id: z.string(), text: z.string(), criteria: z.array(z.string()) })),
    }),
  ),
  drivers: z.array(
    z.strictObject({
      ids: z.array(z.string()),
      /** The decision whose answer excludes an option. */
      decision: z.strictObject({ name: z.string(), href: z.string().nullable() }).nullable(),
      text: z.string(),
      measure: z.string().nullable(),
      /** Options whose ratings it raises, or lowers, all criteria together; or the one that it excludes. */
      speaks_for: z.string(),
      speaks_against: z.string(),
    }),
  ),
  options: z.array(z.strictObject({ name: z.string(), note: z.string().nullable() })),
  chosen: z.string().nullable(),
  because: z.array(claim),
  verdict: z.string(),
  firmness: z.string(),
  settled_by: z.array(z.string()),
  picture: pictureView,
  given_up: z.array(claim),
  good: z.array(claim),
  bad: z.array(claim.extend({ mitigation: z.string().nullable() })),
  confirmation: z.array(z.string()),
  experiment: experiment.nullable(),
  matrix: z.strictObject({
    options: z.array(z.string()),
    rows: z.array(z.strictObject({ criterion: z.string(), rank: z.string(), marks: z.array(z.string()) })),
  }),
  arguments: z.array(
    z.strictObject({
      option: z.string(),
      lines: z.array(
        z.strictObject({
          tone: z.enum(['Good', 'Bad']),
          claims: z.array(claim.extend({ criterion: z.string().nullable() })),
        }),
      ),
    }),
  ),
  triggers: z.array(
    z.strictObject({
      path: z.string(),
      bound: z.string(),
      today: z.string(),
      /** How far that is from today: "2.1×", "+0.5 points", "+1". */
      distance: z.string(),
      ahead: z.string(),
      /** What a monitor measures, and its threshold before the turning point; "–" for what none can measure. */
      alert: z.string(),
    }),
  ),
  /** Other decisions that the choice needs; `wanted` where none of what it needs was chosen there. */
  leans_on: z.array(
    claim.extend({
      name: z.string(),
      href: z.string().nullable(),
      chosen: z.string(),
      wanted: z.string().nullable(),
    }),
  ),
  leaned_on_by: z.array(
    z.strictObject({ name: z.string(), href: z.string().nullable(), chosen: z.string() }),
  ),
  sources: z.array(sourceRow),
  design_href: z.string(),
  provenance: z.string(),
});
export type RecordView = z.output<typeof recordView>;

const figureView = z.strictObject({
  name: z.string(),
  value: z.string(),
  tenfold: z.string(),
  formula: z.string(),
  inputs: z.string(),
});

const namedList = z.array(z.strictObject({ name: z.string(), text: z.string() }));

/** A picture with what is said beside it, or the gap where nothing can be drawn. */
const drawing = flowView.extend({ picture: pictureView.nullable() });

/** What the template of the design document (`design`) can name. */
export const designView = z.strictObject({
  system: z.string(),
  date: z.string(),
  purpose: z.string(),
  /** Half a page for who reads no further. */
  summary: z.strictObject({
    figures: z.array(z.strictObject({ name: z.string(), value: z.string(), tenfold: z.string() })),
    risk: z.string().nullable(),
    questions: z.array(z.string()),
  }),
  goals: z.array(z.string()),
  priorities: z.string(),
  flows: z.array(
    z.strictObject({
      from: z.string(),
      to: z.string(),
      kind: z.string(),
      rate: z.string(),
      delay: z.string(),
    }),
  ),
  scenarios: z.array(
    z.strictObject({
      id: z.string(),
      characteristic: z.string(),
      source: z.string(),
      stimulus: z.string(),
      environment: z.string(),
      artifact: z.string(),
      response: z.string(),
      measure: z.string(),
      weight: z.string(),
    }),
  ),
  non_goals: z.array(z.string()),
  pain_points: z.array(z.string()),
  people: namedList,
  glossary: namedList,
  requirements: z.array(
    z.strictObject({
      id: z.string(),
      text: z.string(),
      measure: z.string(),
      priority: z.string(),
      origin: z.string(),
      answered: z.array(z.strictObject({ title: z.string(), href: z.string() })),
    }),
  ),
  /** Null where the file names nobody around the system. */
  context: pictureView.nullable(),
  containers: pictureView,
  drawings: z.strictObject({
    main: drawing,
    /** Null where there is no main flow. */
    failure: drawing.extend({ failing: z.string() }).nullable(),
    deployment: drawing,
    data: pictureView.nullable(),
    events: pictureView.nullable(),
  }),
  parts: z.array(z.strictObject({ name: z.string(), technology: z.string(), responsibility: z.string() })),
  externals: z.array(
    z.strictObject({
      name: z.string(),
      criticality: z.string(),
      availability: z.string(),
      protocol: z.string(),
    }),
  ),
  data: dataView.extend({ schema_href: z.string() }),
  events: eventsView,
  interfaces: interfacesView.extend({ openapi_href: z.string() }),
  existing: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.string(),
      replicas: z.string(),
      availability: z.string(),
      zone: z.string(),
      calls: z.string(),
    }),
  ),
  figures: z.array(figureView),
  capacity: z.array(z.string()),
  reliability: reliabilityView,
  security: securityView,
  operations: operationsView,
  decisions: z.array(
    z.strictObject({
      title: z.string(),
      href: z.string(),
      chosen: z.string(),
      verdict: z.string(),
      firmness: z.string(),
    }),
  ),
  defaults: z.array(z.strictObject({ title: z.string(), chosen: z.string(), because: z.string() })),
  settled: z.array(z.strictObject({ title: z.string(), answer: z.string(), record: z.string() })),
  risks: risksView,
  assumptions: z.array(z.string()),
  validation: validationView,
  questions: z.array(
    z.strictObject({ question: z.string(), answer: z.string().nullable(), turns: z.string() }),
  ),
  appendix: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      asked: z.array(claim),
      weights: z.string(),
      ratings: z.array(claim.extend({ option: z.string(), criterion: z.string(), mark: z.string() })),
      options: z.array(
        z.strictObject({
          name: z.string(),
          value: z.string(),
          range: z.string(),
          summary: z.string(),
          excluded: z.string(),
        }),
      ),
      checks: z.array(z.string()),
      sources: z.array(sourceRow),
    }),
  ),
  provenance: z.string(),
});
export type DesignView = z.output<typeof designView>;
