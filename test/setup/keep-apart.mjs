/** With one worker all tests run in Jest's own process, which loads the house once: with the engine that came first. */

/**
 * @param {{ maxWorkers: number }} run
 * @param {string | undefined} other what another engine has set up in this run
 * @throws Error when one process would have to test two engines
 */
export function keepApart({ maxWorkers }, other) {
  if (maxWorkers > 1 || !other) return
  throw new Error('One process cannot test two engines: give -w 2, or one engine with --selectProjects.')
}
