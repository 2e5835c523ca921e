import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

/** Computes on this machine, as "local" does, and notes all that a run tells in a file beside its weights. */
export function register(lab) {
  lab.executors.register({
    kind: 'noted',
    probe: async () => ({ trouble: null }),
    start: (job, listener, here) => {
      const notes = join(job.runFolder, 'events.jsonl');
      const note = (event) => appendFileSync(notes, `${JSON.stringify(event)}\n`);
      return lab.executors.get('local').start(
        job,
        {
          ...listener,
          onEvent: (event) => {
            note(event);
            listener.onEvent(event);
          },
          onEnd: (end) => {
            note(end);
            listener.onEnd(end);
          },
        },
        here,
      );
    },
  });
}
