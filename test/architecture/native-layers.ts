import { posix } from 'node:path';

/** What each folder of native/ may include besides itself. */
export const nativeLayers: Readonly<Record<string, readonly string[]>> = {
  iip: [],
  ring: [],
  python: ['iip', 'ring'],
  node: ['iip', 'ring', 'python'],
};

// Node's headers are for native/node; those of V8, libuv and CPython for nobody: the addon speaks Node-API only, and
// finds CPython's functions at run time.
const nodeHeaders = /^(napi|napi-inl|node_api|node_api_types|js_native_api|js_native_api_types)\.h$/;
const nobodysHeaders = /^(node|v8|uv|nan|Python|structmember|frameobject)\.h$|^(v8|uv|cpython)[-/]/;

const includePattern = /^[ \t]*#[ \t]*include[ \t]*(?:"([^"]+)"|<([^>]+)>)/gm;

/**
 * The includes of one file that its layer does not allow.
 * @param path from the root, with forward slashes: `native/iip/frame.cc`
 * @returns one sentence each
 */
export function forbiddenIncludes(path: string, text: string): readonly string[] {
  const layer = path.split('/')[1] ?? '';
  const allowed = nativeLayers[layer];
  if (allowed === undefined)
    return [`${path}: native/${layer} is no layer; give it a row in native-layers.ts`];
  return [...text.matchAll(includePattern)].flatMap(([, quoted, bracketed]) => {
    const header = quoted ?? bracketed ?? '';
    if (nobodysHeaders.test(header) || (nodeHeaders.test(header) && layer !== 'node')) {
      return [`${path}: ${layer} may not include ${header}`];
    }
    // A header beside the file, or one from native/: ours are named by their folder.
    const isRelative = header.startsWith('.');
    const target = isRelative ? posix.join(posix.dirname(path), header) : posix.join('native', header);
    const targetLayer = target.split('/')[1] ?? '';
    const isOurs = targetLayer in nativeLayers && target.split('/').length > 2;
    const isAllowed = !isOurs || targetLayer === layer || allowed.includes(targetLayer);
    return isAllowed ? [] : [`${path}: ${layer} may not include ${target}`];
  });
}
