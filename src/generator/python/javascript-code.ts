import type { UgmEnum } from '../../model/ugm.js';
import { listenerConversions, resultConversion } from './conversion.js';
import { definitionLines, headLines } from './definition-code.js';
import { functionArguments, optionsText } from './function-code.js';
import type { ClassPlan, PackagePlan } from './package-plan.js';
import { docstring, indented, pythonScalar, pythonString } from './python-text.js';
import { specialNames } from './special-names.js';
import type { TypeScope } from './type-scope.js';

/** The text of the `__init__.py` of a Graft of a module of JavaScript. */
export function javaScriptCode(plan: PackagePlan, source: string, shapes: TypeScope['shapes']): string {
  const { model, names } = plan;
  const members = [
    ...model.attributes.map(({ name, type }) =>
      member(names.get(name)!, name, resultConversion(type, plan) ?? 'None'),
    ),
    ...model.modules.map(({ name }) => member(names.get(name)!, name, 'None')),
    ...[...model.records, ...shapes].map(({ name }) => member(names.get(name) ?? name, 'record', 'type')),
    ...model.aliases.map(({ name }) => member(names.get(name)!, 'alias', 'type')),
  ];
  const constants = model.attributes.filter(
    ({ readonly: isConstant, value }) => isConstant === true && value !== undefined,
  );
  const isConstant = new Set(constants.map(({ name }) => names.get(name)!));
  const read = members.filter(({ name }) => !isConstant.has(name));
  const lines = [
    ...headLines(model),
    ...definitionLines('JavaScriptGraft', model, source, []),
    ...model.enums.flatMap((one) => ['', '', ...enumLines(one, plan)]),
    ...plan.classes.flatMap((one) => ['', '', ...classLines(one, plan)]),
    ...(plan.classes.length + model.enums.length > 0 ? ['', ''] : ['']),
    ...constants.map(({ name, value }) => `${names.get(name)!} = ${pythonScalar(value!)}`),
    ...model.functions.map((fn) => {
      const isDefault = fn.name === model.defaultExport ? ['default=True'] : [];
      const given = [pythonString(fn.name), ...isDefault, ...functionArguments(fn, plan)];
      return `${names.get(fn.name)!} = _graft.function(${given.join(', ')})`;
    }),
    ...(read.length === 0
      ? []
      : [
          '',
          '_members = {',
          ...read.map(({ text }) => `    ${text},`),
          '}',
          '',
          '',
          'def __getattr__(name: str) -> object:',
          '    return _graft.attribute(name, _members)',
          '',
          '',
          'def __dir__() -> "list[str]":',
          '    return sorted({*globals(), *_members})',
        ]),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function member(
  name: string,
  inModule: string,
  convert: string,
): { readonly name: string; readonly text: string } {
  return { name, text: `${pythonString(name)}: (${pythonString(inModule)}, ${convert})` };
}

function enumLines(owner: UgmEnum, plan: PackagePlan): readonly string[] {
  const names = plan.enumMembers(owner);
  const base = owner.mixedWith === 'int' ? 'IntEnum' : owner.mixedWith === 'string' ? 'StrEnum' : 'Enum';
  const members = owner.members.flatMap(({ name, value }) =>
    value === undefined ? [] : [`${names.get(name)!} = ${pythonScalar(value)}`],
  );
  return [
    `class ${plan.names.get(owner.name)!}(_generated.Graft${base}):`,
    ...indented([
      ...(owner.doc === null ? [] : docstring(owner.doc)),
      ...(members.length > 0 ? members : ['pass']),
    ]),
  ];
}

function classLines(cls: ClassPlan, plan: PackagePlan): readonly string[] {
  const { ugm } = cls;
  const bases =
    cls.bases.length > 0
      ? cls.bases.map(({ name }) => name)
      : [`_generated.${cls.isException ? 'GraftedError' : 'GraftObject'}`];
  const options = optionsText([ugm.constructor, ...(ugm.constructor.overloads ?? [])], plan);
  const isDefault = ugm.name === plan.model.defaultExport;
  const given = [
    ...bases,
    'graft=_graft',
    ...(isDefault ? ['js=""'] : ugm.name === cls.name ? [] : [`js=${pythonString(ugm.name)}`]),
    ...(options === undefined ? [] : [`options=${options}`]),
  ];
  const doc = ugm.doc === null || ugm.doc.trim() === '' ? [] : docstring(ugm.doc);
  const body = memberLines(cls, plan);
  return [
    `class ${cls.name}(${given.join(', ')}):`,
    ...indented([...doc, ...(body.length > 0 || doc.length > 0 ? body : ['pass'])]),
  ];
}

function memberLines(cls: ClassPlan, around: PackagePlan): readonly string[] {
  const { ugm, members, statics } = cls;
  const plan: PackagePlan = { ...around, self: cls.name };
  const hidden: readonly string[] = cls.events === undefined ? [] : ['on', 'once', 'off'];
  const declared = <T extends { readonly name: string; readonly inheritedFrom?: string }>(
    all: readonly T[],
  ): readonly T[] => all.filter((one) => cls.declares(one));
  const property = (
    name: string,
    isStatic: boolean,
    isSettable: boolean,
    convert: string | undefined,
  ): string => {
    const made = [
      pythonString(name),
      ...(convert === undefined ? [] : [`convert=${convert}`]),
      ...(isSettable && !isStatic ? ['settable=True'] : []),
    ].join(', ');
    return isStatic
      ? `${statics.get(name)!} = _graft.static_property(${made})`
      : `${members.get(name)!} = _graft.property(${made})`;
  };
  return [
    ...declared(ugm.attributes).map((one) =>
      property(one.name, one.static === true, one.readonly !== true, resultConversion(one.type, plan)),
    ),
    ...declared(ugm.properties).map((one) =>
      property(one.name, one.static === true, one.settable, resultConversion(one.type, plan)),
    ),
    ...declared(ugm.methods)
      .filter(({ name }) => !hidden.includes(name))
      .map((fn) => `${members.get(fn.name)!} = _graft.method(${call(fn.name, functionArguments(fn, plan))})`),
    ...declared([...ugm.staticMethods, ...ugm.classMethods]).map(
      (fn) => `${statics.get(fn.name)!} = _graft.static(${call(fn.name, functionArguments(fn, plan))})`,
    ),
    ...eventLines(cls, plan),
    ...declared(ugm.protocols ?? []).flatMap((one) => {
      const name = specialNames[one.name];
      const convert = resultConversion(one.returns, plan);
      const made = `_graft.protocol(${call(one.name, convert === undefined ? [] : [convert])})`;
      if (name === undefined) return [];
      // An iterator is its own.
      const iterator = { __next__: '__iter__', __anext__: '__aiter__' }[name];
      return [...(iterator === undefined ? [] : [`${iterator} = _graft.itself`]), `${name} = ${made}`];
    }),
  ];
}

function call(name: string, given: readonly string[]): string {
  return [pythonString(name), ...given].join(', ');
}

function eventLines({ events }: ClassPlan, plan: PackagePlan): readonly string[] {
  if (events === undefined) return [];
  const converts = events.flatMap(({ name, parameters }) => {
    const each = listenerConversions(parameters, plan);
    return each === undefined ? [] : [`${pythonString(name)}: (${each.join(', ')},)`];
  });
  return [`on, once, off, events = _graft.events(${converts.length > 0 ? `{${converts.join(', ')}}` : ''})`];
}
