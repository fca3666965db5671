import type { ReadRecord } from '../../../src/model/record.ts';

/** A record for tests that look at a part of it. */
export const sampleRecord = (given: Partial<ReadRecord> & { readonly path: string }): ReadRecord => {
  const id = given.path.slice(given.path.lastIndexOf('/') + 1).replace(/\.md$/, '');
  const digits = /^\d+/.exec(id)?.[0];
  return {
    id,
    number: digits === undefined ? null : Number(digits),
    title: id.replace(/^[\d-]+/, ''),
    status: 'accepted',
    statusText: 'accepted',
    date: '2024-05-06',
    format: 'madr',
    deciders: [],
    tags: [],
    links: [],
    ...given,
  };
};
