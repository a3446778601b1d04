// npm run build [-- --only=addon,bundle,types,prebuild,cmake]: builds these, or the first three.
import { explaining } from './build/explained.mjs';

const builders = {
  addon: async () => (await import('./build/addon.mjs')).buildAddon(),
  bundle: async () => (await import('./build/bundle.mjs')).bundle(),
  types: async () => (await import('./build/declarations.mjs')).emitDeclarations(),
  prebuild: async () => (await import('./build/prebuild.mjs')).prebuild(),
  cmake: async () => (await import('./build/cmake.mjs')).buildWithCMake(),
};

const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);
const wanted = only === undefined ? ['addon', 'bundle', 'types'] : only.split(',');

await explaining(async () => {
  for (const name of wanted) await builders[name]();
});
