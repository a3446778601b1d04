import { exportNames } from './export-names.js';

/** What an imported Python module is to be made of. */
export interface ModuleSource {
  /** The statement that declares `importPython`. */
  readonly prologue: string;
  /** An expression of JavaScript for the file's path or URL. */
  readonly file: string;
  /** The names that the module object has. */
  readonly members: readonly string[];
  /** Says which state of the file this is, where one that has changed is to be loaded again. */
  readonly stamp?: string;
  /** Whether `require` of this text gives the module object, as Node.js understands it. */
  readonly requirable?: true;
}

/**
 * The text of the ES module that an `import` of a Python file gets: each member is a live binding, set when the module is
 * loaded and again when `graft.reload` has run it again; `default` is the module object, whose attributes are read where they are.
 */
export function moduleSource({ prologue, file, members, stamp, requirable }: ModuleSource): string {
  const names = exportNames(members);
  const locals = names.map((_, index) => `$${index}`);
  const sets = names.map(
    ({ member }, index) => `  $${index} = /* @__PURE__ */ $read(${JSON.stringify(member)});`,
  );
  const list = names.map(({ exported }, index) => `  $${index} as ${exportedAs(exported)},`);
  const stampArgument = stamp === undefined ? '' : `, ${JSON.stringify(stamp)}`;
  return [
    prologue,
    `let ${['$module', ...locals].join(', ')};`,
    `importPython(${file}, ($loaded, $read) => {`,
    '  $module = $loaded;',
    ...sets,
    `}${stampArgument});`,
    'export {',
    '  $module as default,',
    ...(requirable === true ? ['  $module as "module.exports",'] : []),
    ...list,
    '};',
    '',
  ].join('\n');
}

function exportedAs(name: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? name : JSON.stringify(name);
}
