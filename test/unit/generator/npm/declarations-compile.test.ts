import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { analyzeJavaScript } from '../../../../src/analyzer/javascript/analyze-javascript.js';
import { generateNpmPackage } from '../../../../src/generator/npm/generate-npm-package.js';
import { moduleDeclaration } from '../../../../src/generator/npm/module-declaration.js';
import { goldenPackages } from '../../../golden/generator/npm/golden-packages.js';
import { stats } from '../../../golden/generator/npm/models/stats.js';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

/** As strict as TypeScript goes, with nothing that a user of a Graft need not have: no types of Node.js, no newest library. */
const strict: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  noPropertyAccessFromIndexSignature: true,
  verbatimModuleSyntax: true,
  skipLibCheck: false,
  allowArbitraryExtensions: true,
  noEmit: true,
  rootDir: root,
  paths: { graftwire: [`${root}/src/index.ts`] },
};

/** Files that are the same for every program. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** What the compiler says of files that are there only in memory, besides those that are. */
function complaints(
  files: Readonly<Record<string, string>>,
  checked: readonly string[],
  options: ts.CompilerOptions = strict,
): readonly string[] {
  const host = ts.createCompilerHost(options);
  const onDisk = { ...host };
  host.readFile = (path) => files[path] ?? onDisk.readFile(path);
  host.fileExists = (path) => path in files || onDisk.fileExists(path);
  host.getSourceFile = (path, options) => {
    if (path in files) return ts.createSourceFile(path, files[path]!, options);
    if (!parsed.has(path)) parsed.set(path, onDisk.getSourceFile(path, options));
    return parsed.get(path);
  };
  const program = ts.createProgram([...checked], options, host);
  return checked.flatMap((path) => {
    const file = program.getSourceFile(path)!;
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      (diagnostic) => {
        const { line } = file.getLineAndCharacterOfPosition(diagnostic.start ?? 0);
        const source = file.text.split('\n')[line]!.trim();
        return `${path.slice(root.length)}:${line + 1}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')} | ${source}`;
      },
    );
  });
}

const declarations = Object.fromEntries(
  goldenPackages.map(({ name, files }) => [
    `${root}test/golden/generator/npm/${name}/index.d.ts`,
    files.find(({ path }) => path === 'index.d.ts')!.text,
  ]),
);

describe('the declarations of a Graft package', () => {
  it('compile where TypeScript is strictest', () => {
    expect(complaints(declarations, Object.keys(declarations))).toEqual([]);
  });

  it('are found out where they do not', () => {
    const path = `${root}test/golden/generator/npm/wrong/index.d.ts`;
    const found = complaints({ [path]: 'export declare class A extends B {}\n' }, [path]);
    expect(found.join()).toMatch(/Cannot find name 'B'/);
  });

  it('hold what the type tests beside them expect of them', () => {
    const tests = ['stats', 'inventory', 'hostile'].map((name) => `${root}test/types/generated/${name}.ts`);
    expect(complaints(declarations, tests)).toEqual([]);
  });

  it('type a module that is imported as the file that it is', () => {
    const files = {
      [`${root}test/types/generated/stats.d.py.ts`]: moduleDeclaration(stats),
      [`${root}test/types/generated/app.ts`]: [
        `import { mean, Ledger } from './stats.py';`,
        'export const value: number = mean([1, 2]);',
        `// @ts-expect-error: a name is a string`,
        'export const ledger = new Ledger(1);',
        '',
      ].join('\n'),
    };
    expect(complaints(files, Object.keys(files))).toEqual([]);
  });

  it('of a package that has itself as a member have its types there, too', { timeout: 120_000 }, async () => {
    const { model } = await analyzeJavaScript('npm:zod', { from: root });
    const files = {
      [`${root}test/types/generated/index.d.ts`]: moduleDeclaration(model),
      [`${root}test/types/generated/app.ts`]: [
        `import fallback, { z } from './index.js';`,
        'export const schema: z.ZodString = z.string();',
        `export const parsed: { a: string } = z.object({ a: schema }).parse({ a: 'x' });`,
        'export const same: z.ZodNumber = fallback.number();',
        `// @ts-expect-error: there is no such function`,
        'z.nothing();',
        '',
      ].join('\n'),
    };
    for (const lib of ['lib.es2022.d.ts', 'lib.esnext.d.ts'])
      expect(complaints(files, Object.keys(files), { ...strict, lib: [lib] })).toEqual([]);
  });

  it('have a package that every other one could have, but for its names', () => {
    for (const { files, model } of goldenPackages) {
      const [first, ...others] = generateNpmPackage({ ...model, name: 'other' });
      expect([first!, ...others].map(({ path }) => path)).toEqual(files.map(({ path }) => path));
    }
    expect(readFileSync(`${root}package.json`, 'utf8')).toContain('"version": "0.1.');
  });
});
