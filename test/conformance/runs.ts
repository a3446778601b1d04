/** How many inputs a comparison has; more with `GRAFT_DIFFERENTIAL_RUNS`. */
export const runs = Number(process.env['GRAFT_DIFFERENTIAL_RUNS'] ?? 4000);

/** What determines them; others with `GRAFT_DIFFERENTIAL_SEED`. */
export const seed = Number(process.env['GRAFT_DIFFERENTIAL_SEED'] ?? 20);
