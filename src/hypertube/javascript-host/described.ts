import type {
  UgmAttribute,
  UgmClass,
  UgmFunction,
  UgmMember,
  UgmMethod,
  UgmModule,
  UgmModuleMember,
  UgmOutlineKind,
  UgmParameter,
  UgmProperty,
} from '../../model/ugm.js';
import { ugmVersion } from '../../model/ugm.js';
import { parentOf, shapeOfClass } from './class-shape.js';
import { functionKind, isConstructor, memberKind } from './function-kind.js';
import { parametersOf } from './parameters.js';

const anyParameters: readonly UgmParameter[] = [
  { name: 'args', kind: 'var-positional' },
  { name: 'kwargs', kind: 'var-keyword' },
];

/** The model of a function as far as its source tells it. */
export function describedFunction(name: string, callee: object): UgmFunction {
  const kind = functionKind(callee);
  const parameters = parametersOf(callee);
  return {
    name,
    doc: null,
    parameters: parameters ?? anyParameters,
    async: kind.startsWith('async-'),
    generator: kind.endsWith('generator-function'),
    signature: parameters === undefined ? 'unknown' : 'known',
  };
}

type Constructor = abstract new (...args: never[]) => object;

function describedClass(name: string, maker: Constructor): UgmClass {
  const shape = shapeOfClass(maker, undefined);
  const prototype = maker.prototype as object;
  const methodOf = (owner: object, member: string): UgmMethod =>
    describedFunction(member, Object.getOwnPropertyDescriptor(owner, member)!.value as object);
  const properties: UgmProperty[] = Object.entries(shape.fields).map(([member, settable]) => ({
    name: member,
    doc: null,
    settable,
  }));
  const parent = parentOf(maker);
  return {
    name,
    doc: null,
    bases: parent === undefined ? [] : [parent.name],
    ...(prototype instanceof Error ? { exception: 'Error' } : {}),
    abstract: false,
    constructor: { ...describedFunction('constructor', maker), async: false, generator: false },
    methods: Object.keys(shape.methods).map((member) => methodOf(prototype, member)),
    staticMethods: Object.entries(shape.statics)
      .filter(([, kind]) => kind !== 'attribute' && kind !== 'class')
      .map(([member]) => methodOf(maker, member)),
    classMethods: [],
    properties,
    attributes: [],
  };
}

/** The model of what a module exports under a name: from its model, or of what it is. */
export function describedMember(
  name: string,
  value: unknown,
  model?: UgmModule,
  kind: UgmOutlineKind = memberKind(value),
): UgmMember {
  switch (kind) {
    case 'class':
      return { kind, ...(named(model?.classes, name) ?? describedClass(name, value as Constructor)) };
    case 'attribute':
    case 'module':
    case 'lazy':
      return { kind: 'attribute', ...(named(model?.attributes, name) ?? { name, doc: null }) };
    default:
      return { kind, ...(named(model?.functions, name) ?? describedFunction(name, value as object)) };
  }
}

function named<T extends { readonly name: string }>(
  members: readonly T[] | undefined,
  name: string,
): T | undefined {
  return members?.find((member) => member.name === name);
}

/** The model of calling a class or a function. */
export function describedCall(callee: object): UgmFunction {
  const name = (callee as { readonly name?: unknown }).name;
  const shown = typeof name === 'string' ? name : '';
  return isConstructor(callee) ? describedClass(shown, callee).constructor : describedFunction(shown, callee);
}

/** The model of a module as far as it tells itself. */
export function describedModule(
  name: string,
  members: readonly (readonly [name: string, value: unknown])[],
): UgmModule {
  const described = members.map(([member, value]) => describedMember(member, value));
  return {
    ugm: ugmVersion,
    name,
    ecosystem: 'npm',
    runtime: 'nodejs',
    doc: null,
    functions: described.filter((member) => member.kind.endsWith('function')).map(withoutKind<UgmFunction>),
    classes: described.filter((member) => member.kind === 'class').map(withoutKind<UgmClass>),
    records: [],
    enums: [],
    aliases: [],
    attributes: described.filter((member) => member.kind === 'attribute').map(withoutKind<UgmAttribute>),
    modules: described.filter((member) => member.kind === 'module').map(withoutKind<UgmModuleMember>),
  };
}

function withoutKind<T>(member: UgmMember): T {
  const described: Record<string, unknown> = { ...member };
  delete described['kind'];
  return described as T;
}
