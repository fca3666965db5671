import { describe, expect, it } from 'vitest';
import type { Ask } from '../../src/model/doors.ts';
import { goodAnswer, problemOf, question } from './asking-setup.ts';

/** What an implementation of `Ask` is tried with. */
export type Trial = {
  readonly ask: Ask;
  /** Whether the answers were there before. */
  readonly stored: boolean;
};

/**
 * What every implementation of `Ask` does. `good` opens one behind which the model answers well, `bad` one behind
 * which it never does.
 */
export const contractOfAsk = (name: string, good: () => Promise<Trial>, bad: () => Promise<Ask>): void => {
  describe(`the contract of Ask: ${name}`, () => {
    it('gives the value that the schema describes, what it cost, and where it is kept', async () => {
      const { ask, stored } = await good();
      const answer = await ask(question());
      expect(answer.value).toEqual(goodAnswer);
      expect(answer.stored).toBe(stored);
      expect(answer.stopReason).toBe('end_turn');
      expect(answer.key).toMatch(/^[0-9a-f]{32}$/);
      expect(answer.usage.model).toBe('claude-sonnet-5-5');
      expect(answer.usage.input).toBeGreaterThan(0);
      expect(answer.usage.output).toBeGreaterThan(0);
      expect(answer.usage.usd).toBeGreaterThan(0);
    });

    it('gives the same key for the same question, and another one for another', async () => {
      const { ask } = await good();
      const [one, same, other] = [
        await ask(question('caching')),
        await ask(question('caching')),
        await ask(question('messaging')),
      ];
      expect(same.key).toBe(one.key);
      expect(other.key).not.toBe(one.key);
    });

    it('answers many questions at the same time, each with its own', async () => {
      const { ask } = await good();
      const subjects = ['caching', 'messaging'];
      const answers = await Promise.all(subjects.map(subject => ask(question(subject))));
      expect(new Set(answers.map(answer => answer.key)).size).toBe(2);
    });

    it('takes no answer that the caller finds fault with', async () => {
      const { ask } = await good();
      const faults = () => ['option: "queue" is not among the candidates.'];
      const { exitCode, issues } = await problemOf(ask(question('caching', { faults })));
      expect(issues).toHaveLength(1);
      expect([1, 3]).toContain(exitCode);
    });

    it('throws a Problem with a code, what it is about, and what to do next', async () => {
      const ask = await bad();
      const { exitCode, issues } = await problemOf(ask(question()));
      expect([1, 3, 4]).toContain(exitCode);
      expect(issues[0]?.code).toMatch(/^[a-z-]+$/);
      expect(issues[0]?.message).toContain('options of "caching"');
      expect(issues[0]?.hint).toBeTruthy();
    });
  });
};
