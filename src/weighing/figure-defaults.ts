import { capacityDefaults } from './capacity.ts';

/** Defaults of the figures; each one that is used is listed as an assumption of the document. */
export const figureDefaults = {
  peakFactor: capacityDefaults.peakFactor,
  /** Bytes of indexes to bytes of data. */
  index: 0.5,
  /** Copies of the data: a primary and one standby. */
  replicas: 2,
  retentionDays: 365,
  /** Seconds that one request keeps a database connection busy. */
  queryTime: 0.01,
  /** At a call to another system: once, and one retry. */
  attempts: 2,
  /** Bytes a second that come back from a backup, in one stream. */
  restoreRate: 100e6,
} as const;
