import { readOwnTemplates } from '../io/own-templates.ts';
import { requireOwnTemplates } from '../render/templates/own-templates.ts';
import type { OwnableTemplates } from '../render/templates/set.ts';
import { packageTemplates } from './package-templates.ts';

/**
 * The templates of the package, with those of a folder in their places. Throws a Problem with everything that is
 * wrong with the folder; nothing is written then, since templates are read before anything else is done with them.
 */
export const loadTemplates = (folder: string | undefined): OwnableTemplates =>
  folder === undefined
    ? packageTemplates()
    : requireOwnTemplates(readOwnTemplates(folder, '--templates '), folder, packageTemplates());
