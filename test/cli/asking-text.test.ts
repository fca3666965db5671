import { expect, it } from 'vitest';
import { billText, showAsking, usdText } from '../../src/cli/asking-text.ts';
import { type AskingEvent, type Bill, noCost } from '../../src/model/asking.ts';

const about = { stage: 'options', subject: 'caching' } as const;
const usage = { model: 'm', input: 120, cacheRead: 9000, cacheWrite: 0, output: 812, usd: 0.0131 };
const answered: AskingEvent = { kind: 'answered', ...about, usage, stored: false };

const shown = (
  events: readonly (readonly [ms: number, AskingEvent])[],
  watched: boolean,
): readonly string[] => {
  const lines: string[] = [];
  let time = 0;
  const tell = showAsking({ print: line => lines.push(line), watched, now: () => time });
  for (const [ms, event] of events) {
    time = ms;
    tell(event);
  }
  return lines;
};

it('every answer has its lines where a person watches, with time, tokens and money', () => {
  const events: readonly AskingEvent[] = [
    { kind: 'asking', ...about, model: 'm' },
    answered,
    { kind: 'answered', ...about, usage, stored: true },
    { kind: 'repairing', ...about, issues: ['option: none', 'reasons: none'] },
    { kind: 'more-room', ...about, maxTokens: 32_000 },
    { kind: 'note', text: 'escape \u001b[31m' },
  ];
  expect(
    shown(
      events.map((event, index) => [index * 1500, event] as const),
      true,
    ),
  ).toEqual([
    'options of caching: asking m …',
    'options of caching: 1.5 s, 9,120 tokens in, 812 out, $0.0131',
    'options of caching: sent back for a repair: option: none (and 1 more)',
    'options of caching: cut short, asked again with room for 32,000 tokens',
    'escape <U+001B>[31m',
  ]);
});

it('answers have a line every few seconds in a log, and waits have theirs at once', () => {
  const waiting: AskingEvent = {
    kind: 'waiting',
    ...about,
    ...{ seconds: 29.5, reason: 'api.anthropic.com is overloaded (529)', attempt: 2, attempts: 5 },
  };
  expect(
    shown(
      [
        [0, answered],
        [1000, answered],
        [2000, waiting],
        [6000, answered],
      ],
      false,
    ),
  ).toEqual([
    '1 answer so far; last options of caching: 0.0 s, 9,120 tokens in, 812 out, $0.0131',
    'options of caching: api.anthropic.com is overloaded (529); attempt 2 of 5 in 30 s',
    '3 answers so far; last options of caching: 0.0 s, 9,120 tokens in, 812 out, $0.0131',
  ]);
});

it.each([
  [null, 'cost not known'],
  [0, '$0.00'],
  [0.00042, '$0.0004'],
  [0.1, '$0.10'],
  [12.345, '$12.35'],
])('%j dollars', (usd, text) => {
  expect(usdText(usd)).toBe(text);
});

it('the bill says what was asked, what came from caches, and what was there', () => {
  const cost = { requests: 27, input: 1000, cacheRead: 8100, cacheWrite: 900, output: 4000, usd: 0.42 };
  const bill: Bill = { total: cost, stages: {}, subjects: {}, stored: { ...noCost, answers: 4 } };
  expect(billText(bill)).toBe(
    '27 calls: 10,000 tokens in, 4,000 out, 81 % of the prompts from the cache, $0.42; 4 answers stored before.',
  );
  expect(billText({ ...bill, total: noCost })).toBe('Nothing was asked: 4 answers stored before.');
  expect(billText({ ...bill, total: noCost, stored: { ...noCost, answers: 0 } })).toBeNull();
});
