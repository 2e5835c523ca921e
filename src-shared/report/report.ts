import { utcMinute } from '../basics/time';
import { DATASETS } from '../datasets/datasets';
import { storedText } from '../experiment/stored-spec';
import type { Run } from '../runs/run';
import type { ReportDocument } from './document';
import { answerSection } from './sections/answer';
import { budgetSection } from './sections/budget';
import { curvesSection } from './sections/curves';
import { designsSection } from './sections/designs';
import { examplesSection } from './sections/examples';
import { figuresSection } from './sections/figures';
import { machineSection } from './sections/machine';
import { matricesSection } from './sections/matrices';
import { publishedSection } from './sections/published';
import { questionSection } from './sections/question';
import { repeatSection } from './sections/repeat';
import { testsSection } from './sections/tests';
import type { ReportSource } from './source';
import { counted } from './words';

/** Every section, always, in its order: one that has nothing to say says why. */
const SECTIONS = [
  questionSection,
  answerSection,
  figuresSection,
  testsSection,
  publishedSection,
  budgetSection,
  designsSection,
  curvesSection,
  matricesSection,
  examplesSection,
  machineSection,
  repeatSection,
] as const;

/** What stands in a report, in which order. Pure: of the same source it is the same. */
export function reportOf(source: ReportSource): ReportDocument {
  const runs = source.designs.flatMap((design) => design.runs);
  return {
    title: source.title,
    facts: factsOf(source, runs),
    sections: SECTIONS.map((section) => section(source)),
    colophon: `Written by Siamese Lab${source.code === null ? '' : ` ${source.code}`} from what the runs have kept; every figure names its runs.`,
  };
}

function factsOf({ designs }: ReportSource, runs: readonly Run[]): ReportDocument['facts'] {
  const datasets = [...new Set(runs.map(({ spec }) => storedText(spec, 'dataset')))];
  const ended = runs.flatMap(({ endedAt }) => endedAt ?? []);
  const dates = [...new Set([Math.min(...ended), Math.max(...ended)].map((time) => utcMinute(time).slice(0, 10)))];
  const machines = [...new Set(runs.flatMap(({ facts }) => (facts === null ? [] : [facts.machine.processor])))];
  const codes = [...new Set(runs.flatMap(({ facts }) => (facts === null ? [] : [facts.machine.code])))];
  return [
    ['Runs', `${counted(runs.length, 'run')} of ${counted(designs.length, 'design')}`],
    ['Data', datasets.map((name) => DATASETS.find(name)?.title ?? name).join(', ')],
    ['Ended', ended.length === 0 ? 'none yet' : `${dates.join(' to ')} (UTC)`],
    ['Machine', machines.length === 0 ? 'not known' : machines.join('; ')],
    ['Lab of the runs', codes.length === 0 ? 'not known' : codes.join(', ')],
  ];
}
