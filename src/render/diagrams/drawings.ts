import { dataPictureOf } from '../../design/pictures/data-picture.ts';
import { deploymentOf } from '../../design/pictures/deployment.ts';
import { eventsPictureOf } from '../../design/pictures/event-picture.ts';
import { failureFlowOf } from '../../design/pictures/failure-flow.ts';
import { mainFlowOf } from '../../design/pictures/main-flow.ts';
import type { DiagramText, TemplateSet } from '../../model/diagram.ts';
import type { Design } from '../../stages/design.ts';
import type { DesignView, PictureView } from '../record-view.ts';
import { dataDiagram, deploymentDiagram, eventsDiagram, sequenceDiagram } from './diagrams.ts';

/** Name of a picture, and of its file. */
type DrawingName = 'main-flow' | 'failure' | 'deployment' | 'data' | 'events';

type Drawing = { readonly name: DrawingName; readonly text: DiagramText };

const drawing = <View>(
  name: DrawingName,
  view: View | null | undefined,
  draw: (view: View, templates: TemplateSet) => DiagramText,
  templates: TemplateSet,
): readonly Drawing[] => (view === null || view === undefined ? [] : [{ name, text: draw(view, templates) }]);

/** Sequences, deployment, data and events, as far as the design says anything of them. Pure. */
export const drawingsOf = (design: Design, templates: TemplateSet): readonly Drawing[] => {
  const { requirements } = design.analysis;
  return [
    ...drawing('main-flow', mainFlowOf(design).picture, sequenceDiagram, templates),
    ...drawing('failure', failureFlowOf(design)?.picture, sequenceDiagram, templates),
    ...drawing('deployment', deploymentOf(design).picture, deploymentDiagram, templates),
    ...drawing('data', dataPictureOf(requirements), dataDiagram, templates),
    ...drawing('events', eventsPictureOf(requirements), eventsDiagram, templates),
  ];
};

/** The same for the design document: `pictureOf` gives each as it stands in a document. */
export const drawingsView = (
  design: Design,
  pictureOf: (name: DrawingName) => PictureView | null,
): DesignView['drawings'] => {
  const failure = failureFlowOf(design);
  return {
    main: { ...mainFlowOf(design).told, picture: pictureOf('main-flow') },
    failure:
      failure === null ? null : { ...failure.told, failing: failure.failing, picture: pictureOf('failure') },
    deployment: { ...deploymentOf(design).told, picture: pictureOf('deployment') },
    data: pictureOf('data'),
    events: pictureOf('events'),
  };
};
