import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { analysisFromModel } from '../../../src/architects/claude/answers/analysis.ts';
import { critiqueFromModel } from '../../../src/architects/claude/answers/critique.ts';
import { decisionFromModel } from '../../../src/architects/claude/answers/decision.ts';
import { optionsFromModel } from '../../../src/architects/claude/answers/options.ts';
import { tradeOffsFromModel } from '../../../src/architects/claude/answers/trade-offs.ts';

const schemas = {
  analysis: analysisFromModel,
  options: optionsFromModel,
  'trade-offs': tradeOffsFromModel,
  decision: decisionFromModel,
  critique: critiqueFromModel,
};

type Node = { readonly [key: string]: unknown };

const nodesOf = (value: unknown): Node[] => {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Node, ...Object.values(value).flatMap(nodesOf)];
};

describe.each(Object.entries(schemas))('the schema of the stage %s', (stage, schema) => {
  const nodes = nodesOf(z.toJSONSchema(schema));
  const objects = nodes.filter(({ type }) => type === 'object');

  it('is named after its stage', () => expect(schema.meta()?.title).toBe(`adrgen ${stage}`));

  it('holds what the service enforces: closed objects with known keys, none of them optional', () => {
    expect(objects.length).toBeGreaterThan(1);
    for (const { properties, required, additionalProperties } of objects) {
      expect(additionalProperties).toBe(false);
      expect(Object.keys(properties as object)).toEqual(required);
    }
  });

  it('has no union, no tuple and no recursion', () => {
    for (const key of ['anyOf', 'oneOf', 'allOf', 'prefixItems', '$ref', 'propertyNames'])
      expect(nodes.filter(node => Object.hasOwn(node, key))).toEqual([]);
  });
});
