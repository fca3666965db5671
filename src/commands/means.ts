import { sha256 } from '../io/hash.ts';
import { type NamedText, packageVersion, readCatalogue } from '../io/package-files.ts';
import { pictureVersion } from '../io/picture-version.ts';
import { readScripts } from '../io/script-files.ts';
import type { Making } from '../model/changes.ts';
import type { Templates } from '../render/documents.ts';
import type { OwnableTemplates } from '../render/templates/set.ts';
import { packageTemplates } from './package-templates.ts';

/** What all systems are made with, their requirements aside; hashes as locks have them. */
export type Means = {
  readonly catalogue: readonly NamedText[];
  readonly templates: Templates;
  readonly hashes: Pick<Making, 'catalogue' | 'templates' | 'generator'> & { readonly pictures: string };
};

/** `adrgen 0.1`: a patch changes no document. */
const generator = (): string => `adrgen ${/^\d+\.\d+/.exec(packageVersion())?.[0] ?? '0'}`;

/** What checks templates parses them; it is loaded where there are any to check. */
const ownableTemplates = async (folder: string | undefined): Promise<OwnableTemplates> => {
  if (folder === undefined) return packageTemplates();
  const { loadTemplates } = await import('./load-templates.ts');
  return loadTemplates(folder);
};

/** `templatesFolder` is a folder of templates that stand in for those of the package. */
export const readMeans = async (templatesFolder?: string): Promise<Means> => {
  const catalogue = readCatalogue();
  const templates = { ...(await ownableTemplates(templatesFolder)), scripts: readScripts() };
  return {
    catalogue,
    templates,
    hashes: {
      catalogue: sha256(JSON.stringify(catalogue)),
      templates: sha256(JSON.stringify(templates)),
      pictures: pictureVersion(),
      generator: generator(),
    },
  };
};
