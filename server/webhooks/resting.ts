/** How long a receiver that takes nothing is left alone: longer each time. Pure; knows no row. */

/** Seconds of the first rest, the second one and so on; the last one repeats. */
const restsInSeconds = [60, 120, 300, 1800, 7200, 21_600]

/** An answer, be it an error, costs nobody time; only one that keeps saying no is left alone. */
const answersBefore = 2

/**
 * Seconds that everything for a receiver rests after so many messages in a row that it did not take, or undefined while
 * it is asked on. `answered`: it said no, rather than nothing.
 */
export function restAfter(refusedInRow: number, answered: 'yes' | 'no'): number | undefined {
  const rest = refusedInRow - (answered === 'yes' ? answersBefore : 0)
  return rest < 1 ? undefined : restsInSeconds[Math.min(rest, restsInSeconds.length) - 1]
}

/** Seconds by which the others wait longer than the one that is tried first: more than a receiver may take to answer. */
export const firstOneSeconds = 10
