import { en } from '../i18n/en';
import { anchorOf } from './anchor';

/** A word that is explained: its texts are `terms.words` of the messages. */
export type TermName = keyof typeof en.terms.words;
export type TermGroup = keyof typeof en.terms.groups;

/** The words by what they are about, in the order in which they are best learned. */
export const TERM_GROUPS: Readonly<Record<TermGroup, readonly TermName[]>> = {
  networks: ['network', 'siamese', 'tower', 'embedding', 'head', 'layer', 'width', 'transfer', 'frozen'],
  data: ['dataset', 'split', 'fraction', 'sample', 'pairing', 'permutation', 'rotation', 'checksum', 'verified'],
  training: [
    'epoch',
    'batch',
    'update',
    'budget',
    'multiplyAdds',
    'loss',
    'optimiser',
    'learningRate',
    'momentum',
    'dropout',
    'l2',
    'labelSmoothing',
    'seed',
    'validation',
    'heldOut',
  ],
  testing: [
    'task',
    'verification',
    'protocol',
    'metric',
    'accuracy',
    'balancedAccuracy',
    'macroF1',
    'weightedF1',
    'confusionMatrix',
    'threshold',
    'rocAuc',
    'prAuc',
    'eer',
    'floor',
    'chosenOnTest',
    'spread',
    'interval',
    'mcnemar',
    'baseline',
    'pca',
    'umap',
    'deck',
    'row',
    'preset',
    'starter',
    'publishedFigure',
  ],
  lab: [
    'experiment',
    'design',
    'run',
    'sweep',
    'answer',
    'study',
    'queue',
    'checkpoint',
    'pause',
    'resume',
    'retry',
    'archive',
    'estimate',
    'log',
    'artefact',
    'bundle',
    'backup',
    'home',
    'device',
    'selfTest',
    'precision',
  ],
};

/** Drawn where a drawing says more than words. */
export type DrawingName = keyof typeof en.terms.drawings;

const DRAWING_OF: Readonly<Partial<Record<TermName, DrawingName>>> = {
  siamese: 'towers',
  tower: 'towers',
  head: 'towers',
  permutation: 'permutation',
  pairing: 'permutation',
  rotation: 'rotation',
};

/** The drawing of a word; null where there is none. */
export function drawingOf(term: TermName): DrawingName | null {
  return DRAWING_OF[term] ?? null;
}

/** Where the glossary explains a word: by its English name, in each language. */
export function termAddress(term: TermName): { name: 'help'; params: { page: 'glossary' }; hash: string } {
  return { name: 'help', params: { page: 'glossary' }, hash: `#${anchorOf(en.terms.words[term].name)}` };
}

/** Whether a name is one of a drawing. */
export function isDrawing(name: string): name is DrawingName {
  return Object.hasOwn(en.terms.drawings, name);
}
