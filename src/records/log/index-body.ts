import type { Region } from './marked-region.ts';

/** Says in adr-log's region who wrote it: what adr-log itself has listed there is its own, and is left. */
const ours = '<!-- written by adrgen index -->';

/** What stands in a region: in adr-log's markers with a line that says whose it is. */
export const indexBody = (kind: Region['kind'], table: string): string =>
  kind === 'adr-log' ? `${ours}\n\n${table}` : table;

/** Whether a region is kept by `adrgen index`: that of adr-log once adrgen has written it. */
export const isOurIndex = ({ kind, body }: Region): boolean =>
  kind === 'index' || (kind === 'adr-log' && body.includes(ours));
