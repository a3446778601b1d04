import type { UgmMember, UgmModule } from '../model/ugm.js';

/** What a module object or a function of it stands for. */
export interface Origin {
  readonly kind: string;
  /** The module's stable name in Python. */
  readonly module: string;
  /** Its model, made when asked for. */
  readonly model: () => UgmMember | UgmModule;
}

const origins = new WeakMap<object, Origin>();

export function remember(value: object, origin: Origin): void {
  origins.set(value, origin);
}

/** What `value` stands for; undefined where it does not come from Python. */
export function originOf(value: unknown): Origin | undefined {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
    ? origins.get(value)
    : undefined;
}
