import type { UgmClass, UgmFunction, UgmModule, UgmSignature, UgmType } from '../../model/ugm.js';
import type { AnalysisCoverage } from '../analysis.js';

export interface Coverage {
  readonly coverage: AnalysisCoverage;
  /** The paths of those that have no type. */
  readonly untyped: readonly string[];
}

/**
 * Counts parameters, results, properties and fields that have a type. Of overloads each one counts, and what is only there for them does not; what
 * a class has from a base counts at the base.
 */
export function coverageOf({ functions, classes, records, attributes }: UgmModule): Coverage {
  const untyped: string[] = [];
  let all = 0;
  functions.forEach((one) => countFunction(one, one.name));
  classes.forEach(countClass);
  for (const { name, fields } of records) fields.forEach((field) => count(field.type, `${name}.${field.name}`));
  attributes.forEach(({ name, type }) => count(type, name));
  return { coverage: { public: all, typed: all - untyped.length }, untyped: [...new Set(untyped)] };

  function count(type: UgmType | undefined, path: string): void {
    all += 1;
    if (type === undefined || type.kind === 'any') untyped.push(path);
  }

  function countFunction(one: UgmFunction, path: string, isConstructor = false): void {
    const signatures: readonly UgmSignature[] = one.overloads ?? [one];
    for (const { parameters, returns } of signatures) {
      for (const parameter of parameters) count(parameter.type, `${path}(${parameter.name})`);
      if (!isConstructor) count(returns, `${path}() returns`);
    }
  }

  function countClass(one: UgmClass): void {
    const { name, methods, staticMethods, properties, attributes: fields, events = [] } = one;
    if (one.constructor.signature === 'known') countFunction(one.constructor, `${name}.constructor`, true);
    for (const method of [...methods, ...staticMethods]) {
      if (method.inheritedFrom === undefined) countFunction(method, `${name}.${method.name}`);
    }
    for (const member of [...properties, ...fields]) {
      if (member.inheritedFrom === undefined) count(member.type, `${name}.${member.name}`);
    }
    for (const event of events) {
      if (event.inheritedFrom !== undefined) continue;
      for (const parameter of event.parameters) count(parameter.type, `${name} on ${event.name}(${parameter.name})`);
    }
  }
}
