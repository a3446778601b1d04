/**
 * What a change means for programs that use the module: `none`, no program can tell; `compatible`, every program goes on as it is; `additive`, so
 * it does, and there is something new to use or to mind; `breaking`, some program has to be changed.
 */
export type ModelVerdict = 'none' | 'compatible' | 'additive' | 'breaking';

/** What can be added to a model, or removed from it. */
export type ModelPart =
  | 'function'
  | 'class'
  | 'record'
  | 'enum'
  | 'alias'
  | 'attribute'
  | 'module'
  | 'method'
  | 'static-method'
  | 'class-method'
  | 'property'
  | 'event'
  | 'protocol'
  | 'base'
  | 'field'
  | 'enum-member'
  | 'parameter'
  | 'overload'
  | 'exception'
  | 'type-parameter';

export type ModelChangeKind =
  | `${ModelPart}-added`
  | `${ModelPart}-removed`
  /** The name stands for something else: a function for a class, a positional parameter for a keyword-only one. */
  | 'kind-changed'
  | 'parameter-renamed'
  | 'order-changed'
  | 'required'
  | 'optional'
  | 'default-changed'
  /** A plain object that stood for keyword arguments is an argument now. */
  | 'keywords-moved'
  | 'type-narrowed'
  | 'type-widened'
  | 'type-changed'
  | 'annotation-changed'
  | 'signature-changed'
  | 'async-changed'
  | 'generator-changed'
  | 'access-changed'
  | 'value-changed'
  | 'exception-changed'
  | 'abstract-changed'
  | 'form-changed'
  | 'deprecated'
  | 'undeprecated'
  | 'doc-changed'
  | 'module-changed'
  | 'default-export-changed';

/** One difference between two models. */
export interface ModelChange {
  /** Where: `mean`, `mean(values)`, `mean() returns`, `Portfolio.add(amount)`. */
  readonly path: string;
  readonly kind: ModelChangeKind;
  readonly verdict: ModelVerdict;
  /** One sentence. */
  readonly message: string;
}

const inOrder: readonly ModelVerdict[] = ['none', 'compatible', 'additive', 'breaking'];

/** The worst of several verdicts; `none` of no verdict. */
export function worstVerdict(verdicts: Iterable<ModelVerdict>): ModelVerdict {
  return inOrder[Math.max(0, ...Array.from(verdicts, (verdict) => inOrder.indexOf(verdict)))] ?? 'none';
}
