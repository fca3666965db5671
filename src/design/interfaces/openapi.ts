import { stringify } from 'yaml';
import type { Design } from '../../stages/design.ts';
import { callRatesOf } from '../call-rates.ts';
import { callerLimitOf, type Scheme, schemeOf } from '../data/access.ts';
import type { FieldType } from '../data/field-types.ts';
import { type Attachment, tablesIn } from '../data/schema-file.ts';
import type { Column, Table } from '../data/tables.ts';
import { oneLine } from '../labels.ts';
import { type Operation, type Resource, resourcesOf } from './operations.ts';

/** Values that stand in a document of JSON. */
type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

/** Instances in one page of a list, unless asked otherwise, and at most: our own, an assumption of the document. */
export const pageSize = { standard: 50, most: 200 } as const;

const ref = (kind: 'schemas' | 'responses' | 'parameters', name: string): JsonObject => ({
  $ref: `#/components/${kind}/${name}`,
});

const schemaOfKind = ({ kind, length, values }: FieldType): JsonObject => {
  switch (kind) {
    case 'uuid':
    case 'date':
    case 'time':
    case 'duration':
      return { type: 'string', format: kind };
    case 'timestamp':
      return { type: 'string', format: 'date-time' };
    case 'integer':
      return { type: 'integer' };
    case 'decimal':
    case 'money':
      return { type: 'string', pattern: '^-?[0-9]+(\\.[0-9]+)?$', description: 'Decimal digits, exact.' };
    case 'real':
      return { type: 'number' };
    case 'boolean':
      return { type: 'boolean' };
    case 'json':
      return { type: 'object' };
    case 'bytes':
      return { type: 'string', contentEncoding: 'base64' };
    case 'enumeration':
      return { type: 'string', enum: values.map(oneLine) };
    default:
      return { type: 'string', ...(length === null ? {} : { maxLength: length }) };
  }
};

const schemaOfType = (type: FieldType): JsonObject => {
  const one = schemaOfKind(type);
  const whole = type.many ? { type: 'array', items: one } : one;
  return type.known ? whole : { ...whole, 'x-adrgen-type': oneLine(type.word) };
};

/** Callers see the file's own field names, and what references need; what only retention needs stays inside. */
const shownColumns = ({ columns }: Table): readonly Column[] =>
  columns.filter(({ origin }) => origin !== 'retention');

const propertyName = ({ name, label, origin }: Column): string =>
  origin === 'field' && label !== '' ? label : name;

const objectOf = (columns: readonly Column[]): JsonObject => {
  const required = columns.filter(({ nullable }) => !nullable).map(propertyName);
  return {
    type: 'object',
    ...(required.length === 0 ? {} : { required: [...new Set(required)] }),
    properties: Object.fromEntries(columns.map(column => [propertyName(column), schemaOfType(column.type)])),
  };
};

/** A generated key is the system's to give; one that others know, such as an IBAN, comes with the request. */
const givenByCaller = ({ key, keyOrigin }: Table, column: Column): boolean =>
  column.name !== key.name || keyOrigin === 'shared' || (keyOrigin === 'given' && key.type.kind === 'text');

/** What a caller sends to create one: columns under the names that the interface gives them. */
export const givenColumnsOf = (table: Table): readonly { readonly name: string; readonly column: Column }[] =>
  shownColumns(table)
    .filter(column => givenByCaller(table, column))
    .map(column => ({ name: propertyName(column), column }));

/** The property that holds the id of one, in answers. */
export const keyPropertyOf = ({ key }: Table): string => propertyName(key);

const isDescribed = ({ columns }: Table): boolean => columns.some(({ origin }) => origin === 'field');

const schemasOf = ({ name, entity, table, operations }: Resource): [string, Json][] => {
  const columns = shownColumns(table);
  const open = isDescribed(table)
    ? {}
    : { description: 'The requirements name no fields; they are to follow.' };
  const whole = { title: oneLine(entity.name), ...open, ...objectOf(columns) };
  const creates = operations.some(({ kind }) => kind === 'create');
  return [
    [name, whole],
    ...(creates
      ? [
          [
            `New${name}`,
            { ...open, ...objectOf(columns.filter(column => givenByCaller(table, column))) },
          ] as [string, Json],
        ]
      : []),
    [
      `${name}Page`,
      {
        type: 'object',
        required: ['items'],
        properties: {
          items: { type: 'array', items: ref('schemas', name) },
          next_cursor: { type: 'string', description: 'Absent on the last page.' },
        },
      },
    ],
  ];
};

const json = (schema: Json): JsonObject => ({ 'application/json': { schema } });

const problems = (codes: readonly number[], scheme: Scheme | null): JsonObject =>
  Object.fromEntries(
    [...codes, ...(scheme === null ? [] : [401, 403]), 429]
      .sort((a, b) => a - b)
      .map(code => [String(code), ref('responses', `Problem${code}`)]),
  );

const answersOf = ({ kind }: Operation, name: string, scheme: Scheme | null): JsonObject => {
  const one = json(ref('schemas', name));
  switch (kind) {
    case 'create':
      return {
        '201': {
          description: 'Done; the answer is the new one.',
          headers: {
            Location: {
              description: 'Where it can be read.',
              schema: { type: 'string', format: 'uri-reference' },
            },
          },
          content: one,
        },
        ...problems([400, 409], scheme),
      };
    case 'change':
      return {
        '200': { description: 'Done; the answer is its state now.', content: one },
        ...problems([400, 404, 409], scheme),
      };
    case 'get':
      return { '200': { description: 'Its state now.', content: one }, ...problems([404], scheme) };
    case 'list':
      return {
        '200': { description: 'One page, in a stable order.', content: json(ref('schemas', `${name}Page`)) },
        ...problems([400], scheme),
      };
  }
};

/** Indexed columns can be asked for; the one that dates a row is indexed for another reason. */
const filtersOf = ({ table }: Resource): JsonObject[] => {
  const found = table.indexes.flatMap(({ column }) =>
    shownColumns(table).filter(({ name }) => name === column && name !== table.dated?.name),
  );
  const byName = new Map(found.map(column => [propertyName(column), column]));
  return [...byName]
    .filter(([name]) => name !== 'cursor' && name !== 'limit')
    .map(([name, { type }]) => ({
      name,
      in: 'query',
      description: 'Only those with this value.',
      schema: schemaOfType(type),
    }));
};

const operationOf = (operation: Operation, resource: Resource, scheme: Scheme | null): JsonObject => {
  const { kind, path, command, requirements, summary, id } = operation;
  const parameters: Json[] = [
    ...(path.includes('{id}')
      ? [{ name: 'id', in: 'path', required: true, schema: schemaOfType(resource.table.key.type) }]
      : []),
    ...(kind === 'list'
      ? [ref('parameters', 'cursor'), ref('parameters', 'limit'), ...filtersOf(resource)]
      : []),
    ...(command === null ? [] : [ref('parameters', 'idempotencyKey')]),
  ];
  return {
    operationId: id,
    summary,
    tags: [resource.tag],
    ...(command === null ? {} : { 'x-adrgen-event': oneLine(command.event) }),
    ...(requirements.length === 0 ? {} : { 'x-adrgen-requirements': requirements }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(kind === 'create'
      ? { requestBody: { required: true, content: json(ref('schemas', `New${resource.name}`)) } }
      : {}),
    responses: answersOf(operation, resource.name, scheme),
  };
};

const problemNames: Readonly<Record<number, string>> = {
  400: 'The request is not as described here.',
  401: 'The caller is not known.',
  403: 'The caller may not do this.',
  404: 'There is none with this id.',
  409: 'Its state does not allow this now.',
  429: 'Too many requests; Retry-After says when to come back.',
};

const problemResponses = (scheme: Scheme | null): JsonObject =>
  Object.fromEntries(
    Object.entries(problemNames)
      .filter(([code]) => scheme !== null || (code !== '401' && code !== '403'))
      .map(([code, description]) => [
        `Problem${code}`,
        {
          description,
          ...(code === '429'
            ? { headers: { 'Retry-After': { description: 'Seconds.', schema: { type: 'integer' } } } }
            : {}),
          content: { 'application/problem+json': { schema: ref('schemas', 'Problem') } },
        },
      ]),
  );

const problem: JsonObject = {
  type: 'object',
  description: 'Problem details (RFC 9457).',
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer', minimum: 100, maximum: 599 },
    detail: { type: 'string' },
    instance: { type: 'string', format: 'uri-reference' },
  },
};

const parameters: JsonObject = {
  cursor: {
    name: 'cursor',
    in: 'query',
    description: 'next_cursor of the page before; absent for the first page.',
    schema: { type: 'string' },
  },
  limit: {
    name: 'limit',
    in: 'query',
    schema: { type: 'integer', minimum: 1, maximum: pageSize.most, default: pageSize.standard },
  },
  idempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'The same key with the same request gets the same answer, and is done once.',
    schema: { type: 'string', maxLength: 255 },
  },
};

const pathsOf = (resources: readonly Resource[], scheme: Scheme | null): JsonObject => {
  const paths = new Map<string, Record<string, Json>>();
  for (const resource of resources)
    for (const operation of resource.operations)
      paths.set(operation.path, {
        ...paths.get(operation.path),
        [operation.method]: operationOf(operation, resource, scheme),
      });
  return Object.fromEntries([...paths].sort(([a], [b]) => (a < b ? -1 : 1)));
};

/** The document as an object of JSON; null where no entity has commands. Pure. */
export const openapiOf = (design: Design): JsonObject | null => {
  const { requirements } = design.analysis;
  const resources = resourcesOf(requirements, tablesIn(design));
  if (resources.length === 0) return null;
  const scheme = schemeOf(design);
  const calls = callRatesOf(design);
  const limit = callerLimitOf(design);
  return {
    openapi: '3.1.1',
    info: {
      title: oneLine(requirements.system),
      summary: oneLine(requirements.purpose),
      version: '0.1.0-draft',
      description:
        'Derived from the requirements: a draft to review. Paths and field names follow the names of the file.',
      ...(calls === null ? {} : { 'x-adrgen-peak-requests-per-second': Number(calls.peak.toPrecision(2)) }),
      ...(limit === null ? {} : { 'x-adrgen-requests-per-caller-and-minute': limit.limit }),
    },
    ...(scheme === null ? {} : { security: [{ [scheme.name]: [] }] }),
    tags: resources.map(({ tag }) => ({ name: tag })),
    paths: pathsOf(resources, scheme),
    components: {
      schemas: { ...Object.fromEntries(resources.flatMap(schemasOf)), Problem: problem },
      responses: problemResponses(scheme),
      parameters,
      ...(scheme === null ? {} : { securitySchemes: { [scheme.name]: scheme.scheme } }),
    },
  };
};

/** The OpenAPI document as a file beside the design document; null where no entity has commands. Pure. */
export const openapiFileOf = (design: Design): Attachment | null => {
  const document = openapiOf(design);
  return document === null
    ? null
    : { path: 'openapi.yaml', content: stringify(document, { lineWidth: 0, aliasDuplicateObjects: false }) };
};
