import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isProbeAnswer, probe } from '../../../../src/runtime/python/probe.js';
import { fakeProgram, fakePython, staticAnswer } from './fake-python.js';
import { realPythons, sharedPython } from './real-pythons.js';
import { temporaryDirectory } from './temporary-directory.js';

const path = (): string => join(temporaryDirectory(), 'python3');

describe.each(realPythons)('CPython $version at $path', (python) => {
  it('answers whatever Python variables stand in the environment', () => {
    const env = { ...process.env, PYTHONHOME: '/nowhere', PYTHONPATH: '/nowhere', PYTHONVERBOSE: '1' };
    expect(probe(python.path, { env })).toMatchObject({
      versionText: python.version,
      basePrefix: python.prefix,
    });
  });

  it('answers in a directory with modules named like those that the probe imports', () => {
    const cwd = temporaryDirectory();
    for (const name of ['json', 'sysconfig']) fakeProgram(join(cwd, `${name}.py`), 'raise SystemExit(9)');
    expect(isProbeAnswer(probe(python.path, { cwd }))).toBe(true);
  });
});

it('kills a program that does not answer in time, and whatever holds its output', () => {
  const hanging = fakeProgram(path(), 'sleep 1000; echo never');
  const result = probe(hanging.path, { timeoutMs: 200 });
  expect(result).toMatchObject({ code: 'python-not-found' });
  expect(result).toHaveProperty('message', `${hanging.path} did not answer within 200 ms.`);
});

it('takes the last line, because a shim may say something first', () => {
  const { path: chatty } = fakePython(path());
  const script = readFileSync(chatty, 'utf8').replace('printf', "echo '{ installing'; printf");
  const result = probe(fakeProgram(chatty, script).path);
  expect(result).toMatchObject({ versionText: staticAnswer.versionText });
});

it('stops a program that prints without end', () => {
  const result = probe(
    fakeProgram(path(), 'while :; do echo 0123456789012345678901234567890123456789; done').path,
  );
  expect(isProbeAnswer(result)).toBe(false);
});

it('quotes the line in which a program says what is wrong', () => {
  const lines = [
    'pyenv: python3.9: command not found',
    '',
    'The command exists in these versions:',
    '  3.9.18',
  ];
  const result = probe(fakeProgram(path(), `printf '%s\\n' '${lines.join("' '")}' >&2; exit 127`).path);
  expect(result).toHaveProperty('message', expect.stringContaining('"pyenv: python3.9: command not found"'));
});

it('hides from the program what the launcher of another Python has set', () => {
  const env = { ...process.env, __PYVENV_LAUNCHER__: '/other/python' };
  const spy = fakeProgram(path(), 'echo "error: ${__PYVENV_LAUNCHER__:-unset}" >&2; exit 1');
  expect(probe(spy.path, { env })).toHaveProperty('message', expect.stringContaining('error: unset'));
  expect(probe(sharedPython().path, { env })).toHaveProperty('executable', sharedPython().path);
});
