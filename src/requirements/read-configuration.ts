import {
  type Configuration,
  configurationFile,
  noConfiguration,
  type Waiver,
} from '../model/configuration.ts';
import { type Issue, Problem, problem } from '../model/problem.ts';
import { compose } from './compose.ts';
import { askingOf } from './configured-asking.ts';
import { decode } from './decode.ts';
import { inOrderOfFile } from './issue-order.ts';
import { keyOffset, type Located, nodeAt, offsetAt, type Path, quoted, shown } from './located.ts';
import { nearest } from './nearest.ts';
import { prepare } from './prepare.ts';
import { schemaIssues } from './schema-issues.ts';
import type { SourceFile } from './source-file.ts';
import { unfold } from './unfold.ts';

/** Nothing, and comments alone, say nothing: such a file only marks the root. */
const isBlank = (text: string): boolean => /^(?:[ \t]*(?:#.*)?(?:\r?\n|$))*$/.test(text);

const unknownRule = (id: string, offset: number, known: readonly string[], source: SourceFile): Issue => {
  const near = nearest(id, known);
  return source.issue(offset, {
    code: 'unknown-rule',
    message: `${quoted(id)} is no rule`,
    expected: 'the id of a rule, such as OPT-001 (docs/rules)',
    received: quoted(id),
    ...(near === undefined ? {} : { hint: `Did you mean ${near}?` }),
  });
};

/** Ids under `rules` and in waivers that no rule has; works on files with other issues too. */
const unknownRules = (root: Located, known: readonly string[], source: SourceFile): readonly Issue[] => {
  const rules = nodeAt(root, ['rules']);
  const keys = rules?.kind === 'map' ? [...rules.entries.keys()] : [];
  const waivers = nodeAt(root, ['waivers']);
  const waived = (waivers?.kind === 'list' ? waivers.items : []).flatMap((waiver, index) => {
    const node = nodeAt(waiver, ['rule']);
    const path: Path = ['waivers', index, 'rule'];
    return node?.kind === 'scalar' && node.text.trim() !== '' ? [{ id: node.text.trim(), path }] : [];
  });
  return [
    ...keys
      .filter(id => !known.includes(id))
      .map(id => unknownRule(id, keyOffset(root, ['rules', id]), known, source)),
    ...waived
      .filter(({ id }) => !known.includes(id))
      .map(({ id, path }) => unknownRule(id, offsetAt(root, path), known, source)),
  ];
};

/**
 * Reads `adrgen.yaml`: from bytes, or text, to the noun. `file` names it in messages, `known` are the ids of all
 * rules. Throws a Problem with all issues of the file, in the order of the file.
 */
export const readConfiguration = (
  bytes: string | Uint8Array,
  file: string,
  known: readonly string[],
): Configuration => {
  const source = decode(bytes, file);
  if (isBlank(source.text)) return noConfiguration;
  const tree = unfold(compose(source).contents, source);
  const { root } = tree;
  if (root.kind !== 'map') {
    throw problem(
      source.issue(root.span[0], {
        code: 'wrong-type',
        message: `the file holds ${shown(root)} instead of keys and values`,
        expected: 'the keys rules, waivers and asking',
        received: shown(root),
        hint: 'Start with a line such as `rules: { HON-002: off }`.',
      }),
    );
  }
  const { value, refused, issues } = prepare(root, configurationFile, source);
  const parsed = configurationFile.safeParse(value);
  const all = [
    ...tree.issues,
    ...issues,
    ...schemaIssues(parsed.error?.issues ?? [], { root, schema: configurationFile, source, refused }),
    ...unknownRules(root, known, source),
  ];
  if (all.length > 0 || !parsed.success) throw new Problem(inOrderOfFile(all, file));
  const waivers = (parsed.data.waivers ?? []).map(
    ({ rule, at, reason, until }, index): Waiver => ({
      ...{ rule, at, reason },
      until: until ?? null,
      place: source.placeOf(offsetAt(root, ['waivers', index])),
    }),
  );
  return { rules: parsed.data.rules ?? {}, waivers, asking: askingOf(parsed.data.asking) };
};
