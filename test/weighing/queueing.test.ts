import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queue } from '../../src/weighing/queueing.ts';

const at = (utilisation: number, servers: number, seconds = 1) =>
  queue((utilisation * servers) / seconds, seconds, servers);

describe('M/M/c', () => {
  it.each([
    [8, 0.4576, 0.286, 1.384],
    [16, 0.3049, 0.0953, 0.565],
  ])('with %i servers at 80 %% agrees with the tables', (servers, waits, mean, p95) => {
    const answer = at(0.8, servers);
    expect(answer?.waitProbability).toBeCloseTo(waits, 4);
    expect(answer?.meanWait).toBeCloseTo(mean, 4);
    expect(answer?.p95Wait).toBeCloseTo(p95, 3);
  });

  const utilisations = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  const times = fc.double({ min: 1e-4, max: 100, noNaN: true });

  it('has the closed forms for one and for two servers', () => {
    fc.assert(
      fc.property(utilisations, times, (rho, seconds) => {
        expect(at(rho, 1, seconds)?.waitProbability).toBeCloseTo(rho, 9);
        expect((at(rho, 1, seconds)?.meanWait ?? 0) / seconds / (rho / (1 - rho))).toBeCloseTo(1, 6);
        expect(at(rho, 2, seconds)?.waitProbability).toBeCloseTo((2 * rho * rho) / (1 + rho), 9);
        expect((at(rho, 2, seconds)?.meanWait ?? 0) / seconds / (rho ** 2 / (1 - rho ** 2))).toBeCloseTo(
          1,
          6,
        );
      }),
    );
  });

  it('has a p95 beyond which 5 % of requests wait, or no wait where fewer wait at all', () => {
    fc.assert(
      fc.property(utilisations, times, fc.integer({ min: 1, max: 40 }), (rho, seconds, servers) => {
        const answer = at(rho, servers, seconds);
        if (answer === null) throw new Error('a queue below capacity has an answer');
        const beyond = (wait: number): number =>
          answer.waitProbability * Math.exp((-(1 - rho) * servers * wait) / seconds);
        if (answer.p95Wait > 0) expect(beyond(answer.p95Wait)).toBeCloseTo(0.05, 9);
        else expect(answer.waitProbability).toBeLessThanOrEqual(0.05);
      }),
    );
  });

  it('agrees with a queue that is played through', () => {
    // Lehmer's generator: the same run every time.
    let state = 20_261;
    const exponential = (mean: number): number => {
      state = (state * 48_271) % 2_147_483_647;
      return -mean * Math.log(state / 2_147_483_647);
    };
    const servers = 3;
    const free = Array.from({ length: servers }, () => 0);
    const requests = 400_000;
    let [clock, waited, delayed] = [0, 0, 0];
    for (let request = 0; request < requests; request += 1) {
      clock += exponential(1 / (0.75 * servers));
      const next = free.indexOf(Math.min(...free));
      const start = Math.max(clock, free[next] ?? 0);
      free[next] = start + exponential(1);
      waited += start - clock;
      delayed += start > clock ? 1 : 0;
    }
    const answer = at(0.75, servers);
    expect(delayed / requests / (answer?.waitProbability ?? 0)).toBeCloseTo(1, 1);
    expect(waited / requests / (answer?.meanWait ?? 0)).toBeCloseTo(1, 1);
  });

  it('has no answer at or above capacity, nor for impossible input', () => {
    expect(queue(8, 1, 8)).toBeNull();
    expect(queue(9, 1, 8)).toBeNull();
    const odd = fc.oneof(fc.double(), fc.integer({ min: -2, max: 300 }));
    fc.assert(
      fc.property(odd, odd, odd, (rate, seconds, servers) => {
        const answer = queue(rate, seconds, servers);
        const isPossible = rate > 0 && seconds > 0 && Number.isInteger(servers) && rate * seconds < servers;
        if (!isPossible) expect(answer).toBeNull();
        for (const value of Object.values(answer ?? {}))
          expect(Number.isFinite(value) && value >= 0).toBe(true);
      }),
    );
  });
});
