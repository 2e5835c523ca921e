import { answersMessages } from './en/answers';
import { dataMessages } from './en/data';
import { budgetMessages } from './en/budget';
import { compareMessages } from './en/compare';
import { datasetMessages } from './en/dataset';
import { designMessages } from './en/design';
import { devicesMessages } from './en/devices';
import { factsMessages } from './en/facts';
import { inspectMessages } from './en/inspect';
import { liveMessages } from './en/live';
import { metricMessages } from './en/metrics';
import { ownOutputMessages } from './en/own-output';
import { playgroundMessages } from './en/playground';
import { problemMessages } from './en/problem';
import { runsMessages } from './en/runs';
import { shellMessages } from './en/shell';
import { slidesMessages } from './en/slides';
import { specMessages } from './en/spec';
import { troubleMessages } from './en/trouble';
import { unknownMessages } from './en/unknown';

/** Everything that the window says in English. */
export const en = {
  ...shellMessages,
  ...datasetMessages,
  ...designMessages,
  ...problemMessages,
  ...devicesMessages,
  ...troubleMessages,
  ...liveMessages,
  ...runsMessages,
  ...metricMessages,
  ...ownOutputMessages,
  ...slidesMessages,
  ...specMessages,
  ...unknownMessages,
  ...dataMessages,
  ...playgroundMessages,
  ...budgetMessages,
  ...compareMessages,
  ...factsMessages,
  ...answersMessages,
  ...inspectMessages,
} as const;
