import { describe, expect, it } from 'vitest';

import { run, runOrFail } from '../../../scripts/setup/process.mjs';

describe('run', () => {
  it('gives the status, and the first and last lines for an error message', async () => {
    const script = 'for (let i = 1; i <= 100; i++) console.log("line " + i); process.exit(3)';
    const { status, output, standardOutput } = await run(process.execPath, ['-e', script]);
    expect(status).toBe(3);
    expect(output).toMatch(/^line 1\n[^]*line 100$/);
    expect(output.split('\n')).toHaveLength(36);
    expect(standardOutput).toContain('line 1\n');
  });

  it('gives status 127 for a program that is not there', async () => {
    expect((await run('no-such-program-anywhere', [])).status).toBe(127);
  });
});

describe('runOrFail', () => {
  it('tells what was tried, what came back and what to do', async () => {
    const failing = runOrFail(process.execPath, ['-e', 'console.error("disk full"); process.exit(1)'], {
      advice: 'Make room.',
    });
    await expect(failing).rejects.toThrow(/Tried: [^]*Received: exit status 1\n +disk full\nTo do: +Make room\./);
  });
});

describe('what a quiet program has written', () => {
  it('is kept from both ends, with the number of lines between', async () => {
    const { output } = await run(process.execPath, ['-e', 'for (let i = 1; i <= 100; i++) console.error(`line ${i}`)']);
    const lines = output.split('\n');
    expect(lines).toHaveLength(36);
    expect(lines.slice(9, 12)).toEqual(['line 10', '… 65 more lines …', 'line 76']);
    expect(lines.at(-1)).toBe('line 100');
  });

  it('is kept whole where it is short', async () => {
    const { output } = await run(process.execPath, ['-e', 'for (let i = 1; i <= 35; i++) console.error(`line ${i}`)']);
    expect(output.split('\n')).toEqual(Array.from({ length: 35 }, (_, index) => `line ${index + 1}`));
  });
});
