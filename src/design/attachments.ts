import type { Design } from '../stages/design.ts';
import { type Attachment, schemaFileOf } from './data/schema-file.ts';
import { openapiFileOf } from './interfaces/openapi.ts';
import { loadTestFileOf } from './validation/load-test.ts';

/** Programs that are filled for a design, by what they are for. */
export type Scripts = { readonly loadTest: string };

/** Files that lie beside the design document: interface, schema, load test, where the file gives enough for them. Pure. */
export const attachmentsOf = (design: Design, scripts: Scripts): readonly Attachment[] =>
  [openapiFileOf(design), schemaFileOf(design), loadTestFileOf(design, scripts.loadTest)].filter(
    file => file !== null,
  );
