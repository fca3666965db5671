import type { z } from 'zod';
import type { TemplateSet } from '../../model/diagram.ts';
import { type Issue, Problem } from '../../model/problem.ts';
import { diagramViews } from '../diagrams/views.ts';
import { designView, recordView } from '../record-view.ts';
import { checkTemplate } from './check.ts';
import { parseTemplate } from './parse.ts';
import type { Shapes } from './schema.ts';
import type { ParsedTemplate } from './scope.ts';
import { parseDocumentTemplate } from './templates.ts';

export type TemplateKind = 'documents' | 'diagrams';

/** How the files of a kind end. */
export const templateEndings = { documents: '.md.hbs', diagrams: '.mmd.hbs' } as const;

/** The templates that a team can replace: sources by kind and name. */
export type OwnableTemplates = Readonly<Record<TemplateKind, TemplateSet>> & {
  /**
   * What the file of a template is called in messages, by its path: a function, and so no part of what locks hash.
   */
  readonly fileOf?: (path: string) => string;
};

/** A template that code asks for by name; every other one is a partial. */
export type MainTemplate = {
  readonly kind: TemplateKind;
  readonly name: string;
  readonly makes: string;
  readonly view: z.ZodType;
};

export const mainTemplates: readonly MainTemplate[] = [
  { kind: 'documents', name: 'madr', makes: 'each record, with `--format madr`', view: recordView },
  { kind: 'documents', name: 'nygard', makes: 'each record, with `--format nygard`', view: recordView },
  { kind: 'documents', name: 'design', makes: 'the design document', view: designView },
  ...Object.entries(diagramViews).map(([name, view]) => ({
    kind: 'diagrams' as const,
    name,
    makes: view.description ?? '',
    view,
  })),
];

/** A partial that a main template reaches, and what it sees there. */
export type PartialUse = {
  readonly kind: TemplateKind;
  readonly name: string;
  readonly by: MainTemplate;
  readonly shapes: Shapes;
};

/** The path of a template in a folder of templates: `documents/madr.md.hbs`. */
export const templatePath = (kind: TemplateKind, name: string): string =>
  `${kind}/${name}${templateEndings[kind]}`;

/** What a template's file is called in messages. */
export const templateFile = ({ fileOf }: OwnableTemplates, kind: TemplateKind, name: string): string => {
  const path = templatePath(kind, name);
  return fileOf?.(path) ?? path;
};

const parsers = { documents: parseDocumentTemplate, diagrams: parseTemplate } as const;

type Parsed = {
  readonly templates: ReadonlyMap<string, ParsedTemplate>;
  readonly issues: readonly Issue[];
};

const parseAll = (templates: OwnableTemplates, kind: TemplateKind): Parsed => {
  const issues: Issue[] = [];
  const parsed = Object.entries(templates[kind]).flatMap(([name, source]) => {
    try {
      return [[name, parsers[kind](templateFile(templates, kind, name), source)] as const];
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      issues.push(...error.issues);
      return [];
    }
  });
  return { templates: new Map(parsed), issues };
};

/**
 * What is wrong with a set of templates, each issue once, and which partials are reached from where. Where a
 * template cannot be read at all, what it would reach is not known: `uses` is then not complete.
 */
export const checkTemplates = (
  templates: OwnableTemplates,
): { readonly issues: readonly Issue[]; readonly uses: readonly PartialUse[] } => {
  const parsed = { documents: parseAll(templates, 'documents'), diagrams: parseAll(templates, 'diagrams') };
  const unread = [...parsed.documents.issues, ...parsed.diagrams.issues];
  if (unread.length > 0) return { issues: unread, uses: [] };
  const uses: PartialUse[] = [];
  const issues = mainTemplates.flatMap(by => {
    const partials = new Map(parsed[by.kind].templates);
    const template = partials.get(by.name);
    partials.delete(by.name);
    if (template === undefined) return [];
    return checkTemplate(template, partials, by.view, (name, shapes) =>
      uses.push({ kind: by.kind, name, by, shapes }),
    );
  });
  return { issues: [...new Map(issues.map(issue => [JSON.stringify(issue), issue])).values()], uses };
};
