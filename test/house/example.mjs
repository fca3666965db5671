/** `npm run example`: `adrgen new` on the small example, into example-output/, which git ignores. */
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

const requirements = join('docs', 'examples', 'order-notifications', 'requirements.yaml');
const out = 'example-output';

// A root of its own: without it, locks and texts would go to the .adrgen folder of this repository.
mkdirSync(join(out, '.adrgen'), { recursive: true });
const { status } = spawnSync(process.execPath, [join('dist', 'cli.js'), 'new', requirements, '--out', out], {
  stdio: ['ignore', 'inherit', 'inherit'],
});
process.stdout.write(`
From ${requirements}:
  records          ${join(out, 'adr')}
  design document  ${join(out, 'design')}
`);
process.exitCode = status ?? 1;
