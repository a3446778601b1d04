export function program(
  shop: Readonly<Record<string, unknown>>,
  print: (line: string) => void,
): Promise<void>;
