import { configurationFileOf } from '../io/configuration-file.ts';
import { sha256 } from '../io/hash.ts';
import { type CatalogueFile, packageVersion, readCatalogue } from '../io/package-files.ts';
import { pictureVersion } from '../io/pictures/version.ts';
import { readScripts } from '../io/script-files.ts';
import type { Making } from '../model/changes.ts';
import { type Configuration, noConfiguration } from '../model/configuration.ts';
import type { Templates } from '../render/documents.ts';
import type { OwnableTemplates } from '../render/templates/set.ts';
import { packageTemplates } from './package-templates.ts';

/** What all systems are made with, their requirements aside; hashes as locks have them. */
export type Means = {
  readonly catalogue: readonly CatalogueFile[];
  readonly templates: Templates;
  readonly configuration: Configuration;
  readonly hashes: Pick<Making, 'catalogue' | 'templates' | 'generator'> & {
    readonly pictures: string;
    /** Null where the configuration says nothing about systems. */
    readonly configuration: string | null;
  };
};

/** `adrgen 0.1`: a patch changes no document. */
const generator = (): string => `adrgen ${/^\d+\.\d+/.exec(packageVersion())?.[0] ?? '0'}`;

/** What checks templates parses them; it is loaded where there are any to check. */
const ownableTemplates = async (folder: string | undefined): Promise<OwnableTemplates> => {
  if (folder === undefined) return packageTemplates();
  const { loadTemplates } = await import('./load-templates.ts');
  return loadTemplates(folder);
};

/** What reads the configuration is loaded where there is one. Throws a Problem with all that is wrong with it. */
export const teamsRules = async (
  root: string,
): Promise<{ readonly configuration: Configuration; readonly hash: string | null }> => {
  if (configurationFileOf(root) === null) return { configuration: noConfiguration, hash: null };
  const { aboutSystems, configurationOf } = await import('./configuration.ts');
  const { configuration } = configurationOf(root);
  const said = aboutSystems(configuration);
  return { configuration, hash: said === null ? null : sha256(said) };
};

/**
 * What is made below a root is made with this. `templatesFolder` is a folder of templates that stand in for those of
 * the package.
 */
export const readMeans = async (root: string, templatesFolder?: string): Promise<Means> => {
  const { configuration, hash } = await teamsRules(root);
  const catalogue = readCatalogue();
  const templates = { ...(await ownableTemplates(templatesFolder)), scripts: readScripts() };
  return {
    catalogue,
    templates,
    configuration,
    hashes: {
      configuration: hash,
      catalogue: sha256(JSON.stringify(catalogue.map(({ name, text }) => ({ name, text })))),
      templates: sha256(JSON.stringify(templates)),
      pictures: pictureVersion(),
      generator: generator(),
    },
  };
};
