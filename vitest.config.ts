import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Whole systems first: they take longest, mostly waiting, and would else keep one worker busy when all others are done. */
class WholeSystemsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const whole = (file: TestSpecification): boolean => /\/test\/(system|contract|conformance)\//.test(file.moduleId);
    return [...sorted.filter(whole), ...sorted.filter((file) => !whole(file))];
  }
}

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'scripts/**/*.test.ts', 'bench/**/*.test.ts', 'test/**/*.test.ts'],
    setupFiles: ['./test/setup.ts'],
    // As Node itself imports CommonJS, so that a test sees what the program sees.
    deps: { interopDefault: false },
    // No module of ours has a state (CONTRIBUTING), so files can share them: loading them anew for each is most of a run.
    isolate: false,
    sequence: { sequencer: WholeSystemsFirst },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
