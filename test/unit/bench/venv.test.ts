import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { measuredEnvironment } from '../../../bench/install/venv.js';

const user = {
  HOME: '/home/me',
  PATH: '/usr/bin',
  PYTHONDONTWRITEBYTECODE: '1',
  PYTHONPATH: '/home/me/lib',
  VIRTUAL_ENV: '/home/me/project/.venv',
  GRAFT_PYTHON: '/usr/bin/python3',
};

describe.skipIf(process.platform === 'win32')('the environment of what is measured', () => {
  it('is that of an activated virtual environment, without settings of Python', () => {
    expect(measuredEnvironment(user, '/bench/venv')).toEqual({
      HOME: '/home/me',
      PATH: '/bench/venv/bin:/usr/bin',
      VIRTUAL_ENV: '/bench/venv',
      GRAFT_PYTHON: '/bench/venv/bin/python3',
      GRAFT_CACHE: join(process.cwd(), '.cache', 'bench', 'discovery'),
    });
  });

  it("is the user's own where no virtual environment could be made, still without settings of Python", () => {
    expect(measuredEnvironment(user, undefined)).toMatchObject({
      HOME: '/home/me',
      PATH: '/usr/bin',
      VIRTUAL_ENV: '/home/me/project/.venv',
      GRAFT_PYTHON: '/usr/bin/python3',
    });
    expect(Object.keys(measuredEnvironment(user, undefined)).join()).not.toContain('PYTHONPATH');
  });
});
