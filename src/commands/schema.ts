import { requirementsJsonSchema } from '../requirements/json-schema.ts';

/** The JSON Schema of requirements files. */
export const runSchema = (): object => requirementsJsonSchema();
