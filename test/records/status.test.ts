import { expect, test } from 'vitest';
import { statusOf } from '../../src/records/status.ts';

test.each([
  ['---\nstatus: proposed\ndate: 2026-01-01\n---\n# x\n', 'proposed'],
  ['\uFEFF---\r\nstatus: "Accepted"\r\n---\r\n# x\r\n', 'accepted'],
  ['---\nstatus: accepted # on Monday\n---\n', 'accepted'],
  ['---\ndate: 2026-01-01\nstatus: superseded by ADR-0123\n---\n', 'superseded by adr-0123'],
  ['# 1. x\n\nDate: 2026-01-01\n\n## Status\n\nProposed\n\n## Context\n', 'proposed'],
  ['# 1. x\r\n\r\n## Status\r\n\r\nAccepted\r\n', 'accepted'],
  ['# 1. x\n\n## Status\nAccepted\n', 'accepted'],
  ['---\nstatus:\ndate: 2026-01-01\n---\n', null],
  ['# x\n\n## Status\n\n## Context\n', null],
  ['', null],
  ['status: accepted\n', 'accepted'],
  ['# x\n\nstatus of things: accepted\n', null],
])('%j has the status %s', (markdown, status) => {
  expect(statusOf(markdown)).toBe(status);
});
