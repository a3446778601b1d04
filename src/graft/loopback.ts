export function loopbackModule(exports: object, _options: { readonly name: string }): object {
  return exports;
}
