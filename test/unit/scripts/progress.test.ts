import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { fitLine, formatBytes, formatSeconds, startStep } from '../../../scripts/setup/progress.mjs';

describe('formatSeconds', () => {
  it('gives seconds with one digit, and minutes from sixty on', () => {
    expect(formatSeconds(1234)).toBe('1.2 s');
    expect(formatSeconds(62_400)).toBe('1 min 2 s');
  });
});

describe('formatBytes', () => {
  it('names the whole and the percentage where the whole is known', () => {
    expect(formatBytes(68_500_000, 274_000_000)).toBe('69 of 274 MB (25 %)');
  });

  it('names what came where the sender did not say how much there is', () => {
    expect(formatBytes(5_000_000, 0)).toBe('5 MB');
  });
});

describe('fitLine', () => {
  it('never gives a line that a terminal would wrap', () => {
    expect(fitLine('short', 20)).toBe('short');
    expect(fitLine('x'.repeat(100), 20)).toHaveLength(19);
  });
});

describe('startStep', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function recordLines(): { readonly lines: string[]; readonly write: (text: string) => number } {
    const lines: string[] = [];
    return { lines, write: (text) => lines.push(text) };
  }

  it('writes plain lines without a terminal, and repeats a moving figure only now and then', () => {
    const stream = recordLines();
    const step = startStep('electron', stream);
    step.update('downloading 1 of 100 MB (1 %)');
    vi.advanceTimersByTime(5000);
    step.update('downloading 80 of 100 MB (80 %)');
    vi.advanceTimersByTime(15_000);
    step.done('Electron 33.2.1');
    expect(stream.lines.map((line) => line.replace(/ +/g, ' '))).toEqual([
      '· electron downloading 1 of 100 MB (1 %)\n',
      '· electron downloading 80 of 100 MB (80 %) 15.0 s\n',
      '✓ electron Electron 33.2.1 20.0 s\n',
    ]);
  });

  it('marks the step that failed with what it was doing', () => {
    const stream = recordLines();
    const step = startStep('sqlite', stream);
    step.update('compiling');
    step.fail();
    expect(stream.lines.at(-1)).toMatch(/^✗ sqlite +compiling +0\.0 s\n$/);
  });
});
