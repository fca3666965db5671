import type { Finding } from '../model/finding.ts';
import type { Design } from '../stages/design.ts';

/** What the rules say of a design before it is rendered. Pure. */
export const judge = (_design: Design): readonly Finding[] => [];
