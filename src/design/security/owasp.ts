import { z } from 'zod';
import type { Assessed, Sight } from '../sight.ts';
import { accessRisk, authenticationRisk, misconfigurationRisk, supplyChainRisk } from './owasp-access.ts';
import { cryptographyRisk, injectionRisk, integrityRisk } from './owasp-data.ts';
import { designRisk, exceptionRisk, loggingRisk } from './owasp-running.ts';

/** One risk of the OWASP Top 10 in this system; `control` and `test` are empty where it is not assessed. */
export const riskView = z.strictObject({
  risk: z.string(),
  where: z.string(),
  control: z.string(),
  test: z.string(),
});
export type RiskView = z.output<typeof riskView>;

/** The list that the risks below are named after. */
export const owaspSource = {
  title: 'OWASP Top 10:2025',
  url: 'https://owasp.org/Top10/2025/',
  read: '2026-11-22',
} as const;

const risks: readonly (readonly [name: string, assess: (sight: Sight) => Assessed])[] = [
  ['A01 Broken Access Control', accessRisk],
  ['A02 Security Misconfiguration', misconfigurationRisk],
  ['A03 Software Supply Chain Failures', supplyChainRisk],
  ['A04 Cryptographic Failures', cryptographyRisk],
  ['A05 Injection', injectionRisk],
  ['A06 Insecure Design', designRisk],
  ['A07 Authentication Failures', authenticationRisk],
  ['A08 Software or Data Integrity Failures', integrityRisk],
  ['A09 Security Logging and Alerting Failures', loggingRisk],
  ['A10 Mishandling of Exceptional Conditions', exceptionRisk],
];

/** The ten risks, each as far as this system's own parts, data and flows make it concrete. Pure. */
export const owaspRisksOf = (sight: Sight): readonly RiskView[] =>
  risks.map(([risk, assess]) => {
    const found = assess(sight);
    return 'missing' in found
      ? {
          risk,
          where: `Not assessed: ${found.missing}. ${found.question}`,
          control: '',
          test: '',
        }
      : { risk, ...found };
  });
