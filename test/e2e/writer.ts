import { type ChildProcess, spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { built } from './command.ts';

/**
 * Starts a process that does nothing but write: `files` texts of `size` characters, all of one letter, through the
 * built writer. It answers `written`, or the code of the problem.
 */
export const startWriter = (root: string, letter: string, files: number, size: number): ChildProcess => {
  const program = `
    import { withWriter, writeAll } from ${JSON.stringify(pathToFileURL(built('io/write-changes.js')).href)};
    const [root, letter, files, size] = process.argv.slice(1);
    const writes = Array.from({ length: Number(files) }, (_, index) => ({
      path: 'docs/' + (index % 5) + '/' + index + '.md',
      content: letter.repeat(Number(size)),
    }));
    process.stdout.write('ready\\n');
    try {
      await withWriter(root, async () => writeAll(root, writes));
      process.stdout.write('written\\n');
    } catch (error) {
      process.stdout.write((error.issues?.[0]?.code ?? error.stack) + '\\n');
    }`;
  const words = ['--input-type=module', '-e', program, root, letter, String(files), String(size)];
  return spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
};
