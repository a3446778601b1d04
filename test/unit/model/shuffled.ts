/** The same value with the keys of every object in the opposite order. */
export function shuffled<T>(value: T): T {
  if (Array.isArray(value)) return value.map(shuffled) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, shuffled(item as unknown)] as const);
  return Object.fromEntries(entries.reverse()) as T;
}
