import type { z } from 'zod';
import type { Located } from './located.ts';
import type { SourceFile } from './source-file.ts';

export type Reading = {
  readonly root: Located;
  readonly schema: z.ZodType;
  readonly source: SourceFile;
  /** Paths that have their issue already. */
  readonly refused: ReadonlySet<string>;
};
