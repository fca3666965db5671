import { type Issue, Problem, problem } from '../model/problem.ts';
import { readers } from '../model/quantity-readers.ts';
import type { Requirements } from '../model/requirements.ts';
import { compose } from './compose.ts';
import { decode } from './decode.ts';
import { appended, asWritten, mapNode, pathIn, scalarNode, withNode, withoutNode } from './graft.ts';
import type { Located } from './located.ts';
import { interpret, type ReadRequirements } from './read.ts';
import { type SourceFile, type Span, sourceFile } from './source-file.ts';
import { unfold } from './unfold.ts';

/** One `--set PATH=VALUE`. */
export type Setting = { readonly path: string; readonly value: string };

/** Throws a Problem for a text without a path or without a value. */
export const settingOf = (text: string): Setting => {
  const at = text.indexOf('=');
  const [path, value] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (at > 0 && path !== '' && value !== '') return { path, value };
  throw problem({
    code: 'usage',
    message: `--set ${text}`,
    expected: 'PATH=VALUE, such as load.dau=4M or team.skills.kafka=expert',
    received: text,
  });
};

const called = ({ path, value }: Setting): string => `--set ${path}=${value}`;

const refused = (setting: Setting, issue: Omit<Issue, 'message'> & { readonly message: string }): Problem =>
  problem({ ...issue, message: `${called(setting)}: ${issue.message}` });

/** A number as the format reads it: no exponent, and not to be taken for thousands. */
export const plainNumber = (value: number): string => {
  const text = String(value);
  const plain = text.includes('e') ? value.toFixed(12).replace(/0+$/, '').replace(/\.$/, '') : text;
  return /^\d{1,3}\.\d{3}$/.test(plain) ? `${plain}0` : plain;
};

/** A setting, its value as a tree, and where that stands in the text that issues point into. */
type Graft = { readonly setting: Setting; readonly node: Located; readonly span: Span };

type Change = (root: Located, graft: Graft, requirements: Requirements) => Located;

const text = (value: string, { span }: Graft): Located => scalarNode(value, span);

const times = /^[x×]\s*(\d+(?:\.\d+)?)$/iu;

/** `load=x10`: what the file gives of the load, so many times. */
const multipliedLoad: Change = (root, graft, { load }) => {
  const factor = Number(times.exec(graft.setting.value)?.[1]);
  const given = (['rps', 'dau'] as const).flatMap(field => {
    const value = load?.[field]?.value;
    return value === undefined ? [] : [{ field, value }];
  });
  if (given.length === 0) {
    throw refused(graft.setting, {
      code: 'no-load',
      message: 'the file gives no load to multiply',
      hint: 'set it: --set load.rps=20/s',
    });
  }
  return given.reduce(
    (tree, { field, value }) =>
      withNode(
        tree,
        ['load', field],
        text(`${plainNumber(value * factor)}${field === 'rps' ? '/s' : ''}`, graft),
      ),
    root,
  );
};

const loadScale: Readonly<Record<string, number>> = { 'load.average': 1, 'load.peak': 1, 'load.tenfold': 10 };

/** The load in words of the revisit triggers: `load.peak=4000/s` sets the average that has this peak. */
const computedLoad =
  (peakFactor: number): Change =>
  (root, graft, { load }) => {
    const { path, value } = graft.setting;
    const rate = readers.rate(value);
    if (!rate.ok) {
      throw refused(graft.setting, {
        code: 'not-a-quantity',
        message: rate.reason,
        expected: 'a rate such as 4000/s',
        received: value,
      });
    }
    const factor = path === 'load.average' ? 1 : (load?.peak_factor?.value ?? peakFactor);
    const average = rate.value / (loadScale[path] ?? 1) / factor;
    const bare = withoutNode(withoutNode(root, ['load', 'dau']), ['load', 'requests_per_user_day']);
    return withNode(bare, ['load', 'rps'], text(`${plainNumber(average)}/s`, graft));
  };

/** `constraints.forbids=public-cloud`: one more hard constraint. */
const constraint =
  (side: 'forbids' | 'requires'): Change =>
  (root, graft, { constraints }) => {
    const tags = graft.setting.value.split(',').map(one => text(one.trim(), graft));
    const ids = new Set(constraints.map(({ id }) => id));
    const names = Array.from({ length: ids.size + 1 }, (_, at) => `what-if-${side}-${at + 1}`);
    const item = mapNode(
      {
        id: text(names.find(name => !ids.has(name)) ?? `what-if-${side}`, graft),
        text: text(`What if: ${side} ${graft.setting.value}`, graft),
        [side]: { kind: 'list', items: tags, span: graft.span },
      },
      graft.span,
    );
    return appended(root, 'constraints', item);
  };

/** `decided.primary-store=SQLite`: the question is settled so. */
const settled: Change = (root, graft, { decided }) => {
  const asked = graft.setting.path.slice('decided.'.length).replaceAll('-', ' ');
  const at = decided.findIndex(({ question }) => question.toLowerCase() === asked.toLowerCase());
  if (at >= 0) return withNode(root, ['decided', at, 'answer'], text(graft.setting.value, graft));
  const item = mapNode(
    { question: text(asked, graft), answer: text(graft.setting.value, graft) },
    graft.span,
  );
  return appended(root, 'decided', item);
};

const field: Change = (root, { setting, node }) => {
  const path = pathIn(setting.path, root);
  if (path === undefined) {
    throw refused(setting, {
      code: 'unknown-path',
      message: 'the list has no such entry',
      hint: 'name it by its place, entities[2].count counts from 0, or by its id or name, entities.Order.count',
    });
  }
  return withNode(root, path, asWritten(node, path, root));
};

const changeFor = ({ path, value }: Setting, peakFactor: number): Change => {
  if (path === 'load' && times.test(value)) return multipliedLoad;
  if (Object.hasOwn(loadScale, path)) return computedLoad(peakFactor);
  if (path === 'constraints.forbids') return constraint('forbids');
  if (path === 'constraints.requires') return constraint('requires');
  if (/^decided\.[^[]/.test(path)) return settled;
  return field;
};

const shifted = (node: Located, by: number): Located => {
  const span: Span = [node.span[0] + by, node.span[1] + by];
  if (node.kind === 'scalar') return { ...node, span };
  if (node.kind === 'list') return { ...node, span, items: node.items.map(item => shifted(item, by)) };
  const entries = [...node.entries].map(
    ([name, { key, value }]) =>
      [name, { key: [key[0] + by, key[1] + by] as Span, value: shifted(value, by) }] as const,
  );
  return { ...node, span, entries: new Map(entries) };
};

/** A value of the command line as YAML. Its own issues are about the setting, not about a place. */
const treeOf = (setting: Setting): { readonly node: Located; readonly issues: readonly Issue[] } => {
  const source = sourceFile('', setting.value);
  try {
    const { root, issues } = unfold(compose(source).contents, source);
    return { node: root, issues };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { node: scalarNode(setting.value, [0, setting.value.length]), issues: error.issues };
  }
};

const withoutPlace = ({ place: _place, source: _source, ...issue }: Issue): Issue => issue;

/** The file with one line more for each setting, so that an issue tells by its line whose it is. */
const linesAfter = (source: SourceFile, settings: readonly Setting[]) => {
  const whole = sourceFile(
    source.file,
    [source.text, ...settings.map(({ value }) => value.replace(/\s+/gu, ' '))].join('\n'),
  );
  let offset = source.text.length + 1;
  const offsets = settings.map(({ value }) => {
    const at = offset;
    offset += value.replace(/\s+/gu, ' ').length + 1;
    return at;
  });
  const ends = source.text.split('\n').length;
  return { whole, offsets, settingAt: (line: number | undefined) => settings[(line ?? 0) - ends - 1] };
};

/**
 * Reads a requirements file with some values set to others. Throws a Problem: with the file's own issues where it is
 * not valid as it stands; else with those that the settings bring, each naming the setting it is about.
 * `peakFactor` is what a file without `load.peak_factor` is taken to say.
 */
export const readChanged = (
  bytes: string | Uint8Array,
  file: string,
  settings: readonly Setting[],
  peakFactor: number,
): { readonly before: ReadRequirements; readonly after: ReadRequirements } => {
  const source = decode(bytes, file);
  const tree = unfold(compose(source).contents, source);
  const before = interpret(tree, source);
  const { whole, offsets, settingAt } = linesAfter(source, settings);
  const grafts = settings.map((setting, index): Graft => {
    const { node, issues } = treeOf({ ...setting, value: setting.value.replace(/\s+/gu, ' ') });
    if (issues.length > 0)
      throw new Problem(
        issues.map(one => ({ ...withoutPlace(one), message: `${called(setting)}: ${one.message}` })),
      );
    const at = offsets[index] ?? 0;
    return { setting, node: shifted(node, at), span: [at, at + setting.value.length] };
  });
  const root = grafts.reduce(
    (changed, graft) => changeFor(graft.setting, peakFactor)(changed, graft, before.requirements),
    tree.root,
  );
  try {
    return { before, after: interpret({ root, issues: [] }, whole) };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(
      error.issues.map(issue => {
        const setting = settingAt(issue.place?.line);
        return setting === undefined
          ? issue
          : { ...withoutPlace(issue), message: `${called(setting)}: ${issue.message}` };
      }),
    );
  }
};
