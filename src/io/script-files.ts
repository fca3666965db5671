import { readFileSync } from 'node:fs';

/** Programs that lie beside documents, before they are filled: the same for src/ and for dist/. */
export const readScripts = (): { readonly loadTest: string } => ({
  loadTest: readFileSync(new URL('../../templates/scripts/load-test.mjs', import.meta.url), 'utf8'),
});
