import { describe, expect, it } from 'vitest';
import { forbiddenIncludes } from './native-layers.js';
import { sourceFiles } from './source-files.js';
import { forbiddenImports, typescriptLayers } from './typescript-layers.js';

describe('src/', () => {
  const files = sourceFiles('src', /\.ts$/);

  it('has files to look at', () => {
    expect(files.length).toBeGreaterThan(0);
  });

  it('imports only what its layer allows', () => {
    expect(files.flatMap(({ path, text }) => forbiddenImports(path, text))).toEqual([]);
  });

  it('has layers that name only layers above them', () => {
    const seen = new Set<string>();
    for (const [layer, allowed] of Object.entries(typescriptLayers)) {
      for (const other of allowed) expect(seen, `${layer} names ${other}`).toContain(other);
      seen.add(layer);
    }
  });

  // Negative controls: what the tests above would look like if the looking were broken.
  it.each([
    ['an import to the right', 'src/iip/frame.ts', `import { x } from '../runtime/lane.js';`],
    ['a type import to the right', 'src/model/type.ts', `import type { X } from '../graft/load.js';`],
    ['a sibling layer', 'src/iip/frame.ts', `import { x } from '../model/type.js';`],
    ['a re-export', 'src/config/gcs.ts', `export * from '../binding/addon.js';`],
    ['a dynamic import', 'src/transport/transport.ts', `const x = await import('../hypertube/engine.js');`],
    ['the composition root', 'src/graft/load.ts', `import { graft } from '../index.js';`],
    ['the composition root by its package name', 'src/graft/load.ts', `import { graft } from 'graftwire';`],
    ['a file outside of src', 'src/binding/addon.ts', `import { x } from '../../scripts/build.mjs';`],
    ['node: where nothing of Node may be', 'src/iip/frame.ts', `import { Buffer } from 'node:buffer';`],
    ['node: in the configuration', 'src/config/gcs.ts', `import('node:fs');`],
    ['a folder that is no layer', 'src/helpers/text.ts', ''],
  ])('is found out: %s', (_what, path, text) => {
    expect(forbiddenImports(path, text)).toHaveLength(1);
  });

  it.each([
    ['an import to the left', 'src/graft/load.ts', `import { GraftError } from '../errors/graft-error.js';`],
    ['its own layer', 'src/iip/frame.ts', `import { x } from './values/encode.js';`],
    ['node: elsewhere', 'src/binding/addon.ts', `import { join } from 'node:path';`],
    ['anything, as the composition root', 'src/index.ts', `export { graft } from './graft/graft.js';`],
    ['a comment', 'src/iip/frame.ts', `// import { x } from '../runtime/lane.js';`],
  ])('may have: %s', (_what, path, text) => {
    expect(forbiddenImports(path, text)).toEqual([]);
  });
});

describe('native/', () => {
  const files = sourceFiles('native', /\.(cc|h)$/);

  it('has files to look at', () => {
    expect(files.length).toBeGreaterThan(0);
  });

  it('includes only what its layer allows', () => {
    expect(files.flatMap(({ path, text }) => forbiddenIncludes(path, text))).toEqual([]);
  });

  it('lists every source in sources.json, once', () => {
    const [list] = sourceFiles('native', /^sources\.json$/);
    const { sources } = JSON.parse(list?.text ?? '{}') as { readonly sources: readonly string[] };
    const inTree = files.map(({ path }) => path).filter((path) => path.endsWith('.cc'));
    expect([...sources].sort()).toEqual(inTree.sort());
  });

  it.each([
    ['N-API in iip', 'native/iip/frame.cc', '#include <node_api.h>'],
    ['N-API in python', 'native/python/host.h', '#include <napi.h>'],
    ['python in iip', 'native/iip/frame.h', '#include "python/api.h"'],
    ['python in iip by a relative path', 'native/iip/frame.h', '#  include "../python/api.h"'],
    ['ring in iip', 'native/iip/frame.h', '#include "ring/ring.h"'],
    ['iip in ring', 'native/ring/ring.h', '#include "iip/frame.h"'],
    ['node in python', 'native/python/host.cc', '#include "node/addon.h"'],
    ["CPython's headers, anywhere", 'native/python/host.cc', '#include <Python.h>'],
    ["V8's headers, anywhere", 'native/node/addon.cc', '#include <v8.h>'],
    ["libuv's headers, anywhere", 'native/node/addon.cc', '#include <uv.h>'],
    ['a folder that is no layer', 'native/common/text.h', ''],
  ])('is found out: %s', (_what, path, text) => {
    expect(forbiddenIncludes(path, text)).toHaveLength(1);
  });

  it.each([
    ['the standard library', 'native/iip/frame.cc', '#include <span>'],
    ['its own layer', 'native/iip/frame.cc', '#include "iip/frame.h"'],
    ['iip in python', 'native/python/values.cc', '#include "iip/frame.h"'],
    ['python in node', 'native/node/addon.cc', '#include "python/host.h"\n#include <napi.h>'],
    ['a comment', 'native/iip/frame.cc', '// #include <napi.h>'],
  ])('may have: %s', (_what, path, text) => {
    expect(forbiddenIncludes(path, text)).toEqual([]);
  });
});
