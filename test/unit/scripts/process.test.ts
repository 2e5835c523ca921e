import { describe, expect, it } from 'vitest';

import { run, runOrFail } from '../../../scripts/setup/process.mjs';

describe('run', () => {
  it('gives the status, and the last lines for an error message', async () => {
    const script = 'for (let i = 1; i <= 100; i++) console.log("line " + i); process.exit(3)';
    const { status, output, standardOutput } = await run(process.execPath, ['-e', script]);
    expect(status).toBe(3);
    expect(output.split('\n')).toHaveLength(25);
    expect(output).toMatch(/line 100$/);
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
