import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [vue()],
  test: {
    // one worker a core: most of the time goes into trainings in processes of their own
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          // of the fault tests the quick ones: `npm run test:faults` runs them all
          include: [
            'test/unit/**/*.test.ts',
            'test/integration/**/*.test.ts',
            'test/extending/**/*.test.ts',
            'test/faults/*.test.ts',
          ],
          exclude: ['test/unit/renderer/**'],
          // Training and processes are slow on a busy machine; a test that hangs still ends.
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'slow-faults',
          environment: 'node',
          include: ['test/faults/slow/*.test.ts'],
          // kills, full disks and whole trainings: one after the other, each with the machine to itself
          fileParallelism: false,
          testTimeout: 900_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'web',
          environment: 'happy-dom',
          // a new window for each of 80 files took four fifths of their time
          isolate: false,
          // the window remembers choices there; a test begins without those of another
          setupFiles: ['test/unit/renderer/fresh-storage.ts'],
          include: ['test/unit/renderer/**/*.test.ts'],
        },
      },
    ],
  },
});
