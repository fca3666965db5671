import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const verdict = z.enum(['clear', 'leaning', 'toss-up']);

/** What an architect expects of one topic: any of these options, each with the reason for it. `none`: no option is left. */
const expectedDecision = z.strictObject({
  accept: z.record(z.string(), z.string().min(1)),
  verdict: z.union([verdict.transform(one => [one]), z.array(verdict)]).optional(),
  standing: z.enum(['record', 'default']).optional(),
});

const expectedOfCase = z.strictObject({
  why: z.string(),
  /** By topic; each of them has to be asked. */
  decisions: z.record(z.string(), expectedDecision),
  /** Topics that are not worth a record here, whether they are asked or not. */
  no_record: z.array(z.string()).default([]),
  /** Rules that must find something about the system, and rules that must not. */
  findings: z.array(z.string()).default([]),
  no_findings: z.array(z.string()).default([]),
});

export type Expected = z.output<typeof expectedOfCase>;
export type ExpectedDecision = z.output<typeof expectedDecision>;

/** What was written down for a case before the first run. Throws when the file does not fit. */
export const readExpected = (path: string): Expected =>
  expectedOfCase.parse(parse(readFileSync(path, 'utf8')));
