import { describe, expect, it } from 'vitest';
import { figuresOfText, inventedFigures } from '../../../src/architects/claude/figures.ts';

const known = figuresOfText('quality.latency_p95: 300 ms; load.peak: ≈ 2.3k/s; load.dau: 120,000; 99.95 %');

describe('figures that stand nowhere', () => {
  it.each([
    ['answers in 5 ms', ['5']],
    ['carries 50,000 writes a second', ['50,000']],
    ['99.99 % are promised', ['99.99']],
    ['costs 400 EUR', ['400']],
    ['fails 3 % of the time', ['3']],
  ])('%s', (text, figures) => expect(inventedFigures(text, known)).toEqual(figures));

  it.each([
    'answers within the 300 ms of quality.latency_p95',
    'at 2,300/s a second is 2.3k',
    '120k users and 99.95 % of the time',
    'two parts, 3 instances, 10 times the load',
    'S3, HTTP/2, AES-256, OAuth2, p99 and TLS 1.3',
    'PostgreSQL 17 with 24/7 duty and 100 % of the keys',
  ])('none in: %s', text => expect(inventedFigures(text, known)).toEqual([]));
});
