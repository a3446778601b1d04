import { writtenType } from '../../model/keyword-places.js';
import { GraftError } from '../../errors/graft-error.js';
import type { UgmClass, UgmModule, UgmParameter, UgmSignature } from '../../model/ugm.js';
import type { ArgumentsCheck } from './arguments-check.js';
import type { Expectation } from './expectation.js';
import { anything, TypeChecks } from './type-check.js';
import type { TypeCheck } from './type-check.js';

/** The checks of the members of modules that have a model, each compiled when it is first asked for. */
export class CompiledChecks {
  private readonly models = new Map<string, UgmModule>();
  private readonly types = new Map<string, TypeChecks>();
  private readonly made = new Map<string, ArgumentsCheck | undefined>();

  add(moduleName: string, model: UgmModule): void {
    this.models.set(moduleName, model);
  }

  /** The check for `module:function`, `module:Class.method` or `module:Class.constructor`; undefined where no model has it. */
  find(fullName: string): ArgumentsCheck | undefined {
    if (!this.made.has(fullName)) this.made.set(fullName, this.make(fullName));
    return this.made.get(fullName);
  }

  private make(fullName: string): ArgumentsCheck | undefined {
    const colon = fullName.indexOf(':');
    const moduleName = fullName.slice(0, colon);
    const model = this.models.get(moduleName);
    if (model === undefined) return undefined;
    const [told, method] = fullName.slice(colon + 1).split('.');
    const name = told === 'default' ? (model.defaultExport ?? told) : told;
    const found =
      method === undefined
        ? model.functions.find((one) => one.name === name)
        : methodOf(
            model.classes.find((one) => one.name === name),
            method,
          );
    if (found === undefined || found.signature === 'unknown') return undefined;
    const types = this.types.get(moduleName) ?? new TypeChecks(model);
    this.types.set(moduleName, types);
    return compileCheck(
      fullName,
      [found, ...(found.overloads ?? [])].slice(found.overloads === undefined ? 0 : 1),
      types,
    );
  }
}

function methodOf(owner: UgmClass | undefined, name: string): UgmClass['constructor'] | undefined {
  if (owner === undefined) return undefined;
  if (name === 'constructor') return owner.constructor;
  return [...owner.methods, ...owner.staticMethods, ...owner.classMethods].find((one) => one.name === name);
}

interface Refusal {
  readonly place: string;
  readonly expected: string;
  readonly given: string;
  /** The parameter that nothing was given for. */
  readonly missing?: string;
}

/** Makes the check of a function of these signatures, of which the arguments have to fit one. */
export function compileCheck(
  shown: string,
  signatures: readonly UgmSignature[],
  types: TypeChecks,
): ArgumentsCheck | undefined {
  const checks = signatures.map((signature) => compileSignature(signature.parameters, types));
  if (checks.some((check) => check === undefined)) return undefined;
  return (args) => {
    let first: Refusal | undefined;
    for (const check of checks) {
      const refusal = check!(args);
      if (refusal === undefined) return;
      first ??= refusal;
    }
    throw refused(shown, first!);
  };
}

function refused(shown: string, { place, expected, given, missing }: Refusal): GraftError {
  const [message, remedy] =
    given === 'missing' && expected === 'there'
      ? [`${shown} takes an object that has this, and it is missing.`, 'Add it.']
      : missing === undefined
        ? [`${shown} takes ${expected} here, not ${given}.`, `Give ${expected}.`]
        : [`${shown} takes ${expected}, not ${given}.`, `Give ${missing}, too.`];
  return new GraftError('invalid-argument', message, { path: place, remedy });
}

/** Undefined where anything fits. */
function compileSignature(
  parameters: readonly UgmParameter[],
  types: TypeChecks,
): ((args: readonly unknown[]) => Refusal | undefined) | undefined {
  const positional = parameters.filter(
    ({ kind }) => kind === 'positional-only' || kind === 'positional-or-keyword',
  );
  const rest = parameters.find(({ kind }) => kind === 'var-positional');
  const checks = positional.map((parameter) => checkOf(parameter, types));
  const checkRest = rest === undefined ? undefined : types.of(writtenType(rest));
  const required = positional.filter((parameter) => parameter.default === undefined).length;
  const most = rest === undefined ? positional.length : Infinity;
  const hasOnlyAnything = checks.every((check) => check === anything) && (checkRest ?? anything) === anything;
  if (required === 0 && hasOnlyAnything) return undefined;
  return (args) => {
    const count = args.length;
    if (count < required) {
      const { name } = positional[count]!;
      return {
        place: `args[${count}]`,
        expected: `at least ${counted(required)}`,
        given: String(count),
        missing: name,
      };
    }
    // What is given beyond is nobody's business in JavaScript, which calls back with more than most functions take.
    for (let index = 0; index < Math.min(count, most); index++) {
      const found = (checks[index] ?? checkRest!)(args[index]);
      if (found !== undefined)
        return { place: `args[${index}]${found.path}`, expected: found.expected, given: found.given };
    }
    return undefined;
  };
}

function counted(count: number): string {
  return count === 1 ? '1 argument' : `${count} arguments`;
}

/** What has a default may be left out by nothing in its place, too. */
function checkOf(parameter: UgmParameter, types: TypeChecks): TypeCheck {
  const check = types.of(writtenType(parameter));
  if (parameter.default === undefined || check === anything) return check;
  return (value): Expectation | undefined =>
    value === null || value === undefined ? undefined : check(value);
}
