/** One thing to time; done once per round. */
export type Contender = { readonly name: string; readonly run: () => void };

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/**
 * Times all contenders in turn, round by round, so that load falls on each alike. Prints the median in
 * milliseconds and its ratio to the first one's. The first round is not counted.
 */
export const interleaved = (contenders: readonly Contender[], rounds: number): void => {
  const times = contenders.map((): number[] => []);
  for (let round = 0; round <= rounds; round += 1) {
    contenders.forEach(({ run }, index) => {
      const start = performance.now();
      run();
      if (round > 0) times[index]?.push(performance.now() - start);
    });
  }
  const [first = Number.NaN] = times.map(median);
  contenders.forEach(({ name }, index) => {
    const middle = median(times[index] ?? []);
    process.stdout.write(
      `${name.padEnd(42)} ${middle.toFixed(0).padStart(6)} ms ${(middle / first).toFixed(2).padStart(8)} x\n`,
    );
  });
};
