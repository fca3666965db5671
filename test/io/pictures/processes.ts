import { readdirSync, readFileSync } from 'node:fs';

const commandLine = (processId: string): string => {
  try {
    return readFileSync(`/proc/${processId}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
};

/** Ids of all running processes that name this folder, a browser's profile for instance. Linux only. */
export const processesNaming = (folder: string): readonly number[] =>
  readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter(name => commandLine(name).includes(folder))
    .map(Number);

/** Waits until a condition holds; false when it did not within `limit` milliseconds. */
export const until = async (condition: () => boolean, limit = 10_000): Promise<boolean> => {
  for (let waited = 0; waited < limit; waited += 25) {
    if (condition()) return true;
    await new Promise(resolve => setTimeout(resolve, 25));
  }
  return false;
};
