/** The engine on which this process of tests stores; see test/database.ts. */
globalThis.engine = 'postgres'
