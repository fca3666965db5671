import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatIssue } from '../../src/model/issue-text.ts';
import { Problem } from '../../src/model/problem.ts';
import { readRequirements } from '../../src/requirements/read.ts';

const folder = new URL('./cases/', import.meta.url);
const names = readdirSync(folder)
  .filter(name => name.endsWith('.yaml'))
  .map(name => name.slice(0, -'.yaml'.length))
  .sort();

const issuesOf = (name: string): string => {
  try {
    readRequirements(readFileSync(new URL(`${name}.yaml`, folder)), `${name}.yaml`);
    return 'no issue\n';
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return `${error.issues.map(issue => formatIssue(issue, { colour: false })).join('\n\n')}\n`;
  }
};

describe('a requirements file with issues', () => {
  it.each(names)('%s: all of them are named, each with its place', async name => {
    await expect(issuesOf(name)).toMatchFileSnapshot(`./cases/${name}.txt`);
  });
});
