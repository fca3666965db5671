type Node = { readonly [key: string]: unknown };

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const within = (value: unknown, key: string): Node => {
  const inner = isNode(value) ? value[key] : undefined;
  return isNode(inner) ? inner : {};
};

/** Every value under a key, however deep. */
const valuesOf = (value: unknown, key: string): readonly unknown[] => {
  if (Array.isArray(value)) return value.flatMap(one => valuesOf(one, key));
  if (!isNode(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === key && typeof inner === 'string' ? [inner] : valuesOf(inner, key),
  );
};

const isDefined = (document: Node, pointer: string): boolean => {
  if (!pointer.startsWith('#/')) return false;
  let place: unknown = document;
  for (const step of pointer.slice(2).split('/')) {
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (!isNode(place) || !Object.hasOwn(place, key)) return false;
    place = place[key];
  }
  return true;
};

const methods: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'patch', 'head', 'options']);

type Operation = { readonly name: string; readonly path: string; readonly of: Node };

const operationsOf = (document: Node): readonly Operation[] =>
  Object.entries(within(document, 'paths')).flatMap(([path, item]) =>
    Object.entries(isNode(item) ? item : {})
      .filter(([method]) => methods.has(method))
      .map(([method, of]) => ({ name: `${method.toUpperCase()} ${path}`, path, of: isNode(of) ? of : {} })),
  );

const pathParameters = ({ of }: Operation): readonly string[] =>
  (Array.isArray(of.parameters) ? of.parameters : [])
    .filter(isNode)
    .flatMap(one => (one.in === 'path' && typeof one.name === 'string' ? [one.name] : []));

const operationFaults = (operation: Operation): string[] => {
  const wanted = [...operation.path.matchAll(/\{([^}]*)\}/gu)].map(([, name = '']) => name);
  const given = pathParameters(operation);
  return [
    ...wanted
      .filter(name => !given.includes(name))
      .map(name => `${operation.name} does not describe {${name}}`),
    ...given
      .filter(name => !wanted.includes(name))
      .map(name => `${operation.name} describes {${name}}, which its path does not have`),
    ...(Object.keys(within(operation.of, 'responses')).length === 0
      ? [`${operation.name} has no response`]
      : []),
  ];
};

const repeated = (texts: readonly unknown[]): readonly unknown[] => [
  ...new Set(texts.filter((text, index) => texts.indexOf(text) !== index)),
];

const schemeFaults = (document: Node): string[] => {
  const known = within(within(document, 'components'), 'securitySchemes');
  return (Array.isArray(document.security) ? document.security : [])
    .flatMap(one => Object.keys(isNode(one) ? one : {}))
    .filter(name => !Object.hasOwn(known, name))
    .map(name => `security asks for ${name}, which is no security scheme`);
};

/**
 * What is wrong with an OpenAPI 3.1 document beyond its form: references to nothing, path parameters that differ
 * from the path, ids that two operations share, operations without a response. Empty where nothing is. Pure.
 */
export const openapiFaults = (document: object): readonly string[] => {
  const root = isNode(document) ? document : {};
  const operations = operationsOf(root);
  const ids = operations.map(({ of }) => of.operationId);
  const dangling = [...new Set(valuesOf(root, '$ref'))].filter(pointer => !isDefined(root, String(pointer)));
  const { title, version } = within(root, 'info');
  return [
    ...(typeof root.openapi === 'string' && /^3\.1\.\d+$/u.test(root.openapi)
      ? []
      : ['it does not say that it is OpenAPI 3.1']),
    ...(typeof title === 'string' && typeof version === 'string' ? [] : ['it has no title or no version']),
    ...(operations.length === 0 ? ['it has no operation'] : []),
    ...operations.flatMap(operationFaults),
    ...repeated(ids).map(id => `two operations are called ${String(id)}`),
    ...dangling.map(pointer => `${String(pointer)} is defined nowhere`),
    ...schemeFaults(root),
  ];
};
