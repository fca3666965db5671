import { capacityRules } from './capacity-rules.ts';
import { combinationRules } from './combination-rules.ts';
import { coverageRule } from './coverage-rule.ts';
import { decisionRules } from './decision-rules.ts';
import { honestyRules } from './honesty-rules.ts';
import { optionRules } from './option-rules.ts';
import { reliabilityRules } from './reliability-rules.ts';
import { requirementRules } from './requirement-rules.ts';
import type { Rule } from './rule.ts';
import { teamRules } from './team-rules.ts';

/** Every rule, by id: docs/rules has a page for each. */
export const rules: readonly Rule[] = [
  ...requirementRules,
  coverageRule,
  ...optionRules,
  ...decisionRules,
  ...capacityRules,
  ...reliabilityRules,
  ...teamRules,
  ...honestyRules,
  ...combinationRules,
].sort((a, b) => (a.id < b.id ? -1 : 1));
