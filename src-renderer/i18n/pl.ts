import type { Messages } from './i18n';
import { budgetMessages } from './pl/budget';
import { compareMessages } from './pl/compare';
import { answersMessages } from './pl/answers';
import { dataMessages } from './pl/data';
import { datasetMessages } from './pl/dataset';
import { designMessages } from './pl/design';
import { devicesMessages } from './pl/devices';
import { factsMessages } from './pl/facts';
import { inspectMessages } from './pl/inspect';
import { liveMessages } from './pl/live';
import { metricMessages } from './pl/metrics';
import { ownOutputMessages } from './pl/own-output';
import { playgroundMessages } from './pl/playground';
import { problemMessages } from './pl/problem';
import { runsMessages } from './pl/runs';
import { shellMessages } from './pl/shell';
import { slidesMessages } from './pl/slides';
import { specMessages } from './pl/spec';
import { troubleMessages } from './pl/trouble';
import { unknownMessages } from './pl/unknown';

/** The same in Polish; each file stands beside its English one. */
export const pl: Messages = {
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
};
