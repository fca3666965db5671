import type {
  ContainersView,
  DiagramText,
  SystemContextView,
  TemplateSet,
  TradeOffView,
} from '../../model/diagram.ts';
import type {
  DataPicture,
  DeploymentPicture,
  EventsPicture,
  SequencePicture,
  VerdictsPicture,
} from '../../model/diagram-views.ts';
import { containersAlt, systemContextAlt, tradeOffAlt } from './alt.ts';
import { dataAlt, deploymentAlt, eventsAlt, sequenceAlt } from './alt-views.ts';
import { containersModel } from './containers.ts';
import { systemContextModel } from './context.ts';
import { dataModel } from './data.ts';
import { deploymentModel } from './deployment.ts';
import { eventsModel } from './events.ts';
import { sequenceModel } from './sequence.ts';
import { fillTemplate } from './template.ts';
import { tradeOffModel } from './trade-off.ts';
import { verdictsAlt, verdictsModel } from './verdicts.ts';

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

/** Template `data`: entities with their fields, owners and references. */
export const dataDiagram = (view: DataPicture, templates: TemplateSet): DiagramText => ({
  source: fillTemplate(templates, 'data', dataModel(view)),
  alt: dataAlt(view),
});

/** Template `events`: owners, the events that they emit, and who hears of them. */
export const eventsDiagram = (view: EventsPicture, templates: TemplateSet): DiagramText => ({
  source: fillTemplate(templates, 'events', eventsModel(view)),
  alt: eventsAlt(view),
});

/** Template `sequence`: who tells whom what, from top to bottom. */
export const sequenceDiagram = (view: SequencePicture, templates: TemplateSet): DiagramText => ({
  source: fillTemplate(templates, 'sequence', sequenceModel(view)),
  alt: sequenceAlt(view),
});

/** Template `deployment`: zones or platform, what runs there and beside them. */
export const deploymentDiagram = (view: DeploymentPicture, templates: TemplateSet): DiagramText => ({
  source: fillTemplate(templates, 'deployment', deploymentModel(view)),
  alt: deploymentAlt(view),
});

/** Template `verdicts`: decisions downwards, loads across, who wins in each field. */
export const verdictsDiagram = (view: VerdictsPicture, templates: TemplateSet): DiagramText => ({
  source: fillTemplate(templates, 'verdicts', verdictsModel(view)),
  alt: verdictsAlt(view),
});
