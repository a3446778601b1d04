import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FreshTree, type Ended } from './fresh-tree.js';

// These compile, up to three times a test.
vi.setConfig({ testTimeout: 300_000 });

/** What was said beyond what is being done: the sentence for the user. */
const sentences = ({ stderr }: Ended): readonly string[] =>
  stderr.split('\n').filter((line) => line !== '' && !line.startsWith('graftwire: '));

let tree: FreshTree;
afterEach(() => tree[Symbol.dispose]());

describe('preparing a tree with everything on the machine', () => {
  beforeEach(() => {
    tree = new FreshTree();
  });

  it('builds once, then finds nothing to do, then only what has changed', async () => {
    expect(await tree.prepare()).toMatchObject({
      code: 0,
      stderr: 'graftwire: compiling the native addon\ngraftwire: bundling TypeScript\n',
    });
    expect(tree.has('build/Release/graftwire.node')).toBe(true);
    expect(tree.has('dist/index.cjs')).toBe(true);

    expect(await tree.prepare()).toEqual({ code: 0, stdout: '', stderr: '' });

    tree.write('src/two.ts', 'export const two = 2;\n');
    expect((await tree.prepare()).stderr).toBe('graftwire: bundling TypeScript\n');

    utimesSync(join(tree.path, 'native/node/addon.cc'), new Date(), new Date());
    expect((await tree.prepare()).stderr).toBe('graftwire: compiling the native addon\n');
    expect(await tree.prepare()).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('builds once when two begin at the same time', async () => {
    const both = await Promise.all([tree.prepare(), tree.prepare()]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    const said = both.map(({ stderr }) => stderr).join('');
    expect(said.match(/compiling the native addon/g)).toHaveLength(1);
  });

  it('takes over from one that was killed', async () => {
    // The largest process id that Linux gives out is 4194304.
    tree.write('.prepare.lock', '4194305');
    expect((await tree.prepare()).code).toBe(0);
    expect(tree.has('.prepare.lock')).toBe(false);
  });

  it('shows what the compiler says, and no stack trace, when the sources do not compile', async () => {
    tree.write('native/node/addon.cc', 'int main() { return nothingOfThisName; }\n');
    const ended = await tree.prepare();
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('nothingOfThisName');
    expect(sentences(ended).at(-1)).toMatch(/^The native addon does not compile: .*\.$/);
  });
});

describe('preparing a tree where something is missing says in one sentence', () => {
  it.each([
    [
      'a compiler',
      ['sh', 'make', 'python3'],
      /^A C\+\+ compiler is missing: install it with .*apt-get install g\+\+.*\.$/,
    ],
    ['make', ['sh', 'g++', 'gcc', 'as', 'ld', 'python3'], /^"make" is missing, .*install it with .*\.$/],
  ])('that it is %s', async (_what, commands, sentence) => {
    tree = new FreshTree();
    const ended = await tree.prepare({ PATH: tree.pathWith(...commands) });
    expect(ended.code).toBe(1);
    expect(sentences(ended)).toEqual([expect.stringMatching(sentence)]);
  });

  it('that CXX names no compiler', async () => {
    tree = new FreshTree();
    const ended = await tree.prepare({ CXX: '/no/such/g++' });
    expect(ended.code).toBe(1);
    expect(sentences(ended)).toEqual([
      expect.stringMatching(/^The C\+\+ compiler that CXX names \(\/no\/such\/g\+\+\) does not exist: .*\.$/),
    ]);
  });

  it('that the compiler is too old for C++20', async () => {
    tree = new FreshTree();
    const ended = await tree.prepare({ CXX: '/bin/false' });
    expect(ended.code).toBe(1);
    expect(sentences(ended)).toEqual([
      expect.stringMatching(/^The C\+\+ compiler \(\/bin\/false\) does not compile C\+\+20, .*\.$/),
    ]);
  });

  it('that it is npm', async () => {
    tree = new FreshTree({ installed: false });
    const ended = await tree.prepare({ PATH: tree.pathWith('sh') });
    expect(ended.code).toBe(1);
    expect(sentences(ended)).toEqual([expect.stringMatching(/^npm is missing: .*\.$/)]);
  });

  it('that npm cannot reach its registry', async () => {
    tree = new FreshTree({ installed: false });
    const ended = await tree.prepare({
      npm_config_registry: 'http://127.0.0.1:9',
      npm_config_fetch_retries: '0',
      npm_config_cache: join(tree.path, 'no-cache'),
    });
    expect(ended.code).toBe(1);
    expect(sentences(ended)).toEqual([
      expect.stringMatching(/could not be installed \(npm ci: ECONNREFUSED.*\.$/),
    ]);
  });

  it('that Node is too old', async () => {
    tree = new FreshTree();
    tree.write('old.cjs', "Object.defineProperty(process, 'versions', { value: { node: '20.18.3' } });");
    const ended = await tree.prepare({}, ['--require', './old.cjs']);
    expect(ended.code).toBe(1);
    expect(sentences(ended)).toEqual([
      expect.stringMatching(/^graftwire needs Node\.js 20\.19 or later and this is 20\.18\.3: .*\.$/),
    ]);
  });
});
