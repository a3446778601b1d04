// Puts everything in place for `npm start` and `npm test`, and does nothing when all is there. Written so that any old
// Node can parse it: it is what tells its user that it is too old.
'use strict';

var wanted = [20, 19];
var running = process.versions.node.split('.').map(Number);

if (running[0] < wanted[0] || (running[0] === wanted[0] && running[1] < wanted[1])) {
  console.error(
    'graftwire needs Node.js ' +
      wanted.join('.') +
      ' or later and this is ' +
      process.versions.node +
      ': install a newer one from https://nodejs.org, or with "nvm install 22", "brew install node" or your distribution.'
  );
  process.exit(1);
}

require('./prepare/start.cjs');
