import { createDraw } from '../io/pictures/draw.ts';
import { writeFile } from '../io/write-file.ts';
import type { VerdictsPicture } from '../model/diagram-views.ts';
import { exitCodes, problem } from '../model/problem.ts';
import { verdictsDiagram } from '../render/diagrams/diagrams.ts';
import type { Swept } from '../render/terminal/what-if.ts';
import { formatFact } from '../weighing/format-fact.ts';
import { packageTemplates } from './package-templates.ts';

/** Records, and the defaults that turn. */
const pictureOf = ({ system, factors, peak, sweeps }: Swept): VerdictsPicture => ({
  system,
  loads: factors.map(factor => ({
    factor: `×${factor}`,
    peak: formatFact('load.peak', { kind: 'number', value: peak * factor }),
  })),
  rows: sweeps
    .filter(({ decided, stretches }) => decided.standing.kind === 'record' || stretches.length > 1)
    .map(({ decided, samples }) => ({
      title: decided.decision.title,
      outcomes: samples.map(({ winner, verdict }) => ({ option: winner?.name ?? null, verdict })),
    })),
});

/**
 * Draws the verdicts against the load into a file, `.svg` or `.png`. Gives what the picture says in words. Throws a
 * Problem where there is no browser, the picture cannot be drawn, or the file cannot be written.
 */
export const drawVerdicts = async (
  swept: Swept,
  file: string,
  browser: string | undefined,
): Promise<string> => {
  const { source, alt } = verdictsDiagram(pictureOf(swept), packageTemplates().diagrams);
  const png = /\.png$/iu.test(file);
  const drawer = createDraw({ browser, png });
  try {
    const [drawing] = await drawer.draw([{ name: file, source }]);
    if (drawing?.ok !== true) {
      throw problem(
        {
          code: 'picture',
          message: `${file} could not be drawn: ${drawing?.reason ?? 'the browser gave no answer'}`,
        },
        exitCodes.partial,
      );
    }
    writeFile(file, png ? drawing.png : drawing.svg);
    return alt;
  } finally {
    await drawer.close();
  }
};
