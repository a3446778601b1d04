declare const shop: Readonly<Record<string, unknown>>;
export = shop;
