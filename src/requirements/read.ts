import { type Issue, type Place, Problem, problem } from '../model/problem.ts';
import { type Requirements, requirementsFile } from '../model/requirements.ts';
import { checks } from './checks.ts';
import { complete } from './complete.ts';
import { compose } from './compose.ts';
import { decode } from './decode.ts';
import { inOrderOfFile } from './issue-order.ts';
import { type Located, nodeAt, offsetAt, pathOfText, shown } from './located.ts';
import { prepare } from './prepare.ts';
import { schemaIssues } from './schema-issues.ts';
import type { SourceFile } from './source-file.ts';
import { unfold } from './unfold.ts';

export type ReadRequirements = {
  readonly requirements: Requirements;
  /** Where a path such as `load.dau` or `functional[3]` stands in the file; undefined where the file has none. */
  readonly placeOf: (path: string) => Place | undefined;
};

/**
 * Reads a requirements file: from bytes, or text, to the noun. `file` names it in messages. Throws a Problem with
 * all issues of the file, in the order of the file; docs/requirements.md explains their codes.
 */
export const readRequirements = (bytes: string | Uint8Array, file: string): ReadRequirements => {
  const source = decode(bytes, file);
  const { contents } = compose(source);
  return interpret(unfold(contents, source), source);
};

/** What a tree says, wherever its values come from. Throws as `readRequirements` does. */
export const interpret = (
  tree: { readonly root: Located; readonly issues: readonly Issue[] },
  source: SourceFile,
): ReadRequirements => {
  const root = mapOnly(tree.root, source);
  const { value, unknowns, refused, issues } = prepare(root, requirementsFile, source);
  const parsed = requirementsFile.safeParse(value);
  const all = [
    ...tree.issues,
    ...issues,
    ...schemaIssues(parsed.error?.issues ?? [], { root, schema: requirementsFile, source, refused }),
    ...checks(root, source),
  ];
  if (all.length > 0 || !parsed.success) throw new Problem(inOrderOfFile(all, source.file));
  return { requirements: complete(parsed.data, unknowns), placeOf: placesOf(root, source) };
};

const mapOnly = (root: Located, source: SourceFile): Located => {
  if (root.kind === 'map') return root;
  const empty = root.kind === 'scalar' && root.value === null;
  throw problem(
    source.issue(root.span[0], {
      code: empty ? 'empty-file' : 'wrong-type',
      message: empty ? `${source.file} is empty` : `the file holds ${shown(root)} instead of keys and values`,
      expected: 'at least the keys system, purpose and functional',
      received: shown(root),
      hint: 'Start with a line such as `system: Order notifications`.',
    }),
  );
};

const placesOf =
  (root: Located, source: SourceFile) =>
  (path: string): Place | undefined => {
    const parts = pathOfText(path, root);
    return parts === undefined || nodeAt(root, parts) === undefined
      ? undefined
      : source.placeOf(offsetAt(root, parts));
  };
