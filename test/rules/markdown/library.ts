import { readDocument } from '../../../src/records/written/document.ts';
import type { Library, MarkdownBreach } from '../../../src/rules/markdown/rule.ts';
import { markdownRules } from '../../../src/rules/markdown/table.ts';

/** Documents of a repository that holds these texts, and nothing else. */
export const libraryOf = (
  texts: Readonly<Record<string, string>>,
  generated: readonly string[] = [],
): Library => ({
  documents: Object.entries(texts).map(([path, text]) => readDocument(path, text, /adr\//.test(path))),
  generated: new Set(generated),
  isThere: path =>
    Object.keys(texts).some(one => one === path || one.startsWith(`${path}/`)) || path === 'docs/there.png',
});

/** What one rule finds. */
export const breachesOf = (id: string, library: Library): readonly MarkdownBreach[] => {
  const rule = markdownRules.find(one => one.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule.check(library);
};

/** What one rule finds in a single record. */
export const inRecord = (id: string, text: string): readonly MarkdownBreach[] =>
  breachesOf(id, libraryOf({ 'docs/adr/0007-queue.md': text }));

/** A good record in the form of MADR 4; every rule passes. */
export const madr = `---
status: proposed
date: 2026-11-22
---

# Send notifications through a queue

## Context and Problem Statement

Mail providers are slow at noon, and the shop must not wait for them.

## Considered Options

* Queue of the cloud
* Table in the database

## Decision Outcome

Chosen option: "Queue of the cloud", because it takes the noon peak of 400/s without a server of our own.

### Consequences

* Good, because orders no longer wait for mail
* Bad, because messages can come twice. Mitigation: handlers keep the ids that they have seen

### Confirmation

A load test at 400/s shows no order that takes longer than 300 ms.

## Pros and Cons of the Options

### Queue of the cloud

* Good, because it scales by itself
* Bad, because it ties us to one provider

### Table in the database

* Good, because it commits with the order
* Bad, because it polls
`;

/** A good record in the form of Nygard; every rule passes. */
export const nygard = `# 7. Send notifications through a queue

Date: 2026-11-22

## Status

Accepted

## Context

Mail providers are slow at noon. We compared a queue with a table in the database.

## Decision

We will put notifications into a queue, because the table would have to be polled.

## Consequences

Orders no longer wait for mail. Messages can come twice, so handlers must keep the ids that they have seen. A load test in the pipeline watches that.
`;
