import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileProblem } from './failure.ts';
import { relativeTo } from './repository.ts';

/** The nearest `adrgen.yaml`, from a folder upwards to the top of the repository; null without one. `name` is its path from that folder. */
export const configurationFileOf = (
  root: string,
): { readonly name: string; readonly bytes: Uint8Array } | null => {
  for (let folder = root; ; folder = dirname(folder)) {
    const file = join(folder, 'adrgen.yaml');
    if (existsSync(file)) {
      const name = relativeTo(root, file);
      try {
        return { name, bytes: readFileSync(file) };
      } catch (error) {
        throw fileProblem(error, name, 'unreadable-configuration');
      }
    }
    if (existsSync(join(folder, '.git')) || dirname(folder) === folder) return null;
  }
};
