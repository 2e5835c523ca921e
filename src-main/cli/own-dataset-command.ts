import type { ImageSurvey } from '#shared/datasets/own';
import { percentText } from '#shared/basics/percent';
import { showable } from '#shared/basics/showable';

import type { ImportRequest } from '../lab/importing/own-datasets';
import type { Lab } from '../lab/lab';
import { installBar } from './install-bar';
import { printJson, printLine } from './standard-output';
import { table } from './table';

/** As they are typed: a number that is none is a text, which the lab refuses. */
export interface OwnDatasetArguments {
  readonly title?: string | undefined;
  readonly size?: number | string | undefined;
  readonly fit?: string | undefined;
  readonly colours?: string | undefined;
  readonly split?: string | undefined;
  readonly testShare?: number | string | undefined;
  readonly seed?: number | string | undefined;
}

interface Print {
  readonly json: boolean;
}

/** `datasets look PATH`: what is there, and what an import would make of it. */
export async function lookCommand(lab: Lab, request: ImportRequest, { json }: Print): Promise<number> {
  const survey = await withProgress(lab, json, () => lab.ownDatasets.survey(request));
  if (json) printJson({ survey });
  else printLine(surveyText(survey, 'Nothing was kept. "datasets import" makes this of it:'));
  return 0;
}

/** `datasets import NAME PATH`, of pictures. */
export async function bringCommand(lab: Lab, request: ImportRequest, { json }: Print): Promise<number> {
  const { info, survey } = await withProgress(lab, json, () => lab.ownDatasets.bring(request));
  if (json) printJson({ dataset: info, survey });
  else {
    const unseen = info.facts.areTestClassesUnseen === true;
    printLine(surveyText(survey, `Imported as ${info.facts.name}:`));
    printLine(
      unseen
        ? `No class of the test images is trained on: a network that tells whether two images are of one class can be tested on them.\nnpm run lab -- run --dataset ${info.facts.name} --network discrimination`
        : `npm run lab -- run --dataset ${info.facts.name}`,
    );
  }
  return 0;
}

/** The lab judges it. */
export function importRequest(
  name: string,
  source: string,
  { title, size, fit, colours, split, testShare, seed }: OwnDatasetArguments,
): ImportRequest {
  const choices = { title, side: size, fit, colours, split, testShare, seed };
  const said = Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined));
  return { name, source, choices: said };
}

/** Classes are listed as long as they fit on a screen. */
const MOST_LISTED = 12;

function surveyText(survey: ImageSurvey, head: string): string {
  const { plan, classes, unreadable, duplicates } = survey;
  const formats = Object.entries(survey.formats).map(([format, count]) => `${count} ${format}`);
  const { least, median, most } = survey.sides;
  const lines = [
    head,
    table(
      ['', ''],
      [
        ['images', `${survey.trainCount} to train on, ${survey.testCount} to test on (${formats.join(', ')})`],
        ['classes', `${classes.length}${survey.groups === null ? '' : ` in ${survey.groups} groups`}`],
        [
          'found',
          `shorter sides of ${least} to ${most} pixels, ${median} in the middle; ${survey.greyCount} without colour`,
        ],
        ['becomes', `${plan.side} × ${plan.side}, ${plan.colours}, ${plan.fit}; ${Math.ceil(survey.bytes / 1e6)} MB`],
        ['split', splitText(survey)],
      ],
    ),
    ...(classes.length > MOST_LISTED
      ? []
      : [
          table(
            ['class', 'training', 'test'],
            classes.map(({ name, train, test }) => [showable(name), String(train), String(test)]),
          ),
        ]),
    ...remarks(
      `${unreadable.count} left out`,
      unreadable.count,
      unreadable.first.map(({ path, reason }) => `${path} ${reason}`),
    ),
    ...remarks(
      `${duplicates.count} files have the bytes of another one; ${duplicates.across} of them stand on the other side of the split`,
      duplicates.count,
      duplicates.first.map(({ path, reason }) => `${path} = ${reason}`),
    ),
    ...remarks('Classes with too few images', survey.scarce.length, survey.scarce),
  ];
  return lines.join('\n');
}

function splitText({ plan, isSplitGiven }: ImageSurvey): string {
  const share = `${percentText(plan.testShare)}%`;
  const texts = {
    'as-given': 'as the folders or the list say; validation images are trained on, and a run holds out its own',
    random: `${share} of each class to test on, drawn by seed ${plan.seed}`,
    'by-group': `${share} of the groups to test on, drawn by seed ${plan.seed}`,
    'by-class': `${share} of the classes to test on, drawn by seed ${plan.seed}: nobody trains on them`,
  } as const;
  return isSplitGiven && plan.split !== 'as-given'
    ? `${texts[plan.split]}; what the folders say is passed over`
    : texts[plan.split];
}

function remarks(head: string, count: number, first: readonly string[]): readonly string[] {
  if (count === 0) return [];
  const more = count > first.length ? [`  … and ${count - first.length} more`] : [];
  return [`${head}:`, ...first.map((line) => `  ${showable(line)}`), ...more];
}

async function withProgress<Result>(lab: Lab, json: boolean, work: () => Promise<Result>): Promise<Result> {
  const bar = installBar(!json && process.stderr.isTTY);
  const stop = lab.events.on('dataset:import-progress', ({ phase, done, total }) => bar.progress(phase, done, total));
  try {
    return await work();
  } finally {
    stop();
    bar.stop();
  }
}
