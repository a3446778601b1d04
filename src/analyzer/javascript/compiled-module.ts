import { existsSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import type {
  CompilerHost,
  CompilerOptions,
  Node,
  Program,
  SourceFile,
  Symbol as TsSymbol,
} from 'typescript';
import { GraftError } from '../../errors/graft-error.js';
import { folderOf, type JavaScriptSource } from './javascript-source.js';
import type { TypeScript } from './load-typescript.js';

/** A module as the compiler has it, read and bound, but not checked. */
export interface CompiledModule {
  readonly program: Program;
  /** Where its declarations stand. */
  readonly root: Node;
  /** The module itself. */
  readonly symbol: TsSymbol;
}

/** Finds the module and reads what it needs, and no more: the types of Node.js only where something names them. */
export function compileModule(ts: TypeScript, source: JavaScriptSource, from: string): CompiledModule {
  const folder = source.kind === 'file' ? dirname(source.file) : folderOf(from);
  const options = optionsFor(ts, folder, source.kind === 'file');
  const host = hostFor(ts, options, folder, source.kind === 'builtin');
  if (source.kind === 'builtin') return compileBuiltin(ts, source.name, options, host, folder);
  const file = source.kind === 'file' ? source.file : fileOfPackage(ts, source.name, options, host, folder);
  const first = ts.createProgram([file], options, host);
  const program = needsNode(ts, first)
    ? ts.createProgram([file], { ...options, types: [...(options.types ?? []), 'node'] }, host, first)
    : first;
  const root = program.getSourceFile(file);
  if (root === undefined)
    throw new GraftError('invalid-source', `${source.name} cannot be read by the compiler.`);
  refuseFaults(ts, program, root);
  const symbol = program.getTypeChecker().getSymbolAtLocation(root);
  if (symbol?.exports === undefined || symbol.exports.size === 0) {
    throw new GraftError('invalid-source', `${source.name} exports nothing.`, {
      remedy: 'Export what others are to use.',
    });
  }
  return { program, root, symbol };
}

/** The options of the project where they say where types are found; what decides the meaning of a type is always the same. */
function optionsFor(ts: TypeScript, folder: string, isProject: boolean): CompilerOptions {
  // A package says itself what it needs.
  const file = isProject ? ts.findConfigFile(folder, (path) => existsSync(path)) : undefined;
  const found = file === undefined ? {} : projectOptions(ts, file);
  return {
    ...found,
    allowJs: true,
    maxNodeModuleJsDepth: 2,
    noEmit: true,
    skipLibCheck: true,
    strict: true,
    types: found.types ?? [],
    lib: [...new Set([...(found.lib ?? []), 'lib.esnext.d.ts'])],
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  };
}

/** What is read of the language and, where it is not itself analysed, of Node.js is read without comments, in half the time. */
function hostFor(
  ts: TypeScript,
  options: CompilerOptions,
  folder: string,
  isBuiltinWanted: boolean,
): CompilerHost {
  const host = ts.createCompilerHost(options);
  // Where the compiler looks for @types.
  host.getCurrentDirectory = () => folder;
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version, ...rest) => {
    const isLanguage = /\/typescript\/lib\/lib\.[^/]*\.d\.ts$/.test(name);
    const isNode = /\/node_modules\/(@types\/node|undici-types)\//.test(name);
    if (!isLanguage && !(isNode && !isBuiltinWanted)) return read(name, version, ...rest);
    const given = typeof version === 'object' ? version : { languageVersion: version };
    return read(name, { ...given, jsDocParsingMode: ts.JSDocParsingMode.ParseNone }, ...rest);
  };
  return host;
}

function projectOptions(ts: TypeScript, file: string): CompilerOptions {
  const { config } = ts.readConfigFile(file, (path) => readFileSync(path, 'utf8')) as {
    readonly config?: unknown;
  };
  // The files of the project are not asked for, which takes longest.
  const host = { ...ts.sys, readDirectory: () => [] };
  const { options } = ts.parseJsonConfigFileContent(config ?? {}, host, dirname(file));
  const { paths, pathsBasePath, baseUrl, lib, types, typeRoots, jsx, customConditions } =
    options as CompilerOptions & {
      readonly pathsBasePath?: string;
    };
  const kept = { paths, pathsBasePath, baseUrl, lib, types, typeRoots, jsx, customConditions };
  return Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined));
}

function fileOfPackage(
  ts: TypeScript,
  name: string,
  options: CompilerOptions,
  host: CompilerHost,
  folder: string,
): string {
  const from = join(folder, 'from.mts');
  const { resolvedModule } = ts.resolveModuleName(
    name,
    from,
    options,
    host,
    undefined,
    undefined,
    ts.ModuleKind.ESNext,
  );
  if (resolvedModule !== undefined && !resolvedModule.resolvedFileName.endsWith('.json'))
    return resolvedModule.resolvedFileName;
  throw new GraftError('module-not-found', `There is no package ${name} that can be read.`, {
    remedy: `Install it (npm install ${name}); where it has neither types nor JavaScript of its own, @types/${name.replace(/^@(.+)\//, '$1__')}, too.`,
  });
}

function compileBuiltin(
  ts: TypeScript,
  name: string,
  options: CompilerOptions,
  host: CompilerHost,
  folder: string,
): CompiledModule {
  const { resolvedTypeReferenceDirective } = ts.resolveTypeReferenceDirective(
    'node',
    join(folder, 'from.mts'),
    options,
    host,
  );
  const file = resolvedTypeReferenceDirective?.resolvedFileName;
  const program = ts.createProgram(file === undefined ? [] : [file], options, host);
  const bare = name.slice('node:'.length);
  const modules = program.getTypeChecker().getAmbientModules();
  // One of the two only exports the other.
  const found = [bare, name].flatMap((wanted) =>
    modules.filter((one) => one.name === JSON.stringify(wanted)),
  );
  const symbol =
    found.find(({ declarations }) => (declarations?.[0]?.getText().length ?? 0) > 200) ?? found[0];
  const root = symbol?.declarations?.[0];
  if (symbol !== undefined && root !== undefined) return { program, root, symbol };
  throw new GraftError('module-not-found', `Nothing is known of the types of ${name}.`, {
    remedy: 'Install the types of Node.js: npm install --save-dev @types/node.',
  });
}

/** Whether a file that is no part of the language names what only Node.js has. */
function needsNode(ts: TypeScript, program: Program): boolean {
  const isOurs = (file: SourceFile): boolean => !program.isSourceFileDefaultLibrary(file);
  return program.getSourceFiles().some((file) => {
    if (!isOurs(file)) return false;
    const names = /\b(Buffer|NodeJS)\b/.test(file.text);
    const { importedFiles } = ts.preProcessFile(file.text, true, true);
    return names || importedFiles.some(({ fileName }) => isBuiltin(fileName));
  });
}

/** Text that is no JavaScript would give the model of another module. */
function refuseFaults(ts: TypeScript, program: Program, root: SourceFile): void {
  const [fault] = program.getSyntacticDiagnostics(root);
  if (fault === undefined) return;
  const { line } = root.getLineAndCharacterOfPosition(fault.start ?? 0);
  const text = ts.flattenDiagnosticMessageText(fault.messageText, ' ');
  const file = root.fileName.split('/').at(-1) ?? '';
  throw new GraftError('invalid-source', `${file}:${line + 1}: ${text}`, { remedy: 'Mend the source.' });
}
