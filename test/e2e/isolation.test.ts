import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { environment, Project } from './project.js';
import { everyPython } from './pythons.js';

const fixtures = fileURLToPath(new URL('fixtures', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'graftwire-'));
const ends: (() => void | Promise<void>)[] = [() => rmSync(place, { recursive: true, force: true })];
afterAll(async () => {
  for (const end of ends) await end();
});

/** Made by the openssl command, which shares nothing with the processes under test; undefined where there is none. */
function makeCertificate(): string | undefined {
  const path = join(place, 'certificate.pem');
  const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const key = [
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-nodes',
    '-keyout',
    `${path}.key`,
  ];
  const { status } = spawnSync('openssl', ['req', '-x509', '-days', '2', ...key, ...name, '-out', path]);
  return status === 0 ? path : undefined;
}

const certificate = makeCertificate();

interface Inside {
  readonly facts: Record<string, unknown>;
  readonly again: Record<string, unknown>;
  readonly unloadable: string[];
  readonly [name: string]: unknown;
}

/** What fixtures/isolation.py answers in a Node process of its own. */
async function inside(python: string): Promise<Inside> {
  const script = `
    import { graft } from 'graftwire';
    const isolation = await graft.load(${JSON.stringify(join(fixtures, 'isolation.py'))});
    console.log(JSON.stringify(isolation.everything(${JSON.stringify(certificate ?? null)})));`;
  const project = new Project({ 'main.mjs': script }, (end) => ends.push(end));
  const { out, err, code } = await project.run('main.mjs', { env: { GRAFT_PYTHON: python } });
  if (code !== 0) throw new Error(`ended with ${code}:\n${out}\n${err}`);
  return JSON.parse(out) as Inside;
}

/** What it answers in the plain interpreter. */
function outside(python: string): Pick<Inside, 'facts' | 'unloadable'> {
  const script = `import json, sys; sys.path.insert(0, sys.argv[1]); import isolation; print(json.dumps(isolation.outside()))`;
  const text = execFileSync(python, ['-c', script, fixtures], { encoding: 'utf8', env: environment() });
  return JSON.parse(text) as Inside;
}

describe.each(everyPython())('CPython $versionText at $executable inside Node', ({ executable }) => {
  let hosted: Inside;
  let plain: ReturnType<typeof outside>;
  beforeAll(async () => {
    plain = outside(executable);
    hosted = await inside(executable);
  });

  it('is the interpreter that it is outside: flags, paths, its own OpenSSL, zlib and SQLite, every digest', () => {
    expect(hosted.facts).toEqual(plain.facts);
    expect(Object.keys(hosted.facts['digests'] as object)).toEqual(
      expect.arrayContaining(['md5', 'sha1', 'sha256', 'sha512', 'sha3_256', 'blake2b']),
    );
    expect(hosted.again).toEqual(hosted.facts);
  });

  it('compresses and queries', () => {
    expect(hosted['compression']).toBe(true);
    const people = [['Grace', 1906], ['Ada', 1815]]; // prettier-ignore
    expect(hosted['query']).toEqual(people);
  });

  it.skipIf(certificate === undefined)('speaks TLS', () => {
    expect(hosted['handshake']).toMatchObject({
      answer: 'answer',
      received: 'question',
      version: expect.stringMatching(/^TLSv1\.[23]$/) as string,
    });
  });

  it.each(['fork', 'spawn', 'forkserver'])('shares work between processes: %s', (method) => {
    expect(hosted[method]).toEqual([0, 1, 4, 9, 16, 25, 36, 49, 64, 81]);
  });

  it('starts child processes of itself, not of Node', () => {
    expect(hosted['executor']).toEqual([0, 1, 4, 9, 16]);
    expect(hosted['child']).toEqual([0, true, '']);
  });

  it('has the environment of the process, as it is when Python starts, and gives it to its children', async () => {
    const script = `
      import { graft } from 'graftwire';
      // More than fit where the process began with them.
      for (let index = 0; index < 100; index++) process.env['LATE_' + index] = 'ä=' + index;
      delete process.env.LATE_7;
      graft.python.exec(\`
import os, subprocess, sys
of_process = dict(os.environ)
os.environ["FROM_PYTHON"] = "1"
del os.environ["LATE_8"]
child = "import os; print(sorted(name for name in os.environ if name[:5] in ('LATE_', 'FROM_')))"
of_child = eval(subprocess.run([sys.executable, "-c", child], capture_output=True, text=True).stdout)\`);
      const { FROM_PYTHON, LATE_8, ...others } = process.env;
      const ofPython = graft.python.eval('of_process');
      const late = Object.keys(ofPython).filter((name) => name.startsWith('LATE_'));
      console.log(FROM_PYTHON, LATE_8, ofPython.LATE_99, late.length, graft.python.eval('len(of_child)'));
      delete ofPython.LATE_8;
      const differ = [...new Set([...Object.keys(ofPython), ...Object.keys(others)])];
      console.log(differ.filter((name) => ofPython[name] !== others[name]));`;
    const project = new Project({ 'main.mjs': script }, (end) => ends.push(end));
    const outcome = await project.run('main.mjs', { env: { GRAFT_PYTHON: executable } });
    expect(outcome).toMatchObject({ out: '1 undefined ä=99 99 99\n[]\n', err: '', code: 0 });
  });

  it('loads every extension module that it loads outside', () => {
    expect(hosted.unloadable).toEqual(plain.unloadable);
  });
});
