/** A list cut into stretches of at most `length`, in order: for statements that take only so many values. Pure. */
export function stretchesOf<Item>(items: readonly Item[], length: number): Item[][] {
  const stretches: Item[][] = []
  for (let start = 0; start < items.length; start += length)
    stretches.push(items.slice(start, start + length))
  return stretches
}
