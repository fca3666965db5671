import type {
  ContainersView,
  DiagramText,
  SystemContextView,
  TemplateSet,
  TradeOffView,
} from '../model/diagram.ts';
import { containersAlt, systemContextAlt, tradeOffAlt } from './diagram-alt.ts';
import { containersModel } from './diagram-containers.ts';
import { systemContextModel } from './diagram-context.ts';
import { fillTemplate } from './diagram-template.ts';
import { tradeOffModel } from './diagram-trade-off.ts';

/**
 * Each view as Mermaid text and alternative text. The template set needs `look` and the template named below.
 * Throws a `Problem`: `unknown-template`, `unknown-box`, or what is wrong with the template.
 */

/** Template `system-context`: people, the system, external systems and the flows between them. */
export const systemContextDiagram = (view: SystemContextView, templates: TemplateSet): DiagramText => ({
  source: fillTemplate(templates, 'system-context', systemContextModel(view)),
  alt: systemContextAlt(view),
});

/** Template `containers`: what is inside the system's boundary, and who and what talks to it. */
export const containersDiagram = (view: ContainersView, templates: TemplateSet): DiagramText => ({
  source: fillTemplate(templates, 'containers', containersModel(view)),
  alt: containersAlt(view),
});

/** Template `trade-off`: a grid of criteria and options with a sign in each field, and how close the call is. */
export const tradeOffDiagram = (view: TradeOffView, templates: TemplateSet): DiagramText => ({
  source: fillTemplate(templates, 'trade-off', tradeOffModel(view)),
  alt: tradeOffAlt(view),
});
