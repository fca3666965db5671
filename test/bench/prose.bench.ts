/**
 * How much of the records would stand in any other system's: `npm run bench prose`. Sentences are compared without
 * what is only a label of their system: its names, ids, numbers and units. What cites a published source is counted
 * apart.
 */
import { type Share, sharedShare, sharedWithOthers, sharesBy, toldIn } from './prose/shares.ts';
import { everySystem } from './prose/systems.ts';
import { wordsIn } from './prose/words.ts';

const mostOffenders = 30;
const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const row = ({ of, all, shared }: Share): string =>
  `  ${of.padEnd(44)} ${String(shared).padStart(5)} of ${String(all).padStart(5)} ${percent(shared / all).padStart(8)}`;

const systems = await everySystem();
print('Words of each record:');
for (const { name, records } of systems) {
  print(
    `  ${name}: ${records.map(({ decision, markdown }) => `${decision} ${wordsIn(markdown)}`).join(', ')}`,
  );
}

const told = toldIn(systems);
print(
  `Sentences that stand in another system's records as well: ${percent(sharedShare(told))} of ${told.length}`,
);
const withCited = toldIn(systems, true);
print(`With those that cite a source: ${percent(sharedShare(withCited))} of ${withCited.length}`);
print('By topic:');
for (const share of sharesBy(told, ({ topic }) => topic)) print(row(share));
print('By heading:');
for (const share of sharesBy(told, ({ under }) => under).slice(0, mostOffenders)) print(row(share));

const isShared = sharedWithOthers(told);
print('The most frequent:');
for (const { of, all } of sharesBy(told.filter(isShared), ({ masked }) => masked)
  .toSorted((a, b) => b.all - a.all)
  .slice(0, mostOffenders)) {
  print(`  ${String(all).padStart(4)}  ${of}`);
}
