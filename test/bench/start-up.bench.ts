/** What the command line adds to the start of Node itself: `npm run bench start-up`. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { interleaved } from './interleaved.ts';

const start = (...words: readonly string[]) => ({
  name: ['node', ...words].join(' '),
  run: () => {
    const { status } = spawnSync(process.execPath, words, { stdio: 'ignore' });
    if (status !== 0) throw new Error(`node ${words.join(' ')} exited with ${status}`);
  },
});
const built = join('dist', 'cli.js');

interleaved([start('-e', '0'), start(built, '--version'), start(built, '--help')], 20);
