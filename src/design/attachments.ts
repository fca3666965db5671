import type { Design } from '../stages/design.ts';
import { loadTestFileOf } from './load-test.ts';
import { openapiFileOf } from './openapi.ts';
import { type Attachment, schemaFileOf } from './schema-file.ts';

/** Programs that are filled for a design, by what they are for. */
export type Scripts = { readonly loadTest: string };

/** Files that lie beside the design document: interface, schema, load test, where the file gives enough for them. Pure. */
export const attachmentsOf = (design: Design, scripts: Scripts): readonly Attachment[] =>
  [openapiFileOf(design), schemaFileOf(design), loadTestFileOf(design, scripts.loadTest)].filter(
    file => file !== null,
  );
