/** State machines as tables: `{ state: { move: next } }`. A state without moves is an end. */
export type Machine<State extends string> = Readonly<Record<State, Readonly<Record<string, State>>>>

/** Only types the table, so that no target can be a state that does not exist. */
export const machine = <State extends string>(
  table: Record<State, Record<string, NoInfer<State>>>,
): Machine<State> => table

/** Where a move leads, or undefined when the state does not allow it. */
export const moved = <State extends string>(
  table: Machine<State>,
  state: State,
  move: string,
): State | undefined => (Object.hasOwn(table[state], move) ? table[state][move] : undefined)
