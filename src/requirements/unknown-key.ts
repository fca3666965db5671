import { z } from 'zod';
import type { Issue } from '../model/problem.ts';
import { keyOffset, nodeAt, type Path, pathText, quoted } from './located.ts';
import { alike, nearest } from './nearest.ts';
import type { Reading } from './reading.ts';
import { memberFor, schemaAt, written } from './schema-walk.ts';

/** A key that the format does not have: the nearest one, where else it belongs, or the colon that made it a key. */
export const unknownKeyIssue = (parent: Path, key: string, reading: Reading): Issue => {
  const { root, schema, source } = reading;
  const at = schemaAt(schema, root, parent);
  const member = at === undefined ? undefined : memberFor(at, nodeAt(root, parent));
  const keys = member instanceof z.ZodObject ? Object.keys(member.shape) : [];
  const where = pathText(parent);
  const hint = hintFor(key, keys, parent, reading);
  return source.issue(keyOffset(root, [...parent, key]), {
    code: 'unknown-key',
    message: `${quoted(key)} is not a key ${where === '' ? 'of the file' : `of ${where}`}`,
    expected: `one of ${keys.join(', ')}`,
    received: quoted(key),
    ...(hint === undefined ? {} : { hint }),
  });
};

const hintFor = (key: string, keys: readonly string[], parent: Path, { root, schema }: Reading) => {
  const near = nearest(key, keys);
  if (near !== undefined) return `Did you mean ${near}?`;
  const longer = key.length < 3 ? [] : keys.filter(own => own.startsWith(key));
  if (longer.length > 0) return `Did you mean ${longer.join(' or ')}?`;
  // `- When paid: the order ships` is a map to YAML.
  if (/\s/.test(key) && typeof parent.at(-1) === 'number') {
    return 'A colon followed by a space makes a key. Put the whole text in quotes.';
  }
  const sections = parent.length === 0 ? sectionsWith(key, schema) : [];
  if (sections.length > 0) return `It belongs under ${sections.join(' or ')}.`;
  const outer = written(schema);
  const atTop = parent.length > 0 && outer instanceof z.ZodObject && Object.hasOwn(outer.shape, key);
  return atTop && nodeAt(root, [key]) === undefined
    ? `It belongs at the top of the file, without indentation.`
    : undefined;
};

/** Sections of the file, one level down, that have a key of this name. */
const sectionsWith = (key: string, schema: z.ZodType): string[] => {
  const outer = written(schema);
  if (!(outer instanceof z.ZodObject)) return [];
  return Object.entries(outer.shape).flatMap(([section, inner]) => {
    const map = written(inner as z.ZodType);
    if (!(map instanceof z.ZodObject)) return [];
    const found = Object.keys(map.shape).find(own => alike(own, key));
    return found === undefined ? [] : [`${section}: ${section}.${found}`];
  });
};

/** Whether a key of the map, unknown to the format, stands for one that is missing: then one issue is enough. */
export const standsFor = (missing: string, parent: Path, { root, schema }: Reading): boolean => {
  const map = nodeAt(root, parent);
  const at = schemaAt(schema, root, parent);
  const member = at === undefined ? undefined : memberFor(at, map);
  if (map?.kind !== 'map' || !(member instanceof z.ZodObject)) return false;
  const stray = [...map.entries.keys()].filter(key => !Object.hasOwn(member.shape, key));
  return stray.some(key => nearest(key, [missing]) !== undefined || (/\s/.test(key) && missing === 'text'));
};
