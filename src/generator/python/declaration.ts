import { annotation } from './annotation.js';
import { classDeclaration } from './class-declaration.js';
import { functionLines } from './function-declaration.js';
import type { PackagePlan } from './package-plan.js';
import { docstring, pythonString } from './python-text.js';
import { aliasLines, enumLines, recordLines, shapeLines } from './type-declarations.js';
import { TypeScope } from './type-scope.js';

/** A Graft's `__init__.pyi`: everything that the model says, as Python's type checkers read it. */
export interface Declaration {
  readonly text: string;
  /** Records without a name that were given one. */
  readonly shapes: TypeScope['shapes'];
}

export function declaration(plan: PackagePlan): Declaration {
  const { model, names } = plan;
  const scope = new TypeScope(model, names, takenNames(plan));
  const named = (name: string): string => names.get(name)!;
  const blocks = [
    ...model.enums.map((one) => enumLines(one, plan, scope)),
    ...model.records.map((one) => recordLines(one, plan, scope)),
    ...model.aliases.map((one) => aliasLines(one, plan, scope)),
    ...plan.classes.map((one) => classDeclaration(one, plan, scope)),
    ...model.functions.map((one) => functionLines(one, scope, { name: named(one.name) })),
    ...model.attributes.map((one) => {
      const type = annotation(one.type, scope, 'out');
      const isConstant = one.readonly === true;
      const written = isConstant ? `${scope.use('typing', 'Final')}[${type}]` : type;
      return [`${named(one.name)}: ${written}`, ...(one.doc === null ? [] : docstring(one.doc))];
    }),
    ...model.modules.map((one) => [`${named(one.name)}: ${scope.use('typing', 'Any')}`]),
  ];
  // Writing one may find another one in it.
  const shapes: (readonly string[])[] = [];
  for (let at = 0; at < scope.shapes.length; at += 1) shapes.push(shapeLines(scope.shapes[at]!, scope));
  const body = [...shapes, ...blocks].filter((block) => block.length > 0);
  const variables = variableLines(scope, body);
  const text = [
    ...settings(body, variables.length > 0),
    ...(model.doc === null || model.doc.trim() === '' ? [] : docstring(model.doc)),
    '',
    ...scope.importLines(wordsOf([...variables, ...body.flat()])),
    '',
    ...variables,
    '',
    ...body.flatMap((block) => [...block, '']),
  ];
  return {
    text: `${text
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()}\n`,
    shapes: scope.shapes,
  };
}

/** What type checkers would say of declarations that are as the module is: its overloads overlap, its classes change what they inherit. */
function settings(body: readonly (readonly string[])[], hasVariables: boolean): readonly string[] {
  const lines = body.flat();
  const hasOverloads = lines.some((line) => line.trim() === '@overload' || line.trim() === '@_overload');
  const hasClasses = lines.some((line) => /^class /.test(line));
  const mypy = [
    ...(hasOverloads ? ['overload-overlap', 'overload-cannot-match'] : []),
    ...(hasClasses ? ['override', 'misc'] : []),
  ];
  const pyright = [
    ...(hasOverloads ? ['reportOverlappingOverload', 'reportInconsistentOverload'] : []),
    ...(hasVariables ? ['reportInvalidTypeVarUse'] : []),
    ...(hasClasses ? ['reportIncompatibleMethodOverride', 'reportIncompatibleVariableOverride'] : []),
  ];
  return [
    ...(mypy.length > 0 ? [`# mypy: disable-error-code="${mypy.join(', ')}"`] : []),
    ...(pyright.length > 0 ? [`# pyright: ${pyright.map((rule) => `${rule}=false`).join(', ')}`] : []),
  ];
}

function wordsOf(lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.flatMap((line) => line.match(/[\p{XID_Start}_][\p{XID_Continue}]*/gu) ?? []));
}

/** The type variables that are left in what was written. */
function variableLines(scope: TypeScope, body: readonly (readonly string[])[]): readonly string[] {
  const words = wordsOf(body.flat());
  const lines: string[] = [];
  for (const { parameter, written } of scope.variables.values()) {
    if (!words.has(written)) continue;
    const { bound } = parameter;
    const text = bound === undefined || bound.kind === 'any' ? 'Any' : annotation(bound, scope, 'out');
    // Classes are declared behind the variables.
    const extra = text === 'Any' ? [] : [`bound=${pythonString(text)}`];
    lines.push(
      `${written} = ${scope.use('typing', 'TypeVar')}(${[pythonString(written), ...extra].join(', ')})`,
    );
  }
  return lines;
}

/** Every name that a declaration has, which what is imported must not hide. */
function takenNames({ model, names, classes }: PackagePlan): ReadonlySet<string> {
  return new Set([
    ...names.values(),
    ...classes.flatMap(({ members, statics }) => [...members.values(), ...statics.values()]),
    ...model.records.flatMap(({ fields }) => fields.map(({ name }) => name)),
    ...model.enums.flatMap(({ members }) => members.map(({ name }) => name)),
  ]);
}
