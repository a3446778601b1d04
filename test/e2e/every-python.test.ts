import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { Project } from './project.js';
import { everyPython } from './pythons.js';

const script = fileURLToPath(new URL('fixtures/every-python.mjs', import.meta.url));

interface Report {
  readonly version: string;
  readonly executable: string;
  /** `holds`, or the stack of what failed, of each check. */
  readonly outcome: Readonly<Record<string, string>>;
}

describe('the same compiled addon', () => {
  it.each(everyPython())(
    'runs CPython $versionText at $executable: values, functions, exceptions, attributes',
    async ({ executable, versionText }) => {
      const { out, err, code } = await new Project().run(undefined, {
        nodeArgs: [script],
        env: { GRAFT_PYTHON: executable },
      });
      expect({ err, code }).toEqual({ err: '', code: 0 });
      const report = JSON.parse(out) as Report;
      expect(Object.entries(report.outcome).filter(([, how]) => how !== 'holds')).toEqual([]);
      expect(Object.keys(report.outcome).length).toBeGreaterThan(8);
      expect(report.version.startsWith(versionText)).toBe(true);
      expect(report.executable).toBe(executable);
    },
  );
});
