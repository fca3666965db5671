import { describe, expect, test } from 'vitest';
import { interpolate } from '../../../src/architects/catalogue/interpolate.ts';
import { toProposal } from '../../../src/architects/catalogue/to-proposal.ts';
import { proposal } from '../../../src/model/proposal.ts';
import { readRequirements } from '../../../src/requirements/read.ts';
import { factsOf } from '../../../src/weighing/facts.ts';
import { spanOf } from '../../../src/weighing/rating.ts';
import { exampleTopic, exampleWith } from './example-topic.ts';

const head = `
system: Shop
purpose: Sell books
functional:
  - { id: search-books, text: Customers search books with full-text queries }
  - { id: order-book, text: A customer orders a book }
`;
const read = (more = '') => readRequirements(`${head}${more}`, 'requirements.yaml').requirements;
const driver = (id: string) => ({ kind: 'driver', id });
const thumb = { kind: 'assumption', id: 'rule-of-thumb' };

const say = (text: string, more = '', condition?: string) => {
  const requirements = read(more);
  return interpolate(text, { requirements, facts: factsOf(requirements), option: 'Kafka', condition });
};

describe('sentences', () => {
  test('numbers are filled in, and the fields that they come from are cited', () => {
    const load = 'load: { dau: 100k, requests_per_user_day: 40 }\nbudget: { monthly: 500 }';
    expect(say('{option} takes the {load.peak} of {system} for {budget.monthly}', load)).toEqual({
      text: 'Kafka takes the ≈ 230/s of Shop for 500 EUR',
      cites: [driver('load.dau'), driver('budget.monthly')],
    });
    expect(say('it takes {load.peak}', 'load: { rps: 80/s, peak_factor: 2 }')).toEqual({
      text: 'it takes 160/s',
      cites: [driver('load.rps')],
    });
  });

  test('marks are taken off and cited, after what is quoted and conditioned', () => {
    expect(
      say('{team.size} people run it [fact-a] [fact-b, assumption]', 'team: { size: 6 }', 'quality.rto < 1h'),
    ).toEqual({
      text: '6 people run it',
      cites: [
        driver('team.size'),
        driver('quality.rto'),
        { kind: 'fact', id: 'fact-a' },
        { kind: 'fact', id: 'fact-b' },
        thumb,
      ],
    });
    expect(say('a list [2, 3] stays')).toEqual({ text: 'a list [2, 3] stays', cites: [thumb] });
  });

  test('what the file does not say is not stated', () => {
    expect(say('{budget.monthly} a month')).toEqual({
      text: 'not stated a month',
      cites: [driver('budget.monthly')],
    });
  });

  test('a condition on constraints cites the constraint', () => {
    const constraints = `constraints:
  - { id: own-machines, text: Nothing leaves our machines, forbids: [managed-service, public-cloud] }
  - { id: a-wish, text: Rather no service, forbids: [managed-service], hard: false }
  - { id: open, text: Open source only, requires: [open-source] }`;
    const gate = 'not (constraints.forbids has managed-service)';
    expect(say('it is a managed service', constraints, gate).cites).toEqual([driver('own-machines')]);
    expect(say('it is open', constraints, 'constraints.requires has open-source').cites).toEqual([
      driver('open'),
    ]);
  });

  test('a condition on words cites the requirements that have them', () => {
    expect(say('it searches', '', 'text has "full-text"').cites).toEqual([driver('search-books')]);
    expect(say('it refers', 'entities: [{ name: Book }]', 'data.references > 0').cites).toEqual([
      driver('entities'),
    ]);
  });

  test('a skill is cited as the file spells it', () => {
    expect(
      say('known', 'team: { skills: { Postgre SQL: expert } }', 'team.skills.postgresql = expert').cites,
    ).toEqual([driver('team.skills.Postgre SQL')]);
  });
});

const optionOf = (id: string, topic = exampleTopic(), more = '') => {
  const requirements = read(more);
  const option = toProposal(topic, requirements).options.find(one => one.id === id);
  if (option === undefined) throw new Error(id);
  return { option, facts: factsOf(requirements) };
};

describe('topics', () => {
  test('a proposal fits its schema and names the topic', () => {
    const made = toProposal(exampleTopic(), read());
    expect(proposal.parse(made)).toEqual(made);
    expect(made).toMatchObject({
      decision: 'feature-switches',
      criteria: ['complexity', 'cost', 'performance', 'maintainability', 'time-to-market', 'reliability'],
      sources: [{ id: 'openfeature', title: 'OpenFeature specification' }],
    });
    expect(made.facts.map(({ id }) => id)).toEqual(['vendor-neutral']);
  });

  test('base and when become cases and what is left', () => {
    const { option } = optionOf('configuration-file', exampleTopic(), 'team: { size: 9, teams: 3 }');
    expect(option.ratings.maintainability).toEqual({
      cases: [
        {
          if: 'team.teams >= 2',
          rating: 1,
          because: { text: '3 teams edit one file and wait for one release', cites: [driver('team.teams')] },
        },
      ],
      otherwise: {
        rating: 3,
        because: { text: 'switches live beside the code and are removed with it', cites: [thumb] },
      },
    });
  });

  test('a range is a rating that nobody knows more exactly', () => {
    const topic = exampleWith([
      'base: 2\n        because: it is paid by use',
      'range: [1, 3]\n        because: it is paid by use',
    ]);
    const { option } = optionOf('switch-service', topic);
    expect(option.ratings.cost?.otherwise.rating).toEqual([1, 3]);
  });

  test.each<[team: string, interval: [number, number], reason: string, cites: string[]]>([
    [
      'kafka: expert, java: expert',
      [4, 4],
      'the team is expert in kafka and java',
      ['team.skills.kafka', 'team.skills.java'],
    ],
    [
      'kafka: working, java: expert',
      [3, 3],
      'the team has worked with kafka, the least known of kafka and java',
      ['team.skills.kafka'],
    ],
    [
      'kafka: learning, java: expert',
      [1, 1],
      'the team is still learning kafka, the least known of kafka and java',
      ['team.skills.kafka'],
    ],
    [
      'java: none',
      [0, 0],
      'nobody on the team knows java, the least known of kafka and java',
      ['team.skills.java'],
    ],
    ['java: learning', [0, 1], 'the file does not say how well the team knows kafka', ['team.skills.kafka']],
    [
      'go: expert',
      [0, 4],
      'the file does not say how well the team knows kafka and java',
      ['team.skills.kafka', 'team.skills.java'],
    ],
  ])('team fit from skills %s', (team, interval, reason, cites) => {
    const topic = exampleWith(
      ['skills: [openfeature]', 'skills: [kafka, java]'],
      ['base: 2\n        because: it is paid by use [assumption]', 'from: skills'],
    );
    const { option, facts } = optionOf('switch-service', topic, `team: { skills: { ${team} } }`);
    const rule = option.ratings.cost;
    if (rule === undefined) throw new Error('no rating');
    const span = spanOf({ ...rule, cases: rule.cases.slice(1) }, facts);
    expect(span.interval).toEqual(interval);
    expect(span.reasons).toEqual([{ text: reason, cites: cites.map(driver) }]);
  });

  test('consequences that do not hold are dropped; what may hold stays where nothing is certain', () => {
    const bad = '- text: Switching a feature off takes a release';
    const topic = exampleWith([
      bad,
      '- text: "{team.teams} teams wait"\n          if: team.teams >= 2\n          mitigation: Talk\n        - text: It breaks {quality.availability}\n          if: quality.availability > 99%\n' +
        '          mitigation: Test\n        ' +
        bad,
    ]);
    const texts = (more: string) =>
      optionOf('configuration-file', topic, more).option.consequences.bad.map(({ text }) => text.text);
    const always = 'Switching a feature off takes a release';
    expect(texts('')).toEqual([always]);
    expect(texts('team: { size: 9, teams: 3 }')).toEqual(['3 teams wait', always]);
    expect(texts('quality: { availability: 99.9% }')).toEqual(['It breaks 99.9 %', always]);

    const unsure = exampleWith([bad, `${bad}\n          if: quality.rto < 1h`]);
    expect(optionOf('configuration-file', unsure).option.consequences.bad).toHaveLength(1);
    expect(optionOf('configuration-file', unsure, 'quality: { rto: 2h }').option.consequences.bad).toEqual(
      [],
    );
  });
});
