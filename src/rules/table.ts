import { capacityRules } from './capacity-rules.ts';
import { combinationRules } from './combination-rules.ts';
import { coverageRule } from './coverage-rule.ts';
import { decisionRules } from './decision-rules.ts';
import { dependencyRules } from './dependency-rules.ts';
import { documentRules } from './document-rules.ts';
import { eventRules } from './event-rules.ts';
import { honestyRules } from './honesty-rules.ts';
import { leverRules } from './lever-rule.ts';
import { operationsRules } from './operations-rules.ts';
import { optionRules } from './option-rules.ts';
import { patternRules } from './pattern-rule.ts';
import { reliabilityRules } from './reliability-rules.ts';
import { requirementRules } from './requirement-rules.ts';
import { reviewRules } from './review-rules.ts';
import type { Rule } from './rule.ts';
import { securityRules } from './security-rules.ts';
import { snippetRules } from './snippet-rules.ts';
import { teamRules } from './team-rules.ts';
import { validationRules } from './validation-rules.ts';
import { writingRules } from './writing-rules.ts';

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
  ...dependencyRules,
  ...documentRules,
  ...eventRules,
  ...leverRules,
  ...operationsRules,
  ...patternRules,
  ...reviewRules,
  ...securityRules,
  ...snippetRules,
  ...validationRules,
  ...writingRules,
].sort((a, b) => (a.id < b.id ? -1 : 1));
