import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { personaStages, stageOfName } from '../../src/model/persona.ts';
import { splitFile, strictMapping } from '../../src/personas/front-matter.ts';
import { readPersona } from '../../src/personas/read.ts';
import { parseCondition } from '../../src/weighing/condition.ts';

const folder = join(import.meta.dirname, '../../agents');
const own = readdirSync(folder)
  .filter(name => name.endsWith('.md'))
  .map(name => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
  .map(({ name, text }) => ({ name, text, reading: readPersona(text, name) }));

test('one persona for each stage, named as its file, in strict YAML, without a warning', () => {
  expect(own.map(({ reading }) => reading.persona?.stage).sort()).toEqual(Object.keys(personaStages).sort());
  for (const { name, text, reading } of own) {
    expect(reading.issues).toEqual([]);
    expect(`${reading.persona?.name}.md`).toBe(name);
    expect(strictMapping(splitFile(text).head ?? '')).toBeDefined();
  }
  expect(Object.values(stageOfName).sort()).toEqual(Object.keys(personaStages).sort());
});

const lead = own.find(({ reading }) => reading.persona?.stage === 'lead')?.reading.persona?.prompt ?? '';

test.each([
  ['requirements', /scale/, /response times/, /budget/, /what the team can do/],
  [
    'trade-offs',
    /complexity/,
    /cost/,
    /performance/,
    /maintainability/,
    /time to market/,
    /what speaks against it/,
  ],
  [
    'practice',
    /SOLID/,
    /domain-driven/i,
    /CQRS/,
    /event sourcing/i,
    /sagas?/,
    /domain event/,
    /subscribers/,
    /projections/,
  ],
  ['scale', /horizontal scaling/, /caching/, /sharding/, /load balancing/, /CDN/, /ten times/],
  ['reliability', /circuit breaker/, /retries/, /degraded/, /restore/, /99\.9 %/],
  [
    'security',
    /authentication/,
    /authorization/,
    /in transit and at rest/,
    /limited in rate/,
    /OWASP Top 10/,
  ],
  ['examples', /example in the team's own language/],
  ['operations', /logs/, /traces/, /alerts/, /a way back/, /Infrastructure is code/],
  ['documents', /diagrams/, /OpenAPI/, /record/],
  ['validation', /proof of concept/, /load test/],
  [
    'review',
    /bottlenecks/,
    /single points of failure/,
    /technical debt/,
    /current practice/,
    /rewrite is the last resort/,
  ],
  ['reality', /skills and the deadline/, /specific question/],
] as const)('the lead covers %s', (_, ...words) => {
  for (const word of words) expect(lead).toMatch(word);
});

/** Code spans that look like conditions. */
const conditions = own.flatMap(({ name, text }) =>
  [...text.matchAll(/`([^`\n]+)`/g)]
    .map(([, code = '']) => code)
    .filter(code => /[<>=]| has | in \[| is (?:un)?known/.test(code))
    .map(code => [name, code] as const),
);

test('there are conditions to copy from', () => expect(conditions.length).toBeGreaterThan(5));
test.each(conditions)('%s: %s is a condition', (_, code) => expect(() => parseCondition(code)).not.toThrow());

test('the scale of ratings is explained from 4 down to 0', () => {
  const rating = own.find(({ reading }) => reading.persona?.stage === 'trade-offs')?.text ?? '';
  expect([...rating.matchAll(/^\| (\d) +\|/gm)].map(([, level]) => level)).toEqual(['4', '3', '2', '1', '0']);
});
