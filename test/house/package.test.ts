import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository } from './adrgen.ts';

type LockedPackage = {
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly resolved?: string;
};
const lock = JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
};
const locked = Object.entries(lock.packages);

describe('package-lock.json', () => {
  it('has no install script among what users install: npm may refuse to run them', () => {
    const installed = locked.filter(([path, { dev }]) => path !== '' && dev !== true);
    expect(installed.length).toBeGreaterThan(50);
    expect(installed.filter(([, one]) => one.hasInstallScript).map(([path]) => path)).toEqual([]);
  });

  it('names no registry: npm ci asks the one that is configured', () => {
    expect(locked.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });
});
