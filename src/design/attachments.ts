import type { Design } from '../stages/design.ts';
import { openapiFileOf } from './openapi.ts';
import { type Attachment, schemaFileOf } from './schema-file.ts';

/** Files that lie beside the design document: the interface and the schema, where the file gives enough for them. Pure. */
export const attachmentsOf = (design: Design): readonly Attachment[] =>
  [openapiFileOf(design), schemaFileOf(design)].filter(file => file !== null);
