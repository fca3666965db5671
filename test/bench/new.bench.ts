/** `new --images none` on the largest example, against reading and parsing its file: `npm run bench new`. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { interleaved } from './interleaved.ts';

const [largest = ''] = readdirSync(join('docs', 'examples'))
  .map(name => join('docs', 'examples', name, 'requirements.yaml'))
  .sort((a, b) => statSync(b).size - statSync(a).size);
const folder = mkdtempSync(join(tmpdir(), 'adrgen-bench-'));
mkdirSync(join(folder, '.adrgen'));
process.stdout.write(`${largest}, ${readFileSync(largest).length} bytes\n`);

const adrgen = (...words: readonly string[]): void => {
  const { status } = spawnSync(process.execPath, [join('dist', 'cli.js'), ...words], { stdio: 'ignore' });
  if (status !== 0) throw new Error(`adrgen ${words.join(' ')} exited with ${status}`);
};

interleaved(
  [
    { name: 'adrgen validate: read and parsed', run: () => adrgen('validate', largest) },
    {
      name: 'adrgen new --images none',
      run: () => adrgen('new', largest, '--images', 'none', '--out', folder),
    },
  ],
  5,
);
rmSync(folder, { recursive: true });
