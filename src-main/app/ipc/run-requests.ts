import { shell } from 'electron';

import type { Lab } from '../../lab/lab';
import type { RequestHandlers } from './answer';

type RunRequest =
  | 'run:get'
  | 'run:series'
  | 'run:log'
  | 'run:predictions'
  | 'run:scores'
  | 'run:cancel'
  | 'run:cancel-many'
  | 'run:pause'
  | 'run:retry'
  | 'run:resume'
  | 'run:open-folder'
  | 'experiment:launch'
  | 'experiment:launch-all'
  | 'experiment:runs'
  | 'queue:put-back'
  | 'queue:get'
  | 'queue:times'
  | 'queue:move'
  | 'queue:pause';

/** Answers what the window asks about single runs and the queue. */
export function runHandlers(lab: Lab): Pick<RequestHandlers, RunRequest> {
  return {
    'experiment:launch': async ({ spec, name = '' }) => {
      const launched = await lab.launch(spec);
      const [first] = launched.runIds;
      if (name !== '' && first !== undefined) lab.runList.name(first, name);
      return launched;
    },
    'experiment:launch-all': ({ specs, sweep }) => lab.launchAll(specs, sweep),
    'experiment:runs': ({ experimentId }) => lab.runsOfExperiment(experimentId),
    'run:get': ({ id }) => lab.run(id),
    'run:series': ({ id }) => lab.series(id),
    'run:log': ({ id }) => lab.log(id),
    'run:predictions': ({ id }) => lab.predictions(id),
    'run:scores': ({ id }) => lab.scores(id),
    'run:cancel': ({ id }) => {
      lab.cancel(id);
      return null;
    },
    'run:cancel-many': ({ ids }) => lab.cancelAll(ids),
    'run:pause': ({ id, isPaused }) => {
      lab.pause(id, isPaused);
      return null;
    },
    'run:retry': ({ id }) => lab.retry(id),
    'run:resume': ({ id }) => lab.resume(id),
    'run:open-folder': async ({ id }) => {
      lab.run(id);
      const problem = await shell.openPath(lab.folderOf(id));
      if (problem !== '') throw new Error(`The folder ${lab.folderOf(id)} could not be opened: ${problem}`);
      return null;
    },
    'queue:put-back': ({ ids }) => lab.putBack(ids),
    'queue:get': () => lab.queue(),
    'queue:times': () => lab.queueTimes(),
    'queue:move': ({ id, before }) => {
      lab.move(id, before);
      return null;
    },
    'queue:pause': ({ isPaused }) => {
      lab.pauseQueue(isPaused);
      return null;
    },
  };
}
