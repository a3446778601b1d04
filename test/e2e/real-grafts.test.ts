import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { graftwire } from './cli.js';
import { packageRoot, Project } from './project.js';

/** What is done with the Graft of a package that nobody here wrote, in both languages, and what either prints. */
interface Use {
  readonly javascript: string;
  readonly prints: readonly string[];
  /** The body of a function, which returns what is printed as JSON. */
  readonly python: string;
  readonly returns: unknown;
}

const uses: Readonly<Record<string, Use>> = {
  lodash: {
    javascript: `
      import _, { camelCase, chunk, groupBy, sortBy } from '@graft/npm-lodash';
      console.log(chunk([1, 2, 3], 2), camelCase('hello world'), _.uniq([1, 1, 2]));
      console.log(sortBy([{ a: 2 }, { a: 1 }], 'a'), groupBy([1.2, 1.5, 2.3], Math.floor));
      console.log(_.chain([1, 2, 3]).map((x) => x * 3).value(), _([1, 2, 3]).sum());`,
    prints: [
      '[ [ 1, 2 ], [ 3 ] ] helloWorld [ 1, 2 ]',
      "[ { a: 1 }, { a: 2 } ] { '1': [ 1.2, 1.5 ], '2': [ 2.3 ] }",
      '[ 3, 6, 9 ] 6',
    ],
    python: 'return [it.chunk([1, 2, 3], 2), it.camelCase("a b"), it.map([1, 2], lambda n, *_: n * 2)]',
    returns: [[[1, 2], [3]], 'aB', [2, 4]],
  },
  dayjs: {
    javascript: `
      import dayjs, { isDayjs, unix } from '@graft/npm-dayjs';
      const day = dayjs('2024-01-02');
      console.log(day.format('YYYY-MM-DD'), day.add(1, 'day').format('DD/MM'), day.year(), unix(0).toISOString());
      console.log(isDayjs(day), dayjs.isDayjs(day), day.isBefore(dayjs('2025-01-01')));`,
    prints: ['2024-01-02 03/01 2024 1970-01-01T00:00:00.000Z', 'true true true'],
    python: 'return [it.dayjs("2024-01-02").add(1, "day").format("DD/MM"), it.isDayjs(it.dayjs())]',
    returns: ['03/01', true],
  },
  zod: {
    javascript: `
      import z, { number, object, string, ZodError } from '@graft/npm-zod';
      const User = object({ name: string().min(1), age: number() });
      console.log(User.parse({ name: 'Ann', age: 3 }), User.safeParse({ name: '' }).success);
      console.log(z.array(z.string()).parse(['a']));
      try { User.parse({ name: 1 }); } catch (error) { console.log(error.name, error instanceof ZodError, error.issues.length); }`,
    prints: ["{ name: 'Ann', age: 3 } false", "[ 'a' ]", 'ZodError true 2'],
    python: `
      user = it.object({"name": it.string(), "age": it.number()})
      try:
          user.parse({"name": 1})
      except it.ZodError:
          return [user.parse({"name": "Ann", "age": 3}), it.z.object({"a": it.z.string()}).parse({"a": "b"})]`,
    returns: [{ name: 'Ann', age: 3 }, { a: 'b' }],
  },
  semver: {
    javascript: `
      import semver, { coerce, gt, inc, parse, satisfies, SemVer } from '@graft/npm-semver';
      console.log(gt('1.2.3', '1.0.0'), satisfies('1.2.3', '^1.0.0'), inc('1.2.3', 'minor'), ['2.0.0', '1.0.0'].map((one) => semver.major(one)));
      console.log(new SemVer('1.2.3').major, coerce('v2').version, parse('1.2.3-beta.1').prerelease, semver.valid('a.b'));
      try { new SemVer('x'); } catch (error) { console.log(error.name, error.message); }`,
    prints: ['true true 1.3.0 [ 2, 1 ]', "1 2.0.0 [ 'beta', 1 ] null", 'TypeError Invalid Version: x'],
    python:
      'return [it.gt("1.2.3", "1.0.0"), it.inc("1.2.3", "minor"), it.SemVer("1.2.3").major, it.valid("a.b")]',
    returns: [true, '1.3.0', 1, null],
  },
  uuid: {
    javascript: `
      import { NIL, parse, stringify, v4, v5, validate, version } from '@graft/npm-uuid';
      console.log(validate(v4()), version(v4()), v5('hello', v5.URL), NIL, stringify(parse(NIL)) === NIL);`,
    prints: ['true 4 074171de-bc84-5ea4-b636-1135477620e1 00000000-0000-0000-0000-000000000000 true'],
    python: 'return [it.validate(it.v4()), it.version(it.v4()), it.NIL]',
    returns: [true, 4, '00000000-0000-0000-0000-000000000000'],
  },
  nanoid: {
    javascript: `
      import { customAlphabet, customRandom, nanoid, urlAlphabet } from '@graft/npm-nanoid';
      console.log(nanoid().length, nanoid(5).length, customAlphabet('a', 4)(), urlAlphabet.length);
      console.log(customRandom('ab', 5, (bytes) => new Uint8Array(bytes))());`,
    prints: ['21 5 aaaa 64', 'aaaaa'],
    python: 'return [len(it.nanoid()), len(it.nanoid(5)), it.customAlphabet("a", 3)()]',
    returns: [21, 5, 'aaa'],
  },
  ws: {
    javascript: `
      import WebSocket, { WebSocketServer } from '@graft/npm-ws';
      const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
      await new Promise((resolve) => server.once('listening', resolve));
      server.on('connection', (socket) => socket.on('message', (data) => socket.send('echo ' + Buffer.from(data))));
      const client = new WebSocket('ws://127.0.0.1:' + server.address().port);
      client.on('open', () => client.send('hello'));
      const data = await new Promise((resolve) => client.once('message', resolve));
      console.log(String(Buffer.from(data)), client.readyState === WebSocket.OPEN);
      client.close();
      server.close();`,
    prints: ['echo hello true'],
    python: `
      server = it.WebSocketServer({"noServer": True})
      heard = []
      server.on("listening", lambda: heard.append("listening"))
      server.emit("listening")
      server.close()
      return [heard, isinstance(server, it.Server)]`,
    returns: [['listening'], true],
  },
};

const project = new Project({}, afterAll);
for (const name of [...Object.keys(uses), '@types', 'undici-types', 'typescript'])
  symlinkSync(join(packageRoot, 'node_modules', name), project.path(`node_modules/${name}`));

async function generate(name: string, target: 'npm' | 'python', folder: string): Promise<void> {
  const { code, err } = await graftwire(project, [
    ...['generate', `npm:${name}`, '--for', target],
    ...['--out', project.path(folder)],
  ]);
  expect(code, err).toBe(0);
}

/** Beside a module of Python that uses the package, and a program that runs that. */
function pythonProgram(name: string, body: string): string {
  const text = body.replace(/^\s*\n/, '').replaceAll(/^ {6}/gm, '    ');
  project.write(
    `uses_${name}.py`,
    [
      'import sys',
      `sys.path.insert(0, ${JSON.stringify(project.path(`python/${name}`))})`,
      `import graft_npm_${name} as it`,
      'def use():',
      text.startsWith(' ') ? text : `    ${text}`,
    ].join('\n'),
  );
  project.write(
    `python-${name}.mjs`,
    `import { graft } from 'graftwire'; console.log(JSON.stringify(graft.loadSync('./uses_${name}.py').use()));`,
  );
  return `python-${name}.mjs`;
}

describe.each(Object.entries(uses))('the Graft of %s', (name, { javascript, prints, python, returns }) => {
  it('does the same direct, strictly and on loopback, and is used from Python', async () => {
    await Promise.all([
      generate(name, 'npm', `node_modules/@graft/npm-${name}`),
      generate(name, 'python', `python/${name}`),
    ]);
    project.write(`${name}.mjs`, javascript);
    const runs = ['', 'strict=true', 'host=loopback'].map((config) =>
      project.run(`${name}.mjs`, { env: { GRAFT_CONFIG: config } }),
    );
    const inPython = project.run(pythonProgram(name, python));
    const printed = { out: `${prints.join('\n')}\n`, err: '', code: 0 };
    for (const outcome of await Promise.all(runs)) expect(outcome).toMatchObject(printed);
    expect(await inPython).toMatchObject({ out: `${JSON.stringify(returns)}\n`, err: '', code: 0 });
  });
});
