import { compareMessages } from './en/compare';
import { designMessages } from './en/design';
import { liveMessages } from './en/live';
import { runsMessages } from './en/runs';
import { shellMessages } from './en/shell';
import { slidesMessages } from './en/slides';

/** Everything that the window says in English. */
export const en = {
  ...shellMessages,
  ...designMessages,
  ...liveMessages,
  ...runsMessages,
  ...slidesMessages,
  ...compareMessages,
} as const;
