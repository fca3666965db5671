import { z } from 'zod';
import type { Figure } from './figure.ts';
import { reason } from './reason.ts';
import type { Requirements } from './requirements.ts';

/** A requirement that shapes the architecture; its id is what records cite. */
export type Driver = {
  /** The id of the file, or the path of the field: `notify-customer-3f2a`, `quality.availability`. */
  readonly id: string;
  readonly kind:
    | 'functional'
    | 'quality'
    | 'scenario'
    | 'load'
    | 'data'
    | 'flow'
    | 'constraint'
    | 'team'
    | 'budget'
    | 'timeline'
    | 'context';
  readonly text: string;
  /** How to tell that it is met, in the file's own words; null where the file gives no measure. */
  readonly measure: string | null;
  /** 3 for a must or high, 2 for should or medium, 1 for could or low. */
  readonly importance: 1 | 2 | 3;
};

/** From this significance on a decision is worth a record of its own. */
export const recordThreshold = 5;

/** A question with options, and how much depends on it. */
export const decisionToMake = z.strictObject({
  id: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}\p{M}._-]*$/u),
  /** The noun of the record's title: "Primary store". */
  title: z.string().min(1),
  question: z.string().min(1),
  /** 0 to 10 and above; what reaches `recordThreshold` becomes a record. */
  significance: z.number().min(0),
  /** What makes it significant here. */
  because: z.array(reason),
  /** Who asks: the file's own `decisions`, or the architect; or nobody any more, since the file settled it. */
  origin: z.enum(['team', 'architect', 'settled']),
  /** Criteria that the file wants weighed besides those of the topic. */
  criteria: z.array(z.string()),
  /** Ids of the drivers that the answer turns on, where the architect names them. */
  drivers: z.array(z.string()).readonly().optional(),
});
export type DecisionToMake = Readonly<z.output<typeof decisionToMake>>;

export const analysisAnswer = z.strictObject({
  decisions: z.array(decisionToMake),
  /** Questions that the file settled: what was asked, what the answer is, and the topics that it closes. */
  settled: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      answer: z.string(),
      record: z.string().nullable(),
      topics: z.array(z.string()),
    }),
  ),
  /** What the architect would ask besides what the file itself leaves open, the gravest first. */
  questions: z.array(z.strictObject({ question: z.string(), decisions: z.array(z.string()) })).optional(),
});
export type AnalysisAnswer = Readonly<z.output<typeof analysisAnswer>>;

export type Assumption = { readonly id: string; readonly text: string; readonly origin: 'file' | 'default' };

export type OpenQuestion = {
  readonly id: string;
  readonly question: string;
  /** The fact or field that an answer would fill; null for a question in the file's own words. */
  readonly path: string | null;
  readonly answer: string | null;
  /** Ids of the decisions that the architect says it would turn; what conditions say comes besides. */
  readonly turns?: readonly string[];
  readonly origin: 'file' | 'unknown' | 'missing' | 'constraint' | 'architect';
};

/** What is known before any option is looked at. */
export type Analysis = {
  readonly requirements: Requirements;
  readonly drivers: readonly Driver[];
  readonly figures: readonly Figure[];
  readonly assumptions: readonly Assumption[];
  readonly questions: readonly OpenQuestion[];
  readonly decisions: readonly DecisionToMake[];
  readonly settled: AnalysisAnswer['settled'];
};
