import { stringify } from 'yaml';
import type { GoldenOutcome } from '../../../src/architects/catalogue/golden-tests.ts';
import { toProposal } from '../../../src/architects/catalogue/to-proposal.ts';
import type { Topic } from '../../../src/model/catalogue.ts';
import { readRequirements } from '../../../src/requirements/read.ts';
import { weigh } from '../../../src/weighing/weigh.ts';

/** Reads a golden test's file as a user's file is read, and weighs the topic with it. */
export const decide = (topic: Topic, given: Topic['tests'][number]['given']): GoldenOutcome => {
  const { requirements } = readRequirements(stringify(given, { aliasDuplicateObjects: false }), 'given.yaml');
  const { assessment } = weigh(toProposal(topic, requirements), requirements);
  return { winner: assessment?.winner ?? null, verdict: assessment?.verdict ?? null };
};
