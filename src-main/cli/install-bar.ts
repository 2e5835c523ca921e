import { SingleBar } from 'cli-progress';

import type { DownloadWaiting } from '#shared/datasets/datasets';

/** How far an installation is, for a person at a terminal, and a line for each thing that is waited for elsewhere. */
export interface InstallBar {
  readonly progress: (phase: string, doneBytes: number, totalBytes: number | undefined) => void;
  readonly waiting: (waiting: DownloadWaiting) => void;
  readonly stop: () => void;
}

/** @param isTerminal whether standard error is a terminal, and a bar can be drawn there */
export function installBar(isTerminal: boolean): InstallBar {
  const bar = isTerminal
    ? new SingleBar({ format: '{phase} [{bar}] {percentage} %', stream: process.stderr, clearOnComplete: true })
    : undefined;
  bar?.start(1, 0, { phase: 'starting' });
  return {
    progress: (phase, doneBytes, totalBytes) => {
      bar?.setTotal(totalBytes ?? Math.max(1, doneBytes));
      bar?.update(doneBytes, { phase });
    },
    waiting: (waiting) => {
      const text = waitingText(waiting);
      if (bar === undefined) process.stderr.write(`${text}\n`);
      else bar.update({ phase: text });
    },
    stop: () => bar?.stop(),
  };
}

function waitingText({ host, attempt, attempts, seconds }: DownloadWaiting): string {
  return `Waiting for ${host} to answer: attempt ${attempt} of ${attempts}, ${seconds} seconds at most; Ctrl+C ends it`;
}
