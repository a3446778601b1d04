import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { UgmModule } from '../../model/ugm.js';
import { ugmVersion } from '../../model/ugm.js';
import type { Analysis } from '../analysis.js';
import { compileModule } from './compiled-module.js';
import { coverageOf } from './coverage.js';
import { folderOf, parseJavaScriptSource, pathOf, type JavaScriptSource } from './javascript-source.js';
import { loadTypeScript } from './load-typescript.js';
import { Losses } from './losses.js';
import { moduleDocumentation } from './module-documentation.js';
import { interfaceOfModule, moduleExports } from './module-exports.js';
import { describeExports } from './module-model.js';
import { NamedTypes } from './named-types.js';
import type { Scope } from './scope.js';

export interface AnalyzeJavaScriptOptions {
  /** The file that asks, as a path or a `file:` URL, or a folder: what paths and packages are looked up from. */
  readonly from: string;
}

/**
 * The model of a module of JavaScript or TypeScript: `./inventory.ts`, `npm:lodash`, `node:path`. The module is read, not run.
 *
 * @throws GraftError `invalid-source`, `module-not-found`, `version-mismatch`
 */
export async function analyzeJavaScript(source: string, { from }: AnalyzeJavaScriptOptions): Promise<Analysis> {
  const path = pathOf(from);
  const parsed = parseJavaScriptSource(source, path);
  const ts = await loadTypeScript(path);
  const { program, root, symbol } = compileModule(ts, parsed, path);
  const checker = program.getTypeChecker();
  const scope: Scope = {
    ts,
    program,
    checker,
    itself: interfaceOfModule({ ts, checker }, symbol),
    module: parsed.name,
    root,
    names: new NamedTypes(),
    losses: new Losses(),
    described: new Map(),
    functions: new Map(),
  };
  const exports = moduleExports(scope, symbol);
  const lists = describeExports(scope, exports.all, symbol);
  const about = parsed.kind === 'package' ? packageOf(parsed, path) : {};
  const model: UgmModule = {
    ugm: ugmVersion,
    name: parsed.name,
    ecosystem: 'npm',
    runtime: 'nodejs',
    ...(about.version === undefined ? {} : { version: about.version }),
    doc: moduleDocumentation(ts, root) ?? about.description ?? null,
    ...lists,
    ...(scope.names.foreign.length === 0 ? {} : { foreign: scope.names.foreign }),
    ...(exports.defaultExport === undefined ? {} : { defaultExport: exports.defaultExport }),
  };
  const losses = scope.losses.entries;
  const { coverage, untyped } = coverageOf(model);
  const known = new Set(losses.map((loss) => loss.path));
  const unsaid = untyped.filter((one) => !known.has(one)).map((one) => ({ path: one, reason: 'Its type is any, or nobody says it.' }));
  return { model, losses: [...losses, ...unsaid], coverage };
}

interface PackageDescription {
  readonly version?: string;
  readonly description?: string;
}

/** What the package says of itself; its types may come from another one. */
function packageOf({ name }: JavaScriptSource, from: string): PackageDescription {
  const [own] = /^(@[^/]+\/)?[^/]+/.exec(name) ?? [name];
  for (let folder = folderOf(from); ; folder = dirname(folder)) {
    const file = join(folder, 'node_modules', own, 'package.json');
    if (existsSync(file)) return readDescription(file);
    if (dirname(folder) === folder) return {};
  }
}

function readDescription(file: string): PackageDescription {
  const { version, description } = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>;
  return {
    ...(typeof version === 'string' ? { version } : {}),
    ...(typeof description === 'string' && description !== '' ? { description } : {}),
  };
}
