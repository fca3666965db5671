import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Check } from './doctor-check.ts';

type Version = readonly [major: number, minor: number, patch: number];

const versionOf = (text: string): Version | undefined => {
  const [, major, minor = '0', patch = '0'] = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(text) ?? [];
  return major === undefined ? undefined : [Number(major), Number(minor), Number(patch)];
};

const notBefore = (one: Version, other: Version): boolean => {
  const [major, minor, patch] = one.map((part, index) => part - (other[index] ?? 0));
  return (major || minor || patch || 0) >= 0;
};

/**
 * Whether a version lies in a range of the forms that `engines` uses here: `^20.19.0 || ^22.12.0 || >=24`.
 * Throws RangeError for any other form.
 */
export const inRange = (version: string, range: string): boolean =>
  range.split('||').some(part => {
    const [, form, rest = ''] = /^\s*(\^|>=)\s*(\d+(?:\.\d+){0,2})\s*$/.exec(part) ?? [];
    const [have, least] = [versionOf(version), versionOf(rest)];
    if (form === undefined || least === undefined) throw new RangeError(`not a range of engines: ${part}`);
    if (have === undefined || !notBefore(have, least)) return false;
    return form === '>=' || have[0] === least[0];
  });

const packageFile = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'package.json');

/** The range of Node versions that this package is made for. */
const neededNode = (): string => JSON.parse(readFileSync(packageFile, 'utf8')).engines.node;

/** `version` as in `process.version`. */
export const checkNode = (version: string, needed: string = neededNode()): Check => {
  const fits = inRange(version, needed);
  return {
    id: 'node',
    title: 'Node.js',
    state: fits ? 'ok' : 'missing',
    text: `${version.replace(/^v/, '')} runs, ${needed} is needed`,
    mend: fits ? [] : ['Install Node.js 24 (nodejs.org, or: nvm install 24)'],
    details: { version, needed },
  };
};
