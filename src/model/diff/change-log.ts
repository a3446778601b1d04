import { formatType } from '../format-type.js';
import type { UgmType, UgmTypeParameter } from '../ugm.js';
import type { ModelChange, ModelChangeKind, ModelPart, ModelVerdict } from './model-change.js';
import type { TypeComparison } from './type-relation.js';
import type { TypeUse } from './type-uses.js';

interface Typed {
  readonly type?: UgmType;
  readonly annotation?: string;
}

interface Described {
  readonly doc?: string | null;
  readonly deprecated?: string | true;
}

interface Named {
  readonly name: string;
}

/** Collects changes, and knows those that everything with a name, a type or documentation can have. */
export class ChangeLog {
  readonly changes: ModelChange[] = [];
  private readonly types: TypeComparison;

  constructor(types: TypeComparison) {
    this.types = types;
  }

  add(path: string, kind: ModelChangeKind, verdict: ModelVerdict, message: string): void {
    this.changes.push({ path, kind, verdict, message });
  }

  added(path: string, part: ModelPart, verdict: ModelVerdict = 'additive'): void {
    this.add(path, `${part}-added`, verdict, `${nounOf(part)} is new.`);
  }

  removed(path: string, part: ModelPart, verdict: ModelVerdict = 'breaking'): void {
    this.add(path, `${part}-removed`, verdict, `${nounOf(part)} is gone.`);
  }

  /** Compares those that both have, and logs those that only one has. */
  each<T extends Named>(
    before: readonly T[],
    after: readonly T[],
    part: ModelPart,
    pathOf: (name: string) => string,
    compare: (path: string, before: T, after: T) => void,
  ): void {
    const news = new Map(after.map((item) => [item.name, item]));
    const names = new Set(before.map(({ name }) => name));
    for (const item of before) {
      const other = news.get(item.name);
      if (other === undefined) this.removed(pathOf(item.name), part);
      else compare(pathOf(item.name), item, other);
    }
    for (const { name } of after) if (!names.has(name)) this.added(pathOf(name), part);
  }

  described(path: string, before: Described, after: Described): void {
    const [was, is] = [before.deprecated, after.deprecated];
    if (was === undefined && is !== undefined) {
      this.add(path, 'deprecated', 'additive', `It is deprecated${is === true ? '.' : `: ${is}`}`);
    } else if (was !== undefined && is === undefined) {
      this.add(path, 'undeprecated', 'compatible', 'It is not deprecated any more.');
    } else if (was !== is) {
      this.add(path, 'doc-changed', 'compatible', 'The reason why it is deprecated has changed.');
    }
    if ((before.doc ?? null) !== (after.doc ?? null)) {
      this.add(path, 'doc-changed', 'compatible', 'The documentation has changed.');
    }
  }

  typed(
    path: string,
    before: Typed,
    after: Typed,
    use: TypeUse,
    renamed?: ReadonlyMap<string, string>,
  ): void {
    const relation = this.types.relate(before.type, after.type, renamed);
    const texts = `${formatType(after.type)} now, ${formatType(before.type)} before`;
    if (relation === 'same') {
      if (before.annotation !== after.annotation) {
        this.add(path, 'annotation-changed', 'none', 'The source writes the same type in another way.');
      }
    } else if (relation === 'changed') {
      this.add(path, 'type-changed', 'breaking', `It has another type: ${texts}.`);
    } else if (relation === 'narrowed') {
      const isFine = use === 'given';
      const what = isFine ? 'Fewer values can come' : 'Fewer values are taken';
      this.add(path, 'type-narrowed', isFine ? 'compatible' : 'breaking', `${what}: ${texts}.`);
    } else {
      const isFine = use === 'taken';
      const what = isFine ? 'More values are taken' : 'Other values can come';
      this.add(path, 'type-widened', isFine ? 'additive' : 'breaking', `${what}: ${texts}.`);
    }
  }

  /** @returns the names that type parameters have in `after`, where they are others */
  typeParameters(
    path: string,
    before: readonly UgmTypeParameter[] = [],
    after: readonly UgmTypeParameter[] = [],
    isInferred = false,
  ): ReadonlyMap<string, string> {
    const renamed = new Map<string, string>();
    before.forEach((was, index) => {
      const is = after[index];
      if (is === undefined) return this.removed(`${path}<${was.name}>`, 'type-parameter');
      if (was.name !== is.name) renamed.set(was.name, is.name);
      if (was.variadic !== is.variadic) {
        this.add(`${path}<${is.name}>`, 'kind-changed', 'breaking', 'It stands for another number of types.');
      }
    });
    before.slice(0, after.length).forEach((was, index) => {
      const is = after[index] as UgmTypeParameter;
      this.typed(`${path}<${is.name}>`, bound(was), bound(is), 'taken', renamed);
    });
    // Nobody has written types behind a name that took none.
    const isFree = isInferred && before.length === 0;
    for (const { name, default: fallback } of after.slice(before.length)) {
      const verdict = isFree || fallback !== undefined ? 'additive' : 'breaking';
      this.added(`${path}<${name}>`, 'type-parameter', verdict);
    }
    return renamed;
  }
}

function bound({ bound: type }: UgmTypeParameter): Typed {
  return type === undefined ? {} : { type };
}

const nouns: Partial<Readonly<Record<ModelPart, string>>> = {
  base: 'The base',
  alias: 'The name for a type',
  'enum-member': 'The member',
  'static-method': 'The static method',
  'class-method': 'The class method',
  'type-parameter': 'The type parameter',
};

function nounOf(part: ModelPart): string {
  return nouns[part] ?? `The ${part}`;
}
