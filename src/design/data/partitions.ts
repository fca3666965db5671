import { secondsPerDay } from '../../weighing/capacity.ts';
import type { Table } from './tables.ts';

/**
 * More new rows a day than this, and what is past its retention goes by the partition instead of by the row. Our own
 * threshold: an assumption of the document that uses it.
 */
export const mostDeletesADay = 1_000_000;

/** New rows a day, which is also how many fall due a day once the first retention is over; null for a stock. */
export const rowsADay = ({ entity: { count } }: Table): number | null =>
  count?.dimension === 'rate' ? count.value * secondsPerDay : null;

/** Whether what is past its retention is better dropped by the partition, where the store can. */
export const goesByPartition = (table: Table): boolean =>
  table.dated !== null && (rowsADay(table) ?? 0) > mostDeletesADay;

/** In PostgreSQL a key must hold the column of the partitions, so nothing can refer to such a table by its key alone. */
export const canBePartitioned = (table: Table, tables: readonly Table[]): boolean =>
  goesByPartition(table) &&
  tables.every(({ foreignKeys }) =>
    foreignKeys.every(({ table: target, unchecked }) => target !== table.name || unchecked !== null),
  );
