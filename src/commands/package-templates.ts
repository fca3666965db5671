import { readTemplates } from '../io/package-files.ts';
import type { OwnableTemplates } from '../render/templates/set.ts';

/** The templates that a team can replace, as the package has them. */
export const packageTemplates = (): OwnableTemplates => ({
  documents: readTemplates('documents'),
  diagrams: readTemplates('diagrams'),
});
