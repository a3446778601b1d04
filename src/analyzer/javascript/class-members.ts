import type { Declaration, Symbol as TsSymbol, Type } from 'typescript';
import type { UgmField, UgmMethod, UgmProperty, UgmProtocol, UgmScalar, UgmType } from '../../model/ugm.js';
import { annotationOf } from './annotation.js';
import { documentationOf, isMarkedInternal } from './documentation.js';
import { functionModel } from './function-model.js';
import { note, type Place, type Scope } from './scope.js';
import type { SignatureForm } from './signature.js';
import { scalarOf, typeOfNode } from './type-of-node.js';
import { protocolModel } from './protocol-model.js';
import { typeOfType } from './type-of-type.js';
import { unionOf } from './union-type.js';

/** The members of a class or an interface, sorted into what a model has for them. */
export interface ClassMembers {
  readonly methods: UgmMethod[];
  readonly properties: UgmProperty[];
  readonly attributes: UgmField[];
  readonly protocols: UgmProtocol[];
}

export function noMembers(): ClassMembers {
  return { methods: [], properties: [], attributes: [], protocols: [] };
}

export interface MemberOptions {
  readonly at: Place;
  readonly form: SignatureForm;
  readonly inheritedFrom?: string | undefined;
  readonly isStatic?: boolean;
  /** The name that it is exported by, where that is another one. */
  readonly name?: string;
}

/** Adds one member; one whose name is a symbol only to the list of losses. */
export function addMember(scope: Scope, member: TsSymbol, to: ClassMembers, options: MemberOptions): void {
  const { ts, checker } = scope;
  const { at, inheritedFrom, isStatic, name: called = member.name } = options;
  const declarations = member.declarations ?? [];
  if (isMarkedInternal(scope, declarations)) return;
  if (member.name.startsWith('__@')) {
    const protocol = protocolModel(scope, member, at, options.form);
    if (protocol !== undefined) {
      to.protocols.push(protocol);
      return;
    }
    const name = `[Symbol.${member.name.replace(/^__@(\w+?)(@\d+)?$/, '$1')}]`;
    if (inheritedFrom === undefined)
      note(scope, `${at.path}.${name}`, 'A member whose name is a symbol is not in the model.');
    return;
  }
  const place: Place = { ...at, path: `${at.path}.${called}` };
  const origin = inheritedFrom === undefined ? {} : { inheritedFrom };
  const ofClass = isStatic === true ? { static: true as const } : {};
  if ((member.flags & ts.SymbolFlags.Accessor) !== 0) {
    to.properties.push({
      ...propertyModel(scope, member, place, options.form),
      ...ofClass,
      ...origin,
      name: called,
    });
    return;
  }
  const type = checker.getTypeOfSymbol(member);
  const signatures = callsOf(scope, member, type);
  if (signatures.length > 0) {
    const known = options.form === 'declared' ? scope.functions.get(member) : undefined;
    const described =
      known ?? functionModel(scope, member.name, signatures, declarations, place, options.form);
    if (options.form === 'declared') scope.functions.set(member, described);
    to.methods.push({ ...described, ...origin, name: called });
    return;
  }
  to.attributes.push({
    ...fieldModel(scope, member, place, options.form),
    ...ofClass,
    ...origin,
    name: called,
  });
}

/** The signatures of a member that is called as a method is, also of a property that holds a function. */
function callsOf({ ts }: Scope, member: TsSymbol, type: Type): ReturnType<Type['getCallSignatures']> {
  const isOptional = (member.flags & ts.SymbolFlags.Optional) !== 0;
  return isOptional || type.isUnion() || type.getConstructSignatures().length > 0
    ? []
    : type.getCallSignatures();
}

function propertyModel(scope: Scope, member: TsSymbol, at: Place, form: SignatureForm): UgmProperty {
  const { ts, checker } = scope;
  const declarations = member.declarations ?? [];
  const { doc, deprecated } = documentationOf(scope, declarations);
  const getter = declarations.find((one) => ts.isGetAccessor(one));
  const node =
    form === 'declared' && getter !== undefined ? (getter.type ?? ts.getJSDocReturnType(getter)) : undefined;
  const type =
    node === undefined ? typeOfType(scope, checker.getTypeOfSymbol(member), at) : typeOfNode(scope, node, at);
  const annotation = annotationOf(node);
  return {
    name: member.name,
    doc,
    ...(deprecated === undefined ? {} : { deprecated }),
    settable: (member.flags & ts.SymbolFlags.SetAccessor) !== 0,
    ...(type.kind === 'any' ? {} : { type }),
    ...(annotation === undefined ? {} : { annotation }),
  };
}

function fieldModel(scope: Scope, member: TsSymbol, at: Place, form: SignatureForm): UgmField {
  const { ts } = scope;
  const declarations = member.declarations ?? [];
  const { doc, deprecated } = documentationOf(scope, declarations);
  const isReadonly = declarations.some(
    (one) => (ts.getCombinedModifierFlags(one) & ts.ModifierFlags.Readonly) !== 0,
  );
  const { type, annotation } = typeOfMember(scope, member, at, form);
  const isOptional = (member.flags & ts.SymbolFlags.Optional) !== 0;
  const whole: UgmType = isOptional ? unionOf([type, { kind: 'none' }]) : type;
  const value = valueOf(scope, declarations, isReadonly ? type : undefined);
  return {
    name: member.name,
    doc,
    ...(deprecated === undefined ? {} : { deprecated }),
    ...(whole.kind === 'any' ? {} : { type: whole }),
    ...(annotation === undefined ? {} : { annotation }),
    ...(value === undefined ? {} : { value }),
    ...(isReadonly ? { readonly: true as const } : {}),
  };
}

/** The type of a field, a constant or a property as it is written, or as the checker finds it. */
export function typeOfMember(
  scope: Scope,
  member: TsSymbol,
  at: Place,
  form: SignatureForm,
): { readonly type: UgmType; readonly annotation?: string } {
  const { ts, checker } = scope;
  const node = form === 'declared' ? annotationNode(scope, member) : undefined;
  if (node !== undefined) {
    const annotation = annotationOf(node);
    return { type: typeOfNode(scope, node, at), ...(annotation === undefined ? {} : { annotation }) };
  }
  const isOptional = (member.flags & ts.SymbolFlags.Optional) !== 0;
  const type = checker.getTypeOfSymbol(member);
  return { type: typeOfType(scope, checker.getBaseTypeOfLiteralType(type), at, isOptional) };
}

function annotationNode(
  { ts }: Scope,
  { declarations = [] }: TsSymbol,
): ReturnType<Scope['ts']['getJSDocType']> {
  for (const one of declarations) {
    if (ts.isJSDocPropertyTag(one)) return one.typeExpression?.type;
    const isTyped =
      ts.isPropertySignature(one) ||
      ts.isPropertyDeclaration(one) ||
      ts.isParameter(one) ||
      ts.isVariableDeclaration(one);
    const node = isTyped ? (one.type ?? ts.getJSDocType(one)) : undefined;
    if (node !== undefined) return node;
  }
  return undefined;
}

/** The scalar that a field or a constant is given where it is declared, or that its type names. */
export function valueOf(
  { ts }: Scope,
  declarations: readonly Declaration[],
  type: UgmType | undefined,
): UgmScalar | undefined {
  for (const one of declarations) {
    const isGiven =
      ts.isPropertyDeclaration(one) || ts.isVariableDeclaration(one) || ts.isPropertyAssignment(one);
    const initializer = isGiven ? one.initializer : undefined;
    const value =
      initializer === undefined
        ? undefined
        : scalarOf(ts, ts.isAsExpression(initializer) ? initializer.expression : initializer);
    if (value !== undefined) return value;
  }
  return type?.kind === 'literal' && type.values.length === 1 ? type.values[0] : undefined;
}
