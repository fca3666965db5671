/** What options are rated on, 0 to 4, 4 always being good. Quality names follow ISO/IEC 25010:2023. */
export const criteria = {
  complexity: 'few parts and concepts to understand',
  cost: 'cheap to build and to run',
  performance: 'fast under the load that the file states',
  maintainability: 'easy to change, test and hand over',
  'time-to-market': 'soon in production',
  reliability: 'keeps working when parts fail, and recovers',
  scalability: 'grows with the load without a redesign',
  security: 'small attack surface, protects what it holds',
  'team-fit': 'the team knows it already',
  reversibility: 'easy to leave again',
} as const;

export type CriterionName = keyof typeof criteria;

/** Every decision weighs these five; a topic adds its own. */
export const dimensionsOfEveryDecision = [
  'complexity',
  'cost',
  'performance',
  'maintainability',
  'time-to-market',
] as const satisfies readonly CriterionName[];

export const criterionNames = Object.keys(criteria) as readonly CriterionName[];
