// Apart from prepare.cjs, because an old Node cannot parse an import().
'use strict';

import('./prepare.mjs').then(({ prepare }) => prepare(process.argv.slice(2)));
