// What generated Graft packages import: `graftwire/generated`.
export { defineGraft } from './index.js';
export type { BoundMembers, GeneratedGraft, GraftDefinition } from './index.js';
