import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { sharedPython } from '../unit/runtime/python/real-pythons.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const python = process.env['GRAFT_PYTHON'] ?? sharedPython().path;
const env = { ...process.env, GRAFT_PYTHON: python, NO_COLOR: '1' };
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: { start: string };
};
// What `npm start` runs, under the Node that runs this.
const [, ...start] = scripts.start.split(' ');

interface Match {
  readonly name: string;
  readonly where: string;
  readonly score: number;
}

const asked = {
  directory: "search.search('create a temporary directory')",
  completions: "search.complete('arch')",
  corrected: "search.search('unpack an archive', top=1)",
  served: "search.search('wrap long text', top=5)",
  servedCompletions: "search.complete('zip')",
};

/** What search.py says when Python runs it alone. */
const alone = new Map<string, unknown>();

beforeAll(() => {
  const answers = Object.entries(asked).map(([name, expression]) => `"${name}": ${expression}`);
  const script = `import json, search; search.build(); print(json.dumps({${answers.join(', ')}}))`;
  const out = execFileSync(python, ['-B', '-c', `import sys; sys.path.insert(0, ''); ${script}`], {
    cwd: join(root, 'examples/stdlib-search'),
    encoding: 'utf8',
  });
  for (const [name, answer] of Object.entries(JSON.parse(out) as object)) alone.set(name, answer);
});

describe('npm start', () => {
  let output = '';

  beforeAll(() => {
    const { status, stdout, stderr } = spawnSync(process.execPath, start, {
      cwd: root,
      env,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    output = stdout;
  });

  it('says which Python runs inside', () => {
    const [version = ''] = execFileSync(python, ['-c', 'import sys; print(sys.version)'], {
      encoding: 'utf8',
    }).split(' ');
    expect(output).toMatch(`Node.js ${process.version} and Python ${version} in process `);
  });

  it('prints what search.py finds', () => {
    const matches = alone.get('directory') as Match[];
    const completions = alone.get('completions') as string[];
    expect(matches).toHaveLength(3);
    for (const { name, where, score } of matches) {
      expect(output).toContain(`${score.toFixed(1)}  ${name}  ${where}\n`);
    }
    expect(output).toContain(`  ${completions.join(', ')}\n`);
  });

  it('prints an exception with the frames of Python above those of TypeScript, each at its own line', () => {
    const lines = output.split('\n');
    const first = lines.findIndex((line) =>
      line.startsWith("UnknownWordError: no documentation says 'archiv'"),
    );
    const frames = lines.slice(first + 1, first + 5).map((line) => {
      const [, name, file = '', number, source] =
        /^ {4}at (\S+) \((.+?):(\d+)(?::\d+)?\)(?: {2}# (.+))?$/.exec(line) ?? [];
      return { name, source, text: readFileSync(file, 'utf8').split('\n')[Number(number) - 1]?.trim() };
    });
    expect(frames.map(({ name }) => name)).toEqual([
      'occurrences',
      'search',
      'searchOrCorrect',
      'demonstrate',
    ]);
    expect(frames[0]?.text).toMatch(/^raise UnknownWordError/);
    expect(frames[0]?.source).toBe(frames[0]?.text);
    expect(frames[1]?.source).toBe(frames[1]?.text);
    expect(frames[2]?.text).toContain('search.search(query)');
    expect(frames[3]?.text).toContain('searchOrCorrect(');
  });

  it('searches again for the word that the exception carries', () => {
    const [match] = alone.get('corrected') as Match[];
    expect(output).toContain(`${match?.score.toFixed(1)}  ${match?.name}  ${match?.where}\n`);
  });

  it('prints what a call takes on both ways, and how they compare', () => {
    const rows = [...output.matchAll(/^ {2}(\w+)\('.+'\) +([\d.]+) µs +([\d.]+) µs +([\d.]+) x$/gm)];
    expect(rows.map(([, name]) => name)).toEqual(['frequency', 'complete', 'search']);
    for (const [, , inProcess, child, ratio] of rows) {
      expect(Number(inProcess)).toBeGreaterThan(0);
      expect(Number(child) / Number(inProcess) / Number(ratio)).toBeCloseTo(1, 1);
    }
  });
});

describe('npm start -- --serve', () => {
  it('answers over HTTP on this machine what Python answers, and ends at a signal', async () => {
    const child = spawn(process.execPath, [...start, '--serve'], {
      cwd: root,
      env: { ...env, PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let address = '';
    for await (const line of createInterface({ input: child.stdout })) {
      address = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0] ?? '';
      if (address !== '') break;
    }
    const found = await fetch(`${address}/search?q=wrap+long+text`);
    expect(found.status).toBe(200);
    expect(await found.json()).toEqual(alone.get('served'));
    const completed = await fetch(`${address}/complete?prefix=zip`);
    expect(await completed.json()).toEqual(alone.get('servedCompletions'));
    const unknown = await fetch(`${address}/search?q=qqqqqq`);
    expect(unknown.status).toBe(400);
    expect(await unknown.json()).toEqual({ error: "no documentation says 'qqqqqq'" });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([null, 'SIGTERM']);
  });
});
