import type { en } from '../en';
import type { Translation } from '../translation';
import { compareMessages } from './compare';
import { answersMessages } from './answers';
import { bringMessages } from './bring';
import { budgetMessages } from './budget';
import { dataMessages } from './data';
import { datasetMessages } from './dataset';
import { designMessages } from './design';
import { devicesMessages } from './devices';
import { estimateMessages } from './estimate';
import { factsMessages } from './facts';
import { helpMessages } from './help';
import { inspectMessages } from './inspect';
import { liveMessages } from './live';
import { metricMessages } from './metrics';
import { ownOutputMessages } from './own-output';
import { playgroundMessages } from './playground';
import { problemMessages } from './problem';
import { reportMessages } from './report';
import { runListMessages } from './run-list';
import { runsMessages } from './runs';
import { shellMessages } from './shell';
import { slidesMessages } from './slides';
import { specMessages } from './spec';
import { startMessages } from './start';
import { studyMessages } from './study';
import { termMessages } from './terms';
import { troubleMessages } from './trouble';
import { unknownMessages } from './unknown';

/** The same in Polish; each file stands beside its English one. */
export const pl: Translation<typeof en> = {
  ...shellMessages,
  ...startMessages,
  ...datasetMessages,
  ...bringMessages,
  ...designMessages,
  ...problemMessages,
  ...devicesMessages,
  ...troubleMessages,
  ...liveMessages,
  ...reportMessages,
  ...runsMessages,
  ...runListMessages,
  ...metricMessages,
  ...ownOutputMessages,
  ...slidesMessages,
  ...specMessages,
  ...unknownMessages,
  ...dataMessages,
  ...playgroundMessages,
  ...budgetMessages,
  ...compareMessages,
  ...estimateMessages,
  ...factsMessages,
  ...answersMessages,
  ...studyMessages,
  ...inspectMessages,
  ...helpMessages,
  ...termMessages,
};
