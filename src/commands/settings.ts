import { resolve } from 'node:path';
import { relativeTo } from '../io/repository.ts';
import type { Settings } from '../model/changes.ts';

/** What a command line says of how documents are made; folders as they were named, from the working directory. */
type Said = Pick<Settings, 'format' | 'images' | 'records'> & {
  readonly out: string;
  readonly templates?: string | undefined;
};

/** The same as locks have it: folders relative to the root. */
export const settingsFrom = (root: string, { out, records, format, images, templates }: Said): Settings => ({
  out: relativeTo(root, resolve(out)),
  ...(records === undefined ? {} : { records }),
  format,
  images,
  templates: templates === undefined ? null : relativeTo(root, resolve(templates)),
});
