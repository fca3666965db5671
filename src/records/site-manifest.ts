import { z } from 'zod';
import { isPlainPath } from './site-places.ts';

/** What `site` wrote into a folder, so that it replaces and removes nothing else. */
export type SiteManifest = {
  readonly adrgen: 1;
  readonly flavor: string;
  /** SHA-256 of what was written, by path from the folder. */
  readonly files: Readonly<Record<string, string>>;
};

/** Its name in the folder. A dot keeps it out of every docs site. */
export const manifestName = '.adrgen-site.json';

const manifest = z.object({
  adrgen: z.literal(1),
  flavor: z.string(),
  files: z.record(z.string().refine(isPlainPath), z.string()),
});

/** Null where the text is no manifest that adrgen wrote. Pure. */
export const readManifest = (text: string): SiteManifest | null => {
  try {
    return manifest.parse(JSON.parse(text));
  } catch {
    return null;
  }
};

export const manifestText = (flavor: string, files: ReadonlyMap<string, string>): string => {
  const sorted = Object.fromEntries([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
  const value: SiteManifest = { adrgen: 1, flavor, files: sorted };
  return `${JSON.stringify(value, null, 2)}\n`;
};
