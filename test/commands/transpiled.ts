import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const project = join(import.meta.dirname, '../..');

/**
 * Makes the package in a folder as it would be installed, types taken away and unchecked, so that another user can
 * run it; gives the folder of the modules.
 */
export const transpilePackage = (folder: string): string => {
  const compilerOptions = {
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ES2023,
    rewriteRelativeImportExtensions: true,
    verbatimModuleSyntax: true,
  };
  for (const name of readdirSync(join(project, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue;
    const file = join(folder, 'dist', name.replace(/\.ts$/, '.js'));
    const { outputText } = ts.transpileModule(readFileSync(join(project, 'src', name), 'utf8'), {
      compilerOptions,
    });
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, outputText);
  }
  for (const name of ['package.json', 'agents', 'templates', 'node_modules'])
    symlinkSync(join(project, name), join(folder, name));
  return join(folder, 'dist');
};
