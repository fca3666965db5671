import { decisionRules } from './decision-rules.ts';
import { formRules } from './form-rules.ts';
import { optionRules } from './option-rules.ts';
import { relationRules } from './relation-rules.ts';
import type { MarkdownRule } from './rule.ts';

/** Every rule that `adrgen lint` holds Markdown against, by id: docs/rules has a page for each. */
export const markdownRules: readonly MarkdownRule[] = [
  ...optionRules,
  ...decisionRules,
  ...formRules,
  ...relationRules,
].sort((a, b) => (a.id < b.id ? -1 : 1));
