import Handlebars from 'handlebars';
import type { TemplateSet } from '../model/diagram.ts';

/**
 * Fills templates of prompts, which are plain text: nothing is escaped. What a template does not know throws, so that
 * no question is asked with a hole in it. Templates that `{{>` names are partials of the same set.
 */
export const promptWriter = (
  templates: TemplateSet,
): ((name: string, view: Readonly<Record<string, unknown>>) => string) => {
  const handlebars = Handlebars.create();
  handlebars.registerPartial(templates);
  const compiled = new Map<string, Handlebars.TemplateDelegate>();
  return (name, view) => {
    const source = templates[name];
    if (source === undefined) throw new RangeError(`no prompt is called ${name}`);
    const template =
      compiled.get(name) ?? handlebars.compile(source, { noEscape: true, knownHelpersOnly: true });
    compiled.set(name, template);
    return `${template(view)
      .replace(/\n{3,}/g, '\n\n')
      .trim()}\n`;
  };
};
