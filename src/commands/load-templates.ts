import { readOwnTemplates } from '../io/own-templates.ts';
import { readTemplates } from '../io/package-files.ts';
import { requireOwnTemplates } from '../render/own-templates.ts';
import type { OwnableTemplates } from '../render/template-set.ts';

/** The templates that a team can replace, as the package has them. */
export const packageTemplates = (): OwnableTemplates => ({
  documents: readTemplates('documents'),
  diagrams: readTemplates('diagrams'),
});

/**
 * The same with those of a folder in their places. Throws a Problem with everything that is wrong with the folder;
 * nothing is written then, since templates are read before anything else is done with them.
 */
export const loadTemplates = (folder: string | undefined): OwnableTemplates =>
  folder === undefined
    ? packageTemplates()
    : requireOwnTemplates(readOwnTemplates(folder, '--templates '), folder, packageTemplates());
