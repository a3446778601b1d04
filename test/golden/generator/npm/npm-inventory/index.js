// Made by graftwire from npm:inventory. What is changed here is lost when it is made again.
import { defineGraft } from 'graftwire/generated';

const graft = /* @__PURE__ */ defineGraft(
  {
    name: 'graft.npm.inventory',
    source: '../inventory.js',
    from: import.meta.url,
    runtime: 'nodejs',
    config: 'name=graft.npm.inventory;runtime=nodejs;host=inMemory;modules=../inventory.js',
    model: 'sha256-dZ8vveT02sn1u3C8M_0EelKKjuPFBTxCL4IE3EBFIo0',
    members: [
      'sum',
      'map',
      'load',
      'count',
      'inventory',
      'OutOfStock',
      'Inventory',
      'Level',
      'VERSION',
    ],
    constants: { VERSION: '1.0' },
    defaultExport: 'inventory',
  },
  (members) => {
    ({ sum, map, load, count, inventory, OutOfStock, Inventory, Level, VERSION } = members);
  },
);

export let sum = /* @__PURE__ */ graft.member('sum');
export let map = /* @__PURE__ */ graft.member('map');
export let load = /* @__PURE__ */ graft.member('load');
export let count = /* @__PURE__ */ graft.member('count');
export let inventory = /* @__PURE__ */ graft.member('inventory');
export let OutOfStock = /* @__PURE__ */ graft.member('OutOfStock');
export let Inventory = /* @__PURE__ */ graft.member('Inventory');
export let Level = /* @__PURE__ */ graft.member('Level');
export let VERSION = /* @__PURE__ */ graft.member('VERSION');
export { inventory as default };
