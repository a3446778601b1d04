import { posix } from 'node:path';
import ts from 'typescript';

/**
 * What each folder of src/ may import besides itself and external packages. The order of the table is the order of
 * the layers: an entry names only what stands above it.
 */
export const typescriptLayers: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  cache: [],
  iip: ['errors'],
  model: ['errors'],
  config: ['errors'],
  binding: ['errors', 'iip', 'model', 'config'],
  transport: ['errors', 'iip', 'model', 'config', 'binding'],
  plugins: ['errors', 'iip', 'model', 'config', 'binding', 'transport'],
  runtime: ['errors', 'cache', 'iip', 'model', 'config', 'binding', 'transport'],
  hypertube: ['errors', 'iip', 'model', 'config', 'binding', 'transport', 'runtime'],
  graft: ['errors', 'cache', 'iip', 'model', 'config', 'binding', 'transport', 'runtime', 'hypertube'],
  analyzer: ['errors', 'model'],
  generator: ['errors', 'model'],
  vision: ['errors', 'model', 'analyzer', 'generator'],
  gateway: [
    ...['errors', 'iip', 'model', 'config', 'binding', 'transport', 'plugins', 'runtime', 'hypertube'],
    ...['analyzer', 'generator', 'vision'],
  ],
  index: [
    ...[
      'errors',
      'iip',
      'model',
      'config',
      'binding',
      'transport',
      'plugins',
      'runtime',
      'hypertube',
      'graft',
    ],
    ...['analyzer', 'generator', 'vision', 'gateway'],
  ],
  // Entry points of their own beside the index: they name what it may, and itself.
  register: [
    ...[
      'errors',
      'iip',
      'model',
      'config',
      'binding',
      'transport',
      'plugins',
      'runtime',
      'hypertube',
      'graft',
    ],
    ...['analyzer', 'generator', 'vision', 'gateway', 'index'],
  ],
};

/** Run anywhere, a browser included: no module of Node's. */
export const withoutNode: readonly string[] = ['iip', 'config'];

/** The folder of src/ that a file stands in; undefined for src/index.ts, the composition root. */
function layerOf(path: string): string | undefined {
  const [, layer, ...rest] = path.split('/');
  return rest.length === 0 ? undefined : layer;
}

/**
 * The imports of one file that its layer does not allow.
 * @param path from the root, with forward slashes: `src/iip/frame.ts`
 * @returns one sentence each
 */
export function forbiddenImports(path: string, text: string): readonly string[] {
  const layer = layerOf(path);
  if (layer === undefined || layer === 'cli') return [];
  const allowed = typescriptLayers[layer];
  if (allowed === undefined)
    return [`${path}: src/${layer} is no layer; give it a row in typescript-layers.ts`];
  return ts.preProcessFile(text, true, true).importedFiles.flatMap(({ fileName }) => {
    if (fileName.startsWith('.')) {
      const target = posix.join(posix.dirname(path), fileName);
      const targetLayer = target === 'src/index.js' ? 'index' : layerOf(target);
      const isAllowed = targetLayer === layer || (targetLayer !== undefined && allowed.includes(targetLayer));
      return isAllowed && target.startsWith('src/') ? [] : [`${path}: ${layer} may not import ${target}`];
    }
    if (fileName.startsWith('node:') && withoutNode.includes(layer)) {
      return [`${path}: ${layer} may not import ${fileName}`];
    }
    // By its own name the package is its composition root.
    return fileName === 'graftwire' ? [`${path}: ${layer} may not import graftwire itself`] : [];
  });
}
