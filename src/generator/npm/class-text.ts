import type { UgmClass, UgmFunction, UgmSignature } from '../../model/ugm.js';
import { callForms } from './call-forms.js';
import { callPlace, classMembers, type ClassMember, type ClassPlace } from './class-members.js';
import type { DeclarationScope } from './declaration-scope.js';
import { docComment, docOfForm } from './doc-comment.js';
import { eventsType } from './event-members.js';
import { exceptionMembers, nativeError } from './exception-members.js';
import type { OptionsInterfaces } from './options-interfaces.js';

/** The declarations of a module's classes. Bases come first, whatever the order: what is inherited from them is looked up. */
export class ClassTexts {
  private readonly scope: DeclarationScope;
  private readonly options: OptionsInterfaces;
  private readonly described: ReadonlyMap<string, UgmClass>;
  private readonly members = new Map<string, ReadonlyMap<string, ClassMember>>();

  constructor(scope: DeclarationScope, options: OptionsInterfaces) {
    this.scope = scope;
    this.options = options;
    this.described = new Map(scope.model.classes.map((described) => [described.name, described]));
  }

  /** The declarations of a class, and of the interfaces that it needs. */
  declarations(described: UgmClass): readonly string[] {
    const place = this.placeOf(described);
    const members = this.membersOf(described);
    const { name: base, members: inherited } = this.baseOf(described, members);
    // A constructor of TypeScript's has no types of its own.
    const made = withoutTypeParameters(described.constructor);
    const forms = callForms(made, callPlace({ ...place, variables: place.variables }, '', false));
    const constructors = forms.flatMap(({ parameters, tags }, index) => [
      ...docComment(
        docOfForm(
          { doc: described.constructor.doc, deprecated: described.constructor.deprecated, tags },
          index,
        ),
      ),
      `constructor(${parameters});`,
    ]);
    const own = [...members.values()].filter((member) => inherited?.get(member.key)?.code !== member.code);
    const events = eventsType(described, place);
    const lines = [
      ...constructors,
      ...own.flatMap((member) => member.lines),
      ...(events === undefined ? [] : [events.member]),
    ].map((line) => `  ${line}`);
    const head = `export declare ${described.abstract ? 'abstract ' : ''}class ${place.local}${typesOf(place)}${base === undefined ? '' : ` extends ${base}`} {`;
    return [
      ...this.options.take(),
      ...(events === undefined ? [] : [events.declaration]),
      [...docComment(described), head, ...lines, '}'].join('\n'),
    ];
  }

  /** The same of a class that there is only the type of. */
  interfaceDeclarations(described: UgmClass): readonly string[] {
    const place = this.placeOf(described);
    const members = [...this.membersOf(described)].filter(([key]) => !key.startsWith('static '));
    const events = eventsType(described, place);
    const lines = [
      ...members.flatMap(([, member]) => member.lines),
      ...(events === undefined ? [] : [events.member]),
    ].map((line) => `  ${line}`);
    return [
      ...this.options.take(),
      ...(events === undefined ? [] : [events.declaration]),
      [...docComment(described), `export interface ${place.local}${typesOf(place)} {`, ...lines, '}'].join(
        '\n',
      ),
    ];
  }

  private placeOf(described: UgmClass): ClassPlace {
    const { scope, options } = this;
    const local = scope.types.get(described.name)!.local;
    const variables = new Set(
      (described.typeParameters ?? [])
        .filter(({ variadic }) => variadic === undefined)
        .map(({ name }) => name),
    );
    return { scope, options, local, variables, inherited: (base, key) => this.inherited(base, key) };
  }

  /** What a base has, unless it is not of this module, or of types that only it knows. */
  private inherited(base: string, key: string): ClassMember | undefined {
    const described = this.ownClass(base);
    if (described === undefined || (described.typeParameters ?? []).length > 0) return undefined;
    return this.membersOf(described).get(key);
  }

  private membersOf(described: UgmClass): ReadonlyMap<string, ClassMember> {
    let members = this.members.get(described.name);
    if (members === undefined) {
      // For a model whose classes are bases of each other.
      this.members.set(described.name, new Map());
      const place = this.placeOf(described);
      const isRemoteError = this.scope.isPython && described.exception !== undefined;
      members = isRemoteError ? exceptionMembers(described, place) : classMembers(described, place);
      if (described.exception !== undefined) {
        members = new Map([...members].filter(([key]) => !ofErrors.has(key)));
      }
      this.members.set(described.name, members);
    }
    return members;
  }

  /**
   * What the class extends: its first base, where that is of this module and has nothing that the class declares otherwise, which TypeScript would
   * refuse. Otherwise everything that it has is in its own declaration, and TypeScript, which compares what is there, takes it for the base where it
   * can be.
   */
  private baseOf(
    described: UgmClass,
    members: ReadonlyMap<string, ClassMember>,
  ): { readonly name?: string; readonly members?: ReadonlyMap<string, ClassMember> } {
    const base = this.ownBase(described);
    if (base !== undefined && base !== described) {
      const inherited = this.membersOf(base);
      const agrees = [...inherited].every(([key, { code }]) => {
        const own = members.get(key);
        return own === undefined || own.code === code;
      });
      if (agrees) return { name: this.scope.types.get(base.name)!.local, members: inherited };
    }
    if (described.exception !== undefined)
      return { name: this.scope.global(nativeError(described.exception)) };
    if (!this.scope.isPython || members.has('deref')) return {};
    return { name: this.scope.graftwire('RemoteObject') };
  }

  private ownBase(described: UgmClass): UgmClass | undefined {
    for (const base of described.bases) {
      const own = this.ownClass(base);
      // There is nothing to extend where there is only a type.
      if (own !== undefined && own.typeOnly !== true) return own;
    }
    return undefined;
  }

  private ownClass(fullName: string): UgmClass | undefined {
    const prefix = `${this.scope.model.name}:`;
    return this.described.get(fullName.startsWith(prefix) ? fullName.slice(prefix.length) : fullName);
  }
}

function typesOf({ variables }: ClassPlace): string {
  return variables.size === 0 ? '' : `<${[...variables].map((name) => `${name} = any`).join(', ')}>`;
}

function withoutTypeParameters({ overloads, ...called }: UgmFunction): UgmFunction {
  const bare = <Signature extends UgmSignature>({ typeParameters: _, ...signature }: Signature) => signature;
  return { ...bare(called), ...(overloads === undefined ? {} : { overloads: overloads.map(bare) }) };
}

/** What JavaScript's errors and their classes have, and a class of them does not say again: which of it there is depends on who compiles. */
const ofErrors: ReadonlySet<string> = new Set([
  ...['name', 'message', 'stack', 'cause'],
  ...['captureStackTrace', 'prepareStackTrace', 'stackTraceLimit', 'isError'].map((name) => `static ${name}`),
]);
