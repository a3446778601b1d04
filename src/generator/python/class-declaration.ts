import type { UgmClass, UgmEvent, UgmProtocol } from '../../model/ugm.js';
import { annotation, listenerParameters, usedParameters } from './annotation.js';
import { deprecation, functionLines } from './function-declaration.js';
import { ownName, type ClassPlan, type PackagePlan } from './package-plan.js';
import { docstring, pythonScalar } from './python-text.js';
import { isBuiltinException, isBuiltinType, isStandardType } from './standard-names.js';
import { specialNames } from './special-names.js';
import { classLines } from './type-declarations.js';
import type { TypeScope } from './type-scope.js';

/** A class as a `.pyi` file declares it. */
export function classDeclaration(cls: ClassPlan, plan: PackagePlan, scope: TypeScope): readonly string[] {
  const { ugm } = cls;
  return scope.withinType(ugm.typeParameters ?? [], () => {
    const parameters = (ugm.typeParameters ?? []).flatMap(({ name }) => scope.variableNamed(name) ?? []);
    const bases = [
      ...basesOf(cls, plan, scope),
      ...(parameters.length > 0 ? [`${scope.use('typing', 'Generic')}[${parameters.join(', ')}]`] : []),
    ];
    const head = `class ${cls.name}${bases.length > 0 ? `(${bases.join(', ')})` : ''}:`;
    const body = [
      ...constructorLines(cls, scope),
      ...memberLines(cls, scope),
      ...eventLines(cls, plan, scope),
      ...protocolsOf(ugm)
        .filter((one) => cls.declares(one) && (plan.model.runtime === 'python' || one.name in specialNames))
        .flatMap((one) => protocolLines(one, scope)),
    ];
    const doc = ugm.doc === null || ugm.doc.trim() === '' ? [] : docstring(ugm.doc);
    return [...deprecation(ugm, scope), ...classLines(head, doc, body)];
  });
}

/** An iterator gives itself when it is iterated, whatever else is said of that. */
function protocolsOf({ protocols = [] }: UgmClass): readonly UgmProtocol[] {
  const names = new Set(protocols.map(({ name }) => name));
  return protocols.filter(
    ({ name }) =>
      !(name === 'iterate' && names.has('next')) && !(name === 'iterateAsync' && names.has('nextAsync')),
  );
}

function basesOf(cls: ClassPlan, plan: PackagePlan, scope: TypeScope): readonly string[] {
  const own = cls.bases.map((base) => withArguments(base, scope));
  if (plan.model.runtime === 'nodejs') {
    if (own.length > 0) return own;
    return [scope.use('graftwire.generated', cls.isException ? 'GraftedError' : 'GraftObject')];
  }
  return cls.ugm.bases.flatMap((base) => {
    const name = ownName(base, plan.model);
    if (name !== undefined) {
      const of = cls.bases.find(({ ugm }) => ugm.name === name);
      return of === undefined ? [] : [withArguments(of, scope)];
    }
    const [module, other] = base.includes(':') ? base.split(':') : ['', base];
    if (module === '' || module === 'builtins') return builtinBase(other!, scope);
    return isStandardType(module!, other!) ? [scope.use(module!, other!)] : [];
  });
}

function withArguments({ name, ugm }: ClassPlan, scope: TypeScope): string {
  const count = usedParameters(ugm.name, scope).length;
  return count === 0
    ? name
    : `${name}[${Array.from({ length: count }, () => scope.use('typing', 'Any')).join(', ')}]`;
}

const generic: Readonly<Record<string, string>> = {
  list: 'Any',
  set: 'Any',
  frozenset: 'Any',
  dict: 'Any, Any',
  tuple: 'Any, ...',
};
const unusable: ReadonlySet<string> = new Set(['object', 'bool', 'range', 'slice', 'memoryview', 'type']);

function builtinBase(name: string, scope: TypeScope): readonly string[] {
  if (!isBuiltinType(name) || unusable.has(name)) return [];
  const of = generic[name];
  if (of === undefined) return [isBuiltinException(name) ? scope.builtin(name) : scope.builtin(name)];
  return [`${scope.builtin(name)}[${of.replaceAll('Any', scope.use('typing', 'Any'))}]`];
}

function constructorLines({ ugm, bases }: ClassPlan, scope: TypeScope): readonly string[] {
  const { constructor } = ugm;
  // One without parameters says nothing that a base does not say, unless the base has some.
  if (bases.length === 0 && constructor.signature === 'known' && isBare(constructor)) {
    return scope.model.runtime === 'python' && constructor.doc === null
      ? []
      : functionLines({ ...constructor, doc: null }, scope, {
          name: '__init__',
          bound: 'self',
          returns: 'None',
        });
  }
  return functionLines(constructor, scope, { name: '__init__', bound: 'self', returns: 'None' });
}

function isBare({ parameters, overloads }: ClassPlan['ugm']['constructor']): boolean {
  return parameters.length === 0 && (overloads?.length ?? 0) === 0;
}

function memberLines(cls: ClassPlan, scope: TypeScope): readonly string[] {
  const { ugm } = cls;
  const hidden = cls.events !== undefined && scope.model.runtime === 'nodejs' ? ['on', 'once', 'off'] : [];
  const isJavaScript = scope.model.runtime === 'nodejs';
  return [
    ...ugm.attributes
      .filter((one) => cls.declares(one))
      .flatMap((field) => {
        const type = annotation(field.type, scope, 'out');
        const doc = field.doc === null || field.doc === '' ? [] : docstring(field.doc);
        const names = field.static === true ? cls.statics : cls.members;
        const name = names.get(field.name)!;
        if (isJavaScript && field.static !== true)
          return propertyLines(name, type, field.readonly !== true, field, doc, scope);
        if (field.static === true) return [`${name}: ${scope.use('typing', 'ClassVar')}[${type}]`, ...doc];
        return [`${name}: ${type}`, ...doc];
      }),
    ...ugm.properties
      .filter((one) => cls.declares(one))
      .flatMap((property) => {
        const type = annotation(property.type, scope, 'out');
        const doc = property.doc === null || property.doc === '' ? [] : docstring(property.doc);
        if (property.static === true)
          return [`${cls.statics.get(property.name)!}: ${scope.use('typing', 'ClassVar')}[${type}]`, ...doc];
        return propertyLines(cls.members.get(property.name)!, type, property.settable, property, doc, scope);
      }),
    ...ugm.methods
      .filter((method) => cls.declares(method) && !hidden.includes(method.name))
      .flatMap((method) =>
        functionLines(method, scope, { name: cls.members.get(method.name)!, bound: 'self' }),
      ),
    ...ugm.staticMethods
      .filter((method) => cls.declares(method))
      .flatMap((method) =>
        functionLines(method, scope, {
          name: cls.statics.get(method.name)!,
          // What a static method of JavaScript is called on is its `this`.
          ...(isJavaScript
            ? { bound: 'cls', decorators: [scope.builtin('classmethod')] }
            : { decorators: [scope.builtin('staticmethod')] }),
        }),
      ),
    ...ugm.classMethods
      .filter((method) => cls.declares(method))
      .flatMap((method) =>
        functionLines(method, scope, {
          name: cls.statics.get(method.name)!,
          bound: 'cls',
          decorators: [scope.builtin('classmethod')],
        }),
      ),
  ];
}

function propertyLines(
  name: string,
  type: string,
  isSettable: boolean,
  described: { readonly deprecated?: string | true },
  doc: readonly string[],
  scope: TypeScope,
): readonly string[] {
  const getter = classLines(`def ${name}(self) -> ${type}:`, doc, []);
  return [
    `@${scope.builtin('property')}`,
    ...deprecation(described, scope),
    ...getter,
    ...(isSettable ? [`@${name}.setter`, `def ${name}(self, value: ${type}) -> None: ...`] : []),
  ];
}

function eventLines(cls: ClassPlan, plan: PackagePlan, scope: TypeScope): readonly string[] {
  const { events } = cls;
  if (events === undefined) return [];
  if (plan.model.runtime === 'python')
    return events
      .filter((one) => cls.declares(one))
      .flatMap((event) => [
        `${event.name}: ${scope.use('graftwire.events', 'Event')}[${payload(event, scope)}]`,
        ...(event.doc === null ? [] : docstring(event.doc)),
      ]);
  const callable = scope.use('collections.abc', 'Callable');
  const literal = (event: UgmEvent): string =>
    `${scope.use('typing', 'Literal')}[${pythonScalar(event.name)}]`;
  const listener = (event: UgmEvent): string =>
    `${callable}[${listenerParameters(event.parameters, scope, 'out')}, ${scope.builtin('object')}]`;
  const subscription = scope.use('graftwire.events', 'Subscription');
  const stream = scope.use('graftwire.events', 'EventStream');
  const each = (name: string, returns: string, doc: string): readonly string[] =>
    declared(
      name,
      events,
      scope,
      doc,
      (event) => `self, event: ${literal(event)}, listener: ${listener(event)}`,
      () => returns,
    );
  return [
    ...each(
      'on',
      subscription,
      'Call ``listener`` each time that ``event`` is emitted, until the subscription is closed.',
    ),
    ...each('once', subscription, 'Call ``listener`` the next time that ``event`` is emitted.'),
    ...each('off', 'None', 'Do not call ``listener`` any more.'),
    ...declared(
      'events',
      events,
      scope,
      'What is emitted as ``event`` from now on, for ``async for``.',
      (event) => `self, event: ${literal(event)}`,
      (event) => `${stream}[${payload(event, scope)}]`,
    ),
  ];
}

function declared(
  name: string,
  events: readonly UgmEvent[],
  scope: TypeScope,
  doc: string,
  parameters: (event: UgmEvent) => string,
  returns: (event: UgmEvent) => string,
): readonly string[] {
  const overload = events.length > 1 ? [`@${scope.use('typing', 'overload')}`] : [];
  return events.flatMap((event) => [
    ...overload,
    ...deprecation(event, scope),
    ...classLines(
      `def ${name}(${parameters(event)}) -> ${returns(event)}:`,
      docstring([doc, event.doc ?? ''].filter((part) => part !== '').join('\n\n')),
      [],
    ),
  ]);
}

/** What a stream of an event gives: its one value, a tuple of several, None for none. */
function payload({ parameters }: UgmEvent, scope: TypeScope): string {
  if (parameters.length === 0) return 'None';
  const types = parameters.map(({ type }) => annotation(type, scope, 'out'));
  if (parameters.some(({ kind }) => kind.startsWith('var'))) return scope.use('typing', 'Any');
  return types.length === 1 ? types[0]! : `${scope.builtin('tuple')}[${types.join(', ')}]`;
}

function protocolLines(protocol: UgmProtocol, scope: TypeScope): readonly string[] {
  const returns = annotation(protocol.returns, scope, 'out');
  const parameter = (index: number): string => annotation(protocol.parameters[index]?.type, scope, 'in');
  const builtin = (name: string): string => scope.builtin(name);
  const abstract = (name: string): string => scope.use('collections.abc', name);
  const self = (): string => scope.use('typing_extensions', 'Self');
  const entered = (): string => (protocol.returns === undefined ? self() : returns);
  switch (protocol.name) {
    case 'length':
      return [`def __len__(self) -> ${builtin('int')}: ...`];
    case 'iterate':
      return [`def __iter__(self) -> ${abstract('Iterator')}[${returns}]: ...`];
    case 'next':
      return [`def __iter__(self) -> ${self()}: ...`, `def __next__(self) -> ${returns}: ...`];
    case 'iterateAsync':
      return [`def __aiter__(self) -> ${abstract('AsyncIterator')}[${returns}]: ...`];
    case 'nextAsync':
      return [`def __aiter__(self) -> ${self()}: ...`, `async def __anext__(self) -> ${returns}: ...`];
    case 'get':
      return [`def __getitem__(self, key: ${parameter(0)}, /) -> ${returns}: ...`];
    case 'set':
      return [`def __setitem__(self, key: ${parameter(0)}, value: ${parameter(1)}, /) -> None: ...`];
    case 'delete':
      return [`def __delitem__(self, key: ${parameter(0)}, /) -> None: ...`];
    case 'has':
      return [`def __contains__(self, key: ${builtin('object')}, /) -> ${builtin('bool')}: ...`];
    case 'number':
      return [`def __float__(self) -> ${builtin('float')}: ...`];
    case 'call': {
      const described = {
        name: '__call__',
        doc: null,
        async: false,
        generator: false,
        signature: 'known',
      } as const;
      return functionLines({ ...protocol, ...described }, scope, { name: '__call__', bound: 'self' });
    }
    case 'exit':
      return [
        `def __enter__(self) -> ${entered()}: ...`,
        `def __exit__(self, *args: ${builtin('object')}) -> None: ...`,
      ];
    case 'exitAsync':
      return [
        `async def __aenter__(self) -> ${entered()}: ...`,
        `async def __aexit__(self, *args: ${builtin('object')}) -> None: ...`,
      ];
    case 'await':
      return [
        `def __await__(self) -> ${abstract('Generator')}[${scope.use('typing', 'Any')}, None, ${returns}]: ...`,
      ];
  }
}
